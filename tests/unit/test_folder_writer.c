// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The output folder stands complete or not at all, and nothing of anybody else is ever touched. */
#define _GNU_SOURCE /* mount, for a disk that is full */
#include "io/folder_writer.h"
#include "suite.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char root[64];
static struct koppel_errors errors;

static const char *const names[] = {"proposal.csv", "summary.json"};

static const char *path(const char *name)
{
    static char paths[4][256];
    static int turn;
    char *out = paths[turn++ % 4];

    snprintf(out, sizeof paths[0], "%s/%s", root, name);
    return out;
}

static void begin(void)
{
    snprintf(root, sizeof root, "/tmp/koppel_writer_XXXXXX");
    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(root));
    koppel_errors_clear(&errors);
}

/* Entries in a folder, without . and .. */
static int count_entries(const char *folder)
{
    DIR *stream = opendir(folder);
    int n = 0;

    if (stream == NULL) {
        return -1;
    }
    while (readdir(stream) != NULL) {
        n++;
    }
    closedir(stream);
    return n - 2;
}

static void remove_all(const char *folder)
{
    DIR *stream = opendir(folder);
    const struct dirent *entry = NULL;

    while (stream != NULL && (entry = readdir(stream)) != NULL) {
        char inside[512];

        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        snprintf(inside, sizeof inside, "%s/%s", folder, entry->d_name);
        if (unlink(inside) != 0) {
            remove_all(inside);
        }
    }
    if (stream != NULL) {
        closedir(stream);
    }
    rmdir(folder);
}

static void end(void)
{
    remove_all(root);
    koppel_errors_clear(&errors);
}

static enum koppel_status write_two(const char *folder, bool force, const char *first)
{
    const char *const bytes[] = {first, "{}\n"};
    const size_t sizes[] = {strlen(first), 3};

    return koppel_folder_write(folder, force, 2, names, bytes, sizes, &errors);
}

static void assert_content(const char *name, const char *content)
{
    char bytes[64] = "";
    FILE *file = fopen(path(name), "r");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    bytes[fread(bytes, 1, sizeof bytes - 1, file)] = '\0';
    fclose(file);
    CU_ASSERT_STRING_EQUAL(bytes, content);
}

static void assert_message(const char *part)
{
    CU_ASSERT_EQUAL_FATAL(errors.n_items, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(errors.items[0].text, part));
}

static void put_file(const char *name)
{
    FILE *file = fopen(path(name), "w");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs("mine", file);
    fclose(file);
}

static void test_folder_is_written_with_every_file(void)
{
    begin();
    CU_ASSERT_EQUAL(write_two(path("out///"), false, "a,b\n"), KOPPEL_OK);
    assert_content("out/proposal.csv", "a,b\n");
    assert_content("out/summary.json", "{}\n");
    CU_ASSERT_EQUAL(count_entries(path("out")), 2);
    CU_ASSERT_EQUAL(count_entries(root), 1);
    end();
}

