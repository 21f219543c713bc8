"""Tests of what Rapport remembers."""
