/* How texts are written. */
#include <inttypes.h>
#include <syslog.h>

#define GREETING "hello from " PROGRAM
#define PROGRAM "demo"

void each(int n, const char *name, int verbose)
{
    const char *why;
    syslog(LOG_INFO, "one " "two " /* in the middle */ "three"); /* >> one two three [info syslog direct_call] */
    syslog(LOG_INFO, "split " /* >> split over lines [info syslog direct_call] */
                     "over lines");
    syslog(LOG_INFO, "offset %" PRIu64 " is odd", n); /* >> offset * is odd [info syslog direct_call] */
    syslog(LOG_INFO, "100%% sure of \"%s\"\n", name); /* >> 100% sure of "*" [info syslog direct_call] */
    syslog(LOG_INFO, "really\? a \* b\\c"); /* >> really\? a \\\* b\c [info syslog direct_call] */
    syslog(LOG_INFO, GREETING); /* >> hello from demo [info syslog direct_call] */
    syslog(LOG_INFO, n ? "mode is on" : "mode is off"); /* >> mode is on [info syslog direct_call] >> mode is off [info syslog direct_call] */
    if (n)
        why = "too many sessions";
    else
        why = "too few sessions";
    syslog(LOG_INFO, "refused: %s", why); /* >> refused: too many sessions [info syslog direct_call] >> refused: too few sessions [info syslog direct_call] */
    syslog(LOG_INFO, (const char *)("in parentheses")); /* >> in parentheses [info syslog direct_call] */
}