static void test_folder_without_parent_in_its_name_is_written_here(void)
{
    int here = open(".", O_RDONLY | O_DIRECTORY);

    begin();
    CU_ASSERT_EQUAL_FATAL(chdir(root), 0);
    CU_ASSERT_EQUAL(write_two("out", false, "x"), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(fchdir(here), 0);
    close(here);
    assert_content("out/proposal.csv", "x");
    end();
}

static void test_existing_folder_is_refused_without_force(void)
{
    begin();
    CU_ASSERT_EQUAL(write_two(path("out"), false, "old"), KOPPEL_OK);
    CU_ASSERT_EQUAL(write_two(path("out"), false, "new"), KOPPEL_E_EXISTS);
    assert_message("--force");
    assert_content("out/proposal.csv", "old");
    CU_ASSERT_EQUAL(count_entries(root), 1);
    end();
}

static void test_existing_output_folder_is_replaced_with_force(void)
{
    begin();
    CU_ASSERT_EQUAL(write_two(path("out"), false, "old"), KOPPEL_OK);
    put_file("out/certificate.json");
    CU_ASSERT_EQUAL(write_two(path("out"), true, "new"), KOPPEL_OK);
    assert_content("out/proposal.csv", "new");
    CU_ASSERT_EQUAL(count_entries(path("out")), 2);
    CU_ASSERT_EQUAL(count_entries(root), 1);
    end();
}

static void test_folder_with_another_file_is_never_replaced(void)
{
    begin();
    CU_ASSERT_EQUAL(write_two(path("out"), false, "old"), KOPPEL_OK);
    put_file("out/notes.txt");
    CU_ASSERT_EQUAL(write_two(path("out"), true, "new"), KOPPEL_E_EXISTS);
    assert_message("notes.txt");
    assert_content("out/proposal.csv", "old");
    assert_content("out/notes.txt", "mine");
    CU_ASSERT_EQUAL(count_entries(root), 1);
    end();
}

static void test_folder_with_a_folder_or_a_link_in_it_is_never_replaced(void)
{
    begin();
    CU_ASSERT_EQUAL(mkdir(path("out"), 0777), 0);
    CU_ASSERT_EQUAL(mkdir(path("out/proposal.csv"), 0777), 0);
    CU_ASSERT_EQUAL(write_two(path("out"), true, "new"), KOPPEL_E_EXISTS);
    koppel_errors_clear(&errors);
    CU_ASSERT_EQUAL(rmdir(path("out/proposal.csv")), 0);
    put_file("mine");
    CU_ASSERT_EQUAL(symlink(path("mine"), path("out/proposal.csv")), 0);
    CU_ASSERT_EQUAL(write_two(path("out"), true, "new"), KOPPEL_E_EXISTS);
    assert_content("mine", "mine");
    end();
}

static void test_file_or_link_in_its_place_is_never_replaced(void)
{
    begin();
    put_file("out");
    CU_ASSERT_EQUAL(write_two(path("out"), true, "new"), KOPPEL_E_EXISTS);
    assert_content("out", "mine");
    koppel_errors_clear(&errors);
    CU_ASSERT_EQUAL(write_two(path("real"), false, "old"), KOPPEL_OK);
    CU_ASSERT_EQUAL(symlink(path("real"), path("link")), 0);
    CU_ASSERT_EQUAL(write_two(path("link"), true, "new"), KOPPEL_E_EXISTS);
    assert_content("real/proposal.csv", "old");
    end();
}

static void test_missing_parent_is_named(void)
{
    begin();
    CU_ASSERT_EQUAL(write_two(path("no/out"), false, "x"), KOPPEL_E_OUTPUT);
    assert_message("make it first");
    CU_ASSERT_EQUAL(count_entries(root), 0);
    end();
}

static void test_name_that_is_none_is_refused(void)
{
    static const char *const bad[] = {"", "/", ".", "..", "///"};

    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        CU_ASSERT_EQUAL(write_two(bad[k], false, "x"), KOPPEL_E_OUTPUT);
        assert_message("no name");
        koppel_errors_clear(&errors);
    }
}

static void test_parent_that_may_not_be_written_is_told(void)
{
    bool is_root = geteuid() == 0;

    begin();
    CU_ASSERT_EQUAL(chmod(root, 0555), 0);
    if (is_root) {
        CU_ASSERT_EQUAL_FATAL(seteuid(65534), 0);
    }
    CU_ASSERT_EQUAL(write_two(path("out"), false, "x"), KOPPEL_E_OUTPUT);
    if (is_root) {
        CU_ASSERT_EQUAL_FATAL(seteuid(0), 0);
    }
    CU_ASSERT_EQUAL(chmod(root, 0755), 0);
    assert_message(strerror(EACCES));
    CU_ASSERT_EQUAL(count_entries(root), 0);
    end();
}

