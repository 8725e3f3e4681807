# Every task of the project. `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

PROGRAM := .build/release/plumb
DEBUG_PROGRAM := .build/debug/plumb
PAGE_MODULES := $(wildcard Sources/PageAssets/Assets/*.js)
PAGE_TESTS := $(wildcard Tests/PageAssetsTests/Scripts/*.test.mjs)
SOURCES := Package.swift Sources Tests Tools Examples bench/foundation-decoder bench/near-duplicates
MANIFESTS := Tests/PlumbLabelsTests/Fixtures/manifests

# Real jobs for `make e2e` and `make bench`; they are not part of the project.
PLUMB_DATA ?= $(abspath ../shared/data)
export PLUMB_DATA

# Where `make install` puts the program: $(DESTDIR)$(PREFIX)/bin/plumb.
PREFIX ?= /usr/local

# The program that is given away holds the Swift libraries, so that it runs where there is no Swift,
# and no symbols. Apple's systems have the libraries.
RELEASE := swift build -c release
ifeq ($(shell uname -s),Linux)
RELEASE += --static-swift-stdlib -debug-info-format none -Xswiftc -use-ld=lld \
  -Xlinker --no-export-dynamic -Xlinker --strip-all
endif

.PHONY: help setup build release install demo test test-page check labellings check-s3 lint format golden corpus botocore compare-crowd-kit faults e2e e2e-browser bench bench-s3 clean

help: ## list these words
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what building needs and is missing
	@scripts/setup

build: setup ## build for debugging
	swift build

release: setup ## build the program, as one file that other machines can run
	$(RELEASE) --product plumb

install: release ## install the program in PREFIX, usually /usr/local
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 $(PROGRAM) "$(DESTDIR)$(PREFIX)/bin/plumb"

demo: release ## build the program, write a sample job and its report to out/demo
	@mkdir -p out
	$(PROGRAM) demo out/demo

test: ## lint, build and test everything
	@scripts/setup --test
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory test-page
	swift build --build-tests
	swift test --skip-build
	@$(MAKE) --no-print-directory check

test-page: ## check and test the modules of the page's script, in Node.js
	@for module in $(PAGE_MODULES); do node --check $$module; done
	node --test --test-reporter=spec $(PAGE_TESTS)

check: ## check the scripts, the fixtures and the examples
	@for script in scripts/setup; do sh -n $$script; done
	@for script in .ci/run scripts/e2e bench/run bench/run-s3 bench/cleanvision/run; do bash -n $$script; done
	@python3 scripts/make-manifest-corpus.py --check $(MANIFESTS)
	@python3 scripts/check-examples.py .build/debug README.md

labellings: build ## read 10,000 random layouts of label attributes, and compare with the rules
	@python3 scripts/check-labellings.py .build/debug/labelling-client

check-s3: build ## run the program against S3 servers that verify signatures (from PyPI)
	@scripts/setup --pypi
	@python3 scripts/check-s3 $(DEBUG_PROGRAM) .build/debug/signing-client

lint: ## check the layout and the laws of the source files
	swift format lint --strict --recursive --parallel $(SOURCES)
	@python3 scripts/check-laws.py
	@python3 scripts/count-house.py --law
	@python3 scripts/list-walks.py --law

format: ## lay the source files out
	swift format --in-place --recursive --parallel $(SOURCES)

golden: build ## write the golden files again; then look at `git diff`
	swift build --build-tests
	PLUMB_REGENERATE=1 swift test --skip-build || true
	@git status --short -- Tests docs

corpus: ## write the fixture manifests again; fails where that changes one
	@python3 scripts/make-manifest-corpus.py $(MANIFESTS)
	@changes=$$(git status --porcelain -- $(MANIFESTS)); \
	  if [ -n "$$changes" ]; then echo "$$changes"; echo "corpus: the fixtures changed" >&2; exit 1; fi

BOTOCORE := .build/botocore

botocore: build ## compare signatures and the choice of AWS keys with botocore's (from PyPI)
	@scripts/setup --pypi
	@test -x $(BOTOCORE)/bin/python || python3 -m venv $(BOTOCORE)
	@$(BOTOCORE)/bin/pip install --quiet botocore==1.44.5
	$(BOTOCORE)/bin/python scripts/fuzz-signing.py .build/debug/signing-client 5000 1 2 3
	$(BOTOCORE)/bin/python scripts/credentials-matrix.py .build/debug/signing-client 500 1

compare-crowd-kit: release ## compare consolidation and suspects with Crowd-Kit and reference labels (PyPI, PLUMB_DATA)
	@$(RELEASE) --product consolidation-client
	@python3 scripts/compare-crowd-kit.py
	@python3 scripts/measure-suspects.py

e2e: release ## run every command on real jobs (PLUMB_DATA)
	@scripts/setup --test
	@scripts/e2e $(PROGRAM)

faults: release ## download from a service that goes wrong, on full disks, killed at any moment
	@scripts/setup --test
	@scripts/check-downloads.py $(PROGRAM)

e2e-browser: release ## use a report in headless Chromium, and measure it there
	@scripts/setup --browser
	@scripts/e2e-browser $(PROGRAM) --pictures

bench: release ## measure against DuckDB, matplotlib and Pillow, into bench/results.md
	@scripts/setup --bench
	@bench/run

bench-s3: release ## measure downloads against boto3, aws s3 cp and curl, into bench/results-s3.md
	@scripts/setup --bench
	@bench/run-s3

clean: ## delete what was built
	rm -rf .build out
