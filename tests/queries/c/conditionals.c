#include <stdarg.h>
#include <stdio.h>
#include <syslog.h>

/* Conditionals that cut through something: the grammar alone would lose these functions. */

void say(int severity,
#if DEBUG > 0
         int line,
#endif
         const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsyslog(LOG_ERR, format, arguments);
    va_end(arguments);
}

static const char *names[] = {
    "frame is forged",
#ifdef WITH_SEALS
    "seal is broken",
#else
    "seal is missing",
#endif
};

void serve(int length, int limit, int kind)
{
#ifdef WITH_LIMITS
    if (length > limit) {
#else
    if (length > 4096) {
#endif
        say(3, "frame of %d bytes is too long", length); /* >> frame of * bytes is too long [error syslog wrapper_call] */
    }
    syslog(LOG_ERR, "kind %d is refused%s", kind, /* >> kind * is refused, broken seal [error syslog direct_call] */
#ifdef WITH_SEALS
           ", broken seal"
#else
           ""
#endif
    );
    if (length < 0
#ifdef WITH_SEALS
        || kind > 7
#endif
    )
        say(3, "length is negative"); /* >> length is negative [error syslog wrapper_call] */
    syslog(LOG_ERR, "peer: %s", names[kind]); /* >> peer: frame is forged [error syslog error_table] >> peer: seal is broken [error syslog error_table] >> peer: seal is missing [error syslog error_table] */
}

void report(int kind)
{
#ifdef WITH_SEALS
    syslog(LOG_ERR, "seal %d does not fit", kind); /* >> seal * does not fit [error syslog direct_call] */
#else
    syslog(LOG_ERR, "no seal on %d", kind); /* >> no seal on * [error syslog direct_call] */
#endif
}

/* A head that each branch writes in its own way. */
void
#ifdef __STDC__
shout(int level, const char *format, ...)
#else
shout(level, format, va_alist)
    int level;
    const char *format;
    va_dcl
#endif
{
    char text[200];
    va_list rest;
    va_start(rest, format);
    vsnprintf(text, sizeof(text), format, rest);
    va_end(rest);
    syslog(level, "%s", text);
}

void lose(int number)
{
    shout(LOG_ERR, "letter %d is lost", number); /* >> letter * is lost [error syslog wrapper_call] */
}

/* Branches that begin or end within a statement. */
int check(int kind, int is_six)
{
#ifdef WITH_SIX
    if (is_six) {
        syslog(LOG_ERR, "six seals on %d", kind); /* >> six seals on * [error syslog direct_call] */
    } else
#endif
    if (kind == 1) {
        syslog(LOG_ERR, "first seal is cracked"); /* >> first seal is cracked [error syslog direct_call] */
    }
#ifdef WITH_SEALS
    else if (kind == 2) {
        syslog(LOG_ERR, "second seal is melted"); /* >> second seal is melted [error syslog direct_call] */
    }
#endif
    else if (kind == 3)
        shout(LOG_ERR, "third seal is gone from %d", kind); /* >> third seal is gone from * [error syslog wrapper_call] */
    return
#ifdef WITH_SIX
        6;
#else
        4;
#endif
}

int stamp(int number)
{
#ifdef WITH_STAMPS
    if (number < 0)
        goto failed;
    return 0;
failed:
#endif
    shout(LOG_ERR, "cannot stamp letter %d", number); /* >> cannot stamp letter * [error syslog wrapper_call] */
    return 1;
}

/* Parameters in the old style, some of them for a few builds. */
void deliver(number, seal)
    int number;
#ifdef WITH_SEALS
    char *seal;
#endif
{
    shout(LOG_ERR, "cannot deliver letter %d", number); /* >> cannot deliver letter * [error syslog wrapper_call] */
}

/* What no build has is no message. */
void idle(int number)
{
#if 0 /* not yet */
    syslog(LOG_ERR, "letter %d is stamped twice", number);
#else
    syslog(LOG_ERR, "letter %d has no stamp", number); /* >> letter * has no stamp [error syslog direct_call] */
#endif
}

/* A head for each build: the one that says more is read. */
void
#if !defined(WITH_SEALS)
seal_stub(const char *name)
{
    return;
#else
seal(const char *name)
{
    syslog(LOG_ERR, "no wax for %s", name); /* >> no wax for * [error syslog direct_call] */
    if (!press(name)) {
        syslog(LOG_ERR, "press of %s is cold", name); /* >> press of * is cold [error syslog direct_call] */
        return;
    }
#endif
    syslog(LOG_INFO, "seal is done"); /* >> seal is done [info syslog direct_call] */
}
