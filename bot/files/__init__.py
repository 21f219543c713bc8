"""Bytes to plain rows and back: tables, QR codes. Headings are given in. Not: rules."""
