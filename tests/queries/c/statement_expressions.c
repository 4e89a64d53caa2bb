/* GNU's statements that have a value: that of the last one. */
#include <stdarg.h>
#include <stdio.h>
#include <syslog.h>

#define PICKED(n) \
    ({ \
        const char *_text; \
        if (n) \
            _text = "apple is ripe"; \
        else \
            _text = "apple is green"; \
        _text; \
    })

static void note(int level, const char *format, ...)
{
    char text[200];
    const char *line;
    va_list values;
    va_start(values, format);
    line = ({ vsnprintf(text, sizeof text, format, values); text; });
    va_end(values);
    syslog(level, "%s", line);
}

void orchard(int n)
{
    const char *fault = ({ const char *pear = "pear"; if (n) pear = "pear has fallen"; pear; });
    syslog(LOG_ERR, "%s", fault); /* >> pear [error syslog direct_call] >> pear has fallen [error syslog direct_call] */
    syslog(LOG_ERR, "%s", PICKED(n)); /* >> apple is ripe [error syslog returned_string] >> apple is green [error syslog returned_string] */
    note(LOG_WARNING, "plum %d is sour", n); /* >> plum * is sour [warning syslog wrapper_call] */
}
