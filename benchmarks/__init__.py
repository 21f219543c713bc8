"""What README and docs claim about speed, as commands. Not: tests."""
