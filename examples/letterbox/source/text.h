/* A string that grows up to a fixed size. */
#ifndef LETTERBOX_TEXT_H
#define LETTERBOX_TEXT_H

#include <stddef.h>

struct text {
    char bytes[512];
    size_t length;
};

void text_set(struct text *out, const char *bytes);
void text_append(struct text *out, const char *bytes);
void text_append_number(struct text *out, long number);

#endif
