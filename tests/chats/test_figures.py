"""Oskars asks for the figures and turns them about; Jānis sees his own; everything Anna says is in them at once."""

import io
import re
from dataclasses import replace

import pytest
from PIL import Image

from bot.domain.figures import PERIODS, Ask, Cut, View, Whose, typed
from bot.files.tables import read
from bot.i18n import LANGUAGES, translator
from handlers.figures import buttons
from handlers.figures.buttons import CUT_ACTIONS, StatsData
from playground.model import Message
from playground.phone import Phone
from tests.cast import Stage, StoppedClock
from tests.chats.world import World
from tests.usecases.answers import Book, score_all


@pytest.fixture
async def book(world: World) -> Book:
    """Six answers for Jānis, two for Päivi."""
    assert isinstance(world.clock, StoppedClock)
    made = Book(Stage(world.app.db, world.clock, world.cast))
    await score_all(made, world.cast.janis.person_id, [10, 10, 9, 9, 8, 3], ago=2)
    await score_all(made, world.cast.paivi.person_id, [7, 0], ago=3)
    return made


def picture(phone: Phone, message: Message) -> Image.Image:
    """What the message shows."""
    assert message.kind == "photo"
    return Image.open(io.BytesIO(phone.file(message).data))


async def filtered(world: World, message: Message, only: str, kind: str) -> None:
    """Open the filters and the list of one."""
    for label in (only, kind):
        await world.oskars.press(label, message)
        await world.settle()


def numbers(text: str) -> list[str]:
    return re.findall(r"[+−-]?\d+", text)


async def asked(world: World, phone: Phone, text: str) -> Message:
    phone.say(text)
    await world.settle()
    return phone.last


async def test_stats_is_one_picture_switched_by_buttons(world: World, book: Book) -> None:
    message = await asked(world, world.oskars, "/stats")
    assert picture(world.oskars, message).format == "PNG"
    assert "NPS +25" in message.text
    assert "team Riga" in message.text
    assert "8 answers" in message.text
    count = len(world.oskars.messages)
    await world.oskars.press("7 d", message)
    await world.settle()
    assert "7 days" in message.text
    await world.oskars.press("›", message)
    await world.settle()
    assert "Jānis Bērziņš" in message.text
    assert "NPS +50" in message.text
    await world.oskars.press("›", message)
    await world.settle()
    assert "Päivi Korhonen" in message.text
    assert "2 answers: too few to show" in message.text
    assert "NPS +" not in message.text
    for label, view in (
        ("Cases", "Cases"),
        ("Compl.", "Complaints"),
        ("Activity", "Activity"),
        ("NPS", "NPS"),
    ):
        await world.oskars.press(label, message)
        await world.settle()
        assert message.kind == "photo"
        assert view in message.text
        assert len(message.buttons) <= 6
    assert len(world.oskars.messages) == count


async def test_the_words_and_the_picture_say_the_same_numbers(world: World, book: Book) -> None:
    caption = (await asked(world, world.oskars, "/stats 90d")).text
    words = (await asked(world, world.oskars, "/nps 90d")).text
    assert words.startswith(caption)
    assert "Jānis Bērziņš: NPS +50" in words
    assert "Päivi Korhonen: 2 answers, too few to show" in words
    await world.oskars.press("XLSX")
    await world.settle()
    document = world.oskars.last
    assert document.kind == "document"
    assert document.text.startswith(caption)
    grid = read(world.oskars.file(document).data)
    counted = grid.header.index("Counted")
    score = grid.header.index("Score")
    scores = [int(line.cells[score]) for line in grid.lines if line.cells[counted] == "yes"]
    assert sorted(scores) == [0, 3, 7, 8, 9, 9, 10, 10]


async def test_what_a_client_says_is_in_the_figures_at_once(world: World, book: Book) -> None:
    before = await asked(world, world.janis, "/nps")
    assert "NPS +50" in before.text
    world.anna.say("/rate")
    await world.settle()
    await world.anna.press("0")
    await world.settle()
    after = await asked(world, world.janis, "/nps")
    assert "NPS +29" in after.text
    assert "7 answers" in after.text
    await world.anna.press("Change answer")
    await world.settle()
    await world.anna.press("10")
    await world.settle()
    assert "NPS +57" in (await asked(world, world.janis, "/nps")).text


