# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
# Koppel: builds the library libkoppel, the program koppel, their tests and the benchmark programs.
# `make help` lists the targets. Sources are found by folder; a new file needs no change here.
#
# Settings, on the command line:  make CC=clang   make BUILD=build-clang   make PREFIX=/usr DESTDIR=/tmp/stage install
# Everything that is built goes to BUILD; another compiler or other flags in the same BUILD rebuild it.

BUILD   ?= build
CC      ?= cc
AR      ?= ar
# Hardened: the stack guarded, copies checked, the tables of the linker read-only. Your own CFLAGS or LDFLAGS replace it.
CFLAGS  ?= -O2 -g -fstack-protector-strong -D_FORTIFY_SOURCE=2
LDFLAGS ?= -Wl,-z,relro,-z,now
PREFIX  ?= /usr/local
LIBDIR  ?= $(PREFIX)/lib
MANDIR  ?= $(PREFIX)/share/man
SHARE   ?= $(PREFIX)/share/koppel
COMPLETIONS ?= $(PREFIX)/share
PYTHONDIR ?= $(PREFIX)/lib/python3/dist-packages
INSTALL ?= install
FUZZ_SECONDS ?= 20
VALGRIND_CASE ?= data/municipality-d

# The version stands in the public header alone.
VERSION := $(shell sed -n 's/^\#define KOPPEL_VERSION "\([^"]*\)".*/\1/p' include/koppel.h 2>/dev/null)
ifeq ($(VERSION),)
VERSION := 0.0.0
endif
# By semantic versioning the interface breaks with the first number alone.
SOVERSION := $(firstword $(subst ., ,$(VERSION)))

WARNINGS = -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wstrict-prototypes \
           -Wmissing-prototypes -Wundef -Wvla -Wcast-qual
# The checks (.ci/run) say -Werror. Who builds with a compiler or libraries that we do not know gets a program, not an error.
WERROR  ?=

# Headers of the libraries we depend on are system headers: their warnings are not ours.
CJSON_CFLAGS := $(patsubst -I%,-isystem %,$(shell pkg-config --cflags libcjson 2>/dev/null))
CJSON_LIBS   := $(shell pkg-config --libs libcjson 2>/dev/null || echo -lcjson)
BOOK_CFLAGS  := $(patsubst -I%,-isystem %,$(shell pkg-config --cflags minizip expat 2>/dev/null || echo -I/usr/include/minizip))
BOOK_LIBS    := $(shell pkg-config --libs minizip expat 2>/dev/null || echo -lminizip -lexpat)
LIBS = -lglpk -lcsv $(CJSON_LIBS) $(BOOK_LIBS) -lmd -lm -pthread

# Rooms of the program alone: the shared library goes without them and their libraries.
PROGRAM_ROOMS = dossier serve
PROGRAM_LIBS := $(shell pkg-config --libs sqlite3 libmicrohttpd 2>/dev/null || echo -lsqlite3 -lmicrohttpd)

# -ffp-contract=off: the floating-point numbers of the reports are the same with every compiler.
ALL_CPPFLAGS = -D_POSIX_C_SOURCE=200809L -Isolver -Iinclude $(CJSON_CFLAGS) $(BOOK_CFLAGS) $(CPPFLAGS)
ALL_CFLAGS   = -std=c11 -ffp-contract=off -fPIC -fvisibility=hidden -pthread $(WARNINGS) $(WERROR) $(CFLAGS)
COMPILE = $(CC) $(ALL_CPPFLAGS) -MMD -MP $(ALL_CFLAGS) -c
LINK    = $(CC) -pthread $(CFLAGS) $(LDFLAGS)

# One short line a step; `make V=1` prints the whole commands.
V ?= 0
ifeq ($(V),0)
.SILENT: install uninstall
say = @printf '  %-5s %s\n' $(1) $@;
endif

# ---- Sources -------------------------------------------------------------------------------------------------------

