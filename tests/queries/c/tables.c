/* Tables and catalogues of messages. */
#include <libintl.h>
#include <syslog.h>

static const char *const reasons[] = {
    [0] = "signature mismatch",
    "certificate expired",
};

struct entry { int code; const char *text; };
static const struct entry entries[] = { { 1, "replayed nonce" }, { 2, "stale ticket" } };

/* Designated initialisers: of fields, of entries, nested. */
struct status { int code; struct { const char *text; const char *hint; } said; };
static const struct status statuses[] = {
    [1] = { .code = 17, .said = { .text = "nonce was not random", .hint = "ask the porter" } },
    [2] = { .code = 18, .said.text = "nonce was too short" },
};
static const struct status worst = { .code = 99, .said = { .text = "nonce was never made" } };

/* Entries that are functions' values, marked for translation, conditional. */
static const char *const marked[] = { N_("salt has run out"), N_("salt was \"sweet\"") };

static const char *never_printed[] = { "select * from users", "insert into users" };

static const struct entry entries_of_wind[] = { { 1, "wind is too strong" }, { 2, "wind is too cold" } };

static const char *describe(int code)
{
    switch (code) {
    case 1:
        return "length field too large";
    default:
        return "unknown trouble";
    }
}

/* Looked up in a loop. */
static const char *look_up(int code)
{
    unsigned i;
    for (i = 0; i < 2; i++)
        if (entries_of_wind[i].code == code)
            return entries_of_wind[i].text;
    return code ? "wind is unknown" : NULL;
}

static const char *chain(int code)
{
    if (code == 1)
        return "chain is too long";
    else if (code == 2)
        return code > 3 ? "chain is rusty" : "chain is new";
    return look_up(code);
}

void calls(int n)
{
    syslog(LOG_ERR, "%s", reasons[n]); /* >> signature mismatch [error syslog error_table] >> certificate expired [error syslog error_table] */
    syslog(LOG_ERR, "%s", entries[n].text); /* >> replayed nonce [error syslog error_table] >> stale ticket [error syslog error_table] */
    syslog(LOG_ERR, "%s", statuses[n].said.text); /* >> nonce was not random [error syslog error_table] >> nonce was too short [error syslog error_table] */
    syslog(LOG_ERR, "%s", worst.said.text); /* >> nonce was never made [error syslog error_table] */
    syslog(LOG_ERR, "%s", gettext(marked[n])); /* >> salt has run out [error syslog error_table] >> salt was "sweet" [error syslog error_table] */
    syslog(LOG_ERR, "packet: %s", describe(n)); /* >> packet: length field too large [error syslog returned_string] >> packet: unknown trouble [error syslog returned_string] */
    syslog(LOG_ERR, "no sail: %s", chain(n)); /* >> no sail: * [error syslog returned_string] >> no sail: chain is too long [error syslog returned_string] >> no sail: chain is rusty [error syslog returned_string] >> no sail: chain is new [error syslog returned_string] >> no sail: wind is too strong [error syslog returned_string] >> no sail: wind is too cold [error syslog returned_string] >> no sail: wind is unknown [error syslog returned_string] */
}
