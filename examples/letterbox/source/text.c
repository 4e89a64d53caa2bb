#include "text.h"

#include <stdio.h>
#include <string.h>

#include "log.h"

void text_append(struct text *out, const char *bytes)
{
    size_t more = strlen(bytes);
    if (out->length > sizeof out->bytes)
        bug("poor length of a text");
    if (more >= sizeof out->bytes - out->length)
        more = sizeof out->bytes - out->length - 1;
    memcpy(out->bytes + out->length, bytes, more);
    out->length += more;
    out->bytes[out->length] = '\0';
}

void text_set(struct text *out, const char *bytes)
{
    out->length = 0;
    text_append(out, bytes);
}

void text_append_number(struct text *out, long number)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%ld", number);
    text_append(out, digits);
}
