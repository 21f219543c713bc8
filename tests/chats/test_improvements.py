"""The outer loop: the third case of a cause, an owner, a date, "you said, we changed" to who had raised it, once."""

from playground.model import Message
from playground.phone import Phone
from tests.chats.world import World


async def low(world: World, who: Phone, said: str) -> None:
    """Somebody rates low, and says why."""
    who.say("/rate")
    await world.settle()
    await who.press("3")
    await world.settle()
    who.say(said)
    await world.settle()


async def close(
    world: World, owner: Phone, case: int, top: str = "Delivery", cause: str = "Too late"
) -> None:
    """Whoever owns the case finishes it with this cause."""
    card = next(m for m in reversed(owner.messages) if f"· case {case}" in m.text)
    await owner.press("✅ Close…", card)
    await owner.press(top, card)
    await owner.press(cause, card)
    await world.settle()
    owner.say("Sent by express")
    await world.settle()


async def three(world: World) -> None:
    """Anna, then Noa, then Igor: the third case with the same cause."""
    await low(world, world.anna, "The box came late")
    await close(world, world.janis, 1)
    await world.anna.press("✅ Yes, settled")
    await world.settle()
    await low(world, world.noa, "Two days late")
    await close(world, world.paivi, 2)
    await low(world, world.igor, "Опоздали <снова>")
    await close(world, world.janis, 3)


def card_of(phone: Phone) -> Message:
    return next(m for m in reversed(phone.messages) if "improvement 1" in m.text or "улучшение 1" in m.text)


def about(phone: Phone, words: str) -> list[str]:
    return [m.text for m in phone.messages if words in m.text]


def labels(message: Message) -> list[str]:
    return [label for row in message.buttons for label in row]


async def press(world: World, phone: Phone, label: str, message: Message) -> None:
    await phone.press(label, message)
    await world.settle()


async def say(world: World, phone: Phone, words: str) -> str:
    phone.say(words)
    await world.settle()
    return phone.last.text


async def test_the_third_case_opens_an_improvement_whose_end_is_told_to_all_who_had_raised_it(
    world: World,
) -> None:
    await three(world)
    lead = card_of(world.oskars)
    assert "Raised in 3 cases by 2 clients" in lead.text
    assert "Опоздали <снова>" in lead.text
    # A manager gets it: names of their own clients only, and neither owner nor end by a drop are theirs to say.
    await world.oskars.press("👤 Owner…", lead)
    await press(world, world.oskars, "Päivi Korhonen", lead)
    card = card_of(world.paivi)
    assert "Levant Trade" in card.text
    assert "Acme" not in card.text
    assert "… and by 2 contacts of colleagues' clients." in card.text
    assert labels(card) == ["📅 Date…", "✅ Done…"]
    world.paivi.say("Asked the carrier", reply_to=card)
    await world.settle()
    assert "📝 Asked the carrier" in lead.text
    # The date: too late, no date, then one typed; a calendar and days to press beside it.
    await press(world, world.paivi, "📅 Date…", card)
    assert "Mon 7 Dec" in labels(card)
    assert "That day is over" in await say(world, world.paivi, "1.11.2026")
    await world.paivi.press("📅 Calendar", card)
    await press(world, world.paivi, "›", card)
    assert "Dec 2026" in labels(card)
    assert await say(world, world.paivi, "7.12") == "📅 Delivery · Too late: by 7 Dec 2026"
    assert "📅 by 7 Dec 2026" in lead.text
    # The date comes near, then is over: a line in the morning, one word to the lead.
    await world.jump(days=12)
    mornings = [m.text for m in world.paivi.messages if "Good morning" in m.text]
    assert ". Delivery · Too late: to be done by Mon 7 Dec" in mornings[-1]
    assert "🔧" not in mornings[0]
    await world.jump(days=4)
    assert len(about(world.oskars, "it was to be changed by Mon 7 Dec")) == 1
    assert "⏰ was to be done by 7 Dec 2026" in lead.text
    assert "was to be done by" in [m.text for m in world.paivi.messages if "Good morning" in m.text][-1]
    # A manager finds what they own in /improve, and nothing else.
    assert "Improvements of mine in hand: 1" in await say(world, world.paivi, "/improve")
    assert not {"👥 All", "➕ New"} & set(labels(world.paivi.last))
    assert "Improvements of mine in hand: 0" in await say(world, world.janis, "/improve")
    # Done: words for clients, in two languages, and what they will see.
    await press(world, world.paivi, "✅ Done…", card)
    await world.restart()
    await say(world, world.paivi, "We ship <every> order on the same day")
    preview = world.paivi.last
    assert "We ship <every> order on the same day" in preview.text
    assert "Acme" not in preview.text
    assert "It goes to 3 contacts" in preview.text
    await press(world, world.paivi, "🌐 Words in Русский…", preview)
    await say(world, world.paivi, "Отправляем в тот же день")
    preview = world.paivi.last
    assert "2 will read, each with" in preview.text
    # Noa stops: what the preview counted is not so any more, and it is shown anew instead of sent.
    world.noa.say("/stop")
    await world.settle()
    await press(world, world.paivi, "✅ Send to 3 and finish", preview)
    assert "1 stopped all messages" in preview.text
    assert not about(world.anna, "You said, we changed")
    send = "✅ Send to 2 and finish"
    data = next(b["callback_data"] for row in preview.rows for b in row if b["text"] == send)
    # In the evening: it waits for the clients' morning, also over a restart.
    await world.jump(hours=11)
    await press(world, world.paivi, send, preview)
    for _ in range(2):  # a double tap
        await world.paivi.press_data(data, preview)
    await world.settle()
    assert "📬 It has reached 0 of 2." in lead.text
    assert not about(world.anna, "You said, we changed")
    await world.restart()
    await world.jump(hours=13)
    (told,) = about(world.anna, "You said, we changed")
    assert "and wrote: “The box came late”" in told
    assert "We ship <every> order on the same day" in told
    (told,) = about(world.igor, "Вы сказали, мы изменили")
    assert "«Опоздали <снова>»" in told
    assert "Отправляем в тот же день" in told
    assert not about(world.noa, "we changed")
    await world.jump(hours=12)
    assert "📬 It has reached 2 of 2." in lead.text
    assert "Not told: 1" in lead.text
    assert "✅ Done" in card.text
    assert "We ship <every> order" in "\n".join(
        [await say(world, world.anna, "/mydata"), *about(world.anna, "🗂")]
    )
    # Another case of the cause joins nothing and opens nothing: the two before it are settled.
    await world.igor.press("✅ Да, улажено")
    await low(world, world.igor, "Опять")
    await close(world, world.janis, 4)
    assert await world.app.db.value("SELECT COUNT(*) FROM improvements") == 1
    assert len(about(world.anna, "You said, we changed")) == 1


