"""getUpdates and the webhook's methods: how the bot receives. Not: the queue itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from playground.params import Call
from playground.refusal import bad, conflict
from playground.updates import KINDS, Updates
from playground.webhook import Webhook

LONGEST_POLL = 50


class Raw(bytes):
    """A result that is JSON text already."""


def table(updates: Updates, webhook: Webhook) -> dict[str, Callable[[Any, Call], Awaitable[Any]]]:
    """Return the methods under their lower-case names."""

    async def get_updates(_: Any, call: Call) -> Raw:
        if webhook.url:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        _allow(updates, call)
        timeout = min(max(call.integer("timeout"), 0), LONGEST_POLL)
        limit = call.integer("limit", 100)
        return Raw(await updates.poll(call.integer("offset"), min(max(limit, 1), 100), timeout))

    async def set_webhook(_: Any, call: Call) -> bool:
        _allow(updates, call)
        if call.flag("drop_pending_updates"):
            updates.clear()
        await webhook.set(call.text("url"), call.text("secret_token"), call.integer("max_connections"))
        return True

    async def delete_webhook(_: Any, call: Call) -> bool:
        if call.flag("drop_pending_updates"):
            updates.clear()
        await webhook.set("", "", 0)
        return True

    async def webhook_info(_: Any, __: Call) -> dict[str, Any]:
        return webhook.info()

    return {
        "getupdates": get_updates,
        "setwebhook": set_webhook,
        "deletewebhook": delete_webhook,
        "getwebhookinfo": webhook_info,
    }


def _allow(updates: Updates, call: Call) -> None:
    kinds = call.value("allowed_updates", "allowed_updates")
    if kinds is None:
        return
    if not isinstance(kinds, list):
        raise bad("expected an Array of String as allowed_updates")
    updates.allowed = [kind for kind in kinds if kind in KINDS]
