"""Time zones as people name them: by city. Not: what time it is there."""

from functools import lru_cache
from zoneinfo import available_timezones

from bot.domain.folding import fold

# Areas whose entries are cities; the rest are offsets and old aliases such as EST or Etc/GMT+3.
_AREAS = (
    "Africa/",
    "America/",
    "Antarctica/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
)
NEAR = ("Europe/Riga", "Europe/Helsinki", "Europe/Oslo", "Asia/Jerusalem", "Europe/London", "Europe/Berlin")


def city(zone: str) -> str:
    """The city of an IANA zone: "New York" for America/New_York."""
    return zone.rpartition("/")[2].replace("_", " ")


def find_zones(text: str, limit: int = 6) -> list[str]:
    """IANA zones whose city begins with the text, then those that hold it; an exact IANA name alone."""
    if text.strip() in _zones():
        return [text.strip()]
    wanted = fold(text).replace("_", " ")
    if len(wanted) < 2:
        return []
    names = [(fold(city(zone)), zone) for zone in sorted(_zones())]
    begin = [zone for name, zone in names if name.startswith(wanted)]
    inside = [zone for name, zone in names if wanted in name and zone not in begin]
    return (begin + inside)[:limit]


def is_zone(name: str) -> bool:
    """Whether this is the IANA name of a city's zone."""
    return name in _zones()


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(zone for zone in available_timezones() if zone.startswith(_AREAS))
