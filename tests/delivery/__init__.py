"""How letters leave, without Telegram: outbox, sender, limits."""
