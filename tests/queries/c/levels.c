/* How grave a message is. */
#include <stdarg.h>
#include <stdio.h>
#include <syslog.h>

#define GATE_LOG_FATAL 1
#define GATE_LOG_WARN 4
#define LOUD LOG_ALERT

enum gravity { GRAVITY_CRIT, GRAVITY_INFO, GRAVITY_TRACE };

static void gate_log(int level, const char *text)
{
    fprintf(stderr, "%d %s\n", level, text);
}

/* By the words in the application's own names, by constants that stand for others. */
void by_argument(int quiet)
{
    gate_log(GATE_LOG_FATAL, "gate fell down"); /* >> gate fell down [critical stderr wrapper_call] */
    syslog(GATE_LOG_FATAL, "gate fell over"); /* >> gate fell over [critical syslog direct_call] */
    syslog(GATE_LOG_WARN, "gate leans"); /* >> gate leans [warning syslog direct_call] */
    syslog(LOUD, "gate is on fire"); /* >> gate is on fire [alert syslog direct_call] */
    syslog(LOG_DAEMON | LOG_NOTICE, "gate was painted"); /* >> gate was painted [notice syslog direct_call] */
    syslog(quiet ? LOG_INFO : LOG_ERR, "gate is stuck"); /* >> gate is stuck [error syslog direct_call] */
}

static void tell(enum gravity gravity, const char *text)
{
    syslog(gravity, "%s", text);
}

static void tell_all(enum gravity gravity, const char *text)
{
    tell(gravity, text);
}

/* Through wrappers. */
void by_parameter(void)
{
    tell(GRAVITY_CRIT, "moat has dried up"); /* >> moat has dried up [critical syslog wrapper_call] */
    tell_all(GRAVITY_INFO, "moat was filled"); /* >> moat was filled [info syslog wrapper_call] */
    tell_all(GRAVITY_TRACE, "moat has ripples"); /* >> moat has ripples [debug syslog wrapper_call] */
}

/* Through a variable: the gravest that it may hold. */
void by_variable(int depth)
{
    int level = LOG_INFO;
    if (depth < 1)
        level = LOG_CRIT;
    syslog(level, "moat was measured"); /* >> moat was measured [critical syslog direct_call] */
}

static void gate_panic(const char *text) { fprintf(stderr, "%s\n", text); }
static void gate_warn(const char *text) { fprintf(stderr, "%s\n", text); }
static void gate_say(const char *text) { fprintf(stderr, "%s\n", text); }

/* By what is called. */
void by_callee(void)
{
    gate_panic("bridge broke"); /* >> bridge broke [emergency stderr wrapper_call] */
    gate_warn("bridge creaks"); /* >> bridge creaks [warning stderr wrapper_call] */
    gate_say("bridge is down"); /* >> bridge is down [none stderr wrapper_call] */
}

/* One text at two levels counts as the graver one. */
void by_both(int n)
{
    if (n)
        syslog(LOG_INFO, "bridge is up"); /* >> bridge is up [error syslog direct_call] */
    else
        syslog(LOG_ERR, "bridge is up"); /* >> bridge is up [error syslog direct_call] */
}

/* What prints knows no level: a constant among the arguments says it. */
static void shelf_note(int kind, const char *text)
{
    fprintf(stderr, "%d %s\n", kind, text);
}

void shelf(void)
{
    shelf_note(SHELF_WARN, "shelf is crooked"); /* >> shelf is crooked [warning stderr wrapper_call] */
}

/* A function's name below is a hint; what the caller says itself counts more. */
static void debug_out(const char *text)
{
    fputs(text, stderr);
}

static void tell_loudly(int severity, const char *text)
{
    if (severity > 2)
        debug_out(text);
}

void by_caller(void)
{
    tell_loudly(GATE_LOG_FATAL, "hinge fell off"); /* >> hinge fell off [critical stderr wrapper_call] */
    debug_out("hinge was oiled"); /* >> hinge was oiled [debug stderr wrapper_call] */
}

/* A number says from which level of debugging on it prints: with 0 it always does. */
static void shelf_debug(int level, const char *text)
{
    if (level <= verbosity)
        fputs(text, stderr);
}

void by_number(void)
{
    shelf_debug(0, "shelf fell down"); /* >> shelf fell down [none stderr wrapper_call] */
    shelf_debug(SHELF_WARN, "shelf is full"); /* >> shelf is full [warning stderr wrapper_call] */
}

/* Of several levels that a variable gets the gravest is meant, unless a caller names one. */
static void hinge_says(unsigned flags, const char *text)
{
    int how = LOG_ERR;
    if (flags & HINGE_WARN)
        how = LOG_WARNING;
    if (flags & HINGE_DEBUG)
        how = LOG_DEBUG;
    syslog(how, "%s", text);
}

void by_flags(unsigned flags)
{
    hinge_says(flags, "hinge has come off"); /* >> hinge has come off [error syslog wrapper_call] */
    hinge_says(HINGE_WARN, "hinge is loose"); /* >> hinge is loose [warning syslog wrapper_call] */
}

