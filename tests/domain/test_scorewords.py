"""Scores in words: what is sure, what is asked back, what is no score."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.scorewords import Certain, Doubtful, understand

SURE = {
    0: "0 0! zero ноль nulle nolla null אפס",
    1: "1 один единица viens yksi אחת",
    2: "2 two двойку divi kaksi שתיים",
    3: "3 three тройка trīs kolme tre שלוש",
    4: "4 four четвёрку четверка četri cetri neljä nelja ארבע",
    5: "5 five пять pieci viisi fem חמש",
    6: "6 six шестёрка seši sesi kuusi seks שש",
    7: "7 seven семь septiņi seitsemän seiska sju syv שבע",
    8: "8 eight восьмёрку astoņi kahdeksan åtte שמונה",
    9: "9 9️⃣ ٩ ९ ９ nine девять deviņi yhdeksän ysi ni תשע",
    10: "10 10! (10) 10. 10!!! 🔟 ١٠ १० １０ ten TEN десять Десятку desmit kymmenen kymppi ti עשר 10/10",
}
SENTENCES = {
    "9 из 10": 9, "9 of 10": 9, "9 out of 10": 9, "7 no 10": 7, "7 av 10": 7, "7 מתוך 10": 7, "ten out of ten!": 10,
    "девять из десяти": 9, "10 👍": 10, "My rating is 7.": 7, "I'd say an eight": 8, "ставлю вам 10": 10,
    "оценка: 9, спасибо": 9, "annan 9 pistettä": 9, "lieku 8": 8, "jeg gir 6 poeng": 6, "score 8": 8,
}  # fmt: skip
AND_MORE = {
    "I give you a 2 because the truck was late": 2, "2 because slow": 2, "8/10, but the papers were late": 8,
    "Ставлю вам 3, потому что опоздали": 3, "8, но дорого": 8, "9 jo ātri": 9, "6 koska hinta": 6, "5 fordi dyrt": 5,
    "I rate it 7. Delivery could be faster": 7, "8 because 3 boxes broke": 8,
}  # fmt: skip
DOUBTFUL = {
    "8-9": (8, 9), "8–9": (8, 9), "восемь-девять": (8, 9), "5 or 6": (5, 6), "5 или 6": (5, 6), "7-9": (7, 8, 9),
    "8 9": (8, 9), "деветь": (9,), "восимь": (8,), "eigth": (8,), "seveen": (7,), "maybe 8": (8,), "около 7": (7,),
    "8.5": (8, 9), "8,5": (8, 9), "8½": (8, 9), "восемь с половиной": (8, 9), "8+": (8, 9), "100%": (10,), "80 %": (8,),
    "85%": (8, 9), "пятёрка": (5, 10), "to": (2,), "fire": (4,), "8, delivery is slow": (8,), "👍": (), "⭐⭐⭐⭐⭐": (),
    "5 stars": (), "4/5": (), "11": (), "100": None, "-5": (), "5⭐": (), "12/10": (), "11 из 10": (),
    "9-": (8, 9), "~8": (8,), "8 and a half": (8, 9), "åtte og en halv": (8, 9), "10?": (10,), "9??": (9,),
    "5/5": (5, 10), "пять из пяти": (5, 10), "на пять баллов из пяти": (5, 10), "5 баллов": (5, 10),
    "твёрдая пять": (5, 10), "на 10": (10,), "9\nвсё хорошо": (9,), "7-я": (7,), "7, но было бы 10": (7, 10),
}  # fmt: skip
NOT_NOW = {  # each of these was a silent score once, and a wrong one
    "I would give 10 but the driver was rude": 10, "I'd give you a 10, but you were late": 10,
    "Я бы поставил 10, но водитель нагрубил": 10, "Last time I gave 9. Now it is worse": 9,
    "В прошлый раз поставил 9, но теперь хуже": 9, "last year I gave you 10 because it was good": 10,
    "they give 10, you do not": 10, "exchange rate 10, please": 10, "10/10!!! never again": 10,
    "один, но важный вопрос": 1, "one, but important question": 1, "два, и оба сломаны": 2, "5 for delivery": 5,
    "five for delivery, eight for product": 5, "2 за месяц": 2, "это 2-й раз": 2, "from 1 to 10 I give 8": 8,
}  # fmt: skip
NONE = [
    "", "…", "call me at 12", "call me at 9", "26123456", "+371 26123456", "order 7", "order 7, please", "№7", "No 7",
    "room 10, floor 2", "10:30", "9.30", "7.10", "2 days late", "I give you 2 days", "8 boxes", "in 5 minutes",
    "not a 10", "don't give 5, it is bad", "не 9, а 8", "one of us will call", "thank you", "nice", "fine", "there",
    "right", "yes", "no", "ei", "ok", "Anna", "10 years with you", "07", "2 and 3 boxes", "2 + 2", "²", "Ⅷ", "10k",
    "A4", "a5", "i5", "7a", "10 a.m.", "8 800 555 35 35", "9/10/2026", "2026-11-22", "24/7", "8 марта", "10 минут",
    "из 10 коробок пришло 3", "ни разу", "one day", "one question", "0 претензий", "двадцать один", "twenty-one",
    "заказ №5", "I can't give 10", "10 не поставлю", "two and a half hours late", "do 8", "10 🤡", "2-3 дня",
    "give me five!", "ten minutes late", "5-10 минут", "1. Late\n2. Rude", "C-0142", "10€", "at least 8",
    "when do you open on Friday?", "позвоните в 5", "заказ 7", "через 2 дня", "no one came", "1000000", "x" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("score", range(11))
def test_a_score_alone_is_sure_in_every_language_and_script(score: int) -> None:
    for text in SURE[score].split():
        assert understand(text) == Certain(score, pure=True), text


def test_a_score_with_the_small_words_around_it_is_sure() -> None:
    for text, score in SENTENCES.items():
        assert understand(text) == Certain(score, pure=True), text


def test_a_score_with_its_reason_is_sure_and_more_was_said() -> None:
    for text, score in AND_MORE.items():
        assert understand(text) == Certain(score, pure=False), text


def test_what_may_be_a_score_is_asked_back() -> None:
    for text, options in DOUBTFUL.items():
        assert understand(text) == (None if options is None else Doubtful(options)), text


def test_what_its_writer_may_not_mean_now_is_asked_back() -> None:
    for text, score in NOT_NOW.items():
        assert understand(text) == Doubtful((score,)), text


def test_a_line_of_its_own_and_who_gives_it_leave_a_score_sure() -> None:
    for text, score in {
        "9\nСпасибо большое!": 9,
        "9 thank you very much": 9,
        "9 — спасибо": 9,
        "1️⃣0️⃣": 10,
    }.items():
        assert understand(text) == Certain(score, pure=True), text
    for text, score in {
        "Я ставлю 9, потому что быстро": 9,
        "we rate it 8. Good": 8,
        "minä annan 9, koska nopea": 9,
    }.items():
        assert understand(text) == Certain(score, pure=False), text


def test_numbers_that_are_no_score_are_none() -> None:
    for text in NONE:
        assert understand(text) is None, text[:50]


@given(st.text(max_size=60))
def test_whatever_is_written_means_a_score_of_the_scale_or_nothing(text: str) -> None:
    meant = understand(text)
    if isinstance(meant, Certain):
        assert 0 <= meant.score <= 10
    elif isinstance(meant, Doubtful):
        assert all(0 <= option <= 10 for option in meant.options)
        assert len(set(meant.options)) == len(meant.options) <= 5


@given(st.integers(min_value=101, max_value=10**15), st.sampled_from(["", "+", "№", "tel. ", "order "]))
def test_no_long_number_is_a_score(number: int, before: str) -> None:
    assert understand(f"{before}{number}") is None


@given(st.integers(0, 10), st.sampled_from(["", "!", ".", " !!", " 🙂"]))
def test_digits_of_any_script_are_the_same_score(score: int, after: str) -> None:
    for zero in "0٠०０":
        digits = "".join(chr(ord(zero) + int(digit)) for digit in str(score))
        assert understand(digits + after) == Certain(score, pure=True)


@given(
    st.integers(0, 10), st.sampled_from(["call me at", "order", "in", "позвоните в", "room", "at", "since"])
)
def test_a_number_that_names_something_else_is_no_score(score: int, before: str) -> None:
    assert understand(f"{before} {score}") is None
