"""Clients: finding them, their cards, their history, editing. Not: adding (additions), importing (imports)."""

from bot.usecases.clients.card import PAGE, Card, Clients, ContactCard, Event, History, Hits

__all__ = ["PAGE", "Card", "Clients", "ContactCard", "Event", "History", "Hits"]
