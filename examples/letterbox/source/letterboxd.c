/* letterboxd: takes small letters over a line protocol, on loopback only. */
#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "config.h"
#include "keeper.h"
#include "log.h"
#include "store.h"
#include "token.h"

static volatile sig_atomic_t stop_wanted, reopen_wanted, report_wanted;

static void on_signal(int number)
{
    if (number == SIGHUP)
        reopen_wanted = 1;
    else if (number == SIGUSR1)
        report_wanted = 1;
    else
        stop_wanted = 1;
}

static void catch_signals(void)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;
    sigaction(SIGHUP, &action, NULL);
    sigaction(SIGUSR1, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
}

static int listen_on(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int yes = 1, server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(server, (struct sockaddr *)&address, sizeof address) != 0 || listen(server, 16) != 0)
        die_errno("cannot listen");
    log_msg(LOG_NOTICE, "listening on 127.0.0.1:%d", port);
    return server;
}

/* How the child ended tells whether somebody attacked it. */
static void bury(pid_t pid)
{
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
        log_msg(LOG_NOTICE, "session %d ran out of time", (int)pid);
    else if (WIFSIGNALED(status) && WTERMSIG(status) != SIGKILL)
        LOG_CRITICAL("child %d crashed with signal %d, possible memory corruption", (int)pid, WTERMSIG(status));
    else if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
        LOG_ERROR("child %d gave up with status %d", (int)pid, WEXITSTATUS(status));
}

static void serve(int server, int client)
{
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) != 0)
        die_errno("cannot make a socket pair");
    pid_t pid = fork();
    if (pid < 0) {
        LOG_ERROR("cannot start a session: %s", strerror(errno));
    } else if (pid == 0) {
        close(server);
        close(pair[0]);
        session_run(client, pair[1]);
    }
    close(client);
    close(pair[1]);
    if (pid > 0)
        keeper_serve(pair[0], (int)pid);
    close(pair[0]);
    if (pid > 0)
        bury(pid);
}

static void work(int server, const struct config *config)
{
    while (!stop_wanted) {
        struct sockaddr_in peer;
        socklen_t size = sizeof peer;
        int client = accept(server, (struct sockaddr *)&peer, &size);
        if (reopen_wanted && config->log[0])
            log_open(config->log);
        if (report_wanted)
            store_report();
        reopen_wanted = report_wanted = 0;
        if (client < 0)
            continue;
        log_msg(LOG_INFO, "connection from %s port %d", inet_ntoa(peer.sin_addr), ntohs(peer.sin_port));
        if (ntohl(peer.sin_addr.s_addr) >> 24 != 127)
            die("connection from outside of loopback, the machine is misrouted or spoofed");
        serve(server, client);
    }
}

int main(int argc, char **argv)
{
    struct config config;
    if (argc != 2 && argc != 3) {
        fprintf(stderr, "usage: letterboxd CONFIG          serve\n"
                        "       letterboxd CONFIG USER     print a fresh token for USER\n");
        return 2;
    }
    config_read(argv[1], &config);
    token_load_key(config.key);
    if (argc == 3) {
        token_print(argv[2], stdout);
        return 0;
    }
    if (geteuid() == 0)
        die("will not run as root");
    log_open(config.log[0] ? config.log : NULL);
    log_msg(LOG_NOTICE, "letterboxd started, process %d", (int)getpid());
    store_open(config.spool, config.quota);
    catch_signals();
    work(listen_on(config.port), &config);
    store_report();
    log_msg(LOG_NOTICE, "letterboxd stopped");
    return 0;
}
