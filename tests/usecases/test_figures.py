"""Figures on both databases: what counts, whose it is, and that the kept counts agree with looking at every answer."""

import random
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from bot.domain.errors import NotFound
from bot.domain.figures import EVERYBODY, PERIODS, WHOLE, Ask, Cut, View, Whose, before, current
from bot.domain.ids import AnswerId, PersonId
from bot.domain.nps import Group
from bot.domain.worktime import instant, local
from bot.usecases.demo import Account
from bot.usecases.figures import ActivityView, CasesView, ComplaintsView, Figures
from storage import figures as counts
from tests.cast import COMPANY, Stage
from tests.usecases.answers import Book, figures_of, score_all


@pytest.fixture
def figures(stage: Stage) -> Figures:
    return figures_of(stage)


@pytest.fixture
def book(stage: Stage) -> Book:
    return Book(stage)


def janis(stage: Stage) -> PersonId:
    assert stage.cast.janis.person_id is not None
    return stage.cast.janis.person_id


def paivi(stage: Stage) -> PersonId:
    assert stage.cast.paivi.person_id is not None
    return stage.cast.paivi.person_id


def ask(whose: int = 0, days: int = 30, view: View = View.NPS) -> Ask:
    return Ask(view, days, Whose(whose))


async def test_a_contact_counts_once_with_the_last_own_answer_of_the_period(
    figures: Figures, book: Book, stage: Stage
) -> None:
    head = stage.actor(stage.cast.ilze)
    await score_all(book, janis(stage), [10, 9, 8, 7])
    twice = await book.contact(janis(stage))
    await book.answer(twice, 2, ago=20)
    await book.answer(twice, 9, ago=3)
    now = (await figures.nps(head, ask())).now
    assert (now.n, now.promoters, now.passives, now.detractors) == (5, 3, 2, 0)
    stage.clock.jump(timedelta(days=25))  # the overtaken answer alone has left the 30 days
    now = (await figures.nps(head, ask())).now
    assert (now.n, now.promoters, now.passives) == (5, 3, 2)


async def test_the_period_before_counts_an_answer_that_was_overtaken_later(
    figures: Figures, book: Book, stage: Stage
) -> None:
    for n in range(5):
        person = await book.contact(janis(stage))
        await book.answer(person, 3, ago=40 + n)
        await book.answer(person, 10, ago=5)
    view = await figures.nps(stage.actor(stage.cast.ilze), ask())
    assert (view.now.promoters, view.before.detractors) == (5, 5)
    assert view.change is not None
    assert (view.change.delta, view.change.within_error) == (200, False)


async def test_the_trend_begins_with_the_first_answer(figures: Figures, book: Book, stage: Stage) -> None:
    head = stage.actor(stage.cast.ilze)
    assert len((await figures.nps(head, ask())).trend) == 2
    await score_all(book, janis(stage), [9], ago=100)
    assert [point.figure.n for point in (await figures.nps(head, ask())).trend] == [1, 0, 0, 0]


async def test_a_changed_score_moves_and_takes_its_reasons_along(
    figures: Figures, book: Book, stage: Stage
) -> None:
    head = stage.actor(stage.cast.ilze)
    await score_all(book, janis(stage), [10, 10, 10, 10])
    low = await book.answer(await book.contact(janis(stage)), 3, ago=2, reasons=["delivery", "price"])
    top = (await figures.nps(head, ask())).top
    assert top is not None
    assert (top[0].id, top[1]) == ("delivery", 1)
    await book.change(low, 4)
    assert (await figures.nps(head, ask())).now.detractors == 1
    await book.change(low, 9)
    view = await figures.nps(head, ask())
    assert (view.now.promoters, view.now.detractors, view.top) == (5, 0, None)
    await book.change(low, 0)
    assert (await figures.nps(head, ask())).top is not None


async def test_unasked_answers_count_in_nps_and_not_in_the_response_rate(
    figures: Figures, book: Book, stage: Stage
) -> None:
    await score_all(book, janis(stage), [10, 9])
    await book.answer(await book.contact(janis(stage)), 8, ago=1, asked=3)
    await book.answer(await book.contact(janis(stage)), 8, ago=1, asked=60)  # asked in the period before
    await book.ask(await book.contact(paivi(stage)), ago=2)
    view = await figures.nps(stage.actor(stage.cast.ilze), ask())
    assert view.now.n == 4
    assert view.asked == (2, 1)
    mine = await figures.nps(stage.actor(stage.cast.janis), ask(janis(stage)))
    assert mine.asked == (1, 1)


