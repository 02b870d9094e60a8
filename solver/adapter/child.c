/* child.c - runs another program to its end, its time limit or an interrupt (see child.h). */
#include "adapter/child.h"

#include "base/deadline.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { SLICE_MILLISECONDS = 50, SHORT_SLICE = 2 };

/* How long a program may take to write what it has after SIGINT. */
static const double grace_seconds = 1.0;

/* Own group, no signal blocked, and none ignored that this program ignores. */
static int set_attributes(posix_spawnattr_t *attributes)
{
    sigset_t none;
    sigset_t usual;
    int fault = 0;

    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGINT);
    sigaddset(&usual, SIGPIPE);
    fault =
        posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    if (fault == 0) {
        fault = posix_spawnattr_setpgroup(attributes, 0);
    }
    if (fault == 0) {
        fault = posix_spawnattr_setsigmask(attributes, &none);
    }
    return fault == 0 ? posix_spawnattr_setsigdefault(attributes, &usual) : fault;
}

/* 0 or an errno. `alive` is a descriptor that the child holds open without knowing. */
static int start(const struct koppel_child *child, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int fault = posix_spawn_file_actions_init(&actions);

    if (fault != 0) {
        return fault;
    }
    fault = posix_spawnattr_init(&attributes);
    if (fault != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return fault;
    }
    fault = set_attributes(&attributes);
    if (fault == 0) {
        fault = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    }
    if (fault == 0) {
        fault = posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, child->log_file,
                                                 O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
    }
    if (fault == 0) {
        fault = posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    }
    if (fault == 0) {
        fault = posix_spawnp(pid, child->arguments[0], &actions, &attributes, child->arguments, environ);
    }
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
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
        struct koppel_deadline grace = koppel_deadline_in(grace_seconds, NULL);

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
    int wake[2]; /* the child holds the second end until it ends, which wakes the poll of the first */
    pid_t pid = 0;

    if (pipe(wake) != 0) {
        result.code = errno;
        return result;
    }
    fcntl(wake[0], F_SETFD, FD_CLOEXEC);
    result.code = start(child, &pid);
    close(wake[1]);
    if (result.code == 0) {
        result = follow(child, pid, wake[0]);
    }
    close(wake[0]);
    return result;
}
