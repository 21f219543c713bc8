"""Every section and setting with its default and one line about it. Not: where they are read from."""

from __future__ import annotations

from datetime import time
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, SecretStr

from bot.config.kinds import (
    CATEGORIES,
    CAUSES,
    Categories,
    Causes,
    Clock,
    Days,
    Hours,
    Ids,
    Port,
    Several,
    Span,
    bot_token,
    database_url,
    known_country,
    known_language,
    known_zone,
    same_day,
    web_address,
    webhook_secret,
)
from bot.config.section import FROZEN, Section
from bot.config.surveys import Surveys
from bot.domain.choices import Choice
from bot.domain.company import Company

_WORKDAYS = frozenset(range(5))


class Telegram(Section):
    """The bot and how it hears from Telegram."""

    token: Annotated[SecretStr, AfterValidator(bot_token)] = Field(
        SecretStr(""), description="the bot's token, from @BotFather; keep it secret"
    )
    api_url: Annotated[str, AfterValidator(web_address)] = Field(
        "https://api.telegram.org", description="where the Bot API is; change it for an own Bot API server"
    )
    mode: Literal["polling", "webhook"] = Field(
        "polling", description='"polling" asks Telegram, "webhook" is called by it'
    )
    late_models: bool = Field(
        True, description="start fast and small: what describes Telegram's objects is built when first used"
    )


class Webhook(Section):
    """Only for mode = "webhook"."""

    url: Annotated[str, AfterValidator(web_address)] = Field(
        "", description="the public https address of this bot, without the path"
    )
    secret: Annotated[SecretStr, AfterValidator(webhook_secret)] = Field(
        SecretStr(""), description="a long random word; who calls without it is refused"
    )
    host: str = Field("127.0.0.1", description="where to listen; a proxy with TLS stands in front")
    port: Port = Field(8080, description="port to listen on")
    path: Annotated[str, Field(pattern=r"^/\S+$")] = Field(
        "/telegram", description="path that Telegram calls"
    )


class Database(Section):
    """Where everything is remembered."""

    url: Annotated[SecretStr, AfterValidator(database_url)] = Field(
        SecretStr("sqlite:///rapport.db"),
        description="sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME",
    )


class CompanySection(Section):
    """Your company."""

    name: Annotated[str, Field(min_length=1, max_length=100)] = Field(
        "Our company", description="as clients know it"
    )
    language: Annotated[str, AfterValidator(known_language)] = Field(
        "en", description="language of those who have not chosen one"
    )
    zone: Annotated[str, AfterValidator(known_zone)] = Field(
        "Europe/Riga", description="IANA zone of the office"
    )
    country: Annotated[str, AfterValidator(known_country)] = Field(
        "LV", description="ISO code; its public holidays are days off (empty: none)"
    )
    workdays: Days = Field(_WORKDAYS, description="working days")
    hours: Annotated[Span, AfterValidator(same_day)] = Field(
        Hours(time(9), time(17)), description="working hours of the office"
    )
    contact: Annotated[str, Field(max_length=300)] = Field(
        "", description="told to strangers who write to the bot: phone, e-mail or address"
    )

    privacy_url: Annotated[str, AfterValidator(web_address)] = Field(
        "", description="address of your own privacy policy, shown by /privacy (empty: none)"
    )

    def domain(self) -> Company:
        """The same as plain values for the lower floors."""
        days, (opens, closes) = self.workdays, self.hours
        return Company(
            self.name, self.language, self.zone, self.country or None, days, opens, closes, self.contact,
            self.privacy_url,
        )  # fmt: skip


class Delivery(Section):
    """How fast letters may go; Telegram's own limits are a little higher."""

    rate: Annotated[float, Field(gt=0, le=1000)] = Field(25, description="messages a second in all")
    chat_rate: Annotated[float, Field(gt=0, le=1000)] = Field(
        1, description="messages a second to one person"
    )
    group_rate: Annotated[float, Field(gt=0, le=60000)] = Field(
        18, description="messages a minute to one group"
    )


class Inbox(Section):
    """Updates from Telegram."""

    keep_days: Several = Field(7, description="days for which the number of a finished update is remembered")


class Throttle(Section):
    """How fast one person is answered who floods the bot; nobody else waits for them."""

    burst: Annotated[int, Field(ge=1, le=100_000)] = Field(
        20, description="messages and presses of one person that are taken at once"
    )
    rate: Annotated[float, Field(gt=0, le=1000)] = Field(1, description="after that, so many a second")
    waiting: Annotated[int, Field(ge=1, le=100_000)] = Field(
        1000,
        description="so many of one person may wait; what comes beyond is not taken, and the person told",
    )
    waiting_stranger: Annotated[int, Field(ge=1, le=100_000)] = Field(
        200, description="the same for somebody the bot does not know"
    )


class Quiet(Section):
    """When clients are left in peace."""

    hours: Span = Field(Hours(time(20), time(9)), description="quiet hours, in the client's zone")


class People(Section):
    """Links by which people join."""

    link_hours: Several = Field(72, description="hours for which a link for staff works")
    client_link_days: Several = Field(30, description="days for which a link for a client's contact works")