async def test_a_question_that_went_out_counts_once(book: Book, figures: Figures, stage: Stage) -> None:
    id_ = await book.ask(await book.contact(janis(stage)), ago=1)
    async with stage.db.transaction() as tx:
        await counts.asked(tx, id_, COMPANY.zone)
    assert (await figures.nps(stage.actor(stage.cast.ilze), ask())).asked == (1, 0)


async def test_answers_noted_by_managers_stand_apart(figures: Figures, book: Book, stage: Stage) -> None:
    await book.answer(await book.contact(janis(stage)), 0, ago=1, by_manager=True)
    view = await figures.nps(stage.actor(stage.cast.ilze), ask())
    assert (view.now.n, view.by_managers) == (0, 1)


async def test_each_sees_their_own_and_nothing_else(figures: Figures, book: Book, stage: Stage) -> None:
    await score_all(book, janis(stage), [9] * 5)
    await score_all(book, paivi(stage), [1] * 6)
    await score_all(book, None, [5])
    cast, mine, hers, team = stage.cast, janis(stage), paivi(stage), -int(stage.cast.team)
    seen: dict[Account, dict[int, int]] = {
        cast.janis: {mine: 5},
        cast.paivi: {hers: 6},
        cast.oskars: {mine: 5, hers: 6, team: 11},
        cast.ilze: {mine: 5, hers: 6, team: 11, 0: 12},
    }
    for account, allowed in seen.items():
        actor = stage.actor(account)
        for whose in (0, mine, hers, team, 999, -999):
            if whose in allowed:
                assert (await figures.nps(actor, ask(whose))).now.n == allowed[whose]
                continue
            for refused in (figures.look, figures.nps, figures.export):
                with pytest.raises(NotFound):
                    await refused(actor, ask(whose))
            with pytest.raises(NotFound):
                await figures.low(actor, ask(whose), 0)


async def test_nobody_asks_for_days_that_are_not_offered(figures: Figures, stage: Stage) -> None:
    with pytest.raises(NotFound):
        await figures.look(stage.actor(stage.cast.ilze), ask(days=31))


async def test_the_usual_question_is_ones_own(figures: Figures, stage: Stage) -> None:
    cast = stage.cast
    for account, whose in ((cast.janis, janis(stage)), (cast.oskars, -int(cast.team)), (cast.ilze, 0)):
        assert (await figures.typed(stage.actor(account), "")).whose == whose
    typed = await figures.typed(stage.actor(cast.ilze), "90d päivi")
    assert typed == Ask(View.NPS, 90, Whose(paivi(stage)))


async def test_managers_are_ranked_only_beyond_error(figures: Figures, book: Book, stage: Stage) -> None:
    head = stage.actor(stage.cast.ilze)
    await score_all(book, janis(stage), [10] * 20)
    await score_all(book, paivi(stage), [10] * 4 + [0])
    assert (await figures.nps(head, ask())).apart == ()
    await score_all(book, paivi(stage), [0] * 20)
    view = await figures.nps(head, ask())
    assert view.apart == (("Jānis Bērziņš", "Päivi Korhonen"),)
    assert [part.name for part in view.parts] == ["Jānis Bērziņš", "Päivi Korhonen"]


async def test_who_answered_low_names_no_client_of_somebody_else(
    figures: Figures, book: Book, stage: Stage
) -> None:
    stays, goes = await book.contact(janis(stage), "Stays"), await book.contact(janis(stage), "Goes")
    await book.answer(stays, 3, ago=2)
    await book.answer(goes, 2, ago=1)
    async with stage.db.transaction() as tx:
        await tx.execute(
            "UPDATE clients SET manager_id = :to WHERE name = 'Goes Ltd'",
            to=paivi(stage),
        )
    page = await figures.low(stage.actor(stage.cast.janis), ask(janis(stage)), 0)
    assert [(one.score, one.person) for one in page.found] == [(2, None), (3, "Stays")]
    found = await figures.export(stage.actor(stage.cast.janis), ask(janis(stage)))
    assert [row.client for row in found.rows] == [None, "Stays Ltd"]
    assert found.view.now.n == sum(row.counts for row in found.rows) == 2
    kinds = await stage.db.all("SELECT action FROM audit ORDER BY id")
    assert [row["action"] for row in kinds] == ["answers.view", "answers.export"]


