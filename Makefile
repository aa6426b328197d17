# make demo   installs what is missing, builds, and trains a spam filter among three participants on this machine
# make bench  the cryptography beside GMP, python-paillier and TenSEAL on one core, and the learning engine beside PyTorch
#             and NumPy on one thread (Benchmarks/README.md, docs/learning.md)
# make fuzz   everything that reads bytes of strangers, under libFuzzer, SECONDS each
# make soak   what the tests do in seconds, for hours
# make test   the tests, with the formatter and the check of what programs link
# make install [PREFIX=/usr/local] [DESTDIR=]   programs, Swift libraries, manual pages, completions, systemd units
#             (make stage builds them without root, deploy/install.sh copies); make uninstall, make check-install

SWIFT ?= swift
SOURCES = Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Fuzz/Package.swift Fuzz/Sources
BIN = $(shell $(SWIFT) build --show-bin-path)

.PHONY: demo test build release lint unit links sanitize bench bench-learning bench-paillier fuzz soak mutate-mail proto dependencies \
    clean stage install uninstall check-install units admin-page

demo: release
	deploy/demo.sh

test: dependencies lint build unit links

dependencies:
	deploy/dependencies.sh

# The admin page in headless Chromium, where there is one: its content, errors, pictures.
admin-page: release
	deploy/check-admin-page.sh

lint:
	$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)

build: dependencies
	$(SWIFT) build --build-tests

# Three passes. Simulations take all cores, each one, and others have deadlines. The tests with real programs run by
# themselves: Swift Testing's exit tests wait for any child of the process, and with hundreds of sockets open beside them
# Foundation has lost the end of a program.
TESTS = Tests/run.sh $(SWIFT) test --skip-build --disable-xctest

unit: build
	$(TESTS) --skip 'ProcessTests|SeedTests'
	GROK_SIMULATION_SEEDS=2000 $(TESTS) --filter SeedTests
	$(TESTS) --filter ProcessTests

# The C kernel under the address and undefined-behaviour sanitizers (traps: SwiftPM knows no such sanitizer on Linux).
sanitize: dependencies
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --sanitize address -Xcc -fsanitize=undefined \
	    -Xcc -fsanitize-trap=undefined --scratch-path .build-sanitize --filter 'CMontgomeryTests|BigNumberTests'

# A million mutated messages through the mail reader; `make test` tries four thousand.
MUTATIONS ?= 1000000

mutate-mail: dependencies
	GROK_MUTATIONS=$(MUTATIONS) $(SWIFT) test -c release -Xswiftc -enable-testing --scratch-path .build-mutate \
	    --disable-xctest --filter MutationTests

links: build
	deploy/check-links.sh $(BIN)

release: dependencies
	$(SWIFT) build -c release

# ---- Installing

PREFIX ?= /usr/local
DESTDIR ?=
STAGE ?= .build/stage
MANUAL = .build-manual/release/generate-manual

stage: release
	$(SWIFT) build -c release --package-path .build/checkouts/swift-argument-parser --scratch-path .build-manual \
	    --product generate-manual
	deploy/stage.sh "$$($(SWIFT) build -c release --show-bin-path)" $(MANUAL) "$(STAGE)"

install: stage
	deploy/install.sh "$(STAGE)" "$(PREFIX)" "$(DESTDIR)"

uninstall:
	deploy/uninstall.sh "$(PREFIX)" "$(DESTDIR)"

check-install: stage
	deploy/check-install.sh "$(STAGE)"

# What systemd thinks of the units, where systemd is.
units:
	deploy/check-units.sh

# Peers live in an environment of their own; ours run alone where it cannot be made.
CORE ?= 0
ENVIRONMENT = Benchmarks/.venv

bench: bench-paillier bench-learning

bench-paillier: dependencies
	$(SWIFT) build -c release --package-path Benchmarks
	-test -x $(ENVIRONMENT)/bin/pip || python3 -m venv $(ENVIRONMENT)
	-$(ENVIRONMENT)/bin/pip install --quiet --disable-pip-version-check -r Benchmarks/peers/requirements.txt
	taskset -c $(CORE) Benchmarks/.build/release/grok-bench --python $(ENVIRONMENT)/bin/python3 $(ARGUMENTS)

bench-learning: dependencies
	-test -x $(ENVIRONMENT)/bin/pip || python3 -m venv $(ENVIRONMENT)
	-$(ENVIRONMENT)/bin/pip install --quiet --disable-pip-version-check -r Benchmarks/peers/learning/requirements.txt
	Benchmarks/learning/run.sh --python "$(CURDIR)/$(ENVIRONMENT)/bin/python3" $(ARGUMENTS)

# Each target of Sources/FuzzTargets for so long, from Tests/FuzzTests/Cases on; see Fuzz/run.sh.
SECONDS = 60

fuzz: dependencies
	Fuzz/run.sh $(SECONDS) $(TARGETS)

# What takes hours: simulated federations, kill -9 of real processes at every boundary of a round and at random, a million
# connections of strangers. What fails prints its seed; GROK_SIMULATION_FIRST and GROK_KILL_SEED begin with it.
SEEDS ?= 10000
KILLS ?= 500

soak: build
	GROK_SIMULATION_SEEDS=$(SEEDS) $(TESTS) --filter SeedTests
	GROK_KILLS=$(KILLS) $(TESTS) --filter KillTests
	GROK_CONNECTION_ATTEMPTS=1000000 $(TESTS) --filter ConnectionFloodTests

# The generated code is committed; this is for whoever changes the protocol (needs Debian's protobuf-compiler).
proto:
	$(SWIFT) build -c release --package-path .build/checkouts/swift-protobuf --scratch-path .build-proto --product protoc-gen-swift
	protoc --plugin=.build-proto/release/protoc-gen-swift --proto_path=proto/grok/v1 \
	    --swift_opt=Visibility=Package --swift_opt=UseAccessLevelOnImports=true \
	    --swift_out=Sources/WireMessages proto/grok/v1/grok.proto

clean:
	rm -rf .build .build-manual .build-proto Benchmarks/.build Benchmarks/.venv Fuzz/.build Fuzz/corpus
