// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* child.c - runs another program to its end, its time limit or an interrupt (see child.h). */
#define _GNU_SOURCE /* pipe2: no other thread's child inherits an end */
#include "adapter/child.h"

#include "base/deadline.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

enum { SLICE_MILLISECONDS = 50, SHORT_SLICE = 2 };

/* How long a program may take to write what it has after SIGINT, unless its caller says otherwise. */
static const double usual_grace_seconds = 1.0;

/* In the new process, before the other program: no signal blocked and none ignored that this program ignores, nothing
 * to read, and its output in the log. Only calls that are safe after a fork with threads. @return 0 or an errno */
static int redirect(const struct koppel_child *child)
{
    const struct sigaction usual = {.sa_handler = SIG_DFL};
    sigset_t none;
    int in = open("/dev/null", O_RDONLY);
    int log = open(child->log_file, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
    int out = child->output_file != NULL ? open(child->output_file, O_WRONLY | O_CREAT | O_TRUNC, 0600) : dup(log);

    if (in < 0 || log < 0 || out < 0 || dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
        dup2(log, STDERR_FILENO) < 0) {
        return errno;
    }
    close(in);
    close(log);
    close(out);
    sigaction(SIGINT, &usual, NULL);
    sigaction(SIGTERM, &usual, NULL);
    sigaction(SIGPIPE, &usual, NULL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    return 0;
}

/* The same with a group of its own and the end of a pipe that it holds. It ends when this program is killed. */
static int prepare(const struct koppel_child *child, int held, pid_t parent)
{
    int fault = redirect(child);

    if (fault != 0) {
        return fault;
    }
    if (setpgid(0, 0) != 0 || fcntl(held, F_SETFD, 0) != 0) {
        return errno;
    }
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    return getppid() == parent ? 0 : ECHILD;
}

/* 0 or an errno, which the new process tells through a pipe that closes when the other program begins. */
static int start(const struct koppel_child *child, int held, pid_t *pid)
{
    pid_t parent = getpid();
    int told[2];
    int fault = 0;

    if (pipe2(told, O_CLOEXEC) != 0) {
        return errno;
    }
    *pid = fork();
    if (*pid == 0) {
        close(told[0]);
        fault = prepare(child, held, parent);
        if (fault == 0) {
            execvp(child->arguments[0], child->arguments);
            fault = errno;
        }
        _exit(write(told[1], &fault, sizeof fault) == (ssize_t)sizeof fault ? 126 : 127);
    }
    fault = *pid < 0 ? errno : 0;
    close(told[1]);
    while (*pid > 0 && read(told[0], &fault, sizeof fault) < 0 && errno == EINTR) {
    }
    close(told[0]);
    if (fault != 0 && *pid > 0) {
        while (waitpid(*pid, NULL, 0) < 0 && errno == EINTR) {
        }
    }
    return fault;
}

/* Waits until the child ends or the deadline expires. @return true when it has ended */
static bool wait_until(pid_t pid, int wake, const struct koppel_deadline *deadline, int *code)
{
    struct pollfd poll_wake = {.fd = wake, .events = POLLIN};

    for (;;) {
        double left = koppel_deadline_left(deadline);
        int most = poll_wake.fd >= 0 ? SLICE_MILLISECONDS : SHORT_SLICE;
        int slice = left * 1000 < most ? (int)(left * 1000) + 1 : most;
        pid_t ended = waitpid(pid, code, WNOHANG);

        if (ended == pid || (ended < 0 && errno != EINTR)) {
            return true;
        }
        if (left <= 0) {
            return false;
        }
        if (poll(&poll_wake, 1, slice) > 0) {
            poll_wake.fd = -1; /* closed: it ends in a moment */
        }
    }
}

static struct koppel_child_result follow(const struct koppel_child *child, pid_t pid, int wake)
{
    struct koppel_child_result result = {KOPPEL_CHILD_DONE, 0};
    int code = 0;

    if (wait_until(pid, wake, &child->deadline, &code)) {
        bool is_killed = WIFSIGNALED(code);

        kill(-pid, SIGKILL); /* what it may have left behind */
        return (struct koppel_child_result){is_killed ? KOPPEL_CHILD_KILLED : KOPPEL_CHILD_DONE,
                                            is_killed ? WTERMSIG(code) : WEXITSTATUS(code)};
    }
    result.end =
        child->deadline.stop != NULL && *child->deadline.stop != 0 ? KOPPEL_CHILD_INTERRUPTED : KOPPEL_CHILD_TIME_LIMIT;
    if (result.end == KOPPEL_CHILD_INTERRUPTED) {
        struct koppel_deadline grace =
            koppel_deadline_in(child->grace_seconds > 0 ? child->grace_seconds : usual_grace_seconds, NULL);

        kill(-pid, SIGINT);
        if (wait_until(pid, wake, &grace, &code)) {
            kill(-pid, SIGKILL);
            return result;
        }
    }
    kill(-pid, SIGKILL);
    while (waitpid(pid, &code, 0) < 0 && errno == EINTR) {
    }
    return result;
}

struct koppel_child_result koppel_child_run(const struct koppel_child *child)
{
    struct koppel_child_result result = {KOPPEL_CHILD_NOT_STARTED, 0};
    int wake[2]; /* this child alone holds the second end until it ends, which wakes the poll of the first */
    pid_t pid = 0;

    if (pipe2(wake, O_CLOEXEC) != 0) {
        result.code = errno;
        return result;
    }
    result.code = start(child, wake[1], &pid);
    close(wake[1]);
    if (result.code == 0) {
        result = follow(child, pid, wake[0]);
    }
    close(wake[0]);
    return result;
}

int koppel_child_let_go(const struct koppel_child *child)
{
    pid_t pid = fork();

    if (pid == 0) {
        setsid();
        if (fork() == 0 && redirect(child) == 0) {
            execvp(child->arguments[0], child->arguments);
        }
        _exit(0);
    }
    while (pid > 0 && waitpid(pid, NULL, 0) < 0 && errno == EINTR) {
    }
    return pid < 0 ? errno : 0;
}
