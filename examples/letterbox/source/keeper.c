#include "keeper.h"

#include <signal.h>
#include <string.h>
#include <sys/socket.h>

#include "log.h"
#include "token.h"

#define FAILURES_OF_A_SESSION 3

struct guest {
    int pid;
    int failures;
    char user[USER_LIMIT];
};

/* A child that breaks the rules is taken over or broken: it is not listened to again. */
static int expel(const struct guest *guest, const char *why)
{
    LOG_CRITICAL("child %d killed: %s", guest->pid, why);
    kill(guest->pid, SIGKILL);
    return 0;
}

static int is_text(const char *field, size_t size)
{
    return memchr(field, '\0', size) != NULL;
}

static int is_sound(const struct request *ask)
{
    return is_text(ask->user, sizeof ask->user) && is_text(ask->name, sizeof ask->name)
        && is_text(ask->nonce, sizeof ask->nonce) && is_text(ask->signature, sizeof ask->signature);
}

static enum reason show_token(struct guest *guest, const struct request *ask)
{
    enum reason reason = token_check(ask->user, ask->nonce, ask->signature);
    if (reason == REASON_NONE) {
        strcpy(guest->user, ask->user);
        log_msg(LOG_INFO, "token of %s accepted", guest->user);
        return reason;
    }
    guest->failures++;
    log_msg(reason == REASON_STALE ? LOG_NOTICE : LOG_WARNING, "token of %s refused: %s", ask->user, reason_text(reason));
    return reason;
}

static enum reason store(const struct guest *guest, const struct request *ask)
{
    enum reason reason = store_letter(guest->user, ask->name, ask->body, ask->length);
    if (reason != REASON_NONE)
        log_msg(LOG_WARNING, "letter of %s refused: %s", guest->user, reason_text(reason));
    return reason;
}

/* Gives 0 when the child must not be served any longer. */
static int answer(int child, struct guest *guest, const struct request *ask)
{
    struct answer reply = {REASON_NO_TOKEN, "", 0, store_quota()};
    if (!is_sound(ask))
        return expel(guest, "unterminated text from unprivileged child");
    if (ask->length > LETTER_LIMIT)
        return expel(guest, "oversized letter from unprivileged child");
    if (ask->verb == ASK_TOKEN)
        reply.reason = show_token(guest, ask);
    else if (ask->verb != ASK_STORE && ask->verb != ASK_QUOTA)
        return expel(guest, "unexpected message from unprivileged child");
    else if (guest->user[0] == '\0')
        return expel(guest, "child asks for a letter box without a token");
    else
        reply.reason = ask->verb == ASK_STORE ? store(guest, ask) : REASON_NONE;
    if (guest->failures >= FAILURES_OF_A_SESSION)
        return expel(guest, "too many failed tokens in one session");
    if (guest->user[0])
        reply.used = store_used(guest->user);
    strcpy(reply.user, guest->user);
    return send(child, &reply, sizeof reply, MSG_NOSIGNAL) == sizeof reply;
}

void keeper_serve(int child, int pid)
{
    struct guest guest = {pid, 0, ""};
    struct request ask;
    ssize_t got;
    while ((got = recv(child, &ask, sizeof ask, MSG_TRUNC)) > 0) {
        if (got != sizeof ask) {
            expel(&guest, "message of a wrong size from unprivileged child");
            return;
        }
        if (!answer(child, &guest, &ask))
            return;
    }
}
