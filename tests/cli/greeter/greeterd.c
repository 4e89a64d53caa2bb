/* A door that greets those it knows: small enough to read whole output of sigmine by eye. */

#include <stdarg.h>
#include <stdio.h>
#include <syslog.h>

static void report(int level, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsyslog(level, format, arguments);
    va_end(arguments);
}

int greet(const char *name, int known, int asked)
{
    if (!known) {
        report(LOG_WARNING, "guest %s is not on the list, door stays shut", name);
        return -1;
    }
    if (asked > 3) {
        report(LOG_ERR, "too many wrong passwords from guest %s", name);
        return -1;
    }
    syslog(LOG_INFO, "guest %s came in", name);
    return 0;
}

int main(void)
{
    FILE *list = fopen("guests.txt", "r");

    if (list == NULL) {
        perror("guests.txt");
        return 1;
    }
    fprintf(stderr, "cannot trust the guest list: its owner is not root\n");
    return greet("anna", 1, 0);
}
