"""What a message says of a score 0-10: for certain, perhaps, or nothing. Not: the words (vocabulary)."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.domain.folding import fold
from bot.domain.scorewords import vocabulary as v


@dataclass(frozen=True, slots=True)
class Certain:
    """It is this score. `pure`: nothing else was said."""

    score: int
    pure: bool


@dataclass(frozen=True, slots=True)
class Doubtful:
    """It may be one of these scores; without any, it speaks of a score and does not say which."""

    options: tuple[int, ...] = ()


Meaning = Certain | Doubtful | None

_LONGEST = 600
_LETTER = r"[^\W\d_]"
_GLUED = rf"(?<!{_LETTER}){_LETTER}\d+(?!\w)|\d+{_LETTER}(?!\w)"  # "A4", "7a": one letter and a number name a thing
_TOKEN = re.compile(rf"{_GLUED}|\d+(?:[.,:]\d+)*|{_LETTER}+(?:'{_LETTER}+)*|[^\w\s]|_")
_OTHER = "⸺"  # stands for what is a number without being a digit: ½, ², Ⅷ
_FIRST = 12  # tokens in which a score is announced
_TENS = frozenset({"10", *(word for word, score in v.NUMBERS.items() if score == 10)})


def understand(text: str) -> Meaning:
    """Strict: what counts or names something else ("call me at 12", "order 7") is no score."""
    if len(text) > _LONGEST:
        return None
    tokens = _tokens(text)
    words = [token for token in tokens if token not in v.MARKS]
    if not words:
        return None
    asks = "?" in tokens  # "10?": who asks has not decided
    return _doubted(_whole(words) or _announced(tokens) or _alone(words), tokens, asks=asks)


def _doubted(meant: Meaning, tokens: list[str], *, asks: bool) -> Meaning:
    """Rather a question than a wrong score."""
    if not isinstance(meant, Certain):
        return meant
    if meant.score == 5 and any(token in v.SCHOOL for token in tokens) and not _TENS & set(tokens):
        return Doubtful((5, 10))
    return Doubtful((meant.score,)) if asks else meant


def _tokens(text: str) -> list[str]:
    """Folded words, numbers in ASCII digits, single signs."""
    lines = re.sub(r"\s*\n\s*", " . ", text.strip().replace("🔟", " 10 "))
    return _TOKEN.findall(fold("".join(map(_plain, lines))))


def _plain(sign: str) -> str:
    if sign in "\ufe0f\u20e3" or "\U0001f3fb" <= sign <= "\U0001f3ff":  # keycaps, colours of hands
        return ""
    if sign in "–—−‑":
        return "-"
    if sign == "٪":
        return "%"
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    return _OTHER if unicodedata.numeric(sign, None) is not None and not sign.isalpha() else sign


def _number(token: str) -> int | None:
    """The score that a token is."""
    if not token.isdecimal():
        return None if token in v.TWOFOLD else v.NUMBERS.get(token)
    whole = len(token) <= 2 and (token == "0" or token[0] != "0")
    return int(token) if whole and int(token) <= 10 else None


def _whole(words: list[str]) -> Meaning:
    """The message is nothing but a score, with the small words around one."""
    kept = [word for word in words if word not in v.FILLERS and word not in v.PLEASED]
    doubt = any(word in v.MAYBE for word in kept)
    kept = [word for word in kept if word not in v.MAYBE]
    if len(kept) > 1 and kept[-1] == "-" and words[-1] != "-":  # "9 - thanks", but not "9-"
        kept.pop()
    score = _number(kept[0]) if kept else None
    out_of = len(kept) > 2 and kept[-1] in _TENS and _is_of(kept[1:-1])
    if score is None or not (len(kept) == 1 or out_of):
        return None
    return Doubtful((score,)) if doubt else Certain(score, True)


def _is_of(between: list[str]) -> bool:
    """Whether it stands between a score and the ten it is out of."""
    between = [word for word in between if word not in v.OUT]
    return len(between) == 1 and between[0] in v.OF


def _announced(tokens: list[str]) -> Meaning:
    """A score, and more: "I give you a 2 because …", "2, because …", "8/10, but …"."""
    start, framed = _start(tokens)
    score = _number(tokens[start]) if start < len(tokens) else None
    before, rest = tokens[:start], tokens[start + 1 :]
    if score is None or any(token in v.NOT for token in before):
        return None
    found = _because(score, tokens[start], rest, framed=framed)
    plain = all(token in v.BEFORE for token in before)
    if isinstance(found, Certain) and (not plain or any(token in v.WOULD for token in before)):
        return Doubtful((score,))  # "last time I gave 9", "they give 9", "I would give 9, but …"
    return found


def _because(score: int, said: str, rest: list[str], *, framed: bool) -> Meaning:
    """What stands behind a score tells whether it is one."""
    if rest == ["-"] or any(token in v.HALF for token in rest):
        return None  # "9-", "8 and a half"
    out_of = next(
        (n for n in (2, 3) if rest[n - 1 : n] and rest[n - 1] in _TENS and _is_of(rest[: n - 1])), 0
    )
    rest = rest[out_of:]
    behind = next((n for n, token in enumerate(rest) if token not in v.STOPS), len(rest))
    if behind == len(rest):
        return Certain(score, False)
    if rest[behind] in v.BECAUSE:
        return _reasoned(score, said, rest[behind:])
    if any(token[0].isdecimal() for token in rest) or _number(rest[behind]) is not None:
        return None  # something is counted
    sure = framed or out_of
    if sure and (behind or rest[behind] in v.AND) and not any(token in v.NOT for token in rest):
        return Certain(score, False)
    return Doubtful((score,)) if behind or out_of or rest[behind] in v.AND else None


def _reasoned(score: int, said: str, rest: list[str]) -> Meaning:
    """ "8, but slow" is sure; "one, but an important question" and "7, but would be 10" are asked back."""
    other = [n for token in rest if (n := _number(token)) is not None and n != score]
    if rest[0] in v.BUT and other:
        return Doubtful((score, *dict.fromkeys(other[:3])))
    return (
        Doubtful((score,))
        if score == 1 and not said.isdecimal() and rest[0] in v.BUT
        else Certain(score, False)
    )


def _start(tokens: list[str]) -> tuple[int, bool]:
    """Where the score should stand: behind what announces it (True), else behind small words."""
    for n, token in enumerate(tokens[:_FIRST]):
        if token in v.FRAMES:
            return _behind(tokens, n + 1, v.BETWEEN), True
    return _behind(tokens, 0, v.FILLERS), False


def _behind(tokens: list[str], start: int, small: frozenset[str]) -> int:
    return next((n for n in range(start, len(tokens)) if tokens[n] not in small), len(tokens))


def _alone(words: list[str]) -> Meaning:
    """What only its writer can say: two scores, a half, a per cent, a misspelt word, a thumb."""
    small = (v.FILLERS | v.MAYBE) - v.OR
    kept = [word for word in words if word not in small]
    if not kept or len(kept) > 6:
        return None
    looks = (_beyond, _between, _halves, _percent, _signs, _misspelt)
    return next((found for look in looks if (found := look(kept)) is not None), None)


def _beyond(kept: list[str]) -> Meaning:
    """ "11", "-5", "4/5": a number off the scale, or on another one."""
    if len(kept) == 3 and kept[1] in v.OF and _number(kept[0]) == 5 and _number(kept[2]) == 5:
        return Doubtful((5, 10))  # five out of five
    if len(kept) == 3 and kept[1] in v.OF and kept[0].isdecimal() and int(kept[0]) > 10 and kept[2] in _TENS:
        return Doubtful()
    numbers = [word for word in kept if word.isdecimal()]
    if not numbers or any(len(word) > 2 or (word[0] == "0" and word != "0") for word in numbers):
        return None
    bare = len(kept) == 1 or (len(kept) == 2 and kept[0] == "-")
    share = len(numbers) == 2 and len(kept) == 3 and kept[1] in v.OF and kept[2] in ("5", "6")
    return Doubtful() if bare or share else None


def _between(kept: list[str]) -> Meaning:
    """ "8-9", "5 or 6", "8 9"."""
    found = [score for word in kept if (score := _number(word)) is not None]
    if len(found) < 2 or any(_number(word) is None and word not in v.OR for word in kept):
        return None
    if len(found) == 2 and "-" in kept and 0 < found[1] - found[0] <= 4:
        return Doubtful(tuple(range(found[0], found[1] + 1)))
    options = tuple(dict.fromkeys(found))
    return Doubtful(options) if len(options) <= 4 else Doubtful()


def _halves(kept: list[str]) -> Meaning:
    """ "8.5", "8½", "eight and a half", "8+", "8-"."""
    score, rest = _number(kept[0]), [word for word in kept[1:] if word not in v.AND_A]
    if score is not None and rest == ["-"]:
        return Doubtful(_near(score - 1, score))
    if score is not None and rest and (all(word in v.HALF or word in (_OTHER, "+") for word in rest)):
        return Doubtful(_near(score, score + 1))
    parts = re.fullmatch(r"(\d|10)[.,](\d)", kept[0])
    if parts is None or (rest and not (rest[-1] in _TENS and _is_of(rest[:-1]))):
        return None
    return Doubtful(_near(int(parts[1]), int(parts[1]) + (parts[2] != "0")))


def _near(*scores: int) -> tuple[int, ...]:
    return tuple(dict.fromkeys(score for score in scores if 0 <= score <= 10))


def _percent(kept: list[str]) -> Meaning:
    """ "100 %": a share is no score, though it may be meant as one."""
    if len(kept) != 2 or kept[1] != "%" or not kept[0].isdecimal() or len(kept[0]) > 3 or int(kept[0]) > 100:
        return None
    tens, left = divmod(int(kept[0]), 10)
    return Doubtful(_near(tens, tens + (left > 0)))


def _signs(kept: list[str]) -> Meaning:
    """A thumb, stars, a Russian five, a word of two languages."""
    if len(kept) == 1 and kept[0] in v.FIVES:
        return Doubtful((5, 10))
    if len(kept) == 1 and kept[0] in v.TWOFOLD:
        return Doubtful((v.NUMBERS[kept[0]],))
    if all(word in v.THUMBS for word in kept):
        return Doubtful()
    return Doubtful() if len(kept) == 2 and _number(kept[0]) is not None and kept[1] in v.STARS else None


def _misspelt(kept: list[str]) -> Meaning:
    """ "деветь": one slip away from a number word, and from no other one."""
    if len(kept) != 1 or kept[0] in v.NO_TYPOS or not kept[0].isalpha():
        return None
    near = {score for word, score in v.NUMBERS.items() if word not in v.TWOFOLD and _slip(kept[0], word)}
    return Doubtful(tuple(near)) if len(near) == 1 else None


@lru_cache(maxsize=4096)
def _slip(said: str, word: str) -> bool:
    """One letter more, less, other, or two in the wrong order; in short words only a doubled or swapped one."""
    if said[0] != word[0] or abs(len(said) - len(word)) > 1 or len(word) < 3:
        return False
    if len(said) == len(word):
        differ = [n for n, (one, other) in enumerate(zip(said, word, strict=True)) if one != other]
        first = differ[0] if differ else 0
        swapped = (
            len(differ) == 2
            and differ[1] == first + 1
            and said[first : first + 2] == word[first : first + 2][::-1]
        )
        return swapped or (len(differ) == 1 and len(word) >= 5)
    longer, shorter = sorted((said, word), key=len, reverse=True)
    gone = [n for n in range(len(longer)) if longer[:n] + longer[n + 1 :] == shorter]
    doubled = any(one == other and n in gone for n, (one, other) in enumerate(pairwise(longer)))
    return bool(gone) and (doubled or len(word) >= 5)