CLI_SRC   := $(sort $(wildcard solver/cli/*.c))
LIB_SRC   := $(filter-out $(CLI_SRC),$(sort $(wildcard solver/*/*.c solver/*/*/*.c)))
SUITE_SRC := $(sort $(wildcard tests/*.c))
BENCH_SRC := $(filter-out bench/spread_mpi.c,$(sort $(wildcard bench/*.c)))
BENCH_PARTS := $(sort $(wildcard bench/*/*.c))
FUZZ_SRC  := $(sort $(wildcard tests/fuzz/fuzz_*.c))
RULES     := $(sort $(wildcard data/rules/*.json))
POLICIES  := $(sort $(wildcard bench/policies/*.json))
NAMED_POLICIES := $(sort $(wildcard data/policies/*.json))
SHORT_SRC := $(sort $(wildcard tests/unit/test_*.c tests/bugs/test_*.c tests/property/test_*.c))
LONG_SRC  := $(sort $(wildcard tests/published/test_*.c tests/property/test_*.c))
TEST_SRC  := $(sort $(SHORT_SRC) $(LONG_SRC))
CLI_TESTS := $(filter-out tests/cli/lib.sh,$(sort $(wildcard tests/cli/*.sh)))

# Scripts that do more when KOPPEL_LONG is set.
LONG_CLI  := $(filter-out tests/cli/lib.sh,$(sort $(shell grep -l KOPPEL_LONG tests/cli/*.sh)))

# The screens of koppel serve: .html, .css, .js and .svg of solver/serve/assets.
SCREENS := screens looks modules icons

object = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
LIB_OBJ   := $(call object,$(LIB_SRC)) $(patsubst %,$(BUILD)/gen/%.o,rules policies named dutch output_columns styles scripts register schemas interface $(SCREENS))
SHARED_OBJ := $(filter-out $(foreach room,$(PROGRAM_ROOMS),$(BUILD)/obj/solver/$(room)/%),$(LIB_OBJ))
CLI_OBJ   := $(call object,$(CLI_SRC))
SUITE_OBJ := $(call object,$(SUITE_SRC))
SHORT_TESTS := $(patsubst %.c,$(BUILD)/%,$(SHORT_SRC))
CLI_TOOLS := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/cli/*.c)))
PLANTED := $(BUILD)/tests/planted/planted_error $(BUILD)/tests/planted/planted_suite
LONG_TESTS  := $(patsubst %.c,$(BUILD)/%,$(LONG_SRC))
BENCH_PROGRAMS := $(patsubst %.c,$(BUILD)/%,$(BENCH_SRC))
FUZZ_PROGRAMS  := $(patsubst %.c,$(BUILD)/%,$(FUZZ_SRC))
FORMATTED := $(sort $(wildcard include/*.h solver/*/*.[ch] solver/*/*/*.[ch] tests/*.[ch] tests/*/*.[ch] bench/*.[ch] bench/*/*.[ch]))

PROGRAM := $(BUILD)/koppel
STATIC  := $(BUILD)/libkoppel.a
SHARED  := $(BUILD)/libkoppel.so.$(VERSION)

.DELETE_ON_ERROR:
.SUFFIXES:
.SECONDARY:

.PHONY: all
all: $(if $(CLI_SRC),$(PROGRAM)) lib ## build the program and the libraries (default)

.PHONY: lib
lib: $(STATIC) $(SHARED) ## build the static and the shared library

.PHONY: bench-programs
bench-programs: $(BENCH_PROGRAMS) ## build the benchmark programs

# ---- Rules ---------------------------------------------------------------------------------------------------------

FLAGS := $(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS)

# Rewritten only when the compiler or its flags change, so that objects of two flavours never mix.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(FLAGS)' | cmp -s - $@ || echo '$(FLAGS)' > $@

# The program names the folder where its data are installed, and the commit that it was built from.
COMMIT := $(shell git describe --always --dirty --abbrev=12 --exclude='*' 2>/dev/null)
$(BUILD)/share: STAMP = $(SHARE)
$(BUILD)/commit: STAMP = $(COMMIT)
$(BUILD)/share $(BUILD)/commit: FORCE
	@mkdir -p $(@D)
	@echo '$(STAMP)' | cmp -s - $@ || echo '$(STAMP)' > $@

$(CLI_OBJ): $(BUILD)/share
$(call object,solver/cli/main.c solver/dossier/dossier_shown.c): $(BUILD)/commit

.PHONY: FORCE
FORCE:

$(BUILD)/obj/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC) $(COMPILE) -o $@ $<

$(BUILD)/obj/solver/cli/%.o: ALL_CPPFLAGS += -DKOPPEL_SHARE='"$(SHARE)"'
$(BUILD)/obj/solver/cli/main.o $(BUILD)/obj/solver/dossier/dossier_shown.o: ALL_CPPFLAGS += -DKOPPEL_COMMIT='"$(COMMIT)"'
$(BUILD)/obj/tests/%.o: ALL_CPPFLAGS += -Itests
$(BUILD)/obj/bench/%.o: ALL_CPPFLAGS := -D_POSIX_C_SOURCE=200809L -Iinclude $(CPPFLAGS)

