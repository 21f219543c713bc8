"""A file on the screen: what it would do, did, or what is wrong with it. Not: asking for it."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardMarkup

from bot.domain.imports import Faulty, Preview, Progress, State
from bot.domain.tables import Kind, RowProblem
from bot.i18n import Translator
from handlers.imports.data import ChoiceData, ImportData
from handlers.keyboards import button, keyboard
from handlers.screen import Screen

_LINKS = "import.links"
_SHOWN = 10
_HEADER, _COLUMNS = 30, 20  # signs of a heading, and columns not read, on the screen


def screen(found: Preview, t: Translator) -> Screen:
    """A file and what it does, did, or would do."""
    head = t("import-head", name=found.name, rows=found.counts.rows, kind=found.kind.value)
    if found.progress is not None and found.progress.what != _LINKS:  # these come as a file of their own
        return _working(found, found.progress, t)
    if found.state is State.WAITING:
        return Screen("\n".join([head, *_dry(found, t)]), _waiting(found, t))
    if found.state is State.CANCELLED:
        return Screen(f"{head}\n{t('import-cancelled')}")
    result = found.result
    assert result is not None
    if found.state is State.UNDONE:
        done = t("import-undone", removed=result.removed, restored=result.restored)
        kept = [t("import-kept", kept=result.kept)] if result.kept else []
        return Screen("\n".join([head, done, *kept]))
    done = t("import-done", new=result.new, changed=result.changed)
    until = [t("import-until", until=found.undo_until)] if found.undo_until else []
    next_ = [t(f"import-next-{found.kind}")]
    undoing = [button(t.plain("btn2-undo"), ImportData(action="undo", id=found.id))]
    if found.kind is Kind.CLIENTS:
        undoing.insert(0, button(t.plain("btn2-links"), ImportData(action="links", id=found.id)))
    return Screen("\n".join([head, done, *next_, *until]), keyboard(undoing))


def linking(import_id: int, count: int, t: Translator) -> Screen:
    """Before links are made: those that people have stop working."""
    make = button(t.plain("btn1-make-links"), ImportData(action="link", id=import_id))
    back = button(t.plain("btn2-back"), ImportData(action="show", id=import_id))
    return Screen(t("import-links-ask", n=count), keyboard([make], [back]))


def line(found: Preview, t: Translator) -> Screen:
    """The one line that rings for a large file."""
    return Screen(t("import-rings", name=found.name))


def _working(found: Preview, at: Progress, t: Translator) -> Screen:
    """How far the job is; whoever does not want it any more may say so until it is written."""
    what = at.what.partition(".")[2]
    text = t("import-working", name=found.name, what=what, done=at.done, total=at.total)
    stop = [button(t.plain("btn2-cancel"), ImportData(action="cancel", id=found.id))]
    return Screen(text, keyboard(stop) if found.state is State.WAITING else None)


def _dry(found: Preview, t: Translator) -> list[str]:
    counts = found.counts
    parts = [
        t(f"import-n-{name}", n=n)
        for name in ("new", "changed", "same", "duplicates", "warnings", "errors")
        if (n := getattr(counts, name))
    ]
    lines: list[str] = [t("import-sheet", sheet=found.sheet)] if found.sheet else []
    lines += [t("import-headings", row=found.header_row)] if found.header_row > 1 else []
    lines.append(_columns(found, t))
    lines += [t("import-sample", names=t.join(list(found.sample)))] if found.sample else []
    lines += [f"<b>{' · '.join(parts)}</b>"] if parts else []
    if counts.named:
        lines.append(t("import-named", n=counts.named))
    if found.problems:
        shown = [_line(one, t) for one in found.problems[:_SHOWN]]
        if (more := counts.problems - len(shown)) > 0:
            shown.append(t("import-more", n=more))
        lines.append("<blockquote expandable>" + "\n".join(shown) + "</blockquote>")
    lines.append(
        t("import-nothing-yet", errors=counts.errors) if counts.writes else t("import-nothing-to-do")
    )
    return lines


def _columns(found: Preview, t: Translator) -> str:
    read = [
        f"{column.header[:_HEADER]} → {t.plain(f'field-{column.field}')}"
        for column in found.columns
        if column.field and not column.empty
    ]
    text = t("import-columns", columns=", ".join(read))
    ignored = [
        column.header[:_HEADER]
        for column in found.columns
        if not column.field and column.header and not column.empty
    ]
    more = ["…"] if len(ignored) > _COLUMNS else []
    return f"{text}\n{t('import-ignored', columns=', '.join(ignored[:_COLUMNS] + more))}" if ignored else text


def _waiting(found: Preview, t: Translator) -> InlineKeyboardMarkup | None:
    writes = found.counts.writes
    go = [button(t.plain("btn1-import", n=writes), ImportData(action="write", id=found.id))] if writes else []
    every = (
        [button(t.plain("btn2-problems"), ImportData(action="problems", id=found.id))]
        if found.problems
        else []
    )
    change = [button(t.plain("btn2-import-change"), _choice(found, "columns"))]
    if found.encoding:
        change.append(button(t.plain("btn2-import-letters"), _choice(found, "letters")))
    return keyboard(
        go, change, [*every, button(t.plain("btn2-cancel"), ImportData(action="cancel", id=found.id))]
    )


def _choice(found: Preview, action: str) -> ChoiceData:
    return ChoiceData(action=action, id=found.id, version=found.version)


def _line(one: RowProblem, t: Translator) -> str:
    return t("import-line", row=one.row, column=one.column[:_HEADER] or "–", problem=problem(one, t))


def problem(one: RowProblem, t: Translator) -> str:
    detail = dict(one.detail)
    if country := detail.get("country"):
        detail["country"] = t.country(str(country))
    return t.plain(f"import-problem-{one.code}", **detail)


def report(found: Preview, t: Translator) -> str:
    """A waiting file as plain text, for the command line: every problem, then the counts."""
    counts = found.counts
    head = t.plain("import-head-plain", name=found.name, rows=counts.rows, kind=found.kind.value)
    parts = [
        t.plain(f"import-n-{name}", n=getattr(counts, name))
        for name in ("new", "changed", "same", "duplicates", "warnings", "errors")
    ]
    lines = [
        t.plain("import-line", row=one.row, column=one.column or "–", problem=problem(one, t))
        for one in found.problems
    ]
    if (more := counts.problems - len(lines)) > 0:
        lines.append(t.plain("import-more-plain", n=more))
    return "\n".join([head, *lines, " · ".join(parts)])


def outcome(found: Preview, t: Translator) -> str:
    """What was written, as plain text."""
    assert found.result is not None
    return t.plain("import-done", new=found.result.new, changed=found.result.changed)


def undone(found: Preview, t: Translator) -> str:
    """What was taken back, as plain text."""
    if found.result is None or found.state is not State.UNDONE:
        return t.plain("import-cancelled")
    done = t.plain("import-undone", removed=found.result.removed, restored=found.result.restored)
    return f"{done} {t.plain('import-kept', kept=found.result.kept)}" if found.result.kept else done


def faulty(found: Preview, rows: Sequence[Faulty], t: Translator) -> tuple[list[str], list[list[str | int]]]:
    """Heading and lines of the file of problems: the rows as they came, then row, columns and reasons."""
    header = [column.header for column in found.columns]
    added = [t.plain(f"import-column-{name}") for name in ("row", "column", "problem")]
    lines: list[list[str | int]] = []
    for one in rows:
        cells = [*one.cells[: len(header)], *[""] * (len(header) - len(one.cells))]
        where = ", ".join(dict.fromkeys(wrong.column for wrong in one.problems if wrong.column))
        lines.append([*cells, one.row, where, "; ".join(problem(wrong, t) for wrong in one.problems)])
    return [*header, *added], lines