class Clients(Section):
    """The client base."""

    undo_hours: Several = Field(24, description="hours for which an import can be undone")


class Cases(Section):
    """The follow-up of a low score. Days are working days of the owner."""

    contact_days: Several = Field(1, description="working days to the first contact")
    close_days: Several = Field(2, description="working days from there to the close")
    key_factor: Annotated[float, Field(gt=0, le=1)] = Field(
        0.5, description="key clients wait so much of that"
    )
    sooner_hours: Several = Field(2, description='working hours after "call me sooner"')
    settled_days: Several = Field(7, description='days without an answer to "settled?": closed, unconfirmed')
    again_days: Annotated[int, Field(ge=0, le=365)] = Field(
        30, description="days after the close until the client is asked the question again; 0: never"
    )
    passive_days: Several = Field(5, description="working days in which a passive is called")
    causes: Causes = Field(
        tuple(Choice(top, {}, tuple(map(Choice, under))) for top, under in CAUSES.items()),
        description="causes to choose from at the close, two levels",
    )


class Improvements(Section):
    """What comes again and again is changed: the outer loop of cases."""

    times: Annotated[int, Field(ge=2, le=100)] = Field(
        3, description="so many cases of one cause open an improvement"
    )
    days: Several = Field(90, description="within so many days")
    near_days: Several = Field(
        3, description="days before its date from which the owner's morning message names it"
    )
    never: Ids = Field(
        ("misunderstanding", "client-changed", "unknown"),
        description="causes that open none by themselves; the first level stands for all under it",
    )


class Complaints(Section):
    """Complaints and suggestions."""

    categories: Categories = Field(
        tuple(map(Choice, CATEGORIES)), description="what a complaint may be about"
    )
    draft_hours: Several = Field(1, description="hours after which an unfinished complaint is asked about")
    answer_hours: Several = Field(8, description="working hours to the first answer")
    solve_days: Several = Field(5, description="working days to the solution")
    settled_days: Several = Field(
        5, description='working days without an answer to "solved?": closed, unconfirmed'
    )
    reopen_days: Several = Field(30, description="days in which writing about a closed complaint reopens it")


class Calls(Section):
    """How often a client is called, by tier."""

    key_days: Several = Field(7, description="days between touches of a key client")
    regular_days: Several = Field(30, description="days between touches of a regular client")
    new_days: Several = Field(14, description="days between touches of a new client")


class Occasions(Section):
    """Dates to congratulate."""

    prepare_days: Several = Field(7, description="days before the date to prepare")
    at: Clock = Field(time(9), description="when the manager is told on the day")


class Exhibitions(Section):
    """Fairs, presentations, conferences."""

    list_days: Several = Field(30, description="days before the start when managers get their lists")


class Digest(Section):
    """The morning message of staff."""

    at: Clock = Field(time(8, 30), description="when it comes, in the zone of the reader, on working days")


class Huddle(Section):
    """The letters of Monday."""

    at: Clock = Field(
        time(9, 30),
        description="when a team's huddle and the week's figures of leads come, in the zone of the lead",
    )


class Privacy(Section):
    """What is kept how long. What a contact asks to have deleted goes whatever stands here."""

    erase_days: Annotated[int, Field(ge=1, le=30)] = Field(
        7, description="days in which a wish to be deleted can be taken back"
    )
    words_months: Annotated[int, Field(ge=0, le=240)] = Field(
        36,
        description="months after which words of ratings, closed complaints and messages go (0: they stay)",
    )
    files_months: Annotated[int, Field(ge=0, le=240)] = Field(
        12, description="months after which voices, pictures and files of those go (0: they stay)"
    )
    import_days: Several = Field(
        7, description="days for which rows of an imported file are kept for its undo"
    )
    letter_days: Several = Field(
        365, description="days for which it is remembered which message went out when"
    )


class Health(Section):
    """/healthz, /readyz, /metrics: for a supervisor on the same machine."""

    host: str = Field("127.0.0.1", description="where to listen")
    port: Port = Field(8081, description="port to listen on (0: do not listen)")


class Logs(Section):
    """Lines of JSON on stderr."""

    level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="the least that is logged"
    )


class Settings(BaseModel):
    """All settings, frozen. Made directly it is nothing but defaults and arguments; `load` reads file and environment."""

    model_config = FROZEN

    telegram: Telegram = Telegram()
    webhook: Webhook = Webhook()
    database: Database = Database()
    company: CompanySection = CompanySection()
    delivery: Delivery = Delivery()
    inbox: Inbox = Inbox()
    throttle: Throttle = Throttle()
    quiet: Quiet = Quiet()
    people: People = People()
    clients: Clients = Clients()
    surveys: Surveys = Surveys()
    cases: Cases = Cases()
    improvements: Improvements = Improvements()
    complaints: Complaints = Complaints()
    calls: Calls = Calls()
    occasions: Occasions = Occasions()
    exhibitions: Exhibitions = Exhibitions()
    digest: Digest = Digest()
    huddle: Huddle = Huddle()
    privacy: Privacy = Privacy()
    health: Health = Health()
    logs: Logs = Logs()
