# Two commands matter: `make demo` does the main job on the bundled example, `make test` runs all tests.
BINARY := .build/release/jixiao

.PHONY: demo test setup build release benchmark fuzz clean

setup:
	scripts/setup build demo

demo: setup
	swift build -c release --product jixiao
	rm -rf demo
	$(BINARY) evaluate Examples/department-2023.xlsx --report demo; code=$$?; [ $$code -eq 0 ] || [ $$code -eq 1 ]
	@echo; echo "报告在 demo/ 文件夹。 The reports are in demo/:"; ls demo

test:
	scripts/setup build demo test
	scripts/test

build:
	scripts/setup build
	swift build

# One binary that carries the Swift runtime with it.
release:
	scripts/setup build
	swift build -c release --product jixiao --static-swift-stdlib

benchmark:
	Benchmarks/run

fuzz:
	scripts/fuzz

clean:
	rm -rf .build .build-* demo
