"""The command line: reads arguments and settings, calls, says in one line what went wrong. Not: decisions."""

import asyncio
import importlib.util
import logging
import sys
from pathlib import Path
from socket import gaierror
from traceback import walk_tb
from typing import TYPE_CHECKING, Annotated

import typer

import bot
from bot import logs
from bot.clock import Clock

if TYPE_CHECKING:
    from bot.config import Settings

OTHER, UNREACHABLE, TAKEN, REFUSED, BAD_SETTINGS = 1, 69, 75, 77, 78
ROOTS = ("bot", "handlers", "storage", "playground")

cli = typer.Typer(
    help="A Telegram assistant for companies that live on regular clients.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Config = Annotated[
    Path | None,
    typer.Option("--config", "-c", help="TOML file; default: config.toml here, else the environment."),
]


class Stop(Exception):
    """The command cannot go on; `status` is for the shell, the text for whoever reads it."""

    def __init__(self, status: int, line: str) -> None:
        super().__init__(line)
        self.status = status


def main() -> None:
    """The console script `rapport`."""
    try:
        _own_roots()
        cli()
    except Exception as error:  # noqa: BLE001 the last word of the program: one line instead of a traceback
        status, line = _explained(error)
        print(f"rapport: {logs.redact(line)}", file=sys.stderr)  # noqa: T201
        raise SystemExit(status) from None


@cli.callback(invoke_without_command=True)
def _options(
    version: Annotated[bool, typer.Option("--version", help="Say the version and leave.")] = False,
) -> None:
    if version:
        typer.echo(f"rapport {bot.__version__}")
        raise typer.Exit


@cli.command()
def run(config: Config = None) -> None:
    """Run the bot until it is told to stop (SIGTERM or Ctrl-C)."""
    settings = _settings(config, log=True)
    if settings.telegram.late_models:
        from bot.telegram import light

        light.import_aiogram()
    from bot import app

    raise typer.Exit(app.run(settings))


@cli.command()
def play(
    port: Annotated[int, typer.Option(help="Port of the page; 0 takes a free one.", min=0, max=65535)] = 8090,
    folder: Annotated[Path, typer.Option(help="Where the pretended world is kept.")] = Path("var/playground"),
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget the world of last time first.")] = False,
) -> None:
    """Try everything in the browser: the real bot on a pretended Telegram, with a clock that can jump."""
    logs.start("warning")
    from bot.telegram import light

    light.import_aiogram()
    from playground.play import play as start

    raise typer.Exit(start(port=port, folder=folder, fresh=fresh))


@cli.command()
def migrate(config: Config = None) -> None:
    """Bring the database up to this version (`run` does it too)."""
    settings = _settings(config, token=False)
    done = asyncio.run(_migrate(settings.database.url.get_secret_value()))
    for name in done:
        typer.echo(f"applied {name}")
    if not done:
        typer.echo("nothing to do: the database is up to date")


@cli.command("check-config")
def check_config(config: Config = None) -> None:
    """Name everything that is wrong in the settings."""
    _settings(config)
    typer.echo("the settings are good")


@cli.command("owner-link")
def owner_link(
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Take the account of the present head away first (a lost phone)."),
    ] = False,
    config: Config = None,
) -> None:
    """Print the one-time link by which the head of the company joins."""
    settings = _settings(config)
    from bot.app import tools

    typer.echo(tools.owner_link(settings, replace=replace))


@cli.command("import")
def import_(
    file: Annotated[
        Path | None,
        typer.Argument(
            help="A table (CSV, XLSX, XLS, ODS) or vCard.", exists=True, dir_okay=False, readable=True
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Only say what would happen.")] = False,
    errors: Annotated[
        Path | None,
        typer.Option(help="Write the rows with problems to this XLSX, to be mended and sent again."),
    ] = None,
    undo: Annotated[
        int | None, typer.Option(help="Take the import of this number back, within a day.")
    ] = None,
    config: Config = None,
) -> None:
    """Read clients or staff from a file: first what would happen, then, after a yes, all of it at once."""
    settings = _settings(config, token=False)
    from bot.app import tools

    if undo is not None:
        typer.echo(tools.undo_import(settings, undo))
    elif file is None:
        raise typer.BadParameter("name a file, or an import to --undo")
    else:
        decide = (lambda: False) if dry_run else (lambda: True) if yes else _agreed
        found = tools.import_file(settings, file, decide, errors=errors, tell=typer.echo, progress=_progress)
        typer.echo(found or "nothing was written")


@cli.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="The file to make: its ending says .xlsx or .csv.")],
    config: Config = None,
) -> None:
    """Write all clients with their contacts to a file that can be imported again."""
    settings = _settings(config, token=False)
    form = file.suffix.lower().removeprefix(".")
    if form not in ("xlsx", "csv"):
        raise typer.BadParameter("name a file that ends in .xlsx or .csv")
    if file.exists():
        raise Stop(OTHER, f"{file} exists already; name another file")
    from bot.app import tools

    typer.echo(tools.export_file(settings, file, form))


def _progress(done: int, total: int) -> None:
    """How far it is, to whoever watches; scripts read only the standard output."""
    typer.echo(f"{done:,} of {total:,} rows", err=True)


