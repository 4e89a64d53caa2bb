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
    syslog(LOG_INFO, "at %" PRIx32 " of %" PRIu64, n, n); /* >> at * of * [info syslog direct_call] */
    syslog(LOG_INFO, "took %5.2f%% of %-10s for %*d", 1.0, name, 3, n); /* >> took *% of * for * [info syslog direct_call] */
    syslog(LOG_INFO, "100%% sure of \"%s\"\n", name); /* >> 100% sure of "*" [info syslog direct_call] */
    syslog(LOG_INFO, "really\? a \* b\\c"); /* >> really\? a \\\* b\c [info syslog direct_call] */
    syslog(LOG_INFO, GREETING); /* >> hello from demo [info syslog direct_call] */
    syslog(LOG_INFO, n ? "mode is on" : "mode is off"); /* >> mode is on [info syslog direct_call] >> mode is off [info syslog direct_call] */
    if (n)
        why = "too many sessions";
    else
        why = "too few sessions";
    syslog(LOG_INFO, "refused: %s", why); /* >> refused: too many sessions [info syslog direct_call] >> refused: too few sessions [info syslog direct_call] */
    syslog(LOG_INFO, "drive %c: is gone", 'C'); /* >> drive C: is gone [info syslog direct_call] */
    syslog(LOG_INFO, (const char *)("in parentheses")); /* >> in parentheses [info syslog direct_call] */
    syslog(LOG_INFO, n ? verbose ? "lid is off" : "lid is ajar" : "lid is on"); /* >> lid is off [info syslog direct_call] >> lid is ajar [info syslog direct_call] >> lid is on [info syslog direct_call] */
    syslog(LOG_INFO, "lid %s", n ? "was lifted" : "was dropped"); /* >> lid was lifted [info syslog direct_call] >> lid was dropped [info syslog direct_call] */
    syslog(LOG_INFO, _("lid was lost")); /* >> lid was lost [info syslog direct_call] */
    syslog(LOG_INFO, _("lid of %s " /* >> lid of * is cracked [info syslog direct_call] */
                       "is cracked"), name);
    syslog(LOG_INFO, "lid of %s is heavy", name ? name : "(null)"); /* >> lid of * is heavy [info syslog direct_call] */
    switch (n) {
    case 1:
        why = "handle is hot";
        break;
    case 2:
        why = "handle is cold";
        break;
    default:
        why = "handle is missing";
    }
    syslog(LOG_INFO, "%s", why); /* >> handle is hot [info syslog direct_call] >> handle is cold [info syslog direct_call] >> handle is missing [info syslog direct_call] */
}
