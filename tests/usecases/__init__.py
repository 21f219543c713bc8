"""Use cases against real databases, without a chat."""
