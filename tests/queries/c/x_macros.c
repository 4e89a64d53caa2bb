/* Texts that stand in a macro once and are listed through it. */
#include <syslog.h>

#define EACH_FAULT(X) \
    X(FAULT_BOLT, "bolt of the safe is bent") \
    X(FAULT_HINGE, "hinge of the safe is worn")

#define AS_NAME(name, text) name,
#define AS_TEXT(name, text) text,

enum fault { EACH_FAULT(AS_NAME) };
static const char *const faults[] = { EACH_FAULT(AS_TEXT) };

void safe_fault(int code)
{
    syslog(LOG_ERR, "%s", faults[code]); /* >> bolt of the safe is bent [error syslog error_table] >> hinge of the safe is worn [error syslog error_table] */
}
