// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* listener.c - the socket on which a server is reached (see listener.h). */
#include "serve/listener.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { BACKLOG = 64 };

static enum koppel_status fail(int *listener, const char *where, struct koppel_errors *errors)
{
    int cause = errno;

    if (*listener >= 0) {
        close(*listener);
    }
    *listener = -1;
    return koppel_errors_add(errors, KOPPEL_E_OUTPUT, where, 0, 0, "the server cannot listen here: %s",
                             strerror(cause));
}

enum koppel_status koppel_listen_local(int *port, int *listener, struct koppel_errors *errors)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)*port)};
    socklen_t n = sizeof address;
    const int yes = 1;

    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    *listener = socket(AF_INET, SOCK_STREAM, 0);
    if (*listener < 0 || fcntl(*listener, F_SETFD, FD_CLOEXEC) != 0 ||
        setsockopt(*listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0 ||
        bind(*listener, (const struct sockaddr *)&address, n) != 0 || listen(*listener, BACKLOG) != 0 ||
        getsockname(*listener, (struct sockaddr *)&address, &n) != 0) {
        return fail(listener, "127.0.0.1", errors);
    }
    *port = ntohs(address.sin_port);
    return KOPPEL_OK;
}

/* Does a server answer at this socket? */
static bool is_alive(const struct sockaddr_un *address)
{
    int probe = socket(AF_UNIX, SOCK_STREAM, 0);
    bool is_there = probe >= 0 && connect(probe, (const struct sockaddr *)address, sizeof *address) == 0;

    if (probe >= 0) {
        close(probe);
    }
    return is_there;
}

enum koppel_status koppel_listen_unix(const char *path, int *listener, struct koppel_errors *errors)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct stat kind;
    bool is_done = false;

    *listener = -1;
    if (strlen(path) >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        return fail(listener, path, errors);
    }
    strcpy(address.sun_path, path);
    if (lstat(path, &kind) == 0 && S_ISSOCK(kind.st_mode) && !is_alive(&address)) {
        unlink(path);
    }
    *listener = socket(AF_UNIX, SOCK_STREAM, 0);
    is_done = *listener >= 0 && fcntl(*listener, F_SETFD, FD_CLOEXEC) == 0 &&
              bind(*listener, (const struct sockaddr *)&address, sizeof address) == 0 && chmod(path, 0660) == 0 &&
              listen(*listener, BACKLOG) == 0;
    return is_done ? KOPPEL_OK : fail(listener, path, errors);
}
