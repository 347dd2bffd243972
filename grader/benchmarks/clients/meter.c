/*
 * Runs a command: `meter FILE COMMAND…`. Into FILE go the nanoseconds that it took, and those of
 * processor time of it and of the processes whose end its own processes have waited for.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void fail(const char *what) {
    perror(what);
    exit(127);
}

static long long nanos(struct timeval time) {
    return time.tv_sec * 1000000000LL + time.tv_usec * 1000LL;
}

static long long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fprintf(stderr, "usage: meter FILE COMMAND…\n");
        return 127;
    }
    long long start = now();
    pid_t child = fork();
    if (child < 0) fail("fork");
    if (child == 0) {
        execvp(argv[2], argv + 2);
        fail(argv[2]);
    }
    int status;
    if (waitpid(child, &status, 0) < 0) fail("waitpid");
    long long took = now() - start;
    struct rusage used;
    getrusage(RUSAGE_CHILDREN, &used);
    FILE *out = fopen(argv[1], "w");
    if (!out) fail(argv[1]);
    fprintf(out, "%lld %lld\n", took, nanos(used.ru_utime) + nanos(used.ru_stime));
    if (fclose(out)) fail(argv[1]);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 126;
}
