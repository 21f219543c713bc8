"""A quarter of a small firm's year, played by jumping the clock; every number that comes out is counted by hand."""

import pytest

from tests.chats.firm import Firm
from tests.chats.world import World


@pytest.fixture
def dialect() -> str:
    return "sqlite"


async def test_a_quarter_of_a_firms_year_and_every_number_of_it(world: World) -> None:
    firm = await Firm.gather(world)
    phones = firm.phones
    janis, paivi, oskars = world.janis, world.paivi, world.oskars

    # December: the annual form. 5 of 9 promoters, 2 detractors: (5 - 2) / 9 = 33.3. With 0.75, 1.5, 0.75 added:
    # 5.75/12 - 2.75/12 = 25.0, its error sqrt((8.5/12 - 0.25^2) / 12) = 23.2, so 25.0 ± 1.96 x 23.2.
    await firm.until("2026-12-01T16:30")
    await firm.answer(Anna=3, Igor=9, Noa=10, Berta=10, Cecil=6, Daina=8, Egils=7, Fanny=9, Hilda=9)
    figures = await firm.say(oskars, "/nps 7d")
    assert "NPS +33 (-20 to +70) · 7 days · team Riga" in figures
    assert "9-10: 5 · 7-8: 2 · 0-6: 2\nAsked: 10, answered so far: 9 (90%)" in figures
    assert "Jānis Bērziņš: 4 answers, too few to show" in figures  # Anna 3, Cecil 6, Egils 7, Igor 9
    assert "Päivi Korhonen: NPS +80 (+4 to +96), 5 answers" in figures  # 4 of 5: 10, 10, 9, 9 and an 8
    await firm.close(janis, 1)
    await firm.close(janis, 2)
    await firm.settled("Anna", "Cecil")

    # Guntis is silent: reminded after 3 days, called after 7. What he says on the phone counts apart.
    await firm.until("2026-12-09T10:30")
    assert "30 Nov – 6 Dec 2026\nNPS +33 (-20 to +70) · 9 contacts answered" in firm.huddle(janis)
    assert "Closed cases by cause (2): Delivery › Too late 2" in firm.huddle(janis)
    assert [m.text[:26] for m in phones["Guntis"].messages[-1:]] == ["We asked you some days ago"]
    assert "Guntis Test, Firm Guntis: did not answer the survey" in janis.last.text
    await firm.press(janis, "1", "☎️ Score by phone", "8")
    assert "8 of 10 · by manager: Jānis Bērziņš" in janis.last.text

    # The monthly question, 15 days later: 7 of 10 promoters, 1 detractor, +60. The third "too late" is an improvement.
    await firm.until("2026-12-17T16:30")
    assert "improvement" not in oskars.last.text
    await firm.answer(Anna=9, Igor=9, Noa=9, Berta=10, Cecil=8, Daina=9, Egils=10, Fanny=7, Guntis=9, Hilda=5)
    await firm.close(paivi, 3)
    await firm.settled("Hilda")
    assert "Delivery · Too late · improvement 1\nRaised in 3 cases by 3 clients" in oskars.last.text
    improvement = oskars.last

    # January: the quarterly form is the question again for whose case was closed 30 days ago, too.
    await firm.until("2027-01-08T16:30")
    await firm.answer(Anna=9, Igor=10, Noa=9, Berta=9, Cecil=6, Daina=9, Egils=9, Fanny=8, Guntis=9, Hilda=9)
    said = [message.text for message in janis.messages]
    assert "🔁 Acme Ltd: asked again, Anna Bērziņa gives 9. Recovered." in said
    assert "🔁 Firm Cecil: asked again, Cecil Test gives 6. Not recovered." in said
    await oskars.press("✅ Done…", improvement)
    await firm.say(oskars, "Orders leave on the same day")
    await firm.press(oskars, "✅ Send to 3 and finish")
    await firm.until("2027-01-11T11:00")
    for name in phones:
        told = [m.text for m in phones[name].messages if "You said, we changed" in m.text]
        assert len(told) == (name in ("Anna", "Cecil", "Hilda")), name

    # The Monday after: huddle, digest and /nps tell the same. 8 of 10 promoters, 1 detractor: +70;
    # 8.75/13 - 1.75/13 = 53.8, error sqrt((10.5/13 - 0.538^2) / 13) = 20.0.
    huddle, digest = (
        firm.huddle(oskars),
        next(m.text for m in reversed(oskars.messages) if "The week of" in m.text),
    )
    assert "4 Jan – 10 Jan 2027\nNPS +70 (+15 to +93) · 10 contacts answered" in huddle
    assert "Recovered (1)\nAnna Bērziņa, Acme Ltd: 3 → 9" in huddle
    assert "What we changed (1)\n🛠 Delivery › Too late" in huddle
    assert (
        "NPS +70 (+15 to +93) · 10 answers\n9-10: 8 · 7-8: 1 · 0-6: 1\nAsked: 10, answered so far: 10"
        in digest
    )
    figures = await firm.say(oskars, "/nps 90d")
    assert "NPS +70 (+15 to +93) · 90 days · team Riga" in figures
    assert "Asked: 30, answered so far: 29 (97%)" in figures
    assert "Noted by managers: 1, not counted here" in figures
    assert "Their intervals overlap: nobody is above the others." in figures
    assert "NPS +60 (+7 to +85)" in await firm.say(oskars, "/nps 90d monthly")
    assert "NPS +33 (-20 to +70)" in await firm.say(oskars, "/nps 90d annual")
    cases = await firm.say(oskars, "/stats cases 90d")
    assert "Opened: 4 · open now: 1 · overdue: 0" in cases
    assert "Settled, says the client: 3 · unconfirmed: 0 · reopened: 0" in cases
    assert "Top causes of finished cases: Delivery › Too late 3" in cases
    why = await firm.say(oskars, "/why cecil")
    assert "has an open case" in why
    assert "Next: Monthly survey, the round of Mon 18 Jan at the earliest" in why
