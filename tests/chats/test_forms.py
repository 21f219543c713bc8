"""Long forms in the chat: one question a screen, back, later, after a restart, typed, spoken, closed. Not: waves."""

from bot.domain.ids import PersonId
from bot.domain.letters import Lane, Letter, Op
from bot.domain.time import to_us
from playground.model import Message
from storage import outbox
from tests.chats.world import World


async def ask(world: World, programme: str, who: int | None = None) -> int:
    """The question of a programme goes to Anna (or `who`) now, as a round of it would send it."""
    person = PersonId(who or world.cast.anna.person_id or 0)
    now = world.clock()
    async with world.app.db.transaction() as tx:
        wave = await tx.value(
            "INSERT INTO waves (key, programme, reach, state, at, created_at)"
            " VALUES (:key, :programme, 'all', 'sent', :now, :now) RETURNING id",
            key=f"{programme}:{to_us(now)}:{person}",
            programme=programme,
            now=to_us(now),
        )
        id_ = int(
            await tx.value(
                "INSERT INTO invitations (wave_id, programme, person_id, client_id, stage, asked_at, created_at)"
                " SELECT :wave, :programme, person_id, client_id, 'open', :now, :now FROM contacts"
                " WHERE person_id = :person RETURNING id",
                wave=wave,
                programme=programme,
                person=person,
                now=to_us(now),
            )
        )
        letter = Letter(
            "survey.card", person, f"survey.card:{id_}", {"invitation": id_}, Op.CARD, f"invitation:{id_}",
            Lane.WAVE,
        )  # fmt: skip
        await outbox.put(tx, letter, now=now)
    await world.settle()
    return id_


async def tap(world: World, card: Message, *labels: str) -> None:
    """Anna presses these buttons of a message, one after the other."""
    for label in labels:
        await world.anna.press(label, card)
        await world.settle()


async def test_a_quarterly_form_goes_one_question_a_screen_back_later_after_a_restart_and_by_words(
    world: World,
) -> None:
    await ask(world, "quarterly")
    card = world.anna.last
    assert "6 short questions, one at a time" in card.text
    await tap(world, card, "9")
    await tap(world, card, "☐ Price")
    await tap(world, card, "Done")
    assert card.text.startswith("Question 2 of 6\nProduct quality")
    await tap(world, card, "8")
    await tap(world, card, "Skip")
    assert "Question 4 of 6" in card.text
    await tap(world, card, "‹ Back")
    await tap(world, card, "‹ Back")
    assert "Your answer: 8" in card.text
    await tap(world, card, "6")
    assert "Question 4 of 6" in card.text  # what was passed over is not asked again by itself
    await tap(world, card, "7")
    await tap(world, card, "Finish later")
    await world.settle()
    assert "2 short questions are left. They stay open until Mon 7 Dec." in card.text
    assert len([m for m in world.anna.messages if m.from_bot]) == 1
    await world.restart()
    await world.jump(days=9)
    await tap(world, card, "▶ Go on: question 5 of 6")
    await world.settle()
    world.anna.say("ten out of ten")
    await world.settle()
    live = world.anna.last
    assert "Question 6 of 6\nDocuments" in live.text
    assert card.text == "Your answer: 9 of 10 – “very likely”. Thank you!"
    world.anna.say("too many stamps")
    await world.settle()
    assert "Received: one message" in live.text
    assert "✔ Kept. The questions go on here ↑" in world.anna.last.text
    await tap(world, live, "4")
    await world.settle()
    assert "That was all. Thank you for your time." in live.text
    told = next(m for m in world.janis.messages if "9 of 10" in m.text).text
    assert "▫️ Product quality: 6" in told
    assert "▫️ Terms and prices: 10" in told
    assert "▫️ Documents: 4 · too many stamps" in told
    assert "Delivery:" not in told
    rows = await world.app.db.all("SELECT question, old, new FROM answer_score_changes")
    assert [dict(row) for row in rows] == [
        {"question": "product", "old": 8, "new": 6},
        {"question": "documents", "old": None, "new": 4},
    ]
