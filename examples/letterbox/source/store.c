#include "store.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "log.h"
#include "text.h"

#define USERS 32

static int incoming = -1;
static long quota_bytes;
static struct account {
    char user[USER_LIMIT];
    long used;
} accounts[USERS];

void store_open(const char *spool, long quota)
{
    char path[256];
    snprintf(path, sizeof path, "%s/incoming", spool);
    quota_bytes = quota;
    incoming = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (incoming < 0)
        die_errno("cannot open the spool");
    struct stat about;
    if (fstat(incoming, &about) != 0 || about.st_mode & S_IWOTH)
        die("spool is writable by every user, refusing to start");
    log_msg(LOG_INFO, "spool %s opened, quota %ld bytes", spool, quota);
}

static struct account *account_of(const char *user)
{
    for (int i = 0; i < USERS; i++) {
        if (accounts[i].user[0] == '\0')
            snprintf(accounts[i].user, USER_LIMIT, "%s", user);
        if (strcmp(accounts[i].user, user) == 0)
            return &accounts[i];
    }
    log_msg(LOG_WARNING, "table of accounts is full, %s shares the last one", user);
    return &accounts[USERS - 1];
}

static enum reason check_name(const char *name)
{
    if (strstr(name, "..") || strchr(name, '/'))
        return REASON_TRAVERSAL;
    if (name[0] == '.')
        return REASON_HIDDEN;
    for (const char *c = name; *c; c++)
        if (!isalnum((unsigned char)*c) && !strchr("-_.", *c))
            return REASON_NAME;
    return name[0] ? REASON_NONE : REASON_NAME;
}

static enum reason write_letter(const char *file, const char *body, unsigned length)
{
    int fd = openat(incoming, file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return errno == EEXIST ? REASON_EXISTS : REASON_DISK;
    ssize_t written = write(fd, body, length);
    if (close(fd) != 0 || written != (ssize_t)length) {
        unlinkat(incoming, file, 0);
        return REASON_DISK;
    }
    return REASON_NONE;
}

enum reason store_letter(const char *user, const char *name, const char *body, unsigned length)
{
    char line[256];
    struct account *account = account_of(user);
    enum reason reason = check_name(name);
    if (reason != REASON_NONE)
        return reason;
    if (account->used + length > quota_bytes) {
        snprintf(line, sizeof line, "quota of %s reached: %ld of %ld bytes", user, account->used, quota_bytes);
        log_line(LOG_NOTICE, line);
        return REASON_QUOTA;
    }
    snprintf(line, sizeof line, "%s.%s", user, name);
    reason = write_letter(line, body, length);
    if (reason == REASON_NONE) {
        account->used += length;
        log_msg(LOG_INFO, "letter stored: %s, %u bytes", line, length);
    }
    return reason;
}

long store_used(const char *user)
{
    return account_of(user)->used;
}

long store_quota(void)
{
    return quota_bytes;
}

void store_report(void)
{
    struct text report;
    text_set(&report, "quota report:");
    for (int i = 0; i < USERS && accounts[i].user[0]; i++) {
        text_append(&report, " ");
        text_append(&report, accounts[i].user);
        text_append(&report, " uses ");
        text_append_number(&report, accounts[i].used);
    }
    log_line(LOG_INFO, report.bytes);
}
