"""Telegram over aiogram, except for handlers: session, inbox, polling, webhook, messenger. Not: what people see."""
