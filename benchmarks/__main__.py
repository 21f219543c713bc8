"""`python -m benchmarks [names]`: all of them, or those named. Not: measuring."""

import sys
import time
from importlib import import_module

NAMES = ("press", "wave", "planner", "figures", "search", "imports", "planning", "start", "dispatch")


def main() -> None:
    """Run them in order."""
    names = sys.argv[1:] or NAMES
    unknown = set(names) - set(NAMES)
    if unknown:
        raise SystemExit(f"no such benchmark: {', '.join(sorted(unknown))}; there are: {', '.join(NAMES)}")
    start = time.perf_counter()
    for name in names:
        import_module(f"benchmarks.{name}").run()
    print(f"\n{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
