#include "log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static FILE *log_file;
static int to_syslog;

static const char *const level_names[] = {
    "emergency", "alert", "critical", "error", "warning", "notice", "info", "debug",
};

void log_open(const char *path)
{
    if (path == NULL) {
        to_syslog = 1;
        openlog("letterboxd", LOG_PID | LOG_NDELAY, LOG_DAEMON);
        return;
    }
    FILE *file = fopen(path, "a");
    if (file == NULL)
        die_errno("cannot open the log file");
    int again = log_file != NULL;
    if (again)
        fclose(log_file);
    log_file = file;
    log_msg(LOG_INFO, again ? "log file reopened" : "log file opened");
}

/* A line begins with the time (UTC), the process and the level. */
static void print_head(FILE *out, int level)
{
    char when[32];
    struct tm parts;
    time_t now = time(NULL);
    strftime(when, sizeof when, "%Y-%m-%d %H:%M:%S", gmtime_r(&now, &parts));
    fprintf(out, "%s letterboxd[%d] %s: ", when, (int)getpid(), level_names[level & LOG_PRIMASK]);
}

void log_msg(int level, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    if (to_syslog) {
        vsyslog(level, fmt, args);
    } else {
        FILE *out = log_file ? log_file : stderr;
        print_head(out, level);
        vfprintf(out, fmt, args);
        fputc('\n', out);
        fflush(out);
    }
    va_end(args);
}

void log_line(int level, const char *line)
{
    log_msg(level, "%s", line);
}

void bug(const char *text)
{
    LOG_CRITICAL("giving up: %s", text);
    _exit(70);
}

void die(const char *text)
{
    bug(text);
}

void die_errno(const char *text)
{
    char whole[256];
    snprintf(whole, sizeof whole, "%s: %s", text, strerror(errno));
    die(whole);
}
