"""Rapport, the product: rules, actions, clock, wiring. Holds the version and imports nothing."""

__version__ = "0.1.0"
