/* Functions that are called through fields, variables, tables and parameters. */
#include <stdio.h>
#include <syslog.h>

typedef void (*speaker)(int priority, const char *text);

static void to_syslog(int priority, const char *text) { syslog(priority, "%s", text); }
static void to_stderr(int priority, const char *text) { fprintf(stderr, "%s\n", text); }
static void to_nowhere(int priority, const char *text) { (void)priority, (void)text; }
static int to_database(void *db, const char *text) { return undefined_execute(db, text); }

/* A table of handlers with its fields' names. */
struct door_calls { speaker shout; int (*store)(void *db, const char *text); };
static const struct door_calls calls = { .shout = to_syslog, .store = to_database };

void through_a_designated_field(struct door_calls *door, void *db)
{
    calls.shout(LOG_ERR, "bell wire was cut"); /* >> bell wire was cut [error syslog wrapper_call] */
    door->shout(LOG_ALERT, "bell rings by itself"); /* >> bell rings by itself [alert syslog wrapper_call] */
    (*door->shout)(LOG_ERR, "bell is mute"); /* >> bell is mute [error syslog wrapper_call] */
    door->store(db, "insert into bells values (1)");
}

/* A variable that is set, and may be set to something else later. */
static speaker whisper = to_nowhere;

void whisper_aloud(void) { whisper = to_stderr; }

void through_a_variable(void)
{
    whisper(LOG_ERR, "curtain is torn"); /* >> curtain is torn [error stderr wrapper_call] */
}

/* A field that is assigned. */
struct watch { speaker report_to; speaker forget_with; };

void watch_start(struct watch *watch)
{
    watch->report_to = &to_syslog;
    watch->forget_with = to_nowhere;
}

void through_an_assigned_field(struct watch *watch)
{
    watch->report_to(LOG_WARNING, "watch fell asleep"); /* >> watch fell asleep [warning syslog wrapper_call] */
    watch->forget_with(LOG_WARNING, "watch had a dream");
}

/* An array of functions. */
static const speaker outlets[] = { to_nowhere, to_syslog };

void through_an_array(int at)
{
    outlets[at](LOG_CRIT, "outlet is blocked"); /* >> outlet is blocked [critical syslog wrapper_call] */
}

/* A parameter. */
static void tell_with(speaker tell, const char *text)
{
    tell(LOG_NOTICE, text);
}

static void keep_for_later(struct watch *watch, speaker later) { watch->later_on = later; }

void through_a_parameter(struct watch *watch)
{
    tell_with(to_syslog, "guest was announced"); /* >> guest was announced [notice syslog wrapper_call] */
    keep_for_later(watch, to_stderr);
    watch->later_on(LOG_ERR, "guest has left early"); /* >> guest has left early [error stderr wrapper_call] */
}

/* A function that logs itself, named in a table, is read where it stands; its name is no message. */
static void on_fire(void) { syslog(LOG_EMERG, "kitchen is on fire"); /* >> kitchen is on fire [emergency syslog direct_call] */ }

static const struct { const char *word; void (*run)(void); } commands[] = {
    { "fire alarm bell", on_fire },
    { "list all users", 0 },
};

void run_command(int at) { commands[at].run(); }

/* A pointer to a function, which is set where it is declared. */
static void tell_console(int group, char *format, ...)
{
    va_list rest;
    va_start(rest, format);
    vfprintf(stderr, format, rest);
    va_end(rest);
}

void (*tell)(int group, char *format, ...) = tell_console;

static void retry(int times)
{
    tell(3, "gave up after %u tries", times); /* >> gave up after * tries [none stderr wrapper_call] */
}
