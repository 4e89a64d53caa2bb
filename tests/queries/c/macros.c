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

static void my_report(const char *text) { syslog(LOG_WARNING, "%s", text); }

void calls(int n, const char *name)
{
    LOG_ERROR("no such user %s", name); /* >> no such user * [error syslog macro_call] */
    LOG_AT(LOG_ALERT, "disk %d failing", n); /* >> disk * failing [alert syslog macro_call] */
    LOG_AT(LOG_ALERT, "all disks failing"); /* >> all disks failing [alert syslog macro_call] */
    CHECK(n > 0, "negative length"); /* >> negative length [none stderr macro_call] */
    report("odd weather"); /* >> odd weather [warning syslog wrapper_call] */
}
