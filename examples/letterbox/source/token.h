/* Tokens: `<user> <nonce> <signature>`, where the nonce holds the time it was made at. */
#ifndef LETTERBOX_TOKEN_H
#define LETTERBOX_TOKEN_H

#include <stdio.h>

#include "reasons.h"

/* Reads the key, which only its owner may read. Ends the process if it is not so. */
void token_load_key(const char *path);

/* Prints a fresh token for the user. */
void token_print(const char *user, FILE *out);

/* Each token is good once, and for five minutes. */
enum reason token_check(const char *user, const char *nonce, const char *signature);

#endif