async def test_a_lead_opens_lists_and_drops_improvements_in_russian(world: World) -> None:
    await low(world, world.anna, "Late")
    await close(world, world.janis, 1)
    oskars = world.oskars
    async with world.app.db.transaction() as tx:
        await tx.execute("UPDATE people SET language = 'ru' WHERE user_id = 1002")
    await world.restart()
    assert "Улучшения в работе: 0" in await say(world, oskars, "/improve")
    await oskars.press("➕ Новое")
    await oskars.press("Доставка")
    await press(world, oskars, "Опоздание", oskars.last)
    card = card_of(oskars)
    assert "1 разбор с этой причиной, 1 клиент" in card.text
    # The same again is the same one; own words make another, and nobody is told of it.
    await say(world, oskars, "/improve")
    await oskars.press("➕ Новое")
    await oskars.press("Доставка")
    await press(world, oskars, "Опоздание", oskars.last)
    assert await world.app.db.value("SELECT COUNT(*) FROM improvements") == 1
    await say(world, oskars, "/improve")
    await oskars.press("➕ Новое")
    await oskars.press("✏️ Своими словами…")
    assert "не больше 120 знаков" in await say(world, oskars, "x" * 121)
    await say(world, oskars, "Склад <ночью>")
    assert "Склад <ночью> · улучшение 2" in oskars.last.text
    await press(world, oskars, "✅ Сделано…", oskars.last)
    await say(world, oskars, "Склад теперь открыт ночью")
    await press(world, oskars, "✅ Завершить без сообщения", oskars.last)
    assert "Клиентам ничего не отправлено" in oskars.last.text
    # Dropped, taken back within ten minutes, dropped again.
    await say(world, oskars, "/improve")
    await press(world, oskars, "1", oskars.last)
    await press(world, oskars, "✖ Снять…", card_of(oskars))
    assert "снято" in await say(world, oskars, "Перевозчик сменился")
    card = card_of(oskars)
    assert "✖ Снято" in card.text
    await press(world, oskars, "↩ Отменить", card)
    assert "пока никто" in card.text
    await press(world, oskars, "✖ Снять…", card)
    await say(world, oskars, "Всё-таки нет")
    await world.jump(minutes=11)
    await say(world, oskars, "/improve")
    await press(world, oskars, "Снято", oskars.last)
    assert "1. Доставка · Опоздание" in oskars.last.text
    # Others: a manager may neither find nor touch it, a contact not at all, a forged number finds nothing.
    for phone in (world.janis, world.anna):
        for data in (
            "ip:look:1:0:0:",
            "ip:done:1:0:0:",
            "ip:send:1:1:1:",
            "ip:make:0:0:0:late",
        ):
            toast = await phone.press_data(data, phone.last)
            assert toast.text, data
    toast = await oskars.press_data("ip:look:99:0:0:", oskars.last)
    assert "Не " in toast.text or "не " in toast.text
