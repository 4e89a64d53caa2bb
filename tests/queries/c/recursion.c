/* Functions that call one another, and builders that fill what they are given. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <syslog.h>

/* A circle ends, and what goes through it is found. */
static void say_odd(int n, const char *text);

static void say_even(int n, const char *text)
{
    if (n == 0)
        syslog(LOG_ERR, "%s", text);
    else
        say_odd(n - 1, text);
}

static void say_odd(int n, const char *text)
{
    say_even(n - 1, text);
}

static void say_itself(int n, const char *format, ...)
{
    va_list values;
    if (n > 0)
        say_itself(n - 1, format);
    va_start(values, format);
    vsyslog(LOG_ERR, format, values);
    va_end(values);
}

/* A circle that grows its text at each turn. */
static void say_longer(int n, const char *text)
{
    char line[80];
    snprintf(line, sizeof line, "%s and more", text);
    if (n > 0)
        say_longer(n - 1, line); /* >> * and more [warning syslog built_string] */
    syslog(LOG_WARNING, "%s", text);
}

/* A circle without an end that prints nothing. */
static const char *ask(int n);
static const char *answer(int n) { return n ? ask(n) : ask(0); }
static const char *ask(int n) { return answer(n - 1); }

void calls(int n, const char *name)
{
    say_even(n, "wheel is square"); /* >> wheel is square [error syslog wrapper_call] */
    say_odd(n, "wheel has no spokes"); /* >> wheel has no spokes [error syslog wrapper_call] */
    say_itself(n, "wheel of %s is flat", name); /* >> wheel of * is flat [error syslog wrapper_call] */
    say_longer(n, "wheel is lost"); /* >> wheel is lost [warning syslog wrapper_call] */
    syslog(LOG_ERR, "%s", ask(n));
}
