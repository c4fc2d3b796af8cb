# entente: thin over CMake.  Each goal installs what it lacks (tools/setup), so a fresh machine needs git, make and apt.
# The compiler is the one that CC names, else cc.  All output is under build/; build/entente is the program.

JOBS := $(shell nproc 2>/dev/null || echo 2)
OTHER := $(if $(findstring clang,$(CC)),gcc,clang)
FUZZ_SECONDS ?= 60
ctest = ctest --output-on-failure --no-tests=error -j $(JOBS) --test-dir

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help build demo check check-full asan tsan msan parity tidy bench browser fuzz coverage wasm calibration track-record figures format clean

help:
	@echo "make demo         answer the question of scenarios/g8-return.yaml; report in g8-return.html"
	@echo "make check        build with both compilers, all tests and house checks (minutes)"
	@echo "make check-full   check, then asan, tidy, parity, msan and tsan (each is a goal by itself)"
	@echo "make bench        draws per second, heap calls per draw"
	@echo "make browser      the living report and the app in Chromium: numbers, safety, accessibility"
	@echo "make fuzz         each fuzz target for FUZZ_SECONDS=$(FUZZ_SECONDS) seconds"
	@echo "make coverage     tests with gcov; summary by file"
	@echo "make wasm         build/wasm/entente_core.wasm"
	@echo "make calibration  data/calibration.csv: parameters behind deals, from the corpus of past deals"
	@echo "make track-record docs/method/track-record.md and its picture, from a backtest"
	@echo "make figures      the measured figures of the README, with date and command, and its pictures"
	@echo "make format       lay out all C files with clang-format"
	@echo "make clean        remove build/"

build:
	@tools/setup demo
	cmake --preset release
	cmake --build --preset release --target entente

demo: build
	build/entente run scenarios/g8-return.yaml --report g8-return.html
	@echo "Report: $(CURDIR)/g8-return.html (open it in a browser)"

check:
	@tools/setup check
	cmake --preset release
	cmake --build --preset release
	cmake --preset $(OTHER)
	cmake --build --preset $(OTHER)
	$(ctest) build -LE '^browser$$'

check-full: check asan tidy parity msan tsan browser

asan:
	@tools/setup full
	cmake --preset asan
	cmake --build --preset asan
	$(ctest) build/asan

# Core starts no thread, so everything else is what the thread sanitizer has to see.  It dislikes a randomised address
# space on some kernels, hence setarch where that is allowed.  apps.serve waits for replies by the clock, which the sanitizer
# slows ten times, and apps.voting counts for minutes on one thread (host.power_threads has its threads): both are left to a
# run by hand (ENTENTE=build/tsan/entente bats tests/apps/serve.bats).
tsan:
	@tools/setup full
	cmake --preset tsan
	cmake --build --preset tsan
	$$(setarch -R true 2>/dev/null && echo setarch -R) $(ctest) build/tsan -LE '^(core|fuzz|browser)$$' -E '^apps.(serve|voting)$$'

msan:
	@tools/setup full
	cmake --preset msan
	cmake --build --preset msan
	$(ctest) build/msan -L '^core$$'

parity:
	@tools/setup check
	cmake --preset release
	cmake --build --preset release --target entente
	tools/check_parity build --all

tidy:
	@tools/setup full
	cmake --preset clang
	cmake --build --preset clang
	tools/check_tidy build/clang

bench:
	@tools/setup check
	cmake --preset release
	cmake --build --preset release --target bench entente
	@for program in build/bench/*_bench; do [ -x "$$program" ] || continue; echo "== $$program"; "$$program" || exit 1; done
	@echo "== tests/bench/trade_wasm_bench.mjs"; node tests/bench/trade_wasm_bench.mjs
	@echo "== tests/bench/living_bench.mjs"; ENTENTE=build/entente node tests/bench/living_bench.mjs || [ $$? = 77 ]

browser:
	@tools/setup browser
	cmake --preset release
	cmake --build --preset release --target entente
	ENTENTE=build/entente node tests/browser/report_test.mjs
	ENTENTE=build/entente node tests/browser/app_test.mjs

fuzz:
	@tools/setup full
	cmake --preset fuzz
	cmake --build --preset fuzz
	tools/fuzz build/fuzz $(FUZZ_SECONDS)

coverage:
	@tools/setup check
	cmake --preset coverage
	cmake --build --preset coverage
	find build/coverage -name '*.gcda' -delete
	$(ctest) build/coverage
	tools/coverage build/coverage

wasm:
	@tools/setup check
	cmake --preset wasm
	cmake --build --preset wasm

calibration: build
	build/entente calibrate data/deals.csv -o data/calibration.csv

track-record: build
	node tools/track_record.mjs build

figures: wasm
	@tools/setup browser
	cmake --preset release
	cmake --build --preset release
	cmake --build --preset release --target bench entente
	tools/figures build
	node tools/pictures.mjs build

# (three passes: clang-format needs more than one to settle inside macros)
format:
	@tools/setup check
	@for pass in 1 2 3; do find include core host apps tests -name '*.[ch]' -exec clang-format-14 -i {} +; done

clean:
	rm -rf build
