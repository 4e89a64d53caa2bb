/* Functions in a table's entries: a field of the same name elsewhere holds others. */
#include <stdio.h>
#include <syslog.h>

struct order { const char *name; int (*run)(const char *text); const char *help; };
struct watcher { int (*run)(const char *text); };

static int mix(const char *text) { return text[0]; }
static int pour(const char *text) { syslog(LOG_NOTICE, "%s", text); return 0; }
static int alarm_of(const char *text) { syslog(LOG_ALERT, "%s", text); return 0; }

static const struct order orders[] = { { "mix", mix, "two of a kind" }, { "stir", mix, "with a spoon" } };
static const struct order others[] = { { .name = "pour", .run = pour, .help = "glass is full" } };
static struct watcher watcher;

void watch(void)
{
    watcher.run = alarm_of;
    watcher.run("bar is on fire"); /* >> bar is on fire [alert syslog wrapper_call] */
}

void take_orders(int n)
{
    orders[n].run("nobody prints this");
    others[n].run("glass is broken"); /* >> glass is broken [notice syslog wrapper_call] */
}

/* A plain name may be a variable that was taken from a field. */
struct cleaner { void (*mop)(const char *text); };
static void mop_up(const char *text) { syslog(LOG_INFO, "%s", text); }

void clean(struct cleaner *cleaner)
{
    void (*wipe)(const char *text) = mop_up;
    cleaner->mop = mop_up;
    cleaner->mop("floor was wet"); /* >> floor was wet [info syslog wrapper_call] */
    wipe("table was wet"); /* >> table was wet [info syslog wrapper_call] */
}

void clean_with(struct cleaner *cleaner)
{
    void (*mop)(const char *text) = cleaner->mop;
    mop("glass was wet"); /* >> glass was wet [info syslog wrapper_call] */
}
