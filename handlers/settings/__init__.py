"""/settings, /stop, /privacy. Not: what is sent unasked."""

from handlers.settings.buttons import setup

__all__ = ["setup"]
