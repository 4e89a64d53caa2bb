#include <syslog.h>

void test_door(void)
{
    syslog(LOG_ERR, "the test has lost its key");
}