/* A word such as failure gives way to a graver one before it; a number behind a word says nothing. */
void by_words(void)
{
    shelf_debug(SHELF_CRIT_FAILURE, "shelf has collapsed"); /* >> shelf has collapsed [critical stderr wrapper_call] */
    shelf_debug(SHELF_MINOR_FAILURE, "shelf has a crack"); /* >> shelf has a crack [error stderr wrapper_call] */
    shelf_debug(SHELF_DBG_FAILURE, "shelf has a split"); /* >> shelf has a split [error stderr wrapper_call] */
    shelf_debug(SHELF_DEBUG5, "shelf has a scratch"); /* >> shelf has a scratch [debug stderr wrapper_call] */
    shelf_note(SHELF_WARN2, "shelf has a hole"); /* >> shelf has a hole [warning stderr wrapper_call] */
}

/* A constant that is not handed on to what prints says no level where a function's name does. */
#define TRACE_TEXT(format, args...) debug_print(format, ##args)
#define HANG_UP(why, format, args...) do { TRACE_TEXT("hanging up: " format, ##args); hang_up(why); } while (0) /* >> hanging up: * [debug stderr macro_call] */

static void debug_print(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    vfprintf(stderr, format, values);
    va_end(values);
}

void by_another_enumeration(int n)
{
    HANG_UP(WIRE_ALERT_FORGED, "seal %d is broken", n); /* >> seal * is broken [debug stderr macro_call] */
}

/* Where a parameter decides between levels, it is the caller who says one. */
static void tell_by_kind(int level, const char *text)
{
    int priority = LOG_INFO;
    switch (level) {
    case GATE_LOG_FATAL: priority = LOG_CRIT; break;
    case GATE_LOG_WARN: priority = LOG_WARNING; break;
    }
    syslog(priority, "%s", text);
}

void by_kind(void)
{
    tell_by_kind(GATE_LOG_FATAL, "fence was cut"); /* >> fence was cut [critical syslog wrapper_call] */
    tell_by_kind(GATE_LOG_INFO, "fence was mended"); /* >> fence was mended [info syslog wrapper_call] */
}

/* Of a choice between levels the gravest counts, whichever comes first, and also by a variable. */
void by_choice(int open, int n)
{
    int level = open ? LOG_CRIT : LOG_NOTICE;
    syslog(open ? LOG_ERR : LOG_NOTICE, "hatch %d is stuck", n); /* >> hatch * is stuck [error syslog direct_call] */
    syslog(LOG_DAEMON | (open ? LOG_WARNING : LOG_INFO), "hatch %d is heavy", n); /* >> hatch * is heavy [warning syslog direct_call] */
    syslog(level, "hatch %d is gone", n); /* >> hatch * is gone [critical syslog direct_call] */
    tell_by_kind(open ? GATE_LOG_FATAL : GATE_LOG_WARN, "hatch was forced"); /* >> hatch was forced [critical syslog wrapper_call] */
}

/* Where each kind is printed at a level of its own, the constant that a caller names says which, and else the gravest counts. */
static void tell_at(int kind, const char *text)
{
    switch (kind) {
    case GATE_FATAL: syslog(LOG_CRIT, "%s", text); break;
    case GATE_WARNING: syslog(LOG_WARNING, "%s", text); break;
    default: syslog(LOG_INFO, "%s", text);
    }
}

void each_by_a_statement(int kind)
{
    tell_at(GATE_FATAL, "moat ran dry"); /* >> moat ran dry [critical syslog wrapper_call] */
    tell_at(GATE_WARNING, "moat is low"); /* >> moat is low [warning syslog wrapper_call] */
    tell_at(kind, "moat is frozen"); /* >> moat is frozen [critical syslog wrapper_call] */
}

/* Where one branch names a level and another does not, the parameter says which. */
static void tell_capped(int level, const char *text)
{
    syslog(level < LOG_DEBUG ? level : LOG_DEBUG, "%s", text);
}

static void tell_mapped(int severity, const char *text)
{
    int priority;
    if (severity > 3)
        priority = LOG_DEBUG;
    else
        priority = priorities[severity];
    syslog(LOG_DAEMON | priority, "%s", text);
}

void by_part_of_a_choice(void)
{
    tell_capped(LOG_ERR, "gate is rusty"); /* >> gate is rusty [error syslog wrapper_call] */
    tell_mapped(GATE_LOG_WARN, "gate is crooked"); /* >> gate is crooked [warning syslog wrapper_call] */
}

/* Of ways that put too much around a text to be kept, the best are. */
static void tell_stamped(int level, const char *text)
{
    if (to_file)
        fprintf(book, "%s%s%s", stamped ? stamp() : "", dated ? ": " : "", text);
    else
        syslog(level, "%s", text);
}

void by_the_best_way(void)
{
    tell_stamped(LOG_ERR, "gate has no stamp"); /* >> gate has no stamp [error syslog wrapper_call] */
}

/* A macro may make a level of a number; what turns one level into another says none. */
static void tell_turned(int level, const char *text) { syslog(debug_to_priority(level), "%s", text); }

void by_a_call(void)
{
    tell_capped(GATE_DEBUG_AT(2), "gate was oiled"); /* >> gate was oiled [debug syslog wrapper_call] */
    tell_turned(LOG_ERR, "gate was forced"); /* >> gate was forced [error syslog wrapper_call] */
}
