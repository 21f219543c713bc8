# One line a target. Needs make and Python 3.11 to 3.14; everything else goes into .venv.
PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11 python,$(shell $(p) -c $(FITS) 2>/dev/null && echo $(p))) none)
FITS   := 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))'
PY     := .venv/bin/python
INTO   := $(PY) -m pip install -q --disable-pip-version-check --require-hashes -r
# The stamps carry the checksum of what was installed: pip runs again only when the requirements change.
PLAY   := .venv/.play-$(shell cksum < requirements.txt | cut -d' ' -f1)
TEST   := .venv/.test-$(shell cksum < requirements-dev.txt | cut -d' ' -f1)
CHROMIUM := $(shell command -v chromium || command -v chromium-browser || command -v google-chrome || command -v google-chrome-stable)
PORT   ?= 8090
# Hundreds of small databases are made and dropped: in memory where there is room for them.
ROOM   := $(shell df -Pm /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 2000 {print "TMPDIR=/dev/shm"}')
PYTEST := $(ROOM) $(PY) -m pytest -n 3 --dist worksteal
export PYTHONPATH := $(CURDIR)
.PHONY: play test check run format bench docs requirements chromium

play: $(PLAY)  ## the playground: a Telegram to play with, in the browser
	@$(PY) -m bot play --port $(PORT)
test: $(TEST) chromium  ## every test
	@$(PYTEST) $(ARGS)
check: $(TEST) chromium  ## format, lint, types, tests: what has to pass
	@$(PY) -m ruff format --check . && $(PY) -m ruff check . && { $(PY) -m mypy >.venv/types 2>&1 & types=$$!; $(PYTEST) $(ARGS); tests=$$?; wait $$types; types=$$?; cat .venv/types; exit $$((types + tests)); }
run: $(PLAY)  ## a real bot from config.toml
	@$(PY) -m bot run
format: $(TEST)  ## put the code into the house's form
	@$(PY) -m ruff check --fix . ; $(PY) -m ruff format .
bench: $(TEST)  ## what README and docs claim about speed
	@$(PY) -m benchmarks $(ARGS)
docs: $(TEST)  ## write the pages that come from the code: config.example.toml, docs/settings.md, commands.md, headings.md, roles.md, deletion.md
	@$(PY) -m tests.house.pages
requirements:  ## write the pinned requirements anew; needs uv on the path
	@uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements.txt
	@uv pip compile -q pyproject.toml --group dev -c requirements.txt --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements-dev.txt

$(PY):
	@test "$(PYTHON)" != none || { echo "Rapport needs Python 3.11 to 3.14; name one: make PYTHON=/path/to/python3.12"; exit 1; }
	@$(PYTHON) -c $(FITS) || { echo "$(PYTHON) is not Python 3.11 to 3.14; name another: make PYTHON=/path/to/python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) has no venv module; on Debian and Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv .venv
$(PLAY): $(PY)
	@test -e $(TEST) || { echo "Installing what Rapport runs on (once) …"; $(INTO) requirements.txt; } && touch $@
$(TEST): $(PY)
	@echo "Installing what Rapport runs on and is tested with (once) …"; $(INTO) requirements-dev.txt && touch $@ $(PLAY)
chromium:
	@test -n "$(CHROMIUM)" || echo "No Chromium here: tests of the playground's page are left out. It comes by: sudo apt-get install chromium"
