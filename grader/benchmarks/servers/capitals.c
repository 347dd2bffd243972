/* Sends every line back in capital letters, one thread, epoll: the limit for the others. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { EVENTS = 512, SIZE = 8192, QUEUE = 4096 };

/* What a client has not taken yet. Nothing is read from it until it has. */
struct client {
    int fd;
    size_t from, to;
    char *unsent;
};

static int epoll;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void watch(struct client *client, int operation, uint32_t events) {
    struct epoll_event event = {.events = events, .data.ptr = client};
    if (epoll_ctl(epoll, operation, client->fd, &event) < 0) fail("epoll_ctl");
}

static void drop(struct client *client) {
    close(client->fd);
    free(client->unsent);
    free(client);
}

static void welcome(int listener) {
    int fd;
    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        struct client *client = calloc(1, sizeof *client);
        if (!client) fail("calloc");
        client->fd = fd;
        watch(client, EPOLL_CTL_ADD, EPOLLIN);
    }
}

/* Sends what there is; keeps the rest. Returns whether the client is still there. */
static int answer(struct client *client, const char *bytes, size_t count) {
    ssize_t sent = send(client->fd, bytes, count, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN) return 0;
    if (sent < 0) sent = 0;
    if ((size_t)sent == count) return 1;
    client->unsent = malloc(count - sent);
    if (!client->unsent) fail("malloc");
    memcpy(client->unsent, bytes + sent, count - sent);
    client->from = 0;
    client->to = count - sent;
    watch(client, EPOLL_CTL_MOD, EPOLLOUT);
    return 1;
}

static int go_on(struct client *client) {
    ssize_t sent = send(client->fd, client->unsent + client->from, client->to - client->from,
                        MSG_NOSIGNAL);
    if (sent < 0) return errno == EAGAIN;
    client->from += sent;
    if (client->from == client->to) {
        free(client->unsent);
        client->unsent = NULL;
        watch(client, EPOLL_CTL_MOD, EPOLLIN);
    }
    return 1;
}

static int converse(struct client *client) {
    char bytes[SIZE];
    ssize_t count = recv(client->fd, bytes, sizeof bytes, 0);
    if (count < 0) return errno == EAGAIN;
    for (ssize_t i = 0; i < count; i++) {
        if (bytes[i] >= 'a' && bytes[i] <= 'z') bytes[i] -= 'a' - 'A';
    }
    return count > 0 && answer(client, bytes, count);
}

int main(void) {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);

    struct sockaddr_in address = {.sin_family = AF_INET};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (bind(listener, (struct sockaddr *)&address, size) < 0) fail("bind");
    if (listen(listener, QUEUE) < 0) fail("listen");
    getsockname(listener, (struct sockaddr *)&address, &size);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);

    epoll = epoll_create1(0);
    if (epoll < 0) fail("epoll_create1");
    struct client door = {.fd = listener}, parent = {.fd = STDIN_FILENO};
    watch(&door, EPOLL_CTL_ADD, EPOLLIN);
    watch(&parent, EPOLL_CTL_ADD, EPOLLIN);
    while (1) {
        struct epoll_event events[EVENTS];
        int count = epoll_wait(epoll, events, EVENTS, -1);
        for (int i = 0; i < count; i++) {
            struct client *client = events[i].data.ptr;
            if (client == &parent) return 0; /* Whoever started this has closed its end. */
            if (client == &door) welcome(listener);
            else if (!(client->unsent ? go_on(client) : converse(client))) drop(client);
        }
    }
}
