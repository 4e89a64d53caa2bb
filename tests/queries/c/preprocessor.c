/* What only the preprocessor joins: names, and texts beside calls. */
#include <stdarg.h>
#include <syslog.h>

#define BOX_LOG(level, ...) syslog(LOG_##level, __VA_ARGS__)
#define BOX_NOTE(level, text) \
    BOX_LOG(level, \
        text)
#define BOX_JOINED(text) syslog(LOG_ ## WARNING, text)

#define FIRST(first, ...) first
#define FIRST_OF(...) FIRST(__VA_ARGS__, none)
#define AS_TEXT(value) AS_TEXT_(value)
#define AS_TEXT_(value) #value
#define QUOTED(text) "'" text "'"
#define TAGGED(level, ...) syslog(level, "box: " FIRST(__VA_ARGS__))
#define CHOSEN(level, ...) syslog(level, FIRST(__VA_ARGS__, none))
#define CAPACITY 12

/* A condition as it is written is no value of it. */
#define HOLDS(condition) if (!(condition)) syslog(LOG_CRIT, "%s does not hold", #condition) /* >> * does not hold [critical syslog direct_call] */

/* Before a text, `return` is no name of another one. */
static const char *after_calls(int n)
{
    if (n > CAPACITY)
        return "heel has gone";
    return "sole " QUOTED("has") " gone";
}

void joined_names(int n)
{
    BOX_LOG(ALERT, "lid %d is bent", n); /* >> lid * is bent [alert syslog macro_call] */
    BOX_NOTE(ERR, "latch is worn"); /* >> latch is worn [error syslog macro_call] */
    BOX_JOINED("hinge is dry"); /* >> hinge is dry [warning syslog macro_call] */
}

void beside_calls(const char *name)
{
    syslog(LOG_ERR, "box of more than " AS_TEXT(CAPACITY) " shoes of %s", name); /* >> box of more than * shoes of * [error syslog direct_call] */
    syslog(LOG_ERR, "shelf of " QUOTED("%s") /* >> shelf of '*' is full [error syslog returned_string] */
           " is full", name);
    syslog(LOG_ERR, QUOTED("attic") " is locked"); /* >> 'attic' is locked [error syslog returned_string] */
    syslog(LOG_ERR, texts_("cellar", " is locked")); /* >> cellar is locked [error syslog direct_call] */
    TAGGED(LOG_NOTICE, "string is loose", name); /* >> string is loose [notice syslog macro_call] */
    CHOSEN(LOG_INFO, "label of %s is torn", name); /* >> label of * is torn [info syslog macro_call] */
    syslog(LOG_ERR, "%s", after_calls(name[0])); /* >> heel has gone [error syslog returned_string] >> sole 'has' gone [error syslog returned_string] */
    syslog(LOG_ERR, FIRST_OF("bottom has gone", name)); /* >> bottom has gone [error syslog returned_string] */
}

static int box_named(const char *name) { return name[0]; }
void conditions(const char *name) { HOLDS(box_named(name)); }
void holding(void) { conditions("no name of a message"); }

/* Names of functions that are joined. */
static void box_err(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    vsyslog(LOG_ERR, format, values);
}

static void box_info(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    vsyslog(LOG_INFO, format, values);
}

#define BOX_TELL(level, ...) box_##level(__VA_ARGS__)

void joined_callees(const char *name)
{
    BOX_TELL(err, "lid of %s is off", name); /* >> lid of * is off [error syslog macro_call] */
    BOX_TELL(info, "lid of %s is on", name); /* >> lid of * is on [info syslog macro_call] */
}

/* What stands for nothing, or for a type, beside a text. */
#define NOTHING
#define AS_BYTES (unsigned char *)

void beside_texts(const char *name)
{
    syslog(LOG_ERR, NOTHING "nail is bent"); /* >> nail is bent [error syslog direct_call] */
    syslog(LOG_ERR, "%s", AS_BYTES "board is bent"); /* >> board is bent [error syslog direct_call] */
}

/* What is said to the compiler before a function's name. */
#define COLD
#define LIKE_PRINTF(...)

static void COLD LIKE_PRINTF(1, 2)
box_hinge(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    vsyslog(LOG_ERR, format, values);
}

COLD
LIKE_PRINTF((printf, 1, 2))
static void box_latch(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    vsyslog(LOG_ERR, format, values);
}

static LIST_OF(int) box_list(int n)
{
    box_hinge("hinge %d squeaks", n); /* >> hinge * squeaks [error syslog wrapper_call] */
    box_latch("latch %d rattles", n); /* >> latch * rattles [error syslog wrapper_call] */
}

static int box_find(int n) LIKE_PRINTF(1, 2)
{
    box_list(n);
    box_latch("latch %d is gone", n); /* >> latch * is gone [error syslog wrapper_call] */
}
