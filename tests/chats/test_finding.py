"""Jānis finds people: with a mistake, by a piece of a phone, by what was noted; he is told why each one was found."""

from tests.chats.world import World


async def heard(world: World, words: str) -> str:
    """What Jānis reads when he types this."""
    world.janis.say(words)
    await world.settle()
    return world.janis.last.text


async def test_one_mistake_is_forgiven_and_said(world: World) -> None:
    text = await heard(world, "berzinna")
    assert text.startswith("Nothing is called “berzinna”. Did you mean:")
    assert "1. Acme Ltd · Anna Bērziņa" in text
    await world.janis.press("1")
    await world.settle()
    assert "🏢 Acme Ltd" in world.janis.last.text


async def test_any_spelling_of_a_phone_and_any_part_of_it_finds_the_client(world: World) -> None:
    for words in (
        "+371 26 123 456",
        "26123456",
        "8-26123456",
        "8-2612",
        "3456",
        "anna 3456",
        "00371 26123456",
    ):
        assert "🏢 Acme Ltd" in await heard(world, words), words


async def test_a_list_says_what_fitted_besides_the_name(world: World) -> None:
    for line in ("/add Kalna Ltd", "/add Ozola Ltd"):
        world.janis.say(line)
        await world.settle()
    card = world.janis.last
    world.janis.say("wants prices for the first quarter", reply_to=card)
    await world.settle()
    assert "🏢 Ozola Ltd" in await heard(world, "prices")
    await heard(world, "acme")
    world.janis.say("asked for prices", reply_to=world.janis.last)
    await world.settle()
    text = await heard(world, "prices")
    assert "note “asked for prices”" in text
    assert "note “wants prices for the first quarter”" in text
    text = await heard(world, "ltd")
    assert "“ltd”: 3 clients" in text
    assert "🏢 Acme Ltd" in await heard(world, "ltd bērziņa prices")


async def test_what_is_noted_about_anothers_client_is_not_found(world: World) -> None:
    world.paivi.say("Levant")
    await world.settle()
    world.paivi.say("prefers zebras", reply_to=world.paivi.last)
    await world.settle()
    assert "Nothing found" in await heard(world, "zebras")
    assert "Nothing found" in await heard(world, "lewant")
