/* Where letters are kept: `<spool>/incoming/<user>.<name>`. */
#ifndef LETTERBOX_STORE_H
#define LETTERBOX_STORE_H

#include "reasons.h"

#define LETTER_LIMIT 4096
#define NAME_LIMIT 64
#define USER_LIMIT 16

void store_open(const char *spool, long quota);
enum reason store_letter(const char *user, const char *name, const char *body, unsigned length);
long store_used(const char *user);
long store_quota(void);
void store_report(void);

#endif
