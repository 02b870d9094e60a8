// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* spread_mpi.c - spreads the runs of the harness over the ranks of an MPI: rank 0 hands them out one by one and writes
 * the table, the others make them. The table holds the same rows as without MPI, in the order in which they end.
 *
 *     mpirun -np 5 build/bench/spread_mpi RESULTS.csv build/bench/harness --out RESULTS.csv [OPTION VALUE]...
 *
 * Built by `make bench MPI=1` alone (mpicc). With one rank the harness runs as it is. A rank asks for the next run when
 * it has made one; a run that fails gives no row and is made again by the next call. */
#include <mpi.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { COMMAND_BYTES = 16384, ROW_BYTES = 8192, TAG_ASK = 1, TAG_RUN = 2, NO_RUN = -1 };

/* The harness's command line, each word quoted for the shell, with `more` behind it. */
static void command_line(char **words, const char *more, char *command)
{
    size_t n = 0;

    for (int k = 0; words[k] != NULL && n + 2 < COMMAND_BYTES; k++) {
        n += (size_t)snprintf(command + n, COMMAND_BYTES - n, "'%s' ", words[k]);
    }
    if (n < COMMAND_BYTES) {
        n += (size_t)snprintf(command + n, COMMAND_BYTES - n, "%s", more);
    }
    if (n >= COMMAND_BYTES || strchr(command, '\n') != NULL) {
        fprintf(stderr, "spread_mpi: the command line is too long\n");
        MPI_Abort(MPI_COMM_WORLD, 2);
    }
}

/* Adds a row, on the disk before it returns. */
static void add_row(const char *file, const char *row)
{
    int descriptor = open(file, O_WRONLY | O_APPEND);
    size_t n = strlen(row);

    if (descriptor < 0 || write(descriptor, row, n) != (ssize_t)n || fsync(descriptor) != 0) {
        perror(file);
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    close(descriptor);
}

/* The numbers of the runs that are left; opening the table also makes it and takes a torn last row away. */
static int *read_todo(char **words, int *n_todo)
{
    char command[COMMAND_BYTES];
    char line[ROW_BYTES];
    int *todo = NULL;
    FILE *pipe = NULL;

    command_line(words, "--todo yes", command);
    pipe = popen(command, "r");
    *n_todo = 0;
    while (pipe != NULL && fgets(line, sizeof line, pipe) != NULL) {
        int *more = realloc(todo, (size_t)(*n_todo + 1) * sizeof *more);

        if (more == NULL) {
            MPI_Abort(MPI_COMM_WORLD, 1);
            break;
        }
        todo = more;
        todo[(*n_todo)++] = atoi(line);
    }
    if (pipe == NULL || pclose(pipe) != 0) {
        MPI_Abort(MPI_COMM_WORLD, 2);
    }
    return todo;
}

/* Hands the runs out in order and writes each row as it comes back. */
static void hand_out(const char *file, char **words, int n_workers)
{
    int n_todo = 0;
    int n_given = 0;
    int n_done = 0;
    int *todo = read_todo(words, &n_todo);
    double begin = MPI_Wtime();

    printf("%d runs left, on %d ranks\n", n_todo, n_workers);
    while (n_workers > 0) {
        char row[ROW_BYTES];
        MPI_Status status;
        int next = n_given < n_todo ? todo[n_given++] : NO_RUN;

        MPI_Recv(row, ROW_BYTES, MPI_CHAR, MPI_ANY_SOURCE, TAG_ASK, MPI_COMM_WORLD, &status);
        row[ROW_BYTES - 1] = '\0';
        MPI_Send(&next, 1, MPI_INT, status.MPI_SOURCE, TAG_RUN, MPI_COMM_WORLD);
        n_workers -= next == NO_RUN;
        if (row[0] != '\0') {
            add_row(file, row);
            n_done++;
            printf("[%d/%d] %.*s; about %.0f min left\n", n_done, n_todo, (int)strcspn(row, ","), row,
                   (MPI_Wtime() - begin) / n_done * (n_todo - n_done) / 60);
            fflush(stdout);
        }
    }
    if (n_done < n_todo) {
        fprintf(stderr, "spread_mpi: %d runs gave no row; the same command makes them again\n", n_todo - n_done);
    }
    free(todo);
}

/* Makes run after run; the first question brings no row. */
static void work(char **words)
{
    char command[COMMAND_BYTES];
    char more[64];
    char row[ROW_BYTES] = "";
    int number = 0;

    for (;;) {
        FILE *pipe = NULL;

        MPI_Send(row, (int)strlen(row) + 1, MPI_CHAR, 0, TAG_ASK, MPI_COMM_WORLD);
        MPI_Recv(&number, 1, MPI_INT, 0, TAG_RUN, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        if (number == NO_RUN) {
            return;
        }
        snprintf(more, sizeof more, "--only %d", number);
        command_line(words, more, command);
        pipe = popen(command, "r");
        if (pipe == NULL || fgets(row, sizeof row, pipe) == NULL || strchr(row, '\n') == NULL) {
            row[0] = '\0';
        }
        if (pipe != NULL) {
            pclose(pipe);
        }
    }
}

int main(int argc, char **argv)
{
    int rank = 0;
    int n_ranks = 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &n_ranks);
    if (argc < 3) {
        fprintf(stderr, "usage: mpirun -np N spread_mpi RESULTS.csv HARNESS --out RESULTS.csv [OPTION VALUE]...\n");
        MPI_Abort(MPI_COMM_WORLD, 2);
    }
    if (n_ranks == 1) {
        MPI_Finalize();
        execv(argv[2], argv + 2);
        perror(argv[2]);
        return 1;
    }
    if (rank == 0) {
        hand_out(argv[1], argv + 2, n_ranks - 1);
    } else {
        work(argv + 2);
    }
    MPI_Finalize();
    return 0;
}