# The rule sets of data/rules, the policies of data/policies and bench/policies, style and script of pages, the fields of
# data/register and the JSON Schemas are part of the library, so that the program works from any folder.
$(BUILD)/gen/rules.c: EMBEDDED = data/rules
$(BUILD)/gen/rules.c: $(RULES)
$(BUILD)/gen/policies.c: EMBEDDED = bench/policies
$(BUILD)/gen/policies.c: $(POLICIES)
$(BUILD)/gen/named.c: EMBEDDED = data/policies
$(BUILD)/gen/named.c: $(NAMED_POLICIES)
$(BUILD)/gen/styles.c: EMBEDDED = solver/page
$(BUILD)/gen/styles.c: ENDING = css
$(BUILD)/gen/scripts.c: EMBEDDED = solver/page
$(BUILD)/gen/scripts.c: ENDING = js
$(BUILD)/gen/register.c: EMBEDDED = data/register
$(BUILD)/gen/register.c: ENDING = csv
$(BUILD)/gen/schemas.c: EMBEDDED = data/schemas
$(BUILD)/gen/interface.c: EMBEDDED = docs
$(SCREENS:%=$(BUILD)/gen/%.c): EMBEDDED = solver/serve/assets
$(BUILD)/gen/screens.c: ENDING = html
$(BUILD)/gen/looks.c: ENDING = css
$(BUILD)/gen/modules.c: ENDING = js
$(BUILD)/gen/icons.c: ENDING = svg
$(BUILD)/gen/%.c: solver/io/embed_files.sh FORCE
	@mkdir -p $(@D)
	@sh solver/io/embed_files.sh $(EMBEDDED) $* $(ENDING) > $@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

# So are the sentences of other languages.
$(BUILD)/gen/dutch.c: po/nl.po po/catalogue.awk
	@mkdir -p $(@D)
	@LC_ALL=C awk -v name=dutch -f po/catalogue.awk po/nl.po > $@

# And what output tables hold, from the dictionary for people.
$(BUILD)/gen/output_columns.c: data/README.md solver/io/output_columns.awk
	@mkdir -p $(@D)
	@LC_ALL=C awk -f solver/io/output_columns.awk data/README.md > $@

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c $(BUILD)/flags
	$(call say,CC) $(COMPILE) -o $@ $<

$(STATIC): $(LIB_OBJ)
	@rm -f $@
	$(call say,AR) $(AR) rcs $@ $^

ifeq ($(shell uname -s),Darwin)
SONAME_FLAGS = -dynamiclib -Wl,-install_name,$(LIBDIR)/libkoppel.so.$(SOVERSION)
else
SONAME_FLAGS = -shared -Wl,-soname,libkoppel.so.$(SOVERSION)
endif

$(SHARED): $(SHARED_OBJ)
	$(call say,LINK) $(LINK) $(SONAME_FLAGS) -o $@ $^ $(LIBS)
	@ln -sf $(@F) $(BUILD)/libkoppel.so.$(SOVERSION)
	@ln -sf $(@F) $(BUILD)/libkoppel.so

$(PROGRAM): $(CLI_OBJ) $(STATIC)
	$(call say,LINK) $(LINK) -o $@ $(CLI_OBJ) $(STATIC) $(LIBS) $(PROGRAM_LIBS)

$(BUILD)/tests/libsuite.a: $(SUITE_OBJ)
	@mkdir -p $(@D)
	@rm -f $@
	$(call say,AR) $(AR) rcs $@ $^

$(BUILD)/tests/%: $(BUILD)/obj/tests/%.o $(BUILD)/tests/libsuite.a $(STATIC)
	@mkdir -p $(@D)
	$(call say,LINK) $(LINK) -o $@ $^ -lcunit $(LIBS) $(PROGRAM_LIBS)

# Every allocation of the readers passes through the test, which fails each of them once.
$(BUILD)/tests/unit/test_reader_memory: LINK += -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc

$(BUILD)/tests/fuzz/%: $(BUILD)/obj/tests/fuzz/%.o $(STATIC)
	@mkdir -p $(@D)
	$(call say,LINK) $(LINK) -fsanitize=fuzzer -o $@ $^ $(LIBS) $(PROGRAM_LIBS)

$(BUILD)/tests/planted/%: $(BUILD)/obj/tests/planted/%.o $(BUILD)/tests/libsuite.a
	@mkdir -p $(@D)
	$(call say,LINK) $(LINK) -o $@ $^ -lcunit

# A benchmark program is one file of bench/; what several share, or what would make it long, lies in folders below.
$(BUILD)/bench/libparts.a: $(call object,$(BENCH_PARTS))
	@mkdir -p $(@D)
	@rm -f $@
	$(call say,AR) $(AR) rcs $@ $^

$(BUILD)/bench/%: $(BUILD)/obj/bench/%.o $(BUILD)/bench/libparts.a $(STATIC)
	@mkdir -p $(@D)
	$(call say,LINK) $(LINK) -o $@ $^ $(LIBS)

