/* Addresses of entries: places inside a text, or entries of a table. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <syslog.h>

/* What is written behind a beginning. */
void appended(int n)
{
    char line[80];
    size_t used;
    used = snprintf(line, sizeof line, "crane %d: ", n);
    snprintf(&line[used], sizeof line - used, "hook is %s", "bent");
    syslog(LOG_ERR, "%s", line); /* >> crane *: hook is bent [error syslog built_string] */
    strcpy(&line[strlen(line)], " and lost");
    syslog(LOG_ERR, "%s", line); /* >> crane *: hook is bent and lost [error syslog built_string] */
}

/* A log function that writes its own beginning, the caller's text behind it, and leaves out some of it. */
static void yard_log(int priority, const char *format, ...)
{
    char line[512];
    size_t used = undefined_time(line, sizeof line);
    size_t skip = used / 2;
    va_list values;
    va_start(values, format);
    vsnprintf(&line[used], sizeof line - used, format, values);
    va_end(values);
    syslog(priority, "%s", &line[skip]);
}

/* What is left is not seen further on, and what does not fit is written once more. */
static void deck_log(int priority, const char *format, va_list values, va_list again)
{
    char line[512], *text = line, *more;
    if (priority == LOG_INFO) {
        strcpy(text, "nobody reads this");
        return;
    }
    size_t used = undefined_time(text, sizeof line);
    size_t length = vsnprintf(&text[used], sizeof line - used, format, values);
    if (length > sizeof line - used && (more = malloc(length)) != NULL) {
        memcpy(more, text, used);
        text = more;
        vsnprintf(&text[used], length, format, again);
    }
    syslog(priority, "%s", &text[used]);
}

static void deck_tell(int priority, const char *format, ...)
{
    va_list values, again;
    va_start(values, format);
    va_start(again, format);
    deck_log(priority, format, values, again);
}

/* A pointer to a place inside. */
static void dock_log(const char *format, ...)
{
    char line[512];
    char *at = &line[undefined_time(line, sizeof line)];
    va_list values;
    va_start(values, format);
    vsnprintf(at, sizeof line, format, values);
    va_end(values);
    fprintf(stderr, "%s\n", line);
}

void logged(int n)
{
    yard_log(LOG_ERR, "chain %d has snapped", n); /* >> chain * has snapped [error syslog wrapper_call] */
    deck_tell(LOG_ERR, "plank %d is rotten", n); /* >> plank * is rotten [error syslog wrapper_call] */
    dock_log("buoy %d has sunk", n); /* >> buoy * has sunk [none stderr wrapper_call] */
}

/* What a text holds from some place on. */
void skipped(int n)
{
    const char *text = "yes: ladder is missing";
    char line[80];
    syslog(LOG_ERR, "%s", &text[n]); /* >> yes: ladder is missing [error syslog direct_call] */
    sprintf(line, "rung %d is missing", n);
    syslog(LOG_ERR, "answer: %s", &line[n]); /* >> answer: rung * is missing [error syslog built_string] */
}

/* Entries of a table, one of which is looked at by its address. */
struct fault { int code; const char *text; };
static const struct fault faults[] = { { 1, "winch is jammed" }, { 2, "winch is on fire" } };
static const struct fault shown[] = { { 1, "gate is ajar" }, { 2, "gate is gone" } };
static const char *lines[] = { "rope is wet", "rope is torn" };

static void show(const struct fault *fault)
{
    syslog(LOG_ERR, "%s", fault->text);
}

void entries(int n)
{
    const struct fault *fault = &faults[n];
    const char **line = &lines[n];
    syslog(LOG_ERR, "%s", fault->text); /* >> winch is jammed [error syslog error_table] >> winch is on fire [error syslog error_table] */
    syslog(LOG_ERR, "%s", *line); /* >> rope is wet [error syslog error_table] >> rope is torn [error syslog error_table] */
    show(&shown[n]); /* >> gate is ajar [error syslog error_table] >> gate is gone [error syslog error_table] */
}

/* One of many objects, whose text is written and read through its address. */
struct crate { int id; char note[80]; };

void packed(struct crate *crates, int n)
{
    struct crate *crate = &crates[n];
    snprintf(crate->note, sizeof crate->note, "crate %d is broken", n);
    syslog(LOG_ERR, "%s", crate->note); /* >> crate * is broken [error syslog built_string] */
}

/* What returns early and has written nothing does not put in doubt what is written otherwise. */
struct crate { char *text; unsigned length, room; };

static void put(char *to, const char *from, unsigned size)
{
    if (size == 0) {
        return;
    }
    if (size > 1000) {
        abort();
    }
    memcpy(to, from, size);
}

static void crate_fill(struct crate *crate, const char *from, unsigned length)
{
    if (length > crate->room) {
        crate->text = malloc(length);
        crate->room = length;
    }
    put(crate->text, from, length);
    crate->length = length;
}

static void crate_add(struct crate *crate, const char *from, unsigned length)
{
    put(crate->text + crate->length, from, length);
    crate->length += length;
}

static void crate_log(const char *text)
{
    struct crate line;
    crate_fill(&line, "crate: ", 7);
    crate_add(&line, text, strlen(text));
    syslog(LOG_ERR, "%s", line.text); /* >> crate: * [error syslog built_string] */
}

void by_crates(void)
{
    crate_log("lid is loose"); /* >> lid is loose [error syslog wrapper_call] */
}
