"""Figures cut by segment, tier, survey and reason; who answered, wave by wave; means of questions: counted by hand."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.errors import BadInput, NotFound
from bot.domain.figures import Ask, Cut, View, Whose, mark, name
from bot.domain.ids import InvitationId, PersonId
from bot.domain.time import to_us
from bot.usecases.figures import Figures, QuestionsView, WavesView
from storage import figures as counts
from tests.cast import COMPANY, Stage
from tests.usecases.answers import Book, figures_of

NAMES = (
    name("tier", "key", "key"),
    name("programme", "monthly", "monthly"),
    name("programme", "quarterly", "quarterly"),
    name("reason", "delivery", "Delivery"),
    name("cause", "late", "Too late"),
)


@pytest.fixture
def figures(stage: Stage) -> Figures:
    return figures_of(stage)


@pytest.fixture
def book(stage: Stage) -> Book:
    return Book(stage)


def ask(cut: Cut, view: View = View.NPS, days: int = 30, whose: int = 0) -> Ask:
    return Ask(view, days, Whose(whose), cut=cut)


# Who answers what, by hand:
#   A retail key      monthly 10 (delivery)            9 days ago
#   B retail key      monthly 9, then quarterly 3      20 and 5 days ago; both name delivery
#   C retail regular  monthly 8                        5 days ago
#   D retail regular  quarterly 10 (price)             5 days ago
#   E wholesale key   monthly 2 (delivery, price)      5 days ago
#   F no segment, new monthly 9                        5 days ago
async def six_clients(book: Book, manager: PersonId | None) -> None:
    kinds = [
        ("Retail", "key"),
        ("retail", "key"),
        ("RETAIL", "regular"),
        ("Retail", "regular"),
        ("Wholesale", "key"),
        (None, "new"),
    ]
    a, b, c, d, e, f = [
        await book.contact(manager, letter, segment=segment, tier=tier)
        for letter, (segment, tier) in zip("ABCDEF", kinds, strict=True)
    ]
    await book.answer(a, 10, 9, asked=10, programme="monthly", reasons=["delivery"])
    await book.answer(b, 9, 20, asked=21, programme="monthly", reasons=["delivery"])
    await book.answer(b, 3, 5, asked=6, programme="quarterly", reasons=["delivery"])
    await book.answer(c, 8, 5, asked=6, programme="monthly")
    await book.answer(d, 10, 5, asked=6, programme="quarterly", reasons=["price"])
    await book.answer(e, 2, 5, asked=6, programme="monthly", reasons=["delivery", "price"])
    await book.answer(f, 9, 5, asked=6, programme="monthly")


@pytest.mark.parametrize(
    ("cut", "groups"),
    [
        (Cut(), (3, 1, 2)),  # A D F, C, B E: of B the last
        (Cut(segment="retail"), (2, 1, 1)),  # A D, C, B, however it is spelled
        (Cut(segment=""), (1, 0, 0)),  # F
        (Cut(tier="key"), (1, 0, 2)),  # A, B E
        (Cut(programme="monthly"), (3, 1, 1)),  # A B F, C, E: of B the last monthly one
        (Cut(programme="quarterly"), (1, 0, 1)),  # D, B
        (Cut(reason="delivery"), (1, 0, 2)),  # A, B E
        (Cut(segment="retail", tier="key"), (1, 0, 1)),  # A, B
        (Cut(segment="retail", tier="key", programme="monthly"), (2, 0, 0)),  # A B
        (Cut("retail", "key", "monthly", "delivery"), (2, 0, 0)),
        (Cut("retail", "key", "quarterly", "price"), (0, 0, 0)),
        (Cut(tier="new", reason="delivery"), (0, 0, 0)),
        (Cut(segment="never heard of"), (0, 0, 0)),
    ],
    ids=str,
)
async def test_every_filter_and_combination_as_counted_by_hand(
    figures: Figures, book: Book, stage: Stage, cut: Cut, groups: tuple[int, int, int]
) -> None:
    janis = stage.actor(stage.cast.janis)
    await six_clients(book, janis.id)
    for settled in (False, True):
        if settled:
            await book.settle()
        for actor, whose in (
            (stage.actor(stage.cast.ilze), 0),
            (stage.actor(stage.cast.oskars), -int(stage.cast.team)),
            (janis, int(janis.id)),
        ):
            now = (await figures.nps(actor, ask(cut, whose=whose))).now
            assert (now.promoters, now.passives, now.detractors) == groups, (settled, whose)
        low = await figures.low(janis, ask(cut, whose=int(janis.id)), 0)
        assert len(low.found) == groups[2]


async def test_what_a_client_was_when_the_answer_came_stays_with_the_answer(
    figures: Figures, book: Book, stage: Stage
) -> None:
    head = stage.actor(stage.cast.ilze)
    person = await book.contact(None, segment="Retail", tier="new")
    await book.answer(person, 9, 5)
    await book.become(person, segment="Wholesale", tier="key")
    await book.answer(await book.contact(None, segment="Wholesale", tier="key"), 1, 4)
    assert (await figures.nps(head, ask(Cut("retail", "new")))).now.n == 1
    assert (await figures.nps(head, ask(Cut("wholesale", "key")))).now.detractors == 1
    assert [row.segment for row in (await figures.export(head, ask(Cut(tier="new")))).rows] == ["retail"]


async def test_the_response_is_cut_too_and_a_reason_leaves_no_question_out(
    figures: Figures, book: Book, stage: Stage
) -> None:
    head = stage.actor(stage.cast.ilze)
    await six_clients(book, None)
    await book.ask(await book.contact(None, segment="retail", tier="key"), 3)
    for _ in range(2):
        assert (await figures.nps(head, ask(Cut()))).asked == (8, 7)
        assert (await figures.nps(head, ask(Cut("retail", "key")))).asked == (4, 3)
        assert (await figures.nps(head, ask(Cut("retail", "key", "quarterly", "price")))).asked == (1, 1)
        await book.settle()


async def test_what_is_typed_is_understood_in_any_order_and_language(
    figures: Figures, book: Book, stage: Stage
) -> None:
    head = stage.actor(stage.cast.ilze)
    await book.contact(None, segment="Grocery chains")
    wanted = Ask(View.NPS, 90, Whose(0), cut=Cut("grocery chains", "key", "quarterly", "delivery"))
    for text in (
        "90d grocery key quarterly delivery",
        "delivery, key 90 days quarterly grocery chains",
        "доставка ключевой ежеквартальный grocery квартал",
        "grocery avain toimitus kvartalsvis 90 pv",
        "משלוח grocery מפתח רבעוני 90 ימים",
        "piegāde grocery atslēgas ceturkšņa 90d",
    ):
        assert await figures.typed(head, text, names=NAMES) == wanted, text
    cases = await figures.typed(head, "cases late", names=NAMES)
    assert (cases.view, cases.cut.reason) == (View.CASES, "late")
    mine = await figures.typed(head, "janis grocery", names=NAMES)
    assert mine == Ask(View.NPS, 30, Whose(int(stage.actor(stage.cast.janis).id)), cut=Cut("grocery chains"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("groecry", "stats-unknown"),
        ("grocery", "stats-several"),
        ("segment key", None),
        ("key", "stats-several"),
        ("tier key", None),
        ("monthly quarterly", "stats-twice"),
        ("30d quarter", "stats-twice"),
        ("cases complaints", "stats-twice"),
        ("complaints monthly", "stats-not-here"),
        ("activity delivery", "stats-not-here"),
    ],
)
async def test_what_is_unknown_or_means_several_is_said(
    figures: Figures, book: Book, stage: Stage, text: str, code: str | None
) -> None:
    for segment in ("Grocery chains", "Grocery food", "Key"):
        await book.contact(None, segment=segment)
    head = stage.actor(stage.cast.ilze)
    if code is None:
        assert (await figures.typed(head, text, names=NAMES)).cut
        return
    with pytest.raises(BadInput) as refused:
        await figures.typed(head, text, names=NAMES)
    assert refused.value.code == code
    if code == "stats-unknown":
        assert "Grocery food" in str(refused.value.values["segment"])


async def test_a_button_stands_for_what_it_names_and_a_forged_one_for_nothing(
    figures: Figures, book: Book, stage: Stage
) -> None:
    head = stage.actor(stage.cast.ilze)
    await six_clients(book, None)
    marked = Cut(mark("retail"), mark("key"), mark("quarterly"), mark("delivery"))
    view = await figures.nps(head, ask(marked))
    assert view.heading.ask.cut == Cut("retail", "key", "quarterly", "delivery")
    assert view.heading.segment.casefold() == "retail"
    for wrong in (Cut(segment="#00000"), Cut(tier="#00000"), Cut(reason="#00000")):
        with pytest.raises(NotFound):
            await figures.nps(head, ask(wrong))
    with pytest.raises(NotFound):
        await figures.look(head, ask(Cut(programme="monthly"), View.ACTIVITY))


async def put_wave(stage: Stage, ago: float, people: list[PersonId]) -> list[InvitationId]:
    """A wave of so many days ago, its questions still open."""
    at = to_us(stage.clock() - timedelta(days=ago))
    async with stage.db.transaction() as tx:
        wave = await tx.value(
            "INSERT INTO waves (key, programme, reach, state, at, created_at) VALUES (:key, 'monthly', 'all', 'sent', :at, 0)"
            " RETURNING id",
            key=f"by hand {ago}",
            at=at,
        )
        asked = [
            await tx.value(
                "INSERT INTO invitations (wave_id, programme, person_id, client_id, stage, asked_at, created_at)"
                " SELECT :wave, 'monthly', k.person_id, k.client_id, 'open', :at, 0 FROM contacts k WHERE k.person_id = :person"
                " RETURNING id",
                wave=wave,
                person=person,
                at=at,
            )
            for person in people
        ]
        for question in asked:
            await counts.asked(tx, question, COMPANY.zone)
        return asked


async def test_silence_is_silence_and_who_answered_elsewhere_is_not_silent(
    figures: Figures, book: Book, stage: Stage
) -> None:
    """Of five: one answered, one another card, one by phone, one may still, one was silent until the wave closed; and who
    answers after that another question was silent here."""
    people = [await book.contact(None, letter) for letter in "ABCDE"]
    first, _, by_phone, _, silent = await put_wave(stage, 20, people)
    at = to_us(stage.clock() - timedelta(days=19))
    async with stage.db.transaction() as tx:
        for question, noted in ((first, 0), (by_phone, 1)):
            await tx.execute(
                "INSERT INTO answers (invitation_id, person_id, client_id, score, by_manager, at)"
                " SELECT id, person_id, client_id, 9, CAST(:noted AS BIGINT), CAST(:at AS BIGINT) FROM invitations WHERE id = :id",
                id=question, noted=noted, at=at,
            )  # fmt: skip
        closed = to_us(stage.clock() - timedelta(days=6))
        await tx.execute(
            "UPDATE invitations SET stage = 'closed', closed_at = :at WHERE id = :id", at=closed, id=silent
        )
    await book.answer(people[1], 8, 18)
    await book.answer(people[4], 8, 2)
    view = await figures.look(stage.actor(stage.cast.ilze), ask(Cut(), View.WAVES))
    assert isinstance(view, WavesView)
    assert not view.edge
    [round_] = view.rounds
    assert (round_.sent, round_.answered, round_.elsewhere, round_.noted, round_.waiting, round_.silent) == (
        5,
        1,
        1,
        1,
        1,
        1,
    )


async def test_a_wave_at_the_edge_of_the_period_is_said_to_be_whole(
    figures: Figures, book: Book, stage: Stage
) -> None:
    """Two were asked within the month, one of them by a wave begun before it."""
    early, late = [await book.contact(None, letter) for letter in "AB"]
    [held] = await put_wave(stage, 40, [early])
    await put_wave(stage, 20, [late])
    async with stage.db.transaction() as tx:
        at = to_us(stage.clock() - timedelta(days=10))
        await tx.execute("UPDATE invitations SET asked_at = :at WHERE id = :id", at=at, id=held)
    view = await figures.look(stage.actor(stage.cast.ilze), ask(Cut(), View.WAVES))
    assert isinstance(view, WavesView)
    assert [asked.sent for _, asked in view.surveys] == [2]
    assert [one.sent for one in view.rounds] == [1]
    assert view.edge


async def test_questions_have_means_and_few_answers_none(figures: Figures, book: Book, stage: Stage) -> None:
    """Delivery: 10, 8, 9, 7, 6 = 40 / 5 = 8.0; documents: four answers; the contact's earlier form does not count."""
    for n, score in enumerate((10, 8, 9, 7, 6)):
        person = await book.contact(None, segment="retail" if n else None)
        answers = [await book.answer(person, 9, ago, asked=ago + 1, programme="quarterly") for ago in (25, 5)]
        async with stage.db.transaction() as tx:
            for answer, given in zip(answers, (0, score), strict=True):
                for question in ("delivery", "documents") if n else ("delivery",):
                    await tx.execute(
                        "INSERT INTO answer_scores (answer_id, question, score, at) VALUES (:id, :question, :score, 0)",
                        id=answer, question=question, score=given,
                    )  # fmt: skip
    head = stage.actor(stage.cast.ilze)
    view = await figures.look(head, ask(Cut(), View.QUESTIONS))
    assert isinstance(view, QuestionsView)
    assert [(one.question, one.n, one.mean) for one in view.means] == [
        ("delivery", 5, 8.0),
        ("documents", 4, None),
    ]
    found = await figures.export(head, ask(Cut(programme="quarterly")))
    scores = [
        one.score for row in found.rows if row.counts for one in row.further if one.question == "delivery"
    ]
    assert sum(score or 0 for score in scores) / len(scores) == 8
    only = await figures.look(head, replace(ask(Cut(), View.QUESTIONS), cut=Cut(segment="retail")))
    assert isinstance(only, QuestionsView)
    assert [one.n for one in only.means] == [4, 4]
