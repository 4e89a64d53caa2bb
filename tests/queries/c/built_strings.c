/* Texts that are put together before they are printed. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <syslog.h>

struct text { char *bytes; unsigned length; };

static void text_set(struct text *into, const char *from)
{
    memcpy(into->bytes, from, strlen(from));
}

static void text_add(struct text *into, const char *from)
{
    memcpy(into->bytes + into->length, from, strlen(from));
}

static const char *text_get(struct text *it)
{
    if (!it->bytes)
        it->bytes = undefined_new_bytes();
    return it->bytes;
}

static void text_log(struct text *it)
{
    syslog(LOG_ERR, "%s", text_get(it));
}

void calls(int n, const char *name)
{
    char line[80];
    struct text own;
    snprintf(line, sizeof line, "command %d refused", n);
    syslog(LOG_ERR, "%s", line); /* >> command * refused [error syslog built_string] */
    sprintf(line, "reply %d refused", n);
    syslog(LOG_ERR, "%s", line); /* >> reply * refused [error syslog built_string] */
    strcpy(line, "session ");
    strcat(line, name);
    strcat(line, " hijacked");
    syslog(LOG_ERR, "%s", line); /* >> session * hijacked [error syslog built_string] */
    text_set(&own, "frame of ");
    text_add(&own, name);
    if (n)
        text_add(&own, " truncated");
    text_log(&own); /* >> frame of * [error syslog built_string] >> frame of * truncated [error syslog built_string] */
}

void grown(int n, va_list values)
{
    char line[80];
    char *text;
    asprintf(&text, "cookie %d is stale", n);
    syslog(LOG_ERR, "%s", text); /* >> cookie * is stale [error syslog built_string] */
    vasprintf(&text, "ticket %d is stale", values);
    syslog(LOG_ERR, "%s", text); /* >> ticket * is stale [error syslog built_string] */
    vsprintf(line, "badge %d is stale", values);
    syslog(LOG_ERR, "%s", line); /* >> badge * is stale [error syslog built_string] */
}

/* One text is known, another is not: the message is longer than either, so both are printed. */
void named(int id)
{
    const char *who = "nobody";
    if (id)
        who = undefined_name(id);
    syslog(LOG_ERR, "ticket of %s is forged", who); /* >> ticket of nobody is forged [error syslog direct_call] >> ticket of * is forged [error syslog direct_call] */
}

/* Blanks fill a value up to its width, on the side that the format says. */
void padded(const char *name)
{
    syslog(LOG_ERR, "%-10s is %8s", "hull", "leaking"); /* >> hull* is *leaking [error syslog direct_call] */
    syslog(LOG_ERR, "%-*s of %.8s", 10, "keel", "oak wood"); /* >> keel* of oak wood [error syslog direct_call] */
}

/* What a call fills with what nobody knows. */
void temporary(void)
{
    char folder[] = "/run/ship/XXXXXX";
    if (!mkdtemp(folder))
        return;
    syslog(LOG_ERR, "folder %s is lost", folder); /* >> folder * is lost [error syslog built_string] */
}

/* What the system says of an error takes the place of what was there before. */
void reasons(int error)
{
    char text[80] = "no reason at all";
    strerror_r(error, text, sizeof text);
    syslog(LOG_ERR, "anchor is stuck: %s", text); /* >> anchor is stuck: * [error syslog built_string] */
}

/* A parameter is a variable of its own: what it stands for later on is nothing to the caller. */
static void look_up(const char *name)
{
    if (!*name)
        name = "nobody at all";
    undefined_look_up(name);
}

static void name_of(const char **into)
{
    *into = "doorman";
}

void own_names(const char *name)
{
    const char *who;
    look_up(name);
    syslog(LOG_ERR, "badge of %s is torn", name); /* >> badge of * is torn [error syslog direct_call] */
    name_of(&who);
    syslog(LOG_ERR, "badge of %s is new", who); /* >> badge of doorman is new [error syslog built_string] */
}

