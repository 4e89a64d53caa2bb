/* Texts that are kept in one place and printed in another. */
#include <stdio.h>
#include <string.h>
#include <syslog.h>

/* A field of an object: filled in one function, printed in another. */
struct session { const char *error; char peer[64]; const char *greeting; int count; };

void session_read(struct session *session, int length, const char *name)
{
    if (length < 0)
        session->error = "session ended too early"; /* >> session ended too early [error syslog built_string] */
    if (length > 100)
        snprintf(session->error, 80, "session of %s is too long", name); /* >> session of * is too long [error syslog built_string] */
    session->greeting = "220 service is ready";
    strcpy(session->peer, "no peer is known");
}

static void session_fail(struct session *session, const char *why)
{
    session->error = why;
}

void session_check(struct session *session)
{
    session_fail(session, "session has no key"); /* >> session has no key [error syslog built_string] */
}

void session_end(struct session *session)
{
    if (session->error)
        syslog(LOG_ERR, "%s", session->error);
    undefined_compare(session->greeting, session->peer);
}

/* A variable of the file. */
static char last_trouble[128];
static const char *prompt;

int lamp_light(int oil)
{
    if (!oil) {
        strcpy(last_trouble, "lamp has no oil"); /* >> lamp has no oil [none stderr built_string] */
        return -1;
    }
    sprintf(last_trouble, "lamp burnt %d hours", oil); /* >> lamp burnt * hours [none stderr built_string] */
    prompt = "which lamp do you mean";
    return 0;
}

void lamp_complain(void)
{
    fprintf(stderr, "lamp: %s\n", last_trouble); /* >> lamp: * [none stderr direct_call] */
}

/* A variable of the same name that a function declares is its own. */
void lamp_dream(void)
{
    char last_trouble[64];
    strcpy(last_trouble, "lamp dreams of light");
    undefined_keep(last_trouble);
}

/* A container of text: its fields are filled in objects that live and end in one function, so that
   what goes into one is a message only if just that one is printed. */
struct string { char *bytes; unsigned length; };

static void string_set(struct string *string, const char *text) { string->bytes = text; }
static void string_log(struct string *string) { syslog(LOG_INFO, "%s", string->bytes); }

void containers(void *db)
{
    struct string query, message;
    string_set(&query, "select name from guests");
    undefined_execute(db, &query);
    string_set(&message, "guest list was read");
    string_log(&message); /* >> guest list was read [info syslog built_string] */
}

/* A text object is a container: that one of many is printed makes no message of what all others hold. */
struct rope { char *strands; };

static void rope_set(struct rope *rope, const char *text)
{
    rope->strands = strdup(text);
}

void rope_query(struct book *book)
{
    struct rope own;
    rope_set(&own, "select rope from attic");
    book_ask(book, own.strands);
}

void rope_keep(struct book *book)
{
    struct rope *kept = book_next(book);
    rope_set(kept, "rope of the book");
}

void rope_print(struct book *book)
{
    struct rope *rope = book_next(book);
    syslog(LOG_ERR, "%s", rope->strands);
}

/* A variable, or a field of a constant, that begins with a text and is given something else later may be anything;
   where it is only given other texts, it is one of these. */
static const char *gate_host = "localhost";
static const char *gate_mode = "shut";
static const char *gate_wood = "oak";
static struct gate { const char *bell; const char *lock; } gate = { .bell = "brass", .lock = "iron" };

void gate_configure(const char *host)
{
    gate_host = host;
    gate.bell = undefined_bell(host);
}

void gate_toggle(void)
{
    const char *gate_wood = undefined_wood();
    undefined_keep(gate_wood);
    gate_mode = "open";
}

void gate_report(void)
{
    syslog(LOG_ERR, "gate at %s is gone", gate_host); /* >> gate at localhost is gone [error syslog direct_call] >> gate at * is gone [error syslog direct_call] */
    syslog(LOG_ERR, "gate is %s now", gate_mode); /* >> gate is shut now [error syslog direct_call] >> gate is open now [error syslog direct_call] */
    syslog(LOG_ERR, "gate of %s burns", gate_wood); /* >> gate of oak burns [error syslog direct_call] */
    syslog(LOG_ERR, "bell of %s rings", gate.bell); /* >> bell of brass rings [error syslog error_table] >> bell of * rings [error syslog direct_call] */
    syslog(LOG_ERR, "lock of %s rusts", gate.lock); /* >> lock of iron rusts [error syslog error_table] */
}