async def test_a_manager_sees_their_own_and_no_switch(world: World, book: Book) -> None:
    message = await asked(world, world.janis, "/stats")
    assert "NPS +50" in message.text
    assert not any("›" in label for row in message.buttons for label in row)
    refused = await asked(world, world.janis, "/stats paivi")
    assert "do not know “paivi”" in refused.text
    toast = await world.janis.press_data("fg:show:nps:30:0:0", message)
    assert "cannot find" in toast.text


async def test_clients_have_no_figures(world: World) -> None:
    for command in ("/stats", "/nps", "/me"):
        assert "not for your role" in (await asked(world, world.anna, command)).text


async def test_a_typed_question_and_bad_words(world: World, book: Book) -> None:
    assert "Jānis Bērziņš" in (await asked(world, world.ilze, "/stats 30d janis")).text
    assert "7, 30, 90 or 365 days" in (await asked(world, world.ilze, "/stats 14d")).text
    assert "know “&lt;b&gt;”" not in (await asked(world, world.ilze, "/nps <b>")).text
    assert "<b>" in world.ilze.last.text


async def test_a_command_says_what_it_does_not_show(world: World, book: Book) -> None:
    refused = await asked(world, world.oskars, "/nps complaints 90d")
    assert refused.text == "/nps tells the NPS alone. For the rest: /stats complaints 90d"
    assert "takes only days" in (await asked(world, world.oskars, "/me janis")).text
    assert (
        "“cases” and “complaints” at once"
        in (await asked(world, world.oskars, "/stats cases complaints")).text
    )


async def test_an_empty_period_offers_a_longer_one(world: World) -> None:
    message = await asked(world, world.ilze, "/stats 7d")
    assert "No answers in these 7 days" in message.text
    assert message.buttons[-1] == ["Show 30 days"]
    assert len(message.buttons) <= 6
    await world.ilze.press("Show 30 days", message)
    await world.settle()
    assert "No answers in these 30 days" in message.text


async def test_who_answered_low_is_listed(world: World, book: Book) -> None:
    message = await asked(world, world.oskars, "/stats")
    await world.oskars.press("Who 0-6? 2", message)
    await world.settle()
    low = world.oskars.last
    assert "Kārlis Ltd" in low.text
    assert low.buttons == [["1", "2"]]
    await world.oskars.press("1", low)
    await world.settle()
    assert "Kārlis Ltd" in world.oskars.last.text
    assert world.oskars.last is not low


async def test_somebody_is_chosen_from_the_list(world: World, book: Book) -> None:
    message = await asked(world, world.ilze, "/stats")
    await world.ilze.press("All", message)
    await world.settle()
    await world.ilze.press("Päivi Korhonen", message)
    await world.settle()
    assert "Päivi Korhonen" in message.text


async def test_a_picture_is_drawn_once_and_a_lost_one_again(world: World, book: Book) -> None:
    first = await asked(world, world.oskars, "/stats")
    second = await asked(world, world.oskars, "/stats")
    assert second.files == first.files
    assert await world.app.db.value("SELECT COUNT(*) FROM pictures") == 1
    await world.oskars.press("90 d", second)
    await world.oskars.press("30 d", second)
    await world.settle()
    assert second.files == first.files
    assert await world.app.db.value("SELECT COUNT(*) FROM pictures") == 2
    async with world.app.db.transaction() as tx:
        await tx.execute("UPDATE pictures SET file_id = 'another bot''s'")
    third = await asked(world, world.oskars, "/stats")
    assert picture(world.oskars, third).size == (1200, 800)
    assert third.files != first.files


async def test_the_picture_is_switched_after_a_restart(world: World, book: Book) -> None:
    message = await asked(world, world.oskars, "/stats")
    await world.restart()
    await world.oskars.press("1 y", message)
    await world.settle()
    assert "365 days" in message.text


async def test_ones_own_activity(world: World) -> None:
    world.janis.say("/call Acme tomorrow 11:00")
    await world.settle()
    await world.jump(days=1, hours=2)
    await world.janis.press("✅ Done")
    await world.settle()
    await world.janis.press("Talked")
    await world.settle()
    text = (await asked(world, world.janis, "/me 7d")).text
    assert "done on the day: 1" in text
    assert "Calls made 1" in text


