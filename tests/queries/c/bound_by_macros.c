/* Macros that bind names of the function that they stand in. */
#include <stddef.h>
#include <syslog.h>

#define REFUSE(why, value) do { reason = why; number = value; goto refused; } while (0)
#define FAIL(text) do { line->fault = text; return -1; } while (0)
#define SAY_APART(text) do { const char *own = text; undefined_say(own); } while (0)

struct line { const char *fault; };

int receive(int length, int version)
{
    const char *reason;
    int number;
    if (length < 8)
        REFUSE("letter is short", length);
    if (version != 2)
        REFUSE("letter is of old make", version);
    return 0;
refused:
    syslog(LOG_ERR, "sent back, %s (%d)", reason, number); /* >> sent back, letter is short (*) [error syslog direct_call] >> sent back, letter is of old make (*) [error syslog direct_call] */
    return -1;
}

/* What is kept in a field is printed elsewhere. */
int dial(struct line *line, int n)
{
    if (n > 9)
        FAIL("number has too many digits"); /* >> number has too many digits [warning syslog built_string] */
    return 0;
}

void hang_up(struct line *line)
{
    syslog(LOG_WARNING, "%s", line->fault);
}

/* A name that the macro declares is its own. */
void apart(void)
{
    const char *own = "bell is cracked";
    SAY_APART("nobody hears this one");
    syslog(LOG_ERR, "%s", own); /* >> bell is cracked [error syslog direct_call] */
}

/* What a macro speaks of may be its caller's: a variable, or a parameter. */
#define SAY_TEXT() syslog(LOG_ERR, "%s", said)
#define SAY_ALL(level) \
    do { \
        va_list all; \
        va_start(all, wanted); \
        vsyslog(level, wanted, all); \
        va_end(all); \
    } while (0)

static void say(const char *said) { SAY_TEXT(); }
static void say_loudly(const char *wanted, ...) { SAY_ALL(LOG_ALERT); }

void by_its_callers_names(int n)
{
    const char *said = "oar is in the water";
    SAY_TEXT(); /* >> oar is in the water [error syslog macro_call] */
    say("oar is gone"); /* >> oar is gone [error syslog wrapper_call] */
    say_loudly("oar %d is broken", n); /* >> oar * is broken [alert syslog wrapper_call] */
}

/* What a macro puts back where it was says nothing of the text that it hands on. */
#define log_keeping(ship, error, ...) do { int before = kept; kept = error; far_ship_logf(ship, 1, __VA_ARGS__); kept = before; } while (0)

void by_a_macro_that_keeps_a_number(struct ship *ship)
{
    log_keeping(ship, 5, "hatch %d leaks", ship->hatch); /* >> hatch * leaks [none unknown direct_call] */
}

/* A constant is nobody's, also where its text is not known. */
#define WIDE_HEX far_width("x")
#define SAY_WIDTH(n) syslog(LOG_ERR, "oar 0x%" WIDE_HEX " is bent", n) /* >> oar 0x* is bent [error syslog direct_call] */
