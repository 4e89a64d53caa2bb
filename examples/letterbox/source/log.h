/* Where the daemon's messages go: a log file, or syslog if none is set. */
#ifndef LETTERBOX_LOG_H
#define LETTERBOX_LOG_H

#include <syslog.h>

/* Opens the log file; NULL means syslog. Until then messages go to stderr. */
void log_open(const char *path);

/* Writes one message; the level is one of syslog's. */
void log_msg(int level, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Writes a line that is already whole. */
void log_line(int level, const char *line);

/* Something that cannot happen did: says so and ends the process. */
void bug(const char *text) __attribute__((noreturn));

/* Says why the process cannot go on, and ends it. */
void die(const char *text) __attribute__((noreturn));

/* The same with what errno says. */
void die_errno(const char *text) __attribute__((noreturn));

#define LOG_ERROR(...) log_msg(LOG_ERR, __VA_ARGS__)
#define LOG_CRITICAL(...) log_msg(LOG_CRIT, __VA_ARGS__)

#endif
