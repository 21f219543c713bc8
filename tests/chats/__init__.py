"""Whole conversations over HTTP: the real bot on real storage; only Telegram and the clock are pretended."""
