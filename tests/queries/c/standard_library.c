/* Sinks of the C library, POSIX and BSD. */
#include <err.h>
#include <stdio.h>
#include <syslog.h>

void each(int fd, FILE *log_file, FILE *out, const char *name, int n)
{
    syslog(LOG_ERR | LOG_DAEMON, "lost peer %s", name); /* >> lost peer * [error syslog direct_call] */
    syslog(LOG_DEBUG, "read %d bytes", n); /* >> read * bytes [debug syslog direct_call] */
    err(1, "cannot open %s", name); /* >> cannot open * [error stderr direct_call] */
    errx(1, "bad magic %#x", n); /* >> bad magic * [error stderr direct_call] */
    warn("cannot stat"); /* >> cannot stat [warning stderr direct_call] */
    warnx("%d of %d failed", n, n); /* >> * of * failed [warning stderr direct_call] */
    perror("fork failed"); /* >> fork failed [error stderr direct_call] */
    fprintf(stderr, "odd reply: %s\n", name); /* >> odd reply: * [none stderr direct_call] */
    fprintf(log_file, "peer %s gone\n", name); /* >> peer * gone [none file direct_call] */
    fprintf(out, "some text\n"); /* >> some text [none unknown direct_call] */
    fputs("no memory\n", stderr); /* >> no memory [none stderr direct_call] */
    write(2, "signal caught\n", 14); /* >> signal caught [none stderr direct_call] */
    send(fd, "500 go away\r\n", 13, 0); /* >> 500 go away [none client direct_call] */
}

void nothing_to_say(const char *name, int n)
{
    syslog(LOG_ERR, "%s", name);
    syslog(LOG_ERR, "%d: %s", n, name);
    warnx("abc");
    fputs("\n", stderr);
    snprintf(name, n, "never printed %d", n);
}
