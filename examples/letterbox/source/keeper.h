/* The two halves of a connection: the child talks, the keeper holds the key and the letters. */
#ifndef LETTERBOX_KEEPER_H
#define LETTERBOX_KEEPER_H

#include "reasons.h"
#include "store.h"

enum verb { ASK_TOKEN = 1, ASK_STORE, ASK_QUOTA };

struct request {
    enum verb verb;
    unsigned length;
    char user[USER_LIMIT];
    char name[NAME_LIMIT];
    char nonce[20];
    char signature[20];
    char body[LETTER_LIMIT];
};

struct answer {
    enum reason reason;
    char user[USER_LIMIT];
    long used, quota;
};

/* Answers the child's requests until it hangs up. */
void keeper_serve(int child, int pid);

/* The child's part: talks to the client, asks the keeper. Never returns. */
void session_run(int client, int keeper) __attribute__((noreturn));

#endif
