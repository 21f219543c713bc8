"""What people see: chat in, words out. Not: SQL, transactions, date arithmetic."""

from aiogram import Router

from handlers import fallback, home, invite, joining, settings


def setup() -> Router:
    """Every router in order; the catch-all is last."""
    root = Router(name="root")
    root.include_routers(
        joining.setup(),
        settings.setup(),
        invite.setup(),
        home.setup(),
        fallback.setup(),
    )
    return root
