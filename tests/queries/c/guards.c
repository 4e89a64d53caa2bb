/* What exists or runs only where the application is debugged. */
#include <stdio.h>
#include <syslog.h>

#define TRACE(text) syslog(LOG_DEBUG, text)

#ifdef DEBUG
#define NOTE(text) fprintf(stderr, "%s\n", text)
#else
#define NOTE(text)
#endif

static int debug;
static struct { int verbose; int debug_level; } options;

void builds(int n)
{
#ifdef DEBUG
    syslog(LOG_ERR, "heap holds %d blocks", n); /* >> heap holds * blocks [error syslog direct_call debug] */
#else
    syslog(LOG_ERR, "heap is closed"); /* >> heap is closed [error syslog direct_call] */
#endif
#if HEAP_TRACE > 1
    syslog(LOG_ERR, "heap grew by %d", n); /* >> heap grew by * [error syslog direct_call debug] */
#else
    syslog(LOG_ERR, "heap did not grow"); /* >> heap did not grow [error syslog direct_call] */
#endif
#if !HEAP_DEBUG
    syslog(LOG_ERR, "heap cannot be looked at"); /* >> heap cannot be looked at [error syslog direct_call] */
#endif
#ifndef NDEBUG
    syslog(LOG_ERR, "heap was checked"); /* >> heap was checked [error syslog direct_call] */
#endif
#ifdef WITH_HEAP_TESTS
    syslog(LOG_ERR, "heap was emptied %d times", n); /* >> heap was emptied * times [error syslog direct_call debug] */
#endif
#ifdef USE_DEVEL_HEAP
    syslog(LOG_ERR, "heap was drawn"); /* >> heap was drawn [error syslog direct_call debug] */
#endif
#ifdef LATEST_HEAP
    syslog(LOG_ERR, "heap is new"); /* >> heap is new [error syslog direct_call] */
#endif
#ifdef HAVE_HEAP
    syslog(LOG_ERR, "heap is full"); /* >> heap is full [error syslog direct_call] */
#endif
}

void conditions(int n)
{
    if (debug)
        syslog(LOG_NOTICE, "stack is at %d", n); /* >> stack is at * [notice syslog direct_call debug] */
    if (options.debug_level > 2 && n) {
        syslog(LOG_NOTICE, "stack was walked"); /* >> stack was walked [notice syslog direct_call debug] */
    } else {
        syslog(LOG_NOTICE, "stack was left alone"); /* >> stack was left alone [notice syslog direct_call] */
    }
    if (!debug)
        syslog(LOG_NOTICE, "stack goes unwatched"); /* >> stack goes unwatched [notice syslog direct_call] */
    if (n > 9)
        syslog(LOG_NOTICE, "stack is deep"); /* >> stack is deep [notice syslog direct_call] */
}

/* A level below info says it too; what a macro does only in debug builds, its callers do. */
void levels(void)
{
    syslog(LOG_DEBUG, "queue was looked at"); /* >> queue was looked at [debug syslog direct_call] */
    TRACE("queue was looked into"); /* >> queue was looked into [debug syslog macro_call] */
    NOTE("queue was counted"); /* >> queue was counted [none stderr macro_call debug] */
}

/* One text in both is no debugging text. */
void both(void)
{
    if (debug)
        syslog(LOG_ERR, "queue is broken"); /* >> queue is broken [error syslog direct_call] */
    syslog(LOG_ERR, "queue is broken"); /* >> queue is broken [error syslog direct_call] */
}
