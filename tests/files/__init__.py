"""Bytes and plain rows, there and back."""