async def test_low_answers_come_a_page_at_a_time(figures: Figures, book: Book, stage: Stage) -> None:
    await score_all(book, janis(stage), [n % 7 for n in range(11)])
    actor = stage.actor(stage.cast.oskars)
    first, second = [await figures.low(actor, ask(-int(stage.cast.team)), page) for page in (0, 1)]
    assert (len(first.found), first.more, len(second.found), second.more) == (8, True, 3, False)


async def test_an_empty_period_says_what_is_out_and_when_the_next_go(
    figures: Figures, book: Book, stage: Stage
) -> None:
    id_ = await book.ask(await book.contact(janis(stage)), ago=1)
    async with stage.db.transaction() as tx:
        await tx.execute("UPDATE invitations SET stage = 'open' WHERE id = :id", id=id_)
    view = await figures.nps(stage.actor(stage.cast.janis), ask(janis(stage), 7))
    assert (view.now.n, view.out) == (0, 1)


async def test_the_other_views_read_their_tables(figures: Figures, stage: Stage) -> None:
    actor = stage.actor(stage.cast.ilze)
    for view, kind in (
        (View.CASES, CasesView),
        (View.COMPLAINTS, ComplaintsView),
        (View.ACTIVITY, ActivityView),
    ):
        for whose in (0, janis(stage), -int(stage.cast.team)):
            assert isinstance(await figures.look(actor, ask(whose, view=view)), kind)
    mine = await figures.me(stage.actor(stage.cast.oskars), "7d")
    assert (mine.heading.ask.days, mine.activity.due) == (7, 0)


CUTS = [
    WHOLE,
    *(
        Cut(segment, tier, programme, reason)
        for segment in (None, "retail", "")
        for tier in (None, "key")
        for programme in (None, "monthly", "quarterly")
        for reason in (None, "delivery")
    ),
]


@pytest.mark.parametrize("seed", [1, 2])
async def test_the_kept_counts_agree_with_looking_at_every_answer(
    figures: Figures, book: Book, stage: Stage, seed: int
) -> None:
    """Answers in any order of their dates, changed scores, unticked reasons, what managers noted confirmed or not, clients
    that become others or go to others, contacts merged and erased, counted sooner or later; the change of clocks in
    October is among the days."""
    dice = random.Random(seed)
    kinds = [("Retail", "key"), ("RETAIL", "regular"), ("b2b", "new"), (None, "key")]
    contacts = []
    for _ in range(10):
        segment, tier = dice.choice(kinds)
        manager = dice.choice([janis(stage), paivi(stage), None])
        contacts.append(await book.contact(manager, segment=segment, tier=tier))
    put: list[AnswerId] = []
    noted: list[AnswerId] = []
    for _ in range(90):
        act = dice.random()
        if put and act < 0.14:
            await book.change(dice.choice(put), dice.randint(0, 10))
        elif put and act < 0.17:
            await book.untick(dice.choice(put))
        elif noted and act < 0.2:
            await book.own(noted.pop(), dice.randint(0, 10))
        elif act > 0.99:
            await book.erase(dice.choice(contacts))
        elif act > 0.97 and len(contacts) > 6:
            await book.merge(contacts[0], contacts.pop())
        elif act > 0.93:
            await book.move(dice.choice(contacts), dice.choice([janis(stage), paivi(stage), None]))
        elif act < 0.25:
            segment, tier = dice.choice(kinds)
            await book.become(dice.choice(contacts), segment=segment, tier=tier)
        elif act < 0.35:
            async with stage.db.transaction() as tx:
                await counts.settle(tx)
        else:
            by_manager = dice.random() < 0.2
            ago = dice.uniform(0, 70)
            answer = await book.answer(
                dice.choice(contacts), dice.randint(0, 10), ago, asked=dice.choice([None, ago + 1]),
                reasons=dice.sample(["delivery", "price"], dice.randint(0, 2)),
                programme=dice.choice(["monthly", "quarterly", "again", "rate"]), by_manager=by_manager,
            )  # fmt: skip
            (noted if by_manager else put).append(answer)
    await agree(figures, book, stage, dice)
    await book.settle()
    assert not await stage.db.value("SELECT COUNT(*) FROM figure_news")
    await agree(figures, book, stage, dice)
    kept = await stage.db.all(
        "SELECT * FROM figure_answers ORDER BY who, segment, programme, reason, day, next_day"
    )
    asked = "SELECT * FROM figure_asked ORDER BY who, segment, programme, day"
    sent = await stage.db.all(asked)
    async with stage.db.transaction() as tx:
        await counts.rebuild(tx, COMPANY.zone)
    again = await stage.db.all(
        "SELECT * FROM figure_answers ORDER BY who, segment, programme, reason, day, next_day"
    )
    assert [tuple(row) for row in again] == [tuple(row) for row in kept]
    assert [tuple(row) for row in await stage.db.all(asked)] == [tuple(row) for row in sent]
    await agree(figures, book, stage, dice)