static void test_file_that_grows_too_large_leaves_nothing(void)
{
    static char large[100000];
    struct rlimit before;
    struct rlimit small;

    memset(large, 'x', sizeof large - 1);
    begin();
    CU_ASSERT_EQUAL_FATAL(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 4096;
    CU_ASSERT_EQUAL_FATAL(setrlimit(RLIMIT_FSIZE, &small), 0);
    CU_ASSERT_EQUAL(write_two(path("out"), false, large), KOPPEL_E_OUTPUT);
    CU_ASSERT_EQUAL_FATAL(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_message(strerror(EFBIG));
    CU_ASSERT_STRING_EQUAL(errors.items[0].file, "proposal.csv");
    CU_ASSERT_EQUAL(count_entries(root), 0);
    end();
}

static void test_full_disk_leaves_nothing_and_keeps_the_old_folder(void)
{
    static char large[200000];

    memset(large, 'x', sizeof large - 1);
    begin();
    if (mount("none", root, "tmpfs", 0, "size=64k") != 0) {
        printf("\n    note: a small disk cannot be mounted here (%s); the full disk is not tried\n", strerror(errno));
        CU_PASS("skipped");
        end();
        return;
    }
    CU_ASSERT_EQUAL(write_two(path("out"), false, "old"), KOPPEL_OK);
    CU_ASSERT_EQUAL(write_two(path("out"), true, large), KOPPEL_E_OUTPUT);
    assert_message(strerror(ENOSPC));
    assert_content("out/proposal.csv", "old");
    CU_ASSERT_EQUAL(count_entries(root), 1);
    CU_ASSERT_EQUAL(umount(root), 0);
    end();
}

/* Whenever a stop arrives, the folder stands with all its files, old or new, and nothing beside it. */
static void test_interrupted_writer_leaves_a_whole_folder(void)
{
    begin();
    CU_ASSERT_EQUAL(write_two(path("out"), false, "old"), KOPPEL_OK);
    for (int delay = 0; delay < 20; delay++) {
        struct timespec wait = {0, 200000L * delay};
        pid_t child = fork();

        CU_ASSERT_FATAL(child >= 0);
        if (child == 0) {
            while (write_two(path("out"), true, "new") == KOPPEL_OK) {
            }
            _exit(1);
        }
        nanosleep(&wait, NULL);
        kill(child, SIGTERM);
        CU_ASSERT_EQUAL(waitpid(child, NULL, 0), child);
        CU_ASSERT_EQUAL(count_entries(path("out")), 2);
        CU_ASSERT_EQUAL(count_entries(root), 1);
    }
    end();
}

static unsigned mode_of(const char *name)
{
    struct stat status;

    CU_ASSERT_EQUAL_FATAL(stat(path(name), &status), 0);
    return status.st_mode & 0777;
}

static void test_only_its_user_may_look_inside(void)
{
    mode_t before = umask(0);

    begin();
    CU_ASSERT_EQUAL(write_two(path("out"), false, "x"), KOPPEL_OK);
    CU_ASSERT_EQUAL(mode_of("out"), 0700);
    CU_ASSERT_EQUAL(mode_of("out/proposal.csv"), 0600);
    end();
    umask(before);
}

static void test_an_earlier_export_is_replaced_whatever_its_format(void)
{
    begin();
    CU_ASSERT_EQUAL(write_two(path("out"), false, "old"), KOPPEL_OK);
    put_file("out/tier1-target.lp");
    put_file("out/tier12-fit.mps");
    put_file("out/names.csv");
    CU_ASSERT_EQUAL(write_two(path("out"), true, "new"), KOPPEL_OK);
    CU_ASSERT_EQUAL(count_entries(path("out")), 2);
    put_file("out/tier-mine.lp");
    CU_ASSERT_EQUAL(write_two(path("out"), true, "new"), KOPPEL_E_EXISTS);
    end();
}

/* A process that has ended: nothing else has its number so soon. */
static long ended_process(void)
{
    pid_t child = fork();

    if (child == 0) {
        _exit(0);
    }
    waitpid(child, NULL, 0);
    return (long)child;
}

static void make_leftover(const char *format, long process)
{
    char name[64];
    char inside[96];

    snprintf(name, sizeof name, format, process);
    snprintf(inside, sizeof inside, "%s/proposal.csv", name);
    CU_ASSERT_EQUAL_FATAL(mkdir(path(name), 0700), 0);
    put_file(inside);
}

static void test_what_a_killed_writer_left_is_removed(void)
{
    begin();
    make_leftover(".koppel-%ld-0", ended_process());
    make_leftover(".koppel-%ld-12", ended_process());
    CU_ASSERT_EQUAL(write_two(path("out"), false, "x"), KOPPEL_OK);
    CU_ASSERT_EQUAL(count_entries(root), 1);
    end();
}

static void test_what_may_still_be_needed_is_not_removed(void)
{
    int locked = -1;
    char name[64];
    long process = ended_process();

    begin();
    make_leftover(".koppel-%ld-7", (long)getppid()); /* of a process that lives */
    make_leftover(".koppel-%ld-0.old", process);     /* a folder that stepped aside: the only copy */
    make_leftover(".koppel-%ld", process);           /* not our form */
    make_leftover(".koppel-%ld-1", process);         /* locked: of a process that cannot be seen from here */
    snprintf(name, sizeof name, ".koppel-%ld-1", process);
    locked = open(path(name), O_RDONLY | O_DIRECTORY);
    CU_ASSERT_EQUAL_FATAL(flock(locked, LOCK_EX), 0);
    CU_ASSERT_EQUAL(write_two(path("out"), false, "x"), KOPPEL_OK);
    CU_ASSERT_EQUAL(count_entries(root), 5);
    close(locked);
    end();
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_folder_is_written_with_every_file),
                                              TEST(test_folder_without_parent_in_its_name_is_written_here),
                                              TEST(test_existing_folder_is_refused_without_force),
                                              TEST(test_existing_output_folder_is_replaced_with_force),
                                              TEST(test_folder_with_another_file_is_never_replaced),
                                              TEST(test_folder_with_a_folder_or_a_link_in_it_is_never_replaced),
                                              TEST(test_file_or_link_in_its_place_is_never_replaced),
                                              TEST(test_missing_parent_is_named),
                                              TEST(test_name_that_is_none_is_refused),
                                              TEST(test_parent_that_may_not_be_written_is_told),
                                              TEST(test_file_that_grows_too_large_leaves_nothing),
                                              TEST(test_full_disk_leaves_nothing_and_keeps_the_old_folder),
                                              TEST(test_interrupted_writer_leaves_a_whole_folder),
                                              TEST(test_only_its_user_may_look_inside),
                                              TEST(test_an_earlier_export_is_replaced_whatever_its_format),
                                              TEST(test_what_a_killed_writer_left_is_removed),
                                              TEST(test_what_may_still_be_needed_is_not_removed),
                                              TEST_END};

    return suite_run("folder_writer", tests);
}
