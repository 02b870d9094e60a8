// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* case_files.c - a small good case in memory (see case_files.h). */
#include "case_files.h"

#include "suite.h"

#include <string.h>

void case_files_set(struct case_files *files, const char *name, const char *text)
{
    size_t i = 0;

    while (i < files->n_files && strcmp(files->files[i].name, name) != 0) {
        i++;
    }
    CU_ASSERT_FATAL(i < CASE_FILES_MAX);
    files->files[i] = (struct koppel_case_file){.name = name, .bytes = text, .n_bytes = strlen(text)};
    files->n_files += i == files->n_files;
}

void case_files_remove(struct case_files *files, const char *name)
{
    for (size_t i = 0; i < files->n_files; i++) {
        if (strcmp(files->files[i].name, name) == 0) {
            memmove(&files->files[i], &files->files[i + 1], (files->n_files - i - 1) * sizeof *files->files);
            files->n_files--;
            return;
        }
    }
    CU_FAIL_FATAL("no such table");
}

void case_files_good(struct case_files *files)
{
    files->n_files = 0;
    case_files_set(files, "municipalities.csv",
                   "municipality,name,province,inhabitants,region,labour_region,x_colour\n"
                   "GM0001,Alpha,Utrecht,1000,Midden,Arbeid A,red\n"
                   "GM0002,\"Beta, the second\",Gelderland,500,,,\n");
    case_files_set(files, "neighbourhoods.csv",
                   "neighbourhood,municipality,name,inhabitants,corporation_dwellings,permit_holders,district,excluded,"
                   "school_km,gp_km,transit_km,lat,lon\n"
                   "BU00010001,GM0001,Centre,600,100,10,WK000101,no,0.5,1,0.25,52.09,5.1214205\n"
                   "BU00010102,GM0001,Edge,400,50,0,,yes,,,,-3.5,-0.000001\n"
                   "BU00020001,GM0002,Village,500,40,5,,no,12,3.5,7,,\n");
    case_files_set(files, "corporations.csv",
                   "corporation,name,municipality,min_homes,max_homes\n"
                   "C1,Corporation One,GM0001,1,5\n"
                   "C1,Corporation One,GM0002,,\n"
                   "C2,Corporation Two,,,2\n");
    case_files_set(
        files, "units.csv",
        "unit,neighbourhood,corporation,rooms,rent_eur,places,complex,floor_area_m2,step_free,available_from,label\n"
        "U1,BU00010001,C1,3,650.5,1,X1,68.9,yes,2026-02-01,general\n"
        "U2,BU00010001,C2,2,9999.99,4,X1,,no,,youth\n"
        "U3,BU00020001,C1,5,0,1,,100,no,15-03-2026,senior_55\n");
    case_files_set(
        files, "households.csv",
        "household,adults,children,expected_relatives,municipality,linked_on,region,tie,tie_reason,step_free,"
        "may_share,age_group,car,network,labour_regions,urgency,x_type,x_beds\n"
        "H1,2,3,1,GM0001,2026-01-05,Midden,GM0001,work,yes,no,adult,yes,GM0002,Arbeid A|Arbeid B,urgent,C,4\n"
        "H2,1,0,0,,,,,,no,yes,youth,,,,,D,\n"
        "H3,1,1,0,GM0002,2026-02-01,Noord,,,no,no,adult,no,,,normal,C,2\n");
    case_files_set(files, "targets.csv",
                   "municipality,period,published_on,target_persons,balance_persons,linked_persons,housed_persons,"
                   "excusable_persons,source\n"
                   "GM0001,2026-1,2025-10-01,12,-2,8,3,1,letter\n"
                   "GM0001,2026-1,2026-01-15,14,-2,,3,0,\n"
                   "GM0002,2026-1,2025-10-01,4,1,2,0,0,\n");
    case_files_set(files, "scores.csv", "household,place,score\nH1,U1,1000\nH1,BU00020001,0.000001\nH2,GM0002,12.5\n");
    case_files_set(files, "limits.csv",
                   "area,measure,min,max,enforce,where\n"
                   "U2,homes,,2,must,\n"
                   "C1/X1,persons,1,,goal,x_type=C\n"
                   "BU00010001,adults,,9,must,\n"
                   "WK000101,children,,9,goal,\n"
                   "GM0001,x_beds,,12,must,x_type=D\n");
    case_files_set(files, "decisions.csv",
                   "household,unit,decision,reason,decided_on\n"
                   "H1,U1,keep,\"lease,\nis being signed\",2026-02-20\n"
                   "H3,U3,refused,too far from school,2026-02-21\n");
}

enum koppel_status case_files_read(const struct case_files *files, struct koppel_case *kase,
                                   struct koppel_errors *errors, struct koppel_errors *notes)
{
    const struct koppel_case_request request = {.strict = true, .files = files->files, .n_files = files->n_files};

    return koppel_case_read("case", &request, kase, errors, notes);
}

enum koppel_status case_files_read_any(const struct case_files *files, struct koppel_case *kase,
                                       struct koppel_errors *errors, struct koppel_errors *notes)
{
    const struct koppel_case_request request = {.files = files->files, .n_files = files->n_files};

    return koppel_case_read("case", &request, kase, errors, notes);
}