async def agree(figures: Figures, book: Book, stage: Stage, dice: random.Random) -> None:
    today = local(stage.clock(), COMPANY.zone).date()
    head = stage.actor(stage.cast.ilze)
    for whose in (0, janis(stage), -int(stage.cast.team)):
        for cut in (WHOLE, *dice.sample(CUTS, 8)):
            days = dice.choice(PERIODS[:3])
            view = await figures.nps(head, replace(ask(whose, days), cut=cut))
            for found, window in (
                (view.now, current(today, days)),
                (view.before, before(current(today, days))),
            ):
                slow = await book.slowly(whose, midnight(window.first), midnight(window.end), cut)
                fast = (found.promoters, found.passives, found.detractors)
                assert fast == tuple(slow[group] for group in Group), (whose, days, cut)
            if whose >= 0 and cut == Cut(programme=cut.programme):
                window = current(today, days)
                sent = await book.slowly_asked(whose, midnight(window.first), midnight(window.end), cut)
                assert view.asked == sent, (whose, days, cut)
            low = await figures.low(head, replace(ask(whose, days), cut=cut), 0)
            assert len(low.found) == min(8, view.now.detractors)
            rows = (await figures.export(head, replace(ask(whose, days), cut=cut))).rows
            assert sum(row.counts for row in rows) == view.now.n
            assert sum(row.by_manager for row in rows) == view.by_managers
            named = [reason for row in rows if row.counts and row.score <= 6 for reason in row.reasons]
            most = max((named.count(one) for one in named), default=None)
            if cut.reason is None:
                assert most == (view.top[1] if view.top else None)


def midnight(day: int) -> datetime:
    return instant(datetime.fromordinal(day).date(), time(0), COMPANY.zone)


async def test_a_round_of_counting_ends_with_what_waited_when_it_began(
    book: Book, figures: Figures, stage: Stage
) -> None:
    anna, liga = [await book.contact(janis(stage)) for _ in range(2)]
    for _ in range(2):
        await book.answer(anna, 9, 1)
    upto = await counts.newest(stage.db)
    await book.answer(anna, 3, 0.5)
    await book.answer(liga, 8, 0.5)
    more, rounds = True, 0
    while more:
        async with stage.db.transaction() as tx:
            more = await counts.settle(tx, upto)
        rounds += 1
    assert rounds == 2, "Anna's notes are one step"
    left = await stage.db.all("SELECT person_id FROM figure_news ORDER BY id")
    assert [row["person_id"] for row in left] == [anna, liga]
    await book.settle()
    assert await counts.newest(stage.db) == 0


async def test_another_zone_counts_everything_anew_at_start(book: Book, stage: Stage) -> None:
    await score_all(
        book, janis(stage), [9] * 5, ago=0.6
    )  # Sunday evening in Riga, Monday morning in Auckland
    figures = figures_of(stage)
    await figures.ensure()
    [riga] = await stage.db.all("SELECT DISTINCT day FROM figure_voices")
    figures.company = replace(COMPANY, zone="Pacific/Auckland")
    await figures.ensure()
    [auckland] = await stage.db.all("SELECT DISTINCT day FROM figure_voices")
    assert auckland["day"] == riga["day"] + 1
    assert (await figures.nps(stage.actor(stage.cast.ilze), ask(EVERYBODY))).now.n == 5
