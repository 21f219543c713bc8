"""What a head may change of a programme, and what is refused."""

import pytest

from bot.domain.errors import BadInput, NotFound
from bot.domain.nps import Group
from bot.domain.programmes import ALL, DEFAULTS, MONTHLY, QUARTERLY, Edit, Kind, Programme, Question, edited

QUARTER = DEFAULTS[QUARTERLY]
LOW = Group.DETRACTOR


def refused(programme: Programme, edit: Edit) -> str:
    with pytest.raises(BadInput) as error:
        edited(programme, edit, ())
    return error.value.code


@pytest.mark.parametrize("typed", ["0", "29", "31", "-1", "1.5", "tenth", "", "٣", "9" * 5000])
def test_a_day_that_is_none_of_the_month_is_refused(typed: str) -> None:
    assert refused(DEFAULTS[MONTHLY], Edit("day", MONTHLY, typed)) == "programme-day"


@pytest.mark.parametrize("typed", ["20", " 20. ", "20th"])
def test_a_day_may_be_typed_as_people_do(typed: str) -> None:
    assert edited(DEFAULTS[MONTHLY], Edit("day", MONTHLY, typed), ()).day == 20


def test_words_of_one_language_leave_the_others_and_empty_ones_bring_the_standard_back() -> None:
    own = edited(QUARTER, Edit("question", QUARTERLY, " Would  you? ", language="en"), ())
    both = edited(own, Edit("question", QUARTERLY, "А вы?", language="ru"), ())
    assert both.question == {"en": "Would you?", "ru": "А вы?"}
    assert edited(both, Edit("question", QUARTERLY, "", language="en"), ()).question == {"ru": "А вы?"}
    assert refused(QUARTER, Edit("intro", QUARTERLY, "x" * 301, language="en")) == "programme-long"
    assert refused(QUARTER, Edit("intro", QUARTERLY, " \n ", language="en")) == "programme-empty"


def test_a_question_is_added_moved_reworded_and_taken_out_and_its_id_never_comes_again() -> None:
    more = edited(QUARTER, Edit("ask", QUARTERLY, "Our shop?", id=Kind.WORDS, language="en"), {"own-1"})
    assert more.questions[-1] == Question("own-2", Kind.WORDS, {"en": "Our shop?"})
    up = edited(more, Edit("move", QUARTERLY, "up", id="own-2"), ())
    assert [q.id for q in up.questions][-2:] == ["own-2", "documents"]
    top = edited(up, Edit("move", QUARTERLY, "up", id="product"), ())
    assert top == up
    said = edited(up, Edit("reword", QUARTERLY, "Доставка?", id="delivery", language="ru"), ())
    assert said.questions[1].text("ru") == "Доставка?"
    assert said.questions[1].text("en") is None  # the catalog words it
    assert edited(more, Edit("drop", QUARTERLY, id="own-2"), ()) == QUARTER
    for gone in ("move", "reword"):
        with pytest.raises(NotFound):
            edited(QUARTER, Edit(gone, QUARTERLY, "up", id="own-2", language="en"), ())


def test_questions_end_at_twelve_and_the_monthly_survey_has_none() -> None:
    full = QUARTER
    for n in range(7):
        full = edited(
            full, Edit("ask", QUARTERLY, f"{n}?", id="score", language="en"), {q.id for q in full.questions}
        )
    assert refused(full, Edit("ask", QUARTERLY, "more?", id="score", language="en")) == "programme-questions"
    with pytest.raises(NotFound):
        edited(DEFAULTS[MONTHLY], Edit("ask", MONTHLY, "more?", id="score", language="en"), ())


def test_there_is_no_seventh_reason_no_second_of_a_name_and_never_none() -> None:
    full = DEFAULTS[MONTHLY]
    new = Edit("reason", ALL, "Speed", language="en", group=LOW)
    assert refused(full, new) == "programme-reasons"
    five = edited(full, Edit("unoffer", ALL, id="price", group=LOW), ())
    six = edited(five, new, ())
    assert [c.id for c in six.reasons[LOW]][-1] == "own-1"
    assert "price" in {c.id for c in six.reasons[Group.PASSIVE]}
    again = edited(six, Edit("unoffer", ALL, id="other", group=LOW), ())
    assert refused(again, Edit("reason", ALL, "speed", language="en", group=LOW)) == "programme-twice"
    assert refused(again, Edit("reason", ALL, "x" * 18, language="en", group=LOW)) == "programme-long"
    one = again
    for choice in again.reasons[LOW][1:]:
        one = edited(one, Edit("unoffer", ALL, id=choice.id, group=LOW), ())
    assert refused(one, Edit("unoffer", ALL, id=one.reasons[LOW][0].id, group=LOW)) == "programme-last-reason"


def test_a_reason_is_renamed_wherever_it_is_offered_and_offered_where_it_was_not() -> None:
    named = edited(DEFAULTS[MONTHLY], Edit("rename", ALL, "Costs", id="price", language="en", group=LOW), ())
    assert all(
        next(c for c in named.reasons[g] if c.id == "price").texts == {"": "price", "en": "Costs"}
        for g in Group
    )
    gone = edited(named, Edit("unoffer", ALL, id="price", group=LOW), ())
    back = edited(gone, Edit("offer", ALL, id="price", group=LOW), ())
    assert back.reasons[LOW][-1].texts == {"": "price", "en": "Costs"}
    with pytest.raises(NotFound):
        edited(gone, Edit("offer", ALL, id="own-9", group=LOW), ())


def test_what_nobody_made_is_not_found() -> None:
    for edit in (Edit("burn", MONTHLY), Edit("reason", ALL, "x", language="en", group="everybody")):
        with pytest.raises(NotFound):
            edited(DEFAULTS[MONTHLY], edit, ())
