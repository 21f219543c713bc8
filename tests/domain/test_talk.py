"""Words: cut within Telegram's limits, counted, passed on."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import ClientId, PersonId, WordId
from bot.domain.talk import (
    LONGEST_CAPTION,
    LONGEST_TEXT,
    Counts,
    Place,
    Word,
    WordKind,
    count,
    parts,
    passed_on,
    shorten,
    split,
    units,
)

AT = datetime(2026, 11, 23, 8, tzinfo=UTC)


def word(kind: WordKind = WordKind.TEXT, text: str = "") -> Word:
    return Word(
        WordId(7), 1, 2, PersonId(3), PersonId(3), ClientId(4), None, Place.TALK, None, kind, text,
        None if kind is WordKind.TEXT else "file", None, AT, None,
    )  # fmt: skip


def test_telegram_counts_an_emoji_as_two() -> None:
    assert units("a😀") == 3


@given(st.text(alphabet="ab 😀\nя", max_size=400), st.integers(2, 50))
def test_pieces_fit_and_lose_nothing_but_spaces_at_the_cuts(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert all(units(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_a_text_is_cut_at_a_space_where_there_is_one() -> None:
    assert split("one two three", 9) == ["one two", "three"]
    assert split("onetwothree", 4) == ["onet", "woth", "ree"]


def test_a_shortened_text_says_so() -> None:
    assert shorten("short", 10) == "short"
    assert shorten("one two three", 9) == "one two…"


def test_counts_name_files_and_words() -> None:
    said = [
        word(WordKind.PHOTO, "look here"),
        word(WordKind.PHOTO),
        word(WordKind.VOICE),
        word(text="a b c"),
    ]
    assert count(said) == Counts(photos=2, voices=1, words=5)
    assert count([]).empty


def test_a_short_word_is_one_message_and_a_long_one_several() -> None:
    assert [part.file for part in parts(word(text="hello"))] == [False]
    long = parts(word(text="x" * (LONGEST_TEXT + 1)))
    assert [len(part.text) for part in long] == [LONGEST_TEXT, 1]


def test_a_caption_that_does_not_fit_follows_its_photo() -> None:
    assert [p.file for p in parts(word(WordKind.PHOTO, "x" * LONGEST_CAPTION))] == [True]
    long = parts(word(WordKind.PHOTO, "x" * (LONGEST_CAPTION + 1)))
    assert [(p.file, len(p.text)) for p in long] == [(True, 0), (False, LONGEST_CAPTION + 1)]


def test_a_round_video_is_announced_as_it_has_no_caption() -> None:
    assert [p.file for p in parts(word(WordKind.VIDEO_NOTE))] == [False, True]


def test_a_word_goes_once_to_each_person_and_again_when_asked_for() -> None:
    first = passed_on(word(text="a"), PersonId(1))
    assert [letter.key for letter in first] == ["talk.word:7:1:0"]
    assert first[0].thing == "word:7"
    assert passed_on(word(text="a"), PersonId(2))[0].key != first[0].key
    assert passed_on(word(text="a"), PersonId(1), occurrence="55")[0].key == "talk.word:7:1:0:55"
