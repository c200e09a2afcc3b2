# All that a newcomer types. The work is in scripts/ and CMakeLists.txt.
.PHONY: all demo test test-plugins plugin bench docs install clean format
PREFIX ?= /usr/local

all:
	@scripts/build
demo:
	@scripts/demo
test:
	@scripts/test
test-plugins:
	@scripts/test-plugins
plugin:
	@scripts/setup
	@scripts/fetch-plugin
	@scripts/fetch-onednn
bench: all
	@scripts/bench
docs:
	@scripts/docs build/docs/html
install:
	@DESTDIR='$(DESTDIR)' scripts/install '$(PREFIX)'
clean:
	@echo "removing build/"
	@rm -rf build
format:
	@echo "formatting the C sources"
	@find . -path ./build -prune -o -name '*.[ch]' -exec clang-format -i {} +
