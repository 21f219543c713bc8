"""What every bot answers to a press: the same words and buttons as Rapport's. Not: any framework."""

REASONS = ("Quality", "Price", "Delivery", "Service", "Communication", "Other")


def text(score: str) -> str:
    """The card after the tap."""
    return (
        f"Thank you for the <b>{score}</b>!\n\nWhat do you like most? Tick what fits, or just write it here."
    )


def buttons(question: str) -> list[list[tuple[str, str]]]:
    """Label and callback data, row by row."""
    ticks = [(f"☐ {name}", f"sv:tick:{question}:{name.lower()}:1") for name in REASONS]
    rows = [ticks[place : place + 2] for place in range(0, len(ticks), 2)]
    return [*rows, [("Skip", f"sv:done:{question}::1")], [("Change answer", f"sv:again:{question}::1")]]
