/* Texts that are copied character by character. */
#include <ctype.h>
#include <stdio.h>
#include <syslog.h>
#include <unistd.h>

static char line[200];
static int used;

static void without_controls(const char *text)
{
    char clean[100];
    int i;
    for (i = 0; text[i]; i++)
        clean[i] = isprint(text[i]) ? text[i] : '?';
    clean[i] = 0;
    syslog(LOG_ERR, "%s", clean);
}

static void put_out(void)
{
    write(STDERR_FILENO, line, used);
    used = 0;
}

static void by_lines(const char *text)
{
    int i;
    for (i = 0; text[i]; i++) {
        line[used++] = text[i];
        if (text[i] == '\n')
            put_out();
    }
}

static int first_letters(const char **names)
{
    char letters[10];
    int i;
    for (i = 0; names[i]; i++)
        letters[i] = names[i][0];
    return letters[0];
}

/* One letter of a literal is not the literal. */
static const char *berth(int number)
{
    static char name[3];
    const char *letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    name[0] = letters[number / 26];
    name[1] = letters[number % 26];
    return name;
}

void start(const char *who, int number)
{
    const char *names[] = {"the herring was sold", NULL};
    without_controls("the cod was stolen"); /* >> the cod was stolen [error syslog wrapper_call] */
    by_lines("the plaice was stolen too"); /* >> the plaice was stolen too [none stderr wrapper_call] */
    first_letters(names);
    syslog(LOG_ERR, "no such berth: %s", berth(number)); /* >> no such berth: * [error syslog direct_call] */
}
