/*
 * Loads a server: `load PORT CONNECTIONS` connects, and has every connection answered once. Then,
 * for each line `SECONDS FILE` of standard input, every connection sends a line of 64 bytes, waits
 * for it to come back in capitals, and sends the next. How long each took, in nanoseconds, goes
 * into FILE, and to standard output go the answers in time, the nanoseconds, and those of processor.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { EVENTS = 512, LINE = 64, PATIENCE_MS = 60000 };

static const char question[] = "the quick brown fox jumps over the lazy dog 0123456789 and back\n";
static const char expected[] = "THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG 0123456789 AND BACK\n";

struct connection {
    int fd;
    size_t received;
    int64_t sent_at;
};

static int epoll, busy;
static int64_t *waits;
static size_t count, room;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void give_up(const char *what) {
    fprintf(stderr, "load: %s\n", what);
    exit(1);
}

static int64_t now(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void keep(int64_t nanos) {
    if (count == room) {
        room = room ? 2 * room : 1 << 20;
        waits = realloc(waits, room * sizeof *waits);
        if (!waits) fail("realloc");
    }
    waits[count++] = nanos;
}

static void ask(struct connection *connection) {
    connection->received = 0;
    connection->sent_at = now(CLOCK_MONOTONIC);
    if (send(connection->fd, question, LINE, MSG_NOSIGNAL) != LINE) fail("send");
    busy++;
}

/* Returns whether the answer is complete. */
static int hear(struct connection *connection) {
    char answer[LINE];
    ssize_t got = recv(connection->fd, answer, LINE - connection->received, 0);
    if (got < 0) fail("recv");
    if (got == 0) give_up("the server has closed a connection");
    if (memcmp(answer, expected + connection->received, got)) give_up("this is no answer");
    connection->received += got;
    if (connection->received < LINE) return 0;
    busy--;
    return 1;
}

static void open_all(struct connection *all, int connections, int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    epoll = epoll_create1(0);
    for (int i = 0; i < connections; i++) {
        all[i].fd = socket(AF_INET, SOCK_STREAM, 0);
        if (all[i].fd < 0) fail("socket");
        if (connect(all[i].fd, (struct sockaddr *)&address, sizeof address) < 0) fail("connect");
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = &all[i]};
        if (epoll_ctl(epoll, EPOLL_CTL_ADD, all[i].fd, &event) < 0) fail("epoll_ctl");
        ask(&all[i]);
        while (!hear(&all[i])) {
        }
    }
}

static void load(struct connection *all, int connections, double seconds, const char *file) {
    int64_t processor = now(CLOCK_PROCESS_CPUTIME_ID);
    int64_t start = now(CLOCK_MONOTONIC), end = start + (int64_t)(seconds * 1e9);
    int64_t in_time = 0, used = 0, took = 0;
    count = 0;
    for (int i = 0; i < connections; i++) ask(&all[i]);
    while (busy > 0) { /* When time is over, those who still wait get their answers. */
        struct epoll_event events[EVENTS];
        int ready = epoll_wait(epoll, events, EVENTS, PATIENCE_MS);
        if (ready == 0) give_up("the server does not answer");
        for (int i = 0; i < ready; i++) {
            struct connection *connection = events[i].data.ptr;
            if (!hear(connection)) continue;
            int64_t time = now(CLOCK_MONOTONIC);
            keep(time - connection->sent_at);
            if (time < end) {
                in_time++;
                ask(connection);
            } else if (!took) {
                used = now(CLOCK_PROCESS_CPUTIME_ID) - processor;
                took = time - start;
            }
        }
    }
    FILE *out = fopen(file, "wb");
    if (!out || fwrite(waits, sizeof *waits, count, out) != count || fclose(out)) fail(file);
    printf("%lld %lld %lld\n", (long long)in_time, (long long)took, (long long)used);
    fflush(stdout);
}

int main(int argc, char **argv) {
    if (argc != 3) give_up("usage: load PORT CONNECTIONS");
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);

    int connections = atoi(argv[2]);
    struct connection *all = calloc(connections, sizeof *all);
    if (!all) fail("calloc");
    open_all(all, connections, atoi(argv[1]));
    printf("connected\n");
    fflush(stdout);

    double seconds;
    char file[4096];
    while (scanf("%lf %4095s", &seconds, file) == 2) load(all, connections, seconds, file);
    return 0;
}
