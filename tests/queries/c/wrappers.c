/* Functions that pass a text on. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <syslog.h>

static void log_message(int priority, const char *format, ...)
{
    char line[256];
    va_list values;
    va_start(values, format);
    vsnprintf(line, sizeof line, format, values);
    va_end(values);
    syslog(priority, "%s", line);
}

/* Words before a parameter's type, as analysers of code want them. */
static void log_annotated(IN_RANGE int priority, FORMAT_TEXT const char* format, ...)
{
    va_list values;
    va_start(values, format);
    vsyslog(priority, format, values);
    va_end(values);
}

void annotated(int number)
{
    log_annotated(LOG_ERR, "card %d is bent", number); /* >> card * is bent [error syslog wrapper_call] */
}

static void log_list(const char *format, va_list values)
{
    vfprintf(stderr, format, values);
}

static void complain(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    log_list(format, values);
    va_end(values);
}

static void die(const char *text)
{
    log_message(LOG_CRIT, "giving up: %s", text); /* >> giving up: * [critical syslog wrapper_call] */
    exit(1);
}

static void die_with(const char *first, const char *second)
{
    char text[64];
    strcpy(text, first);
    strcat(text, second);
    die(text);
}

static void greet(const char *user)
{
    syslog(LOG_NOTICE, "welcome back, dear user %s", user); /* >> welcome back, dear user * [notice syslog direct_call] */
}

static void complain_as_of_old(text)
    const char *text;
{
    syslog(LOG_WARNING, "%s", text);
}

/* A formatter of the program's own: the last parameter before the dots is a format. */
static void put_each(const char *format, va_list rest)
{
    for (; *format; format++)
        if (*format == '%')
            put_value(&format, rest);
        else
            fputc(*format, stderr);
    fputs(format, stderr);
}

static void tell(const char *format, ...)
{
    va_list rest;
    va_start(rest, format);
    put_each(format, rest);
    va_end(rest);
}

static int ping(int depth);
static int pong(int depth) { return depth ? ping(depth - 1) : 0; }
static int ping(int depth) { return depth ? pong(depth - 1) : 0; }

void calls(int n, const char *name)
{
    log_message(LOG_WARNING, "quota of %s exceeded by %d", name, n); /* >> quota of * exceeded by * [warning syslog wrapper_call] */
    complain("unknown verb %s", name); /* >> unknown verb * [none stderr wrapper_call] */
    complain_as_of_old("parameters have no types"); /* >> parameters have no types [warning syslog wrapper_call] */
    die("cannot drop privileges"); /* >> cannot drop privileges [critical syslog wrapper_call] */
    die_with("cannot read ", name); /* >> cannot read * [critical syslog wrapper_call] */
    tell("guest %V of %d refused", name, n); /* >> guest * of * refused [none stderr wrapper_call] */
    greet("root");
    ping(n);
    undefined_log_error("reply is malformed", n); /* >> reply is malformed [error unknown direct_call] */
    undefined_helper("this goes nowhere");
}

/* What a log function says of the texts that it gets is told where it stands, not of each text once more. */
static void lock_write(int priority, const char *part, const char *format, va_list values)
{
    char text[80];
    vsnprintf(text, sizeof text, format, values);
    syslog(priority, "%s: %s", part, text);
}

static void lock_hand_on(int priority, const char *part, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    lock_write(priority, part, format, values);
}

static void lock_log(int priority, const char *part, const char *format, ...)
{
    va_list values;
    if (priority > 7) {
        lock_hand_on(priority, part, "no such priority as %d (in %s)", priority, format); /* >> no such priority as * (in *) [none syslog wrapper_call] */
        return;
    }
    va_start(values, format);
    lock_write(priority, part, format, values);
}

void locks(int n)
{
    lock_log(LOG_ERR, "gate_two", "lock %d is picked", n); /* >> gate_two: lock * is picked [error syslog wrapper_call] */
}
