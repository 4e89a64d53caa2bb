/* Sinks of the C library, POSIX and BSD. */
#include <err.h>
#include <error.h>
#include <stdarg.h>
#include <stdio.h>
#include <syslog.h>

void each(int fd, FILE *log_file, FILE *out, const char *name, int n)
{
    syslog(LOG_ERR | LOG_DAEMON, "lost peer %s", name); /* >> lost peer * [error syslog direct_call] */
    syslog(LOG_DEBUG, "read %d bytes", n); /* >> read * bytes [debug syslog direct_call] */
    err(1, "cannot open %s", name); /* >> cannot open * [error stderr direct_call] */
    errx(1, "bad magic %#x", n); /* >> bad magic * [error stderr direct_call] */
    errc(1, n, "cannot chroot to %s", name); /* >> cannot chroot to * [error stderr direct_call] */
    error(1, n, "cannot fork for %s", name); /* >> cannot fork for * [error stderr direct_call] */
    warn("cannot stat"); /* >> cannot stat [warning stderr direct_call] */
    warnx("%d of %d failed", n, n); /* >> * of * failed [warning stderr direct_call] */
    warnc(n, "cannot lock %s", name); /* >> cannot lock * [warning stderr direct_call] */
    perror("fork failed"); /* >> fork failed [error stderr direct_call] */
    fprintf(stderr, "odd reply: %s\n", name); /* >> odd reply: * [none stderr direct_call] */
    fprintf(log_file, "peer %s gone\n", name); /* >> peer * gone [none file direct_call] */
    fprintf(out, "some text\n"); /* >> some text [none unknown direct_call] */
    fputs("no memory\n", stderr); /* >> no memory [none stderr direct_call] */
    fwrite("short of memory\n", 1, 16, stderr); /* >> short of memory [none stderr direct_call] */
    dprintf(2, "lost worker %d\n", n); /* >> lost worker * [none stderr direct_call] */
    write(2, "signal caught\n", 14); /* >> signal caught [none stderr direct_call] */
    send(fd, "500 go away\r\n", 13, 0); /* >> 500 go away [none client direct_call] */
    __assert_fail("length < limit", "file.c", n, "each"); /* >> length < limit [critical stderr direct_call] */
}

void with_lists(int fd, va_list values)
{
    vsyslog(LOG_CRIT, "lost quorum of %d", values); /* >> lost quorum of * [critical syslog direct_call] */
    verr(1, "cannot bind to %s", values); /* >> cannot bind to * [error stderr direct_call] */
    vwarnx("odd flag %s", values); /* >> odd flag * [warning stderr direct_call] */
    vdprintf(STDERR_FILENO, "worker %d died\n", values); /* >> worker * died [none stderr direct_call] */
}

void nothing_to_say(const char *name, int n)
{
    syslog(LOG_ERR, "%s", name);
    syslog(LOG_ERR, "%d: %s", n, name);
    warnx("abc");
    fputs("\n", stderr);
    snprintf(name, n, "never printed %d", n);
}

/* What the system writes over a text is not known. */
void filled(int fd, FILE *stream, const void *address, const char *name)
{
    char line[80] = "nobody yet";
    getcwd(line, sizeof line);
    syslog(LOG_ERR, "folder %s is gone", line); /* >> folder * is gone [error syslog built_string] */
    strcpy(line, "nobody yet");
    read(fd, line, sizeof line);
    syslog(LOG_ERR, "reply %s is odd", line); /* >> reply * is odd [error syslog built_string] */
    strcpy(line, "nobody yet");
    inet_ntop(AF_INET, address, line, sizeof line);
    syslog(LOG_ERR, "host %s is away", line); /* >> host * is away [error syslog built_string] */
}
