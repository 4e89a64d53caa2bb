#include <ctype.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "keeper.h"
#include "log.h"
#include "sandbox.h"

#define PATIENCE_SECONDS 30
#define LINE_LIMIT 256
#define UNKNOWN_COMMANDS 5

static int client, keeper, welcomed;
static FILE *input;

static void say(const char *text)
{
    dprintf(client, "%s\r\n", text);
}

/* Tells the log and the client, and ends the session. */
static void hang_up(int level, const char *why)
{
    log_msg(level, "session ended: %s", why);
    say(why);
    _exit(0);
}

static struct answer ask(const struct request *request)
{
    struct answer reply;
    if (send(keeper, request, sizeof *request, MSG_NOSIGNAL) != sizeof *request)
        hang_up(LOG_ERR, "keeper does not listen any more");
    if (recv(keeper, &reply, sizeof reply, 0) != sizeof reply)
        hang_up(LOG_ERR, "keeper gave no answer");
    return reply;
}

static void tell(const struct answer *reply, const char *done)
{
    char line[128];
    int refused = reply->reason != REASON_NONE;
    snprintf(line, sizeof line, "%s %s", refused ? "-" : "+", refused ? reason_text(reply->reason) : done);
    say(line);
}

static void command_token(struct request *request, char *words)
{
    const char *user = strtok(words, " "), *nonce = strtok(NULL, " "), *signature = strtok(NULL, " ");
    if (user == NULL || nonce == NULL || signature == NULL) {
        say("- usage: TOKEN user nonce signature");
        return;
    }
    if (strlen(user) >= USER_LIMIT || strlen(nonce) > 16 || strlen(signature) > 16)
        hang_up(LOG_WARNING, "overlong token, possible attempt to overflow");
    request->verb = ASK_TOKEN;
    strcpy(request->user, user);
    strcpy(request->nonce, nonce);
    strcpy(request->signature, signature);
    struct answer reply = ask(request);
    if (reply.reason == REASON_NONE)
        welcomed = 1;
    tell(&reply, "welcome");
}

/* The keeper takes a child that asks without a token for a broken one, so an honest one does not ask. */
static void need_token(void)
{
    if (!welcomed)
        hang_up(LOG_NOTICE, reason_text(REASON_NO_TOKEN));
}

static void command_send(struct request *request, char *words)
{
    need_token();
    const char *name = strtok(words, " "), *length = strtok(NULL, " ");
    if (name == NULL || length == NULL || strlen(name) >= NAME_LIMIT) {
        say("- usage: SEND name length");
        return;
    }
    long bytes = atol(length);
    if (bytes < 0)
        hang_up(LOG_WARNING, "negative length of a letter");
    if (bytes > LETTER_LIMIT) {
        char line[128];
        snprintf(line, sizeof line, "letter of %ld bytes exceeds limit of %d", bytes, LETTER_LIMIT);
        log_line(LOG_WARNING, line);
        hang_up(LOG_NOTICE, "letter is too long");
    }
    request->verb = ASK_STORE;
    request->length = (unsigned)bytes;
    strcpy(request->name, name);
    if (fread(request->body, 1, request->length, input) != request->length)
        hang_up(LOG_NOTICE, "client left in the middle of a letter");
    struct answer reply = ask(request);
    tell(&reply, "stored");
}

static void command_quota(struct request *request)
{
    char line[128];
    need_token();
    request->verb = ASK_QUOTA;
    struct answer reply = ask(request);
    snprintf(line, sizeof line, "+ %ld of %ld bytes used", reply.used, reply.quota);
    say(line);
}

/* A control character could forge lines of the log. */
static void check_line(char *line)
{
    if (strchr(line, '\n') == NULL)
        hang_up(LOG_WARNING, "overlong command line");
    line[strcspn(line, "\r\n")] = '\0';
    for (const char *c = line; *c; c++)
        if (iscntrl((unsigned char)*c))
            hang_up(LOG_WARNING, "control character in a command, attempt to forge the log");
}

/* Gives 0 for a command that is not known. */
static int obey(const char *verb, char *words)
{
    struct request request;
    memset(&request, 0, sizeof request);
    if (strcmp(verb, "TOKEN") == 0)
        command_token(&request, words);
    else if (strcmp(verb, "SEND") == 0)
        command_send(&request, words);
    else if (strcmp(verb, "QUOTA") == 0)
        command_quota(&request);
    else
        return 0;
    return 1;
}

void session_run(int client_socket, int keeper_socket)
{
    char line[LINE_LIMIT];
    int unknown = 0;
    client = client_socket;
    keeper = keeper_socket;
    input = fdopen(client, "r");
    signal(SIGPIPE, SIG_IGN); /* a client that hangs up early is no crash */
    sandbox_enter();
    alarm(PATIENCE_SECONDS);
    say("+ letterbox ready");
    while (fgets(line, sizeof line, input)) {
        check_line(line);
        char *words = strchr(line, ' ');
        if (words)
            *words++ = '\0';
        if (strcmp(line, "QUIT") == 0)
            hang_up(LOG_INFO, "client said goodbye");
        if (obey(line, words ? words : ""))
            continue;
        log_msg(LOG_NOTICE, "unknown command '%s'", line);
        if (++unknown == UNKNOWN_COMMANDS)
            hang_up(LOG_WARNING, "too many unknown commands, looks like a scan");
        say("- unknown command");
    }
    log_msg(LOG_INFO, "client hung up");
    _exit(0);
}
