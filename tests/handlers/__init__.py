"""Handlers without a bot: who is found for what."""
