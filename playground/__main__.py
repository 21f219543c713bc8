"""`python -m playground`: the same as `rapport play`, without its options. Not: decisions."""

from pathlib import Path

from playground.play import play

if __name__ == "__main__":
    raise SystemExit(play(port=8090, folder=Path("var/playground")))
