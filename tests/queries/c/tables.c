/* Tables and catalogues of messages. */
#include <syslog.h>

static const char *const reasons[] = {
    [0] = "signature mismatch",
    "certificate expired",
};

struct entry { int code; const char *text; };
static const struct entry entries[] = { { 1, "replayed nonce" }, { 2, "stale ticket" } };

static const char *never_printed[] = { "select * from users", "insert into users" };

static const char *describe(int code)
{
    switch (code) {
    case 1:
        return "length field too large";
    default:
        return "unknown trouble";
    }
}

void calls(int n)
{
    syslog(LOG_ERR, "%s", reasons[n]); /* >> signature mismatch [error syslog error_table] >> certificate expired [error syslog error_table] */
    syslog(LOG_ERR, "%s", entries[n].text); /* >> replayed nonce [error syslog error_table] >> stale ticket [error syslog error_table] */
    syslog(LOG_ERR, "packet: %s", describe(n)); /* >> packet: length field too large [error syslog returned_string] >> packet: unknown trouble [error syslog returned_string] */
}
