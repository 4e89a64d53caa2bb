/* Macros that stand for several arguments of a call. */
#include <stdarg.h>
#include <stdio.h>
#include <syslog.h>

#define HERE __FILE__, __LINE__
#define PAIR (1, 2)
#define WARN_SHIP(...) WARN_SHIP_AT(__VA_ARGS__)
#define WARN_SHIP_AT(file, line, level, ...) \
    do { \
        if (level < loudest) \
            note(file, line, level, __VA_ARGS__); \
    } while (0)

static int loudest;

static void note(const char *file, int line, int level, const char *format, ...)
{
    char text[200];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    syslog(level, "%s:%d: %s", file, line, text);
}

static void light(int lamp, const char *text) { syslog(lamp ? LOG_INFO : LOG_NOTICE, "%s", text); }

void sail(const char *ship, int lamp)
{
    note(HERE, LOG_ERR, "%s lost her anchor", ship); /* >> * lost her anchor [error syslog wrapper_call] */
    WARN_SHIP(HERE, LOG_WARNING, "%s is listing", ship); /* >> * is listing [warning syslog macro_call] */
    light(PAIR, "both are lit"); /* >> both are lit [notice syslog wrapper_call] */
}

void dock(const char *HERE)
{
    light(HERE, "variable is one argument"); /* >> variable is one argument [notice syslog wrapper_call] */
}
