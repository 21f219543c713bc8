"""SQL text and parameters made fit for both databases. Holds no connection and knows no table."""

import re
from collections.abc import Mapping
from datetime import date, time, timedelta
from enum import Enum
from functools import lru_cache
from typing import Any

_TOKEN = re.compile(
    r"""
      '(?:[^']|'')*'                    # literal
    | "(?:[^"]|"")*"                    # identifier
    | --[^\n]*                          # comment to the end of the line
    | /\*.*?\*/                         # comment
    | ::                                # a cast, not a parameter
    | :(?P<name>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<end>;)
    """,
    re.VERBOSE | re.DOTALL,
)
_COMMENT = ("--", "/*")
_PLAIN = frozenset({int, str, float, bytes, type(None)})
_SEVERAL = (list, tuple, set, frozenset)


def split(script: str) -> list[str]:
    """The statements of a script, without those that hold only comments. Bodies of triggers are not understood."""
    starts = [0]
    ends = []
    for token in _TOKEN.finditer(script):
        if token["end"]:
            ends.append(token.start())
            starts.append(token.end())
    pieces = (script[start:end].strip() for start, end in zip(starts, [*ends, len(script)], strict=True))
    return [piece for piece in pieces if _says_something(piece)]


def _says_something(sql: str) -> bool:
    return bool(_TOKEN.sub(lambda token: "" if token[0].startswith(_COMMENT) else token[0], sql).strip())


@lru_cache(maxsize=4096)
def numbered(sql: str) -> tuple[str, tuple[str, ...]]:
    """The text with `:name` as `$n`, and the names in the order of their numbers."""
    names: dict[str, int] = {}

    def number(token: re.Match[str]) -> str:
        name = token["name"]
        return f"${names.setdefault(name, len(names) + 1)}" if name else token[0]

    text = _TOKEN.sub(number, sql)
    return text, tuple(names)


def arguments(names: tuple[str, ...], params: Mapping[str, Any]) -> list[Any]:
    """The values in the order of `names`. A name without a value: TypeError."""
    try:
        return [params[name] for name in names]
    except KeyError as missing:
        raise TypeError(f"parameter :{missing.args[0]} has no value") from None


def ready(sql: str, params: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Text and values as both drivers take them.

    Truth values become 0 or 1, enumerations their value. A list stands for its members: `id IN (:ids)`;
    an empty one matches nothing (so do not write `NOT IN` with it). Dates and times: TypeError, since the
    database keeps microseconds since 1970 UTC (int) and days as text.
    """
    for value in params.values():
        if type(value) not in _PLAIN:
            return _converted(sql, params)
    return sql, params


def ready_row(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values of one row for `many`, as `ready`; lists are refused."""
    for value in row.values():
        if type(value) not in _PLAIN:
            return {name: _scalar(name, value) for name, value in row.items()}
    return row


def _converted(sql: str, params: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = {}
    lists: list[tuple[str, int]] = []
    for name, value in params.items():
        if isinstance(value, _SEVERAL):
            members = _padded([_scalar(name, member) for member in value])
            lists.append((name, len(members)))
            values.update((f"{name}__{place}", member) for place, member in enumerate(members))
        else:
            values[name] = _scalar(name, value)
    return (_spread(sql, tuple(lists)) if lists else sql), values


def _padded(members: list[Any]) -> list[Any]:
    """A length which is a power of two, by repeating the last: fewer texts for the statement caches."""
    if not members:
        return [None]
    length = 1 << (len(members) - 1).bit_length()
    return members + members[-1:] * (length - len(members))


@lru_cache(maxsize=1024)
def _spread(sql: str, lists: tuple[tuple[str, int], ...]) -> str:
    counts = dict(lists)

    def spread(token: re.Match[str]) -> str:
        name = token["name"]
        if name not in counts:
            return token[0]
        return ", ".join(f":{name}__{place}" for place in range(counts[name]))

    return _TOKEN.sub(spread, sql)


def _scalar(name: str, value: Any) -> Any:
    if isinstance(value, Enum):
        value = value.value
    if type(value) in _PLAIN:
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, (date, time, timedelta)):
        raise TypeError(f"parameter :{name} is a {type(value).__name__}; times go in as microseconds (int)")
    raise TypeError(f"parameter :{name} is a {type(value).__name__}, which no database here takes")
