"""What people send is no file of ours: only imports are downloaded, nothing is unpacked or run, nothing is put on the disk."""

import ast

import pytest

from tests.house.sources import calls, dotted, sources

PRODUCT = sources("bot", "handlers", "storage")

# What fetches, unpacks, runs or writes, and who may, each for a reason.
MAY: dict[str, dict[str, str]] = {
    "download": {
        "bot.download": "handlers/imports/",  # tables of the head: measured before and while they are read
        "bot.download_file": "",
        "bot.get_file": "",
    },
    "unpack": {
        "shutil.unpack_archive": "",
        "tarfile.open": "",
        "pickle.loads": "",
        "pickle.load": "",
        "marshal.loads": "",
        "eval": "",
        "exec": "",
        "os.system": "",
    },
    "write": {
        "open": "storage/database/",  # backups and the lock, for their owner's eyes only
        "os.open": "storage/database/",
        "tempfile.mkstemp": "",
        "tempfile.mkdtemp": "",
        "tempfile.NamedTemporaryFile": "",
        "tempfile.TemporaryDirectory": "bot/files/tables/streaming.py",  # what is sent away: rows of a long list
    },
}
ENDINGS = ("write_bytes", "write_text", "extractall", "extract")  # of whatever object
COMMAND_LINE = "bot/app/tools.py"  # writes the file that whoever typed the command has named


@pytest.mark.parametrize("what", MAY)
def test_only_those_do_it_who_may(what: str) -> None:
    found = [
        f"{source.name}:{call.lineno} {dotted(call.func)}"
        for source in PRODUCT
        for call in calls(source.tree)
        if (allowed := MAY[what].get(dotted(call.func))) is not None
        and not (allowed and source.name.startswith(allowed))
    ]
    assert not found


def test_nothing_writes_or_unpacks_by_another_name() -> None:
    found = [
        f"{source.name}:{call.lineno}"
        for source in PRODUCT
        for call in calls(source.tree)
        if isinstance(call.func, ast.Attribute) and call.func.attr in ENDINGS and source.name != COMMAND_LINE
    ]
    assert not found
