/* Strings that go nowhere that is read as a log: no line of this file prints anything but the last. */
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <syslog.h>
#include "a name of a file"

static const struct option long_options[] = { { "config-file", 1, 0, 'c' }, { "no daemon please", 0, 0, 'd' } };
static const char *const verbs[] = { "GET /index of it", "PUT it there" };
static const char usage_text[] = "usage: guard [-v] file of guests";

void usage(void)
{
    printf("usage: guard [-v] file\n");
    puts(usage_text);
    puts("  -v  tell more about it");
}

int options(int argc, char **argv)
{
    getopt_long(argc, argv, "c:d and more", long_options, 0);
    openlog("guard of the door", LOG_PID, LOG_DAEMON);
    return setenv("LANG of door", "C or so", 1);
}

int protocol(const char *verb, FILE *config)
{
    char line[80];
    if (strcmp(verb, "STARTTLS right now") == 0 || !strncasecmp(verb, verbs[0], 4))
        return 1;
    snprintf(line, sizeof line, "/var/lib of %s", verb);
    fopen(line, "r of it");
    fscanf(config, "name is %s", line);
    return strstr(line, "in the middle") != 0;
}

int queries(void *db, const char *name)
{
    char query[200];
    sprintf(query, "select name from guests where name = '%s'", name);
    strcat(query, " order by name");
    return lib_execute(db, query) || lib_prepare(db, "delete from guests");
}

/* A line that says nothing of its own is no message. */
void values(const char *name, int n)
{
    syslog(LOG_ERR, "%s: %d", name, n);
    syslog(LOG_ERR, "[%d] <%s>", n, name);
    syslog(LOG_ERR, " - ");
}

/* A word that fills a hole of a callee's sentence is a value of that sentence. */
static void tell_name(const char *name)
{
    syslog(LOG_INFO, "the guest called %s has come", name); /* >> the guest called * has come [info syslog direct_call] */
}

void names(void)
{
    tell_name("porter");
    tell_name("gardener");
}

/* An address is no text. */
static char *kept(const char *text)
{
    char *copy = strdup(text);
    syslog(LOG_DEBUG, "kept a text at %p: %lu", copy, strlen(copy)); /* >> kept a text at *: * [debug syslog direct_call] */
    return copy;
}

void keeps(void)
{
    kept("the text of a page");
}
