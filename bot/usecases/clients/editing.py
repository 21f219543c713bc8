"""Saving what was typed or pressed for a field, with all that follows from it, and taking it back. Not: asking."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import editing as rules
from bot.domain.editing import CLIENT, CONTACT, DATE, Field, Kind, Values
from bot.domain.errors import BadInput, Changed, NotFound
from bot.domain.ids import ClientId, PersonId
from bot.domain.people import Actor, Step
from bot.domain.zones import find_zones, is_zone
from bot.usecases.clients.asking import Asking, allowed, short, thing
from bot.usecases.clients.forms import STEP, Ask, Form, Saved, Target, target
from storage import audit, clients, contacts, edits, handing, owndates, steps
from storage.database import Conn, Tx

UNDO = timedelta(minutes=10)
_EDITED = {CLIENT: "client.edit", CONTACT: "contact.edit", DATE: "date.edit"}


class Editing(Asking):
    """Everything about forms that edit."""

    async def press(self, actor: Actor, noun: str, id_: int, code: str, value: str, seen: str) -> Form | Ask:
        """A button's value; an empty one clears the field. Raises like `ask`, and BadInput for a wrong value."""
        return await self._take(actor, noun, id_, code, value, seen)

    async def typed(self, actor: Actor, step: Step, text: str) -> Form | Ask:
        """What was typed for the field that was asked for. Raises like `press`."""
        args = step.args
        noun, id_, code = str(args["noun"]), int(args["id"] or 0), str(args["field"])
        kind = rules.field_of(noun, code).kind
        if not text.strip():
            raise BadInput("edit-words")
        if kind in (Kind.CHOICE, Kind.LANGUAGE, Kind.SWITCH, Kind.MANAGER):
            raise BadInput("edit-press")
        if kind is Kind.ZONE and not is_zone(text.strip()):
            zones = find_zones(text)
            if not zones:
                raise BadInput("zone-unknown")
            if len(zones) > 1:
                return await self.ask(actor, noun, id_, code, text=text)
            text = zones[0]
        return await self._take(actor, noun, id_, code, text, str(args["seen"]))

    async def anyway(self, actor: Actor, seen: str) -> Form | Ask:
        """Save what the actor wanted over what somebody else wrote meanwhile. Raises Changed when that is long ago."""
        step = actor.step
        if step is None or step.name != STEP or "wanted" not in step.args:
            raise Changed
        args = step.args
        noun, id_, code = str(args["noun"]), int(args["id"] or 0), str(args["field"])
        return await self._take(actor, noun, id_, code, str(args["wanted"]), seen)

    async def _take(self, actor: Actor, noun: str, id_: int, code: str, text: str, seen: str) -> Form | Ask:
        field, now = allowed(actor, noun, code), self.clock()
        async with self.db.transaction() as tx:
            found = await target(tx, actor, noun, id_, self.company.country)
            read = await self._read(tx, actor, found, field, text)
            old = rules.of_field(field, found.values)
            page = _page_of(noun, code)
            if read.values == old:
                await steps.close(tx, actor.id, STEP)
                return replace(await self._form(tx, actor, found, page), again=True)
            if seen != rules.seen(field, found.values):
                return await self._newer(tx, actor, found, field, text, now)
            await self._check(tx, found, field, read.values)
            await steps.close(tx, actor.id, STEP)
            saved = await self._save(tx, actor, found, field, old, read.values, now)
            saved = replace(
                saved, warning=read.warning, taken=await self._taken(tx, actor, found, read.values)
            )
            fresh = await target(tx, actor, noun, id_, self.company.country)
            return await self._form(tx, actor, fresh, page, saved)

    async def _newer(
        self, tx: Tx, actor: Actor, found: Target, field: Field, text: str, now: datetime
    ) -> Ask:
        """Somebody wrote the field since it was asked for: what now?"""
        seen = rules.seen(field, found.values)
        kept = {"noun": found.noun, "field": field.code, "seen": seen, "wanted": text}
        await steps.open_(tx, actor.id, Step(STEP, {**kept, "id": found.id}), now)
        return replace(await self._ask(tx, actor, found, field), wanted=text)

    async def _read(self, conn: Conn, actor: Actor, found: Target, field: Field, text: str) -> rules.Read:
        if field.kind is Kind.MANAGER:
            takers = {str(one.id): one for one in await handing.takers(conn, actor)}
            if text not in takers:
                raise NotFound
            return rules.Read({"manager_id": takers[text].id, "team_id": takers[text].team_id})
        if field.kind is Kind.SEGMENT and text.startswith("#"):
            known = {short(name): name for name in await clients.segments(conn, actor.scope)}
            if text not in known:
                raise Changed
            text = known[text]
        if field.kind is Kind.LANGUAGE and text and text not in self.languages:
            raise BadInput("edit-press")
        if field.kind is Kind.ZONE and text and not is_zone(text):
            raise BadInput("zone-unknown")
        return rules.read(field, text, now=found.values, today=self._today(actor), country=found.country)

    async def _check(self, conn: Conn, found: Target, field: Field, new: Values) -> None:
        """What a single field cannot tell: uniqueness, two dates together, a contact's own choice."""
        if field.code == "external_id" and new["external_id"] is not None:
            other = await clients.numbered(conn, str(new["external_id"]))
            if other not in (None, found.id):
                raise BadInput("edit-number")
        if field.code in ("contract_signed", "contract_ends"):
            both = {**found.values, **new}
            signed, ends = both["contract_signed"], both["contract_ends"]
            if signed and ends and str(ends) < str(signed):
                raise BadInput("edit-ends")
        connected = found.contact is not None and found.contact.connected
        if field.code in rules.CONSENTS and connected and new[field.code]:
            raise BadInput("edit-consent")

    async def _taken(self, conn: Conn, actor: Actor, found: Target, new: Values) -> str | None:
        key = new.get("phone_key")
        if not isinstance(key, str):
            return None
        other = await contacts.with_phone(conn, actor.scope, key, PersonId(found.id))
        return None if other is None else f"{other.person.name} ({other.client_name})"

    async def _save(
        self, tx: Tx, actor: Actor, found: Target, field: Field, old: Values, new: Values, now: datetime
    ) -> Saved:
        await _write(tx, found, new)
        edit = await edits.add(tx, found.thing, field.code, old, new, actor.id, now)
        before, after = _coded(field, old), _coded(field, new)
        await audit.add(
            tx, actor.id, _EDITED[found.noun], thing(found), now, old=before, new=after or field.code
        )
        await self.after.edited(tx, actor, found, field, old, new, now, edit)
        return Saved(field, old, new, await self._names(tx, old, new), edit)

    async def undo(self, actor: Actor, edit_id: int) -> Form:
        """Take one's own edit back within ten minutes, unless somebody wrote the field since.

        Raises NotFound, BadInput edit-late, Changed.
        """
        now = self.clock()
        async with self.db.transaction() as tx:
            edit = await edits.get(tx, edit_id)
            if edit is None or edit.by != actor.id or now - edit.at > UNDO:
                raise BadInput("edit-late")
            noun, _, number = edit.thing.partition(":")
            field = allowed(actor, noun, edit.field)
            found = await target(tx, actor, noun, int(number), self.company.country)
            page = _page_of(noun, edit.field)
            if not await edits.undo(tx, edit_id, now):
                return await self._form(tx, actor, found, page)
            if rules.of_field(field, found.values) != edit.new:
                raise Changed
            saved = await self._save(tx, actor, found, field, edit.new, edit.old, now)
            await edits.undo(tx, saved.undo or 0, now)  # there and back again is no history
            fresh = await target(tx, actor, noun, int(number), self.company.country)
            return await self._form(tx, actor, fresh, page, replace(saved, undo=None, undone=True))


def _coded(field: Field, values: Values) -> str | None:
    """What the audit may say of a value: codes and ids, never texts."""
    value = values[field.columns[0]]
    if value is None or not field.coded:
        return None
    return f"{field.code}={value}"


def _page_of(noun: str, code: str) -> int:
    return next(page for page, codes in enumerate(rules.PAGES[noun]) if code in codes)


async def _write(tx: Tx, found: Target, new: Values) -> None:
    if found.noun == CLIENT:
        done = await clients.update(tx, ClientId(found.id), found.version, **new)
    elif found.noun == DATE:
        done = await owndates.update(tx, found.id, found.client_id, {**found.values, **new})
    else:
        whole = {name: int(value) if isinstance(value, float) else value for name, value in new.items()}
        done = await contacts.update(tx, PersonId(found.id), found.version, **whole)
    if not done:
        raise BadInput("edit-date-same") if found.noun == DATE else Changed