/* What may be one text or anything: the sentence is told with what is unknown, too, and without single words where
   there are several. */
static const char *signal_name(int number)
{
    static char name[32];
    if (number == 15)
        return "SIGTERM";
    if (number > 31) {
        snprintf(name, sizeof name, "real-time %d", number);
        return name;
    }
    return undefined_name(number);
}

static const char *signal_cause(int number)
{
    static char cause[32];
    if (number < 32)
        return undefined_cause(number);
    snprintf(cause, sizeof cause, "a timer of %d", number);
    return cause;
}

void signal_tell(int number)
{
    syslog(LOG_ERR, "the watch got %s", signal_name(number)); /* >> the watch got * [error syslog returned_string] */
    syslog(LOG_ERR, "the watch ends by %s", signal_cause(number)); /* >> the watch ends by * [error syslog returned_string] >> the watch ends by a timer of * [error syslog returned_string] */
}

/* What is written through a pointer is written where it points. */
void pointed(int n)
{
    char line[80];
    char *at = line;
    at += sprintf(at, "rope %d ", n);
    at += sprintf(at, "is frayed");
    syslog(LOG_ERR, "%s", line); /* >> rope * *is frayed* [error syslog built_string] */
    at = line;
    sprintf(at, "knot %d has slipped", n);
    syslog(LOG_ERR, "%s", line); /* >> knot * has slipped [error syslog built_string] */
    at = line + strlen(line);
    strcpy(at, " and is gone");
    syslog(LOG_ERR, "%s", line); /* >> knot * has slipped and is gone [error syslog built_string] */
    at = undefined_place(line);
    strcpy(at, "nobody reads this");
    syslog(LOG_ERR, "%s", line); /* >> knot * has slipped and is gone [error syslog built_string] */
}

static void text_format(struct text *into, const char *format, ...)
{
    char *at = into->bytes + into->length;
    va_list values, copy;
    va_start(values, format);
    va_copy(copy, values);
    vsnprintf(at, 80, format, copy);
}

struct letter { struct text body; };

void letters(int n, struct letter *letter)
{
    struct text own;
    struct text *body = &letter->body;
    text_set(&own, "yard ");
    text_format(&own, "%d is %s", n, "bent");
    text_log(&own); /* >> yard * is bent [error syslog built_string] */
    text_set(body, "spar is bent");
    syslog(LOG_ERR, "%s", letter->body.bytes); /* >> spar is bent [error syslog built_string] */
}

/* On one of several ways it points elsewhere. */
void astray(int n, char *other)
{
    char line[80];
    char *at = line;
    strcpy(line, "boom has come loose");
    if (n)
        at = other;
    strcpy(at, "nobody knows where");
    syslog(LOG_ERR, "%s", line); /* >> boom has come loose [error syslog built_string] */
}

/* A piece that is written again and again, and letters that are written beside one another. */
static void plumb(char *into, const unsigned char *depths, int n)
{
    char *at = into;
    int i;
    for (i = 0; i < n; i++)
        at += sprintf(at, "%.2x%s", depths[i], i < n - 1 ? ":" : "");
}

static char *escaped(const char *text)
{
    char *into = undefined_bytes(4 * strlen(text));
    char *at = into;
    for (; *text; text++)
        if (*text > ' ')
            *at++ = *text;
        else
            sprintf(at, "\\x%02x", *text);
    return into;
}

void pieces(const unsigned char *depths, int n, const char *name)
{
    char line[80];
    plumb(line, depths, n);
    syslog(LOG_ERR, "depth of %s is odd", line); /* >> depth of *:* is odd [error syslog built_string] >> depth of * is odd [error syslog built_string] */
    syslog(LOG_ERR, "buoy of %s is adrift", escaped(name)); /* >> buoy of * is adrift [error syslog direct_call] */
}
