# make demo   installs what is missing, builds, and trains a spam filter among three participants on this machine
# make test   the tests, with the formatter and the check of what the server links

SWIFT ?= swift
SOURCES = Package.swift Sources Tests
BIN = $(shell $(SWIFT) build --show-bin-path)

.PHONY: demo test build release lint unit links sanitize proto dependencies clean

demo: release
	deploy/demo.sh

test: dependencies lint build unit links

dependencies:
	deploy/dependencies.sh

lint:
	$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)

build: dependencies
	$(SWIFT) build --build-tests

# The tests with real programs run by themselves: Swift Testing's exit tests wait for any child of the process, and with
# hundreds of sockets open beside them Foundation has lost the end of a program.
unit: build
	$(SWIFT) test --skip-build --disable-xctest --skip ProcessTests
	$(SWIFT) test --skip-build --disable-xctest --filter ProcessTests

# The C kernel under the address and undefined-behaviour sanitizers (traps: SwiftPM knows no such sanitizer on Linux).
sanitize: dependencies
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --sanitize address -Xcc -fsanitize=undefined \
	    -Xcc -fsanitize-trap=undefined --scratch-path .build-sanitize --filter 'CMontgomeryTests|BigNumberTests'

links: build
	deploy/check-server-links.sh $(BIN)

release: dependencies
	$(SWIFT) build -c release

# The generated code is committed; this is for whoever changes the protocol (needs Debian's protobuf-compiler).
proto:
	$(SWIFT) build -c release --package-path .build/checkouts/swift-protobuf --scratch-path .build-proto --product protoc-gen-swift
	protoc --plugin=.build-proto/release/protoc-gen-swift --proto_path=proto/grok/v1 \
	    --swift_opt=Visibility=Package --swift_opt=UseAccessLevelOnImports=true \
	    --swift_out=Sources/WireMessages proto/grok/v1/grok.proto

clean:
	rm -rf .build .build-proto