async def test_a_figure_is_cut_by_what_is_typed_and_by_buttons(world: World, book: Book) -> None:
    for segment, tier, score, programme in (
        *[("Retail trade", "key", 10, "quarterly")] * 5,
        *[("Retail trade", "regular", 2, "monthly")] * 5,
    ):
        person = await book.contact(world.cast.janis.person_id, segment=segment, tier=tier)
        await book.answer(person, score, 2, asked=3, programme=programme, reasons=["delivery"])
    words = await asked(world, world.oskars, "/nps 90d retail trade key quarterly delivery")
    assert "NPS +100" in words.text
    assert "Asked: 5, answered so far: 5 (100%), with any reason or none" in words.text
    assert "Only: Retail trade · key · quarterly · Delivery" in words.text
    message = await asked(world, world.oskars, "/stats delivery")
    assert "NPS 0" in message.text
    await filtered(world, message, "Only: Delivery", "Tier: all")
    await world.oskars.press("key", message)
    await world.settle()
    assert "Only: key · Delivery" in message.text
    assert "NPS +100" in message.text
    await filtered(world, message, "Only: 2 filters", "Reason: Delivery")
    await world.oskars.press("All reasons", message)
    await world.settle()
    await filtered(world, message, "Only: key", "Survey: all")
    await world.oskars.press("quarterly", message)
    await world.settle()
    assert "Only: key · quarterly" in message.text
    await world.oskars.press("XLSX", message)
    await world.settle()
    grid = read(world.oskars.file(world.oskars.last).data)
    columns = [grid.header.index(name) for name in ("Score", "Segment", "Tier", "Survey", "Wave of")]
    assert [grid.lines[0].cells[column] for column in columns[:4]] == [
        "10",
        "Retail trade",
        "key",
        "quarterly",
    ]
    await world.oskars.press("Response", message)
    await world.settle()
    assert "quarterly: 5 of 5 answered so far (100%)" in message.text
    await world.oskars.press("Activity", message)
    await world.settle()
    assert "Only: key" in message.text
    await filtered(world, message, "Only: key", "Tier: key")
    await world.oskars.press("‹ Back", message)
    await world.settle()
    assert message.buttons == [["Segment: all", "Tier: key"], ["✖ Without filters"], ["‹ Back"]]
    await world.oskars.press("✖ Without filters", message)
    await world.settle()
    assert "Only:" not in message.text
    assert "Only: all" in message.labels
    for ago, scores in ((2, [10] * 5 + [0]), (40, [10] * 5 + [7] * 2 + [0] * 2)):
        for score in scores:
            person = await book.contact(world.cast.janis.person_id)
            await book.answer(person, score, ago, asked=ago, programme="annual")
    changed = await asked(world, world.oskars, "/nps annual")
    assert "NPS +67" in changed.text
    assert "30 days before: NPS +33" in changed.text
    assert "Change +34: within error" in changed.text  # as shown, though 66.7 less 33.3 is 33.3
    unknown = await asked(world, world.oskars, "/nps gold")
    assert "I do not know “gold”" in unknown.text
    assert "tier: key, regular, new" in unknown.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_buttons_say_can_be_typed(language: str) -> None:
    t = translator(language, "UTC")
    for view in View:
        for key in (f"stats-title-{view}", f"btn2-stats-{view}", f"btn3-stats-{view}"):
            assert not t.has(key) or typed.read(t.plain(key)) == typed.Typed(view)
    for days in PERIODS:
        assert typed.read(t.plain(f"btn3-stats-days-{days}")).days == days


def test_every_button_fits_and_old_ones_still_mean_what_they_meant() -> None:
    cut = Cut("ä" * 100, "regular", "quarterly", "communication")
    for view in View:
        for action in ("show", "open", "page", "only", *CUT_ACTIONS):
            ask = Ask(view, 365, Whose(-99_999), 739_999, cut).seen(view)
            packed = buttons._data(replace(ask, cut=cut) if view is View.NPS else ask, action, 99).pack()
            assert len(packed.encode()) <= 64, packed
            assert StatsData.unpack(packed).ask.whose == -99_999
    old = StatsData.unpack("fg:show:nps:30:7:0").ask
    assert old == Ask(View.NPS, 30, Whose(7))
    week = StatsData.unpack("fg:open:cases:7:-2:0:739000").ask
    assert week == Ask(View.CASES, 7, Whose(-2), 739_000)
