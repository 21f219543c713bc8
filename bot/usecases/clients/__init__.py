"""Clients: their cards, their history, editing. Not: finding (searching), adding (additions), importing (imports)."""

from bot.usecases.clients.card import Card, Clients, ContactCard

__all__ = ["Card", "Clients", "ContactCard"]
