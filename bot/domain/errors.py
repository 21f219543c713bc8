"""What a person may do wrong, as kinds. `handlers/errors.py` words them; guards raise them."""


class DomainError(Exception):
    """A refusal that a person can understand. `code` is the Fluent key `error-<code>`; values fill its variables."""

    code = "unknown"

    def __init__(self, **values: str | int | float) -> None:
        super().__init__(self.code)
        self.values = values


class NotFound(DomainError):
    """The thing does not exist, or belongs to somebody else: both look exactly alike."""

    code = "not-found"


class NotAllowed(DomainError):
    """The actor's role has no right to this."""

    code = "not-allowed"


class NotConnected(NotAllowed):
    """Nobody we know: never connected, or not any more."""

    code = "not-connected"


class Changed(DomainError):
    """The thing changed since the button was drawn: nothing was done, the screen is to be drawn anew."""

    code = "changed"


class BadInput(DomainError):
    """What was typed or sent cannot be used. The key is `error-<code>` with the code given."""

    def __init__(self, code: str, **values: str | int | float) -> None:
        super().__init__(**values)
        self.code = code