@cli.command()
def backup(
    target: Annotated[
        Path,
        typer.Argument(help="The copy to make, which must not exist yet, or a folder for copies by date."),
    ],
    keep: Annotated[
        int | None, typer.Option(help="In a folder: remove all but so many of the newest copies.", min=1)
    ] = None,
    config: Config = None,
) -> None:
    """Copy the whole database as it is at this moment, also beside a running bot."""
    settings = _settings(config, token=False)
    from storage import backup as backups

    url, folder = settings.database.url.get_secret_value(), target
    if target.is_dir():
        target = backups.dated(folder, url, Clock()())
    elif keep is not None:
        raise Stop(OTHER, f"{target} is no folder; --keep is for a folder of copies")
    if target.exists():
        raise Stop(OTHER, f"{target} exists already; name another file")
    asyncio.run(backups.backup(url, target))
    typer.echo(f"copied to {target}")
    for old in backups.prune(folder, keep) if keep is not None else ():
        typer.echo(f"removed {old}")


@cli.command()
def restore(
    source: Annotated[Path, typer.Argument(help="What `backup` made.", exists=True, dir_okay=False)],
    config: Config = None,
) -> None:
    """Bring a backup back, the bot being stopped; on PostgreSQL into an empty database, also from SQLite."""
    settings = _settings(config, token=False)
    from storage import backup as backups
    from storage.database import lock

    url = settings.database.url.get_secret_value()
    with lock(url):
        typer.echo(
            "restoring; until it is done the old database stays: when this is interrupted, run it again",
            err=True,
        )
        asyncio.run(backups.restore(url, source, Clock()()))
    typer.echo(f"restored from {source}")


@cli.command("setup-bot")
def setup_bot(config: Config = None) -> None:
    """Tell Telegram the bot's commands and descriptions in every language; writes only what differs."""
    settings = _settings(config)
    from bot.app import tools

    changes = tools.setup_bot(settings)
    for line in changes or ["nothing to do: Telegram has it all"]:
        typer.echo(line)


def _settings(config: Path | None, *, token: bool = True, log: bool = False) -> "Settings":
    from bot.config import load

    settings = load(config, token=token)
    logs.start(settings.logs.level if log else "warning")
    return settings


async def _migrate(url: str) -> list[str]:
    from storage.database import Database, lock
    from storage.migrator import migrate

    with lock(url):
        db = await Database.open(url)
        try:
            return await migrate(db)
        finally:
            await db.close()


def _agreed() -> bool:
    try:
        return typer.confirm("Write this?")
    except typer.Abort:  # nobody there to answer
        return False


def _own_roots() -> None:
    """Our packages have common names: make sure that these are ours and not somebody else's."""
    home = Path(bot.__file__).parents[1]
    for root in ROOTS:
        spec = importlib.util.find_spec(root)
        if spec is None or spec.origin is None or Path(spec.origin).parents[1] != home:
            where = spec.origin if spec else "nowhere"
            raise Stop(
                OTHER,
                f"the package {root!r} is taken from {where}, not from {home}: "
                "install rapport into a virtual environment of its own and start it with PYTHONSAFEPATH=1",
            )


def _explained(error: Exception) -> tuple[int, str]:
    """Exit status and line of a failure. Drivers are asked only when one of theirs was raised."""
    from bot.config import BadSettings

    if isinstance(error, Stop):
        return error.status, str(error)
    if isinstance(error, BadSettings):
        return BAD_SETTINGS, str(error)
    kinds = {kind.__name__: kind.__module__ for kind in type(error).__mro__}
    if kinds.get("Taken", "").startswith("storage."):
        return TAKEN, f"{error}; stop that one first"
    if any(kinds.get(name, "").startswith("storage.") for name in ("SchemaError", "Damaged")):
        return OTHER, str(error)
    if kinds.get("Impossible", "").startswith("bot.app"):
        return OTHER, str(error)
    if any(module.startswith("asyncpg.") for module in kinds.values()):
        return OTHER, f"PostgreSQL says: {error}"
    if "aiogram.exceptions" in kinds.values():
        return _telegram(kinds, error)
    if isinstance(error, ConnectionError | gaierror) and _raised_by(error, "asyncpg."):
        return OTHER, f"PostgreSQL cannot be reached: {error}"
    if isinstance(error, OSError):
        return OTHER, str(error)
    logging.getLogger(__name__).error("unexpected", exc_info=error)
    # Its words may quote what people wrote.
    return OTHER, f"unexpected {type(error).__name__}; where it happened stands in the log"


def _raised_by(error: Exception, package: str) -> bool:
    """Whether it came through a module of this package: sockets are opened for others, too, with the same errors."""
    frames = walk_tb(error.__traceback__)
    return any(str(frame.f_globals.get("__name__")).startswith(package) for frame, _ in frames)


def _telegram(kinds: dict[str, str], error: Exception) -> tuple[int, str]:
    if "TelegramUnauthorizedError" in kinds or "TelegramNotFound" in kinds:
        return REFUSED, "Telegram refuses this token; take the right one from @BotFather"
    if "TelegramNetworkError" in kinds:
        return UNREACHABLE, "Telegram cannot be reached; check the network and telegram.api_url"
    return OTHER, f"Telegram says: {error}"


if __name__ == "__main__":
    main()
