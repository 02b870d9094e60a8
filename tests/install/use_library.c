/* A user's first program with the installed library, compiled by tests/install/run.sh through pkg-config. */
#include <koppel.h>
#include <stdio.h>
#include <string.h>

int main(void)
{
    const char *name = koppel_status_name(KOPPEL_OK);
    if (strcmp(name, "KOPPEL_OK") != 0) {
        fprintf(stderr, "koppel_status_name: %s\n", name);
        return 1;
    }
    printf("koppel %s\n", KOPPEL_VERSION);
    return 0;
}
