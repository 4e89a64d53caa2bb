/* A door with one example for each way on which a text can get lost. */

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <syslog.h>

static const char *reasons[] = {"key does not fit", "bolt is stuck"};
static const char *colours[] = {"green as grass", "blue as the sky"};

#define MOTTO "we never close twice"

static void complain(int level, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsyslog(level, format, arguments);
    va_end(arguments);
}

static int paint(int wall, const char *colour)
{
    return wall + (int)strlen(colour);
}

static void dismiss(int times, const char *porter)
{
    if (times > 3)
        complain(LOG_NOTICE, "a porter left for good after %d warnings", times);
    forget(porter);
}

static const char *describe(void)
{
    return "a door of solid oak";
}

static void knock(const char *knocker)
{
    complain(LOG_WARNING, "somebody knocked too often, and it was %s", knocker);
}

int open_door(int reason, const char *who)
{
    char line[80];
    char note[80];
    const char *greeting = "welcome to this house";

    if (strcmp(who, "tom") == 0)
        knock("postman");
    snprintf(line, sizeof line, "%s was turned away at the gate", who);
    complain(LOG_ERR, line);
    snprintf(note, sizeof note, "%s has left a note", who);
    complain(LOG_ERR, "door stays shut: %s", reasons[reason]);
    ring_bell("somebody is at the door");
    panic("jammed");
    complain(LOG_ERR, "oops");
#ifdef DEBUG
    complain(LOG_ERR, "hinge number %d squeaks", reason);
#endif
    dismiss(4, "the man with the keys");
    return paint(reason, "paint it white again");
}
