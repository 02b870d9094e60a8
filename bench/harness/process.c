// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* process.c - runs one program and measures what it took (see process.h). */
#define _DEFAULT_SOURCE /* wait4: the time and memory of one child */

#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { EXIT_NOT_STARTED = 127 };

static volatile sig_atomic_t group;   /* of the child, 0: none */
static volatile sig_atomic_t is_late; /* the alarm went off */
static volatile sig_atomic_t is_interrupted;

static void on_signal(int number)
{
    if (number == SIGALRM) {
        is_late = 1;
    } else {
        is_interrupted = 1;
    }
    if (group > 0) {
        kill(-(pid_t)group, SIGKILL);
    }
}

static void catch_signals(void)
{
    const int numbers[] = {SIGALRM, SIGINT, SIGTERM};
    struct sigaction action = {.sa_handler = on_signal};

    sigemptyset(&action.sa_mask);
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
        sigaction(numbers[k], &action, NULL);
    }
}

static double wall(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void redirect(int channel, const char *file)
{
    int descriptor = open(file != NULL ? file : "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0644);

    if (descriptor < 0 || dup2(descriptor, channel) < 0) {
        _exit(EXIT_NOT_STARTED);
    }
    close(descriptor);
}

/* In the child. */
static void become(char *const *arguments, const char *out, const char *err, long memory_mib)
{
    struct sigaction usual = {.sa_handler = SIG_DFL};
    int descriptor = open("/dev/null", O_RDONLY);

    setpgid(0, 0);
    sigemptyset(&usual.sa_mask);
    sigaction(SIGINT, &usual, NULL);
    sigaction(SIGTERM, &usual, NULL);
    if (descriptor >= 0) {
        dup2(descriptor, STDIN_FILENO);
        close(descriptor);
    }
    redirect(STDOUT_FILENO, out);
    redirect(STDERR_FILENO, err);
    if (memory_mib > 0) {
        const struct rlimit limit = {(rlim_t)memory_mib << 20, (rlim_t)memory_mib << 20};

        setrlimit(RLIMIT_AS, &limit);
    }
    execvp(arguments[0], arguments);
    _exit(EXIT_NOT_STARTED);
}

static void set_alarm(double seconds)
{
    const struct itimerval timer = {
        .it_value = {.tv_sec = (time_t)seconds, .tv_usec = (suseconds_t)((seconds - (double)(time_t)seconds) * 1e6)}};

    setitimer(ITIMER_REAL, &timer, NULL);
}

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + 1e-6 * (double)time.tv_usec;
}

struct process_result process_run(char *const *arguments, const char *out, const char *err, double most_seconds,
                                  long memory_mib)
{
    struct process_result result = {.end = PROCESS_NOT_STARTED};
    struct rusage usage = {0};
    double begin = wall();
    int status = 0;
    pid_t pid = 0;

    catch_signals();
    is_late = 0;
    fflush(NULL);
    pid = fork();
    if (pid < 0) {
        return result;
    }
    if (pid == 0) {
        become(arguments, out, err, memory_mib);
    }
    setpgid(pid, pid); /* the child does it too: whoever is first */
    group = (sig_atomic_t)pid;
    if (is_interrupted != 0) {
        kill(-pid, SIGKILL);
    }
    set_alarm(most_seconds);
    while (wait4(pid, &status, 0, &usage) < 0 && errno == EINTR) {
    }
    set_alarm(0);
    kill(-pid, SIGKILL); /* what it may have left behind */
    group = 0;
    result.cpu_seconds = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
    result.wall_seconds = wall() - begin;
    result.memory_kib = usage.ru_maxrss;
    result.code = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
    result.end = is_interrupted != 0               ? PROCESS_INTERRUPTED
                 : is_late != 0                    ? PROCESS_HUNG
                 : WIFSIGNALED(status)             ? PROCESS_KILLED
                 : result.code == EXIT_NOT_STARTED ? PROCESS_NOT_STARTED
                                                   : PROCESS_DONE;
    return result;
}

bool process_first_line(const char *command, char *line, int n_line)
{
    FILE *pipe = popen(command, "r");
    bool has_line = pipe != NULL && fgets(line, n_line, pipe) != NULL;

    if (!has_line) {
        line[0] = '\0';
    }
    line[strcspn(line, "\r\n")] = '\0';
    if (pipe != NULL) {
        pclose(pipe);
    }
    return has_line;
}
