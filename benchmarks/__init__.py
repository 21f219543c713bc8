"""What README and docs claim about speed, as commands: `python -m benchmarks [names]`. Not: tests."""
