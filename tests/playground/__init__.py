"""Tests of the playground: it must refuse what Telegram refuses. Not: tests of the bot."""
