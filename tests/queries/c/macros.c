/* Macros that pass a text on. */
#include <stdio.h>
#include <syslog.h>

#define LOG_ERROR(...) syslog(LOG_ERR, __VA_ARGS__)
#define LOG_AT(level, format, ...) syslog(level, format, ##__VA_ARGS__)
#define CHECK(condition, text) \
    do { \
        if (!(condition)) { \
            fprintf(stderr, "%s\n", text); \
        } \
    } while (0)
#define report my_report
#define alarm_if_loud if (loud) my_alarm
#define LOG_COMMENTED(text) /* says "it" */ \
    syslog(LOG_ERR, text) // the end
#define LOG_JOINED(name) syslog(LOG_ERR, "value #1 of " #name " is missing") /* >> value #1 of * is missing [error syslog direct_call] */
#define PREFIXED(text) syslog(LOG_ERR, "sky: " text)
#define OF_BOAT(boat, format, args...) syslog(LOG_ERR, "%s: " format, boat, args)
#define FORWARD(...) LOG_ERROR(__VA_ARGS__)
#define WHAT_WENT_WRONG "wrong turn " "taken"
#define QUIET(text) ((void)0)

#define NOTE(level, all) do { if (loud) my_note all ; } while (0)
#define NOTED(all) ((void) (loud && (my_note all)))
#define NOTE_FOR(whom, args...) my_note_for(whom, args)
#define NOTE_ALL(x...) my_note(x)
#define NOTE_LOUDLY(...) NOTE(2, (__VA_ARGS__))

static int loud;
static void my_note(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsyslog(LOG_NOTICE, format, args);
    va_end(args);
}
static void my_report(const char *text) { syslog(LOG_WARNING, "%s", text); }
static void my_alarm(const char *text) { syslog(LOG_ALERT, "%s", text); }
static void my_note_for(const char *whom, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsyslog(LOG_WARNING, format, args);
    va_end(args);
}

void calls(int n, const char *name)
{
    LOG_ERROR("no such user %s", name); /* >> no such user * [error syslog macro_call] */
    LOG_AT(LOG_ALERT, "disk %d failing", n); /* >> disk * failing [alert syslog macro_call] */
    LOG_AT(LOG_ALERT, "all disks failing"); /* >> all disks failing [alert syslog macro_call] */
    CHECK(n > 0, "negative length"); /* >> negative length [none stderr macro_call] */
    report("odd weather"); /* >> odd weather [warning syslog wrapper_call] */
    alarm_if_loud("thunder was heard"); /* >> thunder was heard [alert syslog wrapper_call] */
    LOG_COMMENTED("storm has come"); /* >> storm has come [error syslog macro_call] */
    PREFIXED("rain came in"); /* >> rain came in [error syslog macro_call] */
    FORWARD("wind blew %d tiles off", n); /* >> wind blew * tiles off [error syslog macro_call] */
    LOG_JOINED(depth);
    LOG_ERROR(WHAT_WENT_WRONG); /* >> wrong turn taken [error syslog macro_call] */
    LOG_ERROR("macro says \"%s\"" /* and so on */, name); /* >> macro says "*" [error syslog macro_call] */
    NOTE(1, ("tide took %d boats", n)); /* >> tide took * boats [notice syslog macro_call] */
    NOTED(("ebb took %s and %d boats", name, n)); /* >> ebb took * and * boats [notice syslog macro_call] */
    NOTED(("nobody is at sea")); /* >> nobody is at sea [notice syslog macro_call] */
    NOTE_FOR(name, "mast of %s has %d cracks", name, n); /* >> mast of * has * cracks [warning syslog macro_call] */
    NOTE_ALL("keel of %s has %d cracks", name, n); /* >> keel of * has * cracks [notice syslog macro_call] */
    NOTE_LOUDLY("%d boats are lost", n); /* >> * boats are lost [notice syslog macro_call] */
    QUIET("nobody hears this");
    OF_BOAT(name, "sail %s is %s", "of the mast", "torn"); /* >> sail of the mast is torn [error syslog macro_call] */
}

/* Heads that macros write. */
#define HANDLER(name, argument) static int name(int argument)
#define IMPLEMENT(kind, name, parameters) kind name parameters

IMPLEMENT(static void,
          refuse, (int priority, const char *reason))
{
    syslog(priority, "%s", reason);
}

HANDLER(refuse_sender, number)
{
    if (number > 3)
        refuse(LOG_ERR, "sender is refused"); /* >> sender is refused [error syslog wrapper_call] */
}

COMMAND(refuse_stamp,
        "refuse stamp",
        "Refuses a stamp\n")
{
    refuse(LOG_WARNING, "stamp is refused"); /* >> stamp is refused [warning syslog wrapper_call] */
}

/* A macro may be called like the function that it calls. */
#define hail_ship(ship, ...) do { if (ship) hail_ship(ship, __FILE__, __LINE__, __VA_ARGS__); } while (0)

void hail_all(const char *ship)
{
    hail_ship(ship, "%s does not answer", ship); /* >> * does not answer [warning syslog macro_call] */
}

#undef hail_ship
void hail_ship(const char *ship, const char *file, int line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsyslog(LOG_WARNING, format, args);
    va_end(args);
}
