"""Words for days in six languages, folded. Data only; `dates` reads with them."""

import re

from bot.domain.folding import fold

_AHEAD = {
    0: "today, сегодня, šodien, tänään, i dag, idag, היום",
    1: "tomorrow, завтра, rīt, rītdien, huomenna, i morgen, imorgen, מחר",
    2: "day after tomorrow, the day after tomorrow, послезавтра, parīt, ylihuomenna, i overmorgen, overmorgen, מחרתיים",
}

# Monday first: en, ru, lv, fi, nb, he.
_WEEKDAYS = (
    "monday, mon, понедельник, пон, пн, pirmdiena, pirmdien, pirmd, maanantai, maanantaina, mandag, יום שני, שני, יום ב'",
    "tuesday, tue, tues, вторник, вт, otrdiena, otrdien, otrd, tiistai, tiistaina, tirsdag, tir, יום שלישי, שלישי, יום ג'",
    "wednesday, wed, среда, среду, ср, trešdiena, trešdien, trešd, keskiviikko, keskiviikkona, onsdag, ons, יום רביעי, רביעי, יום ד'",
    "thursday, thu, thur, thurs, четверг, чт, ceturtdiena, ceturtdien, ceturtd, torstai, torstaina, torsdag, יום חמישי, חמישי, יום ה'",
    "friday, fri, пятница, пятницу, пт, piektdiena, piektdien, piektd, perjantai, perjantaina, fredag, fre, יום שישי, שישי, יום ו'",
    "saturday, суббота, субботу, сб, sestdiena, sestdien, sestd, lauantai, lauantaina, lørdag, lør, יום שבת, שבת",
    "sunday, воскресенье, вс, svētdiena, svētdien, svētd, sunnuntai, sunnuntaina, søndag, søn, יום ראשון, ראשון, יום א'",
)

# Short forms that also end names of companies ("Casa La", "Iron Man"): a day only with a time beside them.
_SHORT = ("ma, pr, man", "ti, ot", "ke, tr", "to, ce, tor", "pe, pk", "la, se, sat", "su, sv, sun")


def _index(lines: tuple[str, ...]) -> dict[str, int]:
    return {fold(word): day for day, words in enumerate(lines) for word in words.split(",")}


DAYS_AHEAD = {fold(word): days for days, words in _AHEAD.items() for word in words.split(",")}
WEEKDAYS = _index(_WEEKDAYS)
NEEDS_TIME = _index(_SHORT)

IN_DAYS = re.compile(
    r"in (\d{1,3}) days?|in a day|через (?:(\d{1,3}) )?(?:день|дня|днеи|сутки)|pec (\d{1,3}) dien(?:as|am)|pec dienas"
    r"|(\d{1,3}) paivan (?:paasta|kuluttua)|om (\d{1,3}) dag(?:er)?|om en dag|בעוד (\d{1,3}) ימים|בעוד יום"
)
IN_WEEKS = re.compile(
    r"in (\d{1,2}) weeks?|in a week|через (?:(\d{1,2}) )?(?:неделю|недели|недель)|pec (\d{1,2}) nedel(?:as|am)|pec nedelas"
    r"|(\d{1,2}) viikon (?:paasta|kuluttua)|viikon (?:paasta|kuluttua)|om (\d{1,2}) uker?|om en uke"
    r"|בעוד (\d{1,2}) שבועות|בעוד שבוע"
)