-include $(patsubst %.o,%.d,$(LIB_OBJ) $(CLI_OBJ) $(SUITE_OBJ) \
    $(call object,$(TEST_SRC) $(BENCH_SRC) $(BENCH_PARTS) $(FUZZ_SRC) $(wildcard tests/planted/*.c tests/cli/*.c)))

# ---- Show and test -------------------------------------------------------------------------------------------------

.PHONY: demo
demo: $(PROGRAM) ## build, solve the example case data/municipality-b and print the proposal's summary
	$(PROGRAM) solve data/municipality-b

RUN_TESTS = @KOPPEL=$(abspath $(PROGRAM)) LOGS=$(BUILD)/logs sh tests/run.sh

.PHONY: test
test: all $(SHORT_TESTS) $(CLI_TOOLS) $(PLANTED) $(BUILD)/bench/harness ## run unit, short property and command-line tests (under a minute)
	$(RUN_TESTS) $(SHORT_TESTS) $(CLI_TESTS)

.PHONY: test-long
test-long: export KOPPEL_LONG = 1
test-long: all $(LONG_TESTS) $(CLI_TOOLS) ## run published results and long property tests (minutes)
	$(RUN_TESTS) $(LONG_TESTS) $(LONG_CLI)

.PHONY: browser-test
browser-test: all ## open the pages of koppel report and the screens of koppel serve in Chromium, where it is installed (tests/browser/run.sh)
	KOPPEL=$(abspath $(PROGRAM)) sh tests/browser/run.sh

.PHONY: proxy-test
proxy-test: all ## try the configurations of docs/serve in nginx and Caddy, where they are installed (tests/proxy/run.sh)
	@KOPPEL=$(abspath $(PROGRAM)) sh tests/proxy/run.sh || [ $$? -eq 77 ]

.PHONY: browser-pictures
browser-pictures: all ## make the pictures of docs/screens.md again, in Chromium
	mkdir -p docs/pictures/screens
	KOPPEL=$(abspath $(PROGRAM)) KOPPEL_PICTURES=$(abspath docs/pictures/screens) sh tests/browser/run.sh

.PHONY: planted
planted: lib ## plant faults in the engine, one at a time: the unit test of the step must notice each (minutes)
	MAKE='$(MAKE)' sh tests/planted/engine_faults.sh $(BUILD)

# Warnings pass in this flavour, but for clang: gcc loses track of sizes in instrumented code and warns wrongly.
SANITIZE = $(if $(findstring clang,$(CC)),,WERROR=) CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all'

.PHONY: sanitize
sanitize: ## run the tests with address and undefined-behaviour sanitizers, proven to bite by planted errors
	$(MAKE) BUILD=$(BUILD)-sanitize $(SANITIZE) $(BUILD)-sanitize/tests/planted/planted_error
	sh tests/planted/bites.sh 'overrun use_after_free leak overflow' $(BUILD)-sanitize/tests/planted/planted_error
	$(MAKE) BUILD=$(BUILD)-sanitize $(SANITIZE) test

VALGRIND = valgrind --quiet --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,indirect

.PHONY: valgrind
valgrind: $(PROGRAM) $(BUILD)/tests/planted/planted_error ## solve a small case under valgrind, proven to bite
	sh tests/planted/bites.sh 'overrun use_after_free leak uninitialised' $(VALGRIND) $(BUILD)/tests/planted/planted_error
	$(VALGRIND) $(PROGRAM) solve $(VALGRIND_CASE)

FUZZ = -O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all

.PHONY: fuzz
fuzz: ## fuzz every reader for FUZZ_SECONDS each (needs clang with its fuzzer runtime)
	@if sh tests/fuzz/available.sh; then \
	    $(MAKE) BUILD=$(BUILD)-fuzz CC=clang CFLAGS='$(FUZZ)' fuzz-programs && \
	    sh tests/fuzz/run.sh $(BUILD)-fuzz $(FUZZ_SECONDS); fi

.PHONY: fuzz-programs
fuzz-programs: $(FUZZ_PROGRAMS)

# ---- Checks of the source ------------------------------------------------------------------------------------------

.PHONY: layers
layers: ## check who includes whom, unique file names and the map in solver/README.md
	sh tests/layers.sh .
	sh tests/layers_bite.sh

.PHONY: citations
citations: ## check that what comments and documents cite is there, and that engine headers tell their source
	sh tests/citations.sh .
	sh tests/citations_bite.sh

.PHONY: language
language: ## check the catalogues of other languages in po/ (needs gettext), and that manual pages keep in step
	sh tests/language.sh .
	sh tests/manual.sh .

.PHONY: po-update
po-update: ## bring po/koppel.pot and the catalogues up to date with the sources (needs gettext)
	sh po/update.sh

.PHONY: printed
printed: $(PROGRAM) $(BUILD)/tests/cli/book_tool ## renew the outputs that README and the documents print (minutes)
	KOPPEL=$(PROGRAM) sh tests/printed.sh --write

.PHONY: pictures
pictures: $(PROGRAM) ## draw the pictures of README.nl.md again, the sheets where LibreOffice, pdftoppm and pngquant are there
	KOPPEL=$(abspath $(PROGRAM)) sh docs/pictures/make.sh summary docs/pictures
	KOPPEL=$(abspath $(PROGRAM)) sh docs/pictures/make.sh sheets docs/pictures

# TREES are folders or revisions of git, a column each: make figures TREES='v0.1.0 HEAD'
TREES ?= .
.PHONY: figures
figures: ## print figures of the source: files, functions and their lines, arrows, circles (of TREES)
	@sh tests/figures.sh $(TREES)

.PHONY: format
format: ## check the formatting (clang-format 14)
	clang-format --dry-run --Werror $(FORMATTED)

.PHONY: format-fix
format-fix: ## format every source file in place
	clang-format -i $(FORMATTED)

# objectIndex is off: cppcheck 2.10 takes a pointer into an array of a struct for a pointer to one variable.
.PHONY: lint
lint: ## run cppcheck and shellcheck, each if present
	@if command -v cppcheck >/dev/null; then \
	    cppcheck -j $$(nproc) --std=c11 --quiet --error-exitcode=1 --inline-suppr --enable=warning,portability \
	        --suppress=missingIncludeSystem --suppress=objectIndex -Isolver -Iinclude solver include bench; \
	else echo 'lint: cppcheck is not installed, skipped'; fi
	@if command -v shellcheck >/dev/null; then \
	    shellcheck setup.sh .ci/run $(wildcard bench/*.sh docs/certificate/*.sh docs/pictures/*.sh solver/io/*.sh po/*.sh tests/*.sh tests/*/*.sh); \
	else echo 'lint: shellcheck is not installed, skipped'; fi

# ---- Benchmark -----------------------------------------------------------------------------------------------------

# BENCH_FLAGS are options of build/bench/harness, after which they win; RESULTS is the table that grows. With MPI=1 the
# runs are spread over the ranks that MPIRUN starts; every node needs the same programs and this folder.
RESULTS     ?= $(BUILD)/results.csv
BENCH_FLAGS ?=
MPIRUN      ?= mpirun
MPICC       ?= mpicc
RUN_COMMIT := $(or $(COMMIT),none)
SPREAD = $(if $(MPI),$(MPIRUN) $(BUILD)/bench/spread_mpi $(RESULTS))
HARNESS = $(SPREAD) $(BUILD)/bench/harness --policies bench/koppel-1.json --out $(RESULTS) --koppel $(PROGRAM) --cases $(BUILD)/cases --commit $(RUN_COMMIT)

$(BUILD)/bench/spread_mpi: bench/spread_mpi.c
	@mkdir -p $(@D)
	$(call say,MPICC) $(MPICC) -std=c11 -D_POSIX_C_SOURCE=200809L -O2 -o $@ $<

.PHONY: bench
bench: $(PROGRAM) $(BENCH_PROGRAMS) $(if $(MPI),$(BUILD)/bench/spread_mpi) ## compare engines and solvers on the small instances (minutes)
	$(HARNESS) --instances small,municipality,region-linked-scarce-dense,region-free-ample-even --time-limit 30 $(BENCH_FLAGS)
	sh bench/tables.sh $(RESULTS) $(BUILD)/tables

.PHONY: bench-full
bench-full: $(PROGRAM) $(BENCH_PROGRAMS) $(if $(MPI),$(BUILD)/bench/spread_mpi) ## the same on every frozen instance, up to a country (hours)
	$(HARNESS) --instances all --time-limit 300 $(BENCH_FLAGS)
	sh bench/tables.sh $(RESULTS) $(BUILD)/tables

.PHONY: bench-tables
bench-tables: ## write the tables and pictures of RESULTS into bench/, and bring bench/best-known.csv up to date
	sh bench/tables.sh $(RESULTS) bench

# QUICK=1: a part of each, in seconds. PAPER is the folder that gets all of it.
PAPER ?= $(BUILD)/paper
.PHONY: paper
paper: $(PROGRAM) $(BENCH_PROGRAMS) $(BUILD)/tests/published/test_published ## make every table and picture of bench/README.md from nothing (hours; QUICK=1: seconds)
	COMMIT=$(RUN_COMMIT) sh bench/paper.sh $(BUILD) $(PAPER) $(if $(QUICK),quick,full)

# Other solvers at their best (bench/peers.sh): LIMIT_CPU seconds for all goals of a run. INSTANCES are names of the frozen set.
PEERS ?= $(BUILD)/peers.csv
.PHONY: peers
peers: $(PROGRAM) ## add runs of other solvers at their best, beside koppel, to PEERS (INSTANCES, LIMIT_CPU)
	HEADER=$$([ -s $(PEERS) ] && echo no || echo yes) KOPPEL=$(PROGRAM) bash bench/peers.sh $(BUILD)/peers $(LIMIT_CPU) $(INSTANCES) >>$(PEERS)

.PHONY: peers-table
peers-table: ## write the table of PEERS into docs/comparison.md, and PEERS to bench/peers.csv
	@mkdir -p $(BUILD)
	awk -f bench/tables/peers.awk $(PEERS) > $(BUILD)/peers.md
	awk -v name=peers -v text=$(BUILD)/peers.md -f bench/tables/put.awk docs/comparison.md > $(BUILD)/comparison.md
	cp $(BUILD)/comparison.md docs/comparison.md
	cmp -s $(PEERS) bench/peers.csv || cp $(PEERS) bench/peers.csv

# What every step of the engine is worth, by a build in which each can be left out. ABLATION is the table that grows;
# STEPS (default: each in turn), INSTANCES, ORDERS of rows and LIMIT_CPU (seconds) choose. ABLATION_MORE: the slow ones.
ABLATION ?= $(BUILD)/ablation.csv
STEPS ?=
ORDERS ?= 0 1 2
LIMIT_CPU ?= 60
ABLATION_MOST := region-linked-ample-dense region-free-scarce-dense region-free-ample-even utrecht-linked-ample-dense \
    utrecht-free-scarce-dense province-linked-scarce-dense province-linked-ample-even province-free-scarce-dense \
    province-free-scarce-even size-300-free size-1000-linked size-1000-free size-3000-linked province-free-ample-even
ABLATION_MORE := region-free-ample-dense size-3000-free size-10000-linked
INSTANCES ?= $(ABLATION_MOST)

.PHONY: ablation
ablation: ## switch every step of the engine off in turn, in several orders of rows (an hour; `make ablation-full` hours)
	$(MAKE) BUILD=$(BUILD)-ablation CPPFLAGS='$(CPPFLAGS) -DKOPPEL_ABLATION' $(BUILD)-ablation/koppel
	KOPPEL=$(BUILD)-ablation/koppel INSTANCES='$(INSTANCES)' ORDERS='$(ORDERS)' LIMIT=$(LIMIT_CPU) \
	    sh bench/ablation.sh $(BUILD)/ablation $(ABLATION) $(STEPS)
	awk -f bench/tables/ablation.awk $(ABLATION) | tee $(BUILD)/ablation.md

.PHONY: ablation-full
ablation-full: INSTANCES = $(ABLATION_MOST) $(ABLATION_MORE)
ablation-full: ablation

.PHONY: ablation-table
ablation-table: ## write the table of bench/ablation.csv into docs/engine.md
	@mkdir -p $(BUILD)
	awk -f bench/tables/ablation.awk bench/ablation.csv > $(BUILD)/ablation.md
	awk -v name=ablation -v text=$(BUILD)/ablation.md -f bench/tables/put.awk docs/engine.md > $(BUILD)/engine.md
	cp $(BUILD)/engine.md docs/engine.md

.PHONY: bench-policies
bench-policies: $(PROGRAM) ## write the tables of all policies on the example cases and on Utrecht into bench/ (minutes)
	KOPPEL=$(PROGRAM) sh bench/policies.sh bench $(BUILD)/cases

# ENGINE, LIMIT (seconds of each instance), MEMORY (MiB of each) and ONLY (what their names begin with: "hap/", "gap/c", ...)
# choose. The verdicts are kept in PUBLISHED.
ENGINE ?= auto
LIMIT  ?= 120
MEMORY ?= 6144
ONLY   ?= all
PUBLISHED ?= $(BUILD)/published.txt
.PHONY: published
published: $(PROGRAM) $(BUILD)/tests/published/test_published ## solve every published instance; verdicts ok, fail (value), fail (bound), timeout
	@{ echo 'Engine $(ENGINE), $(LIMIT) seconds and $(MEMORY) MiB for each instance.'; \
	    KOPPEL_PUBLISHED='$(ONLY)' KOPPEL_PUBLISHED_ENGINE=$(ENGINE) KOPPEL_PUBLISHED_LIMIT=$(LIMIT) \
	        KOPPEL_PUBLISHED_MEMORY=$(MEMORY) $(BUILD)/tests/published/test_published || echo 'published: failed'; \
	    case '$(ONLY)' in all | hap*) KOPPEL=$(PROGRAM) sh bench/published.sh $(ENGINE) $(LIMIT) $(BUILD)/published \
	        $(MEMORY) || echo 'published: failed' ;; esac; } | tee $(PUBLISHED)
	@! grep -q '^published: failed' $(PUBLISHED)

.PHONY: published-table
published-table: ## write the verdicts of PUBLISHED into bench/README.md
	awk -f bench/tables/published.awk $(PUBLISHED) > $(BUILD)/published.md
	awk -v name=published -v text=$(BUILD)/published.md -f bench/tables/put.awk bench/README.md > $(BUILD)/README.md
	cp $(BUILD)/README.md bench/README.md

# ---- Data ----------------------------------------------------------------------------------------------------------

.PHONY: cases
cases: $(PROGRAM) ## write the example cases of data/ again (same seed, same bytes)
	for name in municipality-a municipality-b municipality-c municipality-d region-east; do \
	    $(PROGRAM) generate --example $$name --force -o $(BUILD)/case && cp $(BUILD)/case/* data/$$name/ || exit 1; \
	    rm -r $(BUILD)/case; done

# ---- Install -------------------------------------------------------------------------------------------------------

$(BUILD)/koppel.pc: solver/koppel.pc.in FORCE
	@mkdir -p $(@D)
	@sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIBDIR@|$(LIBDIR)|' -e 's|@VERSION@|$(VERSION)|' solver/koppel.pc.in > $@

# Pages as they stand below docs, those of a language in its folder; and each with its place below MANDIR.
MAN_PAGES := $(patsubst docs/%.scd,%,$(sort $(wildcard docs/*.scd docs/nl/*.scd)))
man_place = $(patsubst ./%,%,$(dir $(1)))man$(patsubst .%,%,$(suffix $(1)))/$(notdir $(1))
MAN_PLACES := $(foreach page,$(MAN_PAGES),$(page):$(call man_place,$(page)))

.PHONY: man
man: ## make the manual pages with scdoc, if present
	@mkdir -p $(BUILD)/nl
	@if command -v scdoc >/dev/null; then for page in $(MAN_PAGES); do \
	    scdoc < docs/$$page.scd > $(BUILD)/$$page || exit 1; done; \
	else rm -f $(addprefix $(BUILD)/,$(MAN_PAGES)); \
	    echo 'man: scdoc is not installed, the manual pages are skipped'; fi

# Where each shell looks for its completion, below COMPLETIONS.
COMPLETION_FILES = bash:bash-completion/completions/koppel zsh:zsh/site-functions/_koppel fish:fish/vendor_completions.d/koppel.fish

.PHONY: completion
completion: $(PROGRAM) ## make the completions of bash, zsh and fish from the options of the program
	@mkdir -p $(BUILD)/completion
	@for shell in bash zsh fish; do \
	    sh completion/make.sh $$shell $(PROGRAM) > $(BUILD)/completion/$$shell || exit 1; done

# Everything that install writes; a DESTDIR may have blanks. Only a real installation by root tells the linker.
.PHONY: install
install: all man completion $(BUILD)/koppel.pc ## install program, libraries, header, manual pages and data (PREFIX, LIBDIR, DESTDIR)
	for folder in $(PREFIX)/bin $(LIBDIR)/pkgconfig $(PREFIX)/include $(SHARE)/certificate; do \
	    $(INSTALL) -d "$(DESTDIR)$$folder" || exit 1; done
	$(INSTALL) $(STRIP_FLAG) -m 755 $(PROGRAM) "$(DESTDIR)$(PREFIX)/bin/koppel"
	$(INSTALL) -m 644 $(STATIC) "$(DESTDIR)$(LIBDIR)/libkoppel.a"
	$(INSTALL) $(STRIP_FLAG) -m 755 $(SHARED) "$(DESTDIR)$(LIBDIR)/$(notdir $(SHARED))"
	ln -sf $(notdir $(SHARED)) "$(DESTDIR)$(LIBDIR)/libkoppel.so.$(SOVERSION)"
	ln -sf libkoppel.so.$(SOVERSION) "$(DESTDIR)$(LIBDIR)/libkoppel.so"
	$(INSTALL) -m 644 include/koppel.h "$(DESTDIR)$(PREFIX)/include/koppel.h"
	$(INSTALL) -m 644 $(BUILD)/koppel.pc "$(DESTDIR)$(LIBDIR)/pkgconfig/koppel.pc"
	for pair in $(MAN_PLACES); do page=$${pair%%:*}; file="$(DESTDIR)$(MANDIR)/$${pair#*:}"; \
	    if [ -f $(BUILD)/$$page ]; then $(INSTALL) -d "$${file%/*}" && \
	    $(INSTALL) -m 644 $(BUILD)/$$page "$$file" || exit 1; fi; done
	for pair in $(COMPLETION_FILES); do file="$(DESTDIR)$(COMPLETIONS)/$${pair#*:}"; \
	    $(INSTALL) -d "$${file%/*}" && $(INSTALL) -m 644 $(BUILD)/completion/$${pair%%:*} "$$file" || exit 1; done
	$(INSTALL) -d "$(DESTDIR)$(PYTHONDIR)/koppel"
	$(INSTALL) -m 644 python/koppel/__init__.py python/koppel/_library.py "$(DESTDIR)$(PYTHONDIR)/koppel"
	$(INSTALL) -m 644 r/koppel.R "$(DESTDIR)$(SHARE)/koppel.R"
	$(INSTALL) -m 644 docs/certificate/check_certificate.awk "$(DESTDIR)$(SHARE)/certificate"
	$(INSTALL) -m 755 docs/certificate/check_certificate.sh "$(DESTDIR)$(SHARE)/certificate"
	cd data && find . -type f | while read -r file; do \
	    $(INSTALL) -d "$(DESTDIR)$(SHARE)/$${file%/*}" && \
	    $(INSTALL) -m 644 "$$file" "$(DESTDIR)$(SHARE)/$$file" || exit 1; done
	if [ -z "$(DESTDIR)" ] && [ "$$(id -u)" -eq 0 ] && command -v ldconfig >/dev/null; then ldconfig; fi
	echo "koppel $(VERSION) is installed below $(DESTDIR)$(PREFIX)"

.PHONY: install-strip
install-strip: ## the same, without the debugging information
	$(MAKE) STRIP_FLAG=-s install

# Folders that a system has for others, too: they go when they are empty, but not what lies right below PREFIX.
SHARED_FOLDERS = $(LIBDIR)/pkgconfig $(PYTHONDIR) $(foreach pair,$(MAN_PLACES),$(MANDIR)/$(dir $(lastword $(subst :, ,$(pair))))) \
    $(foreach pair,$(COMPLETION_FILES),$(COMPLETIONS)/$(dir $(lastword $(subst :, ,$(pair)))))

.PHONY: uninstall
uninstall: ## remove what install put there, and the folders that are then empty
	for file in libkoppel.a libkoppel.so libkoppel.so.$(SOVERSION) $(notdir $(SHARED)) pkgconfig/koppel.pc; do \
	    rm -f "$(DESTDIR)$(LIBDIR)/$$file"; done
	rm -f "$(DESTDIR)$(PREFIX)/bin/koppel" "$(DESTDIR)$(PREFIX)/include/koppel.h"
	for pair in $(MAN_PLACES); do rm -f "$(DESTDIR)$(MANDIR)/$${pair#*:}"; done
	for pair in $(COMPLETION_FILES); do rm -f "$(DESTDIR)$(COMPLETIONS)/$${pair#*:}"; done
	rm -rf "$(DESTDIR)$(SHARE)" "$(DESTDIR)$(PYTHONDIR)/koppel"
	for folder in $(sort $(patsubst %/,%,$(SHARED_FOLDERS))); do \
	    while case $$folder in $(MANDIR) | $(LIBDIR)) false ;; $(PREFIX)/*/*) rmdir "$(DESTDIR)$$folder" 2>/dev/null ;; *) false ;; esac; do \
	        folder=$${folder%/*}; done; done
	if [ -n "$(DESTDIR)" ] && [ -d "$(DESTDIR)" ]; then find "$(DESTDIR)" -depth -type d -empty -delete; fi
	if [ -z "$(DESTDIR)" ] && [ "$$(id -u)" -eq 0 ] && command -v ldconfig >/dev/null; then ldconfig; fi

# The same bytes from the same commit, on every machine: git archive takes times and owners from the commit.
.PHONY: dist
dist: ## make the source archive of the last commit and its SHA-256, in BUILD
	@mkdir -p $(BUILD)
	git archive --format=tar --prefix=koppel-$(VERSION)/ HEAD | gzip -n -9 > $(BUILD)/koppel-$(VERSION).tar.gz
	cd $(BUILD) && sha256sum koppel-$(VERSION).tar.gz | tee koppel-$(VERSION).tar.gz.sha256

.PHONY: clean
clean: ## remove the build folder
	rm -rf $(BUILD)

.PHONY: dist-clean
dist-clean: ## remove the build folders of every flavour
	rm -rf $(BUILD) $(BUILD)-*

.PHONY: help
help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r target text; do \
	    printf '  %-16s %s\n' "$$target" "$$text"; done
