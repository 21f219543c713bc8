"""Long forms in the chat: one question a screen, back, later, after a restart, typed, spoken, closed. Not: waves."""

from bot.domain.ids import PersonId
from bot.domain.letters import Lane, Letter, Op
from bot.domain.time import to_us
from playground.model import Message
from storage import outbox
from tests.chats.world import World
from tests.playground.conftest import png


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


async def test_an_annual_form_takes_open_words_the_disappointed_read_their_promise_first_and_it_closes(
    world: World,
) -> None:
    await ask(world, "annual")
    card = world.anna.last
    await tap(world, card, "2", "Skip")
    assert "Jānis Bērziņš will contact you by" in card.text
    assert "7 short questions are left." in card.text
    assert card.buttons[0] == ["▶ Go on: question 2 of 8"]
    await tap(world, card, "▶ Go on: question 2 of 8", "1", "Skip", "Skip", "Skip", "Skip")
    assert "Question 7 of 8" in card.text
    assert "will contact you by" in card.text
    assert "as many messages as you like" in card.text
    world.anna.say("You are faster")
    await world.settle()
    world.anna.send_voice()
    await world.settle()
    live = world.anna.messages[-1]
    live = next(m for m in world.anna.messages if m.from_bot and "Question 7 of 8" in m.text)
    assert "Received: 2 messages" in live.text
    assert card.text.startswith("Your answer: 2 of 10")
    case = next(m for m in world.janis.messages if "2 of 10" in m.text)
    assert "▫️ Product quality: 1" in case.text
    assert "▫️ What do we do better than others, and what worse?: You are faster · one file" in case.text
    await tap(world, live, "Next ›")
    assert "Question 8 of 8" in live.text
    world.anna.say("/cancel")
    await world.settle()
    world.anna.send_photo(png(20, 20), reply_to=live)
    await world.settle()
    assert await world.app.db.value("SELECT COUNT(*) FROM answer_words WHERE question = 'wishes'") == 1
    old = [button["callback_data"] for row in live.rows for button in row]
    await world.jump(days=14)
    assert "The other questions are closed. Thank you: what you answered counts." in live.text
    assert not [label for row in live.buttons for label in row if "Go on" in label]
    await world.anna.press_data(old[0], live)
    await world.settle()
    assert "The other questions are closed" in live.text


async def test_two_forms_stay_apart_and_forged_or_foreign_presses_change_nothing(world: World) -> None:
    first = await ask(world, "quarterly")
    card = world.anna.last
    second = await ask(world, "annual")
    other = world.anna.last
    await tap(world, card, "9", "Skip", "8")
    await tap(world, other, "7", "Skip", "3")
    rows = await world.app.db.all("SELECT question, score FROM answer_scores ORDER BY answer_id")
    assert [(row["question"], row["score"]) for row in rows] == [("product", 8), ("product", 3)]
    await tap(world, other, "‹ Back", "3")
    await world.anna.press_data(f"sv:grade:{second}:3.product:1", other)
    assert await world.app.db.value("SELECT COUNT(*) FROM answer_score_changes") == 0
    for data in ("5.nonsense", "11.product", "x.product", "5.", "", "5.strengths"):
        told = await world.anna.press_data(f"sv:grade:{first}:{data}:1", card)
        assert told.text
    for action in ("grade", "pass", "turn", "leave"):
        told = await world.igor.press_data(f"sv:{action}:{first}:5.delivery:1", card)
        assert "Не могу это найти" in told.text
    await world.settle()
    assert await world.app.db.value("SELECT COUNT(*) FROM answer_scores") == 2
    await world.jump(days=8)
    told = await world.anna.press_data(f"sv:grade:{first}:1.product:1", card)
    assert "could be changed for some days only" in told.text
    assert await world.app.db.value("SELECT MIN(score) FROM answer_scores") == 3
    await world.anna.press_data(f"sv:grade:{first}:10.terms:1", card)
    assert await world.app.db.value("SELECT COUNT(*) FROM answer_scores") == 3


async def test_a_question_taken_out_or_worded_anew_meanwhile_breaks_and_loses_nothing(world: World) -> None:
    id_ = await ask(world, "quarterly")
    card = world.anna.last
    await tap(world, card, "9", "Skip")
    change = (
        '{"questions": [{"id": "delivery", "kind": "score", "texts": {"en": "Our trucks"}},'
        ' {"id": "q9", "kind": "words", "texts": {"en": "Anything else?"}}]}'
    )
    async with (
        world.app.db.transaction() as tx
    ):  # as if the form had always been so: the round is forgotten too
        await tx.execute(
            "INSERT INTO programme_changes (code, version, changes, at) VALUES ('quarterly', 1, :change, 0)",
            change=change,
        )
    await tap(world, card, "8")  # the screen still asks what is asked no more
    assert "Question 2 of 3\nOur trucks" in card.text
    told = await world.anna.press_data(f"sv:grade:{id_}:5.terms:1", card)
    assert told.text
    await tap(world, card, "6")
    assert "Anything else?" in card.text
    world.anna.say("More colours")
    await world.settle()
    told_janis = next(m for m in world.janis.messages if "9 of 10" in m.text).text
    assert "▫️ Product quality: 8" in told_janis
    assert "▫️ Our trucks: 6" in told_janis
    assert "▫️ Anything else?: More colours" in told_janis


async def test_who_stops_in_the_middle_keeps_the_answer_and_who_is_deleted_leaves_numbers_only(
    world: World,
) -> None:
    await ask(world, "annual")
    card = world.anna.last
    await tap(world, card, "9", "Skip", "8", "Skip", "Skip", "Skip", "Skip")
    world.anna.say("Anna Bērziņa says hello")
    await world.settle()
    world.anna.say("/stop")
    await world.settle()
    live = next(m for m in world.anna.messages if m.from_bot and "Question 7 of 8" in m.text)
    await tap(world, live, "Next ›")
    assert "Question 8 of 8" in live.text
    world.anna.say("/mydata")
    await world.settle()
    assert "Product quality · 8" in world.anna.last.text
    assert "Anna Bērziņa says hello" in world.anna.last.text
    await world.anna.press("🗑 Delete", world.anna.last)
    await world.settle()
    await world.anna.press(world.anna.last.buttons[0][0], world.anna.last)
    await world.jump(days=8)
    assert await world.app.db.value("SELECT score FROM answer_scores WHERE question = 'product'") == 8
    assert await world.app.db.value("SELECT COUNT(*) FROM answer_words") == 0
    told = await world.anna.press_data("sv:grade:1:5.documents:1", live)
    await world.settle()
    assert told.text
    assert await world.app.db.value("SELECT score FROM answer_scores WHERE question = 'documents'") is None
