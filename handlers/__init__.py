"""What people see: chat in, words out. Not: SQL, transactions, date arithmetic."""

from aiogram import Router

from handlers import (
    absences,
    audit,
    calls,
    cases,
    clients,
    complaints,
    digests,
    doubts,
    exhibitions,
    exports,
    fallback,
    figures,
    groups,
    home,
    huddles,
    imports,
    improvements,
    invite,
    joining,
    letters,
    links,
    mydata,
    occasions,
    phonemode,
    programmes,
    settings,
    sheets,
    surveys,
    system,
    talk,
    teams,
    waves,
    weeklies,
)
from handlers.switchboard import Switchboard

# In this order: links before /start, /cancel of a complaint before that of home, what strangers write in home, whatever
# else clients write (talk) and the search of staff (clients) behind every form, the catch-all last.
NOUNS = (
    joining,
    complaints,
    settings,
    mydata,
    invite,
    links,
    sheets,
    absences,
    teams,
    groups,
    home,
    surveys,
    cases,
    improvements,
    waves,
    programmes,
    calls,
    phonemode,
    occasions,
    exhibitions,
    weeklies,
    figures,
    huddles,
    digests,
    doubts,
    exports,
    imports,
    audit,
    talk,
    clients,
    fallback,
)
WITH_LETTERS = (
    absences,
    teams,
    groups,
    imports,
    joining,
    clients,
    complaints,
    talk,
    surveys,
    cases,
    improvements,
    waves,
    calls,
    phonemode,
    occasions,
    exhibitions,
    digests,
    huddles,
    weeklies,
    doubts,
    mydata,
    system,
)


def setup() -> Router:
    """Every router in order, and the renderers of every letter."""
    root = Switchboard(name="root")
    root.include_routers(*(noun.setup() for noun in NOUNS))
    root.close()
    for noun in WITH_LETTERS:
        letters.RENDERERS.update(noun.LETTERS)
    return root
