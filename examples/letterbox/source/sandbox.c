#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "log.h"

enum step { STEP_PRIVILEGES, STEP_FILES, STEP_PROCESSES, STEP_DUMPS };

static const char *step_text(enum step step)
{
    switch (step) {
    case STEP_PRIVILEGES:
        return "the kernel will not forbid new privileges";
    case STEP_FILES:
        return "opening files cannot be forbidden";
    case STEP_PROCESSES:
        return "new processes cannot be forbidden";
    case STEP_DUMPS:
        return "memory dumps cannot be forbidden";
    default:
        return "unknown step of the sandbox";
    }
}

static void refused(enum step step)
{
    LOG_ERROR("sandbox refused: %s (%s)", step_text(step), strerror(errno));
    die("will not talk to a client without a sandbox");
}

static void forbid(int resource, enum step step)
{
    struct rlimit nothing = {0, 0};
    if (setrlimit(resource, &nothing) != 0)
        refused(step);
}

/* What is forbidden is tried, because a limit that is set need not hold. */
static void try_the_walls(void)
{
    if (setuid(0) == 0 || geteuid() == 0)
        die("privilege drop did not hold, child became root");
    if (open("/", O_RDONLY) >= 0)
        die("sandbox escape: child could open a file");
    pid_t pid = fork();
    if (pid == 0)
        _exit(0);
    if (pid > 0)
        die("sandbox escape: child could start a process");
}

void sandbox_enter(void)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        refused(STEP_PRIVILEGES);
    forbid(RLIMIT_CORE, STEP_DUMPS);
    forbid(RLIMIT_NPROC, STEP_PROCESSES);
    forbid(RLIMIT_NOFILE, STEP_FILES);
    try_the_walls();
    log_msg(LOG_DEBUG, "sandbox entered");
}
