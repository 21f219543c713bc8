"""What is held as files to take along: a readable page in the person's language, and JSON for another program."""

import json
from html import escape

from bot.domain.mydata import Fact, Held, Section, as_json
from bot.i18n import Translator
from handlers.mydata.words import fact_name, section_name, value
from handlers.screen import Media

_STYLE = """body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#222}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid #ccc}
table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;padding:.3rem .6rem;
border-bottom:1px solid #eee}th{color:#666;font-weight:600}td{white-space:pre-wrap;overflow-wrap:anywhere;min-width:6em}
th[scope=row]{width:35%}div{overflow-x:auto}
footer{margin-top:3rem;color:#666;font-size:.9rem}
@media print{body{margin:0;max-width:none}h2{break-after:avoid}tr{break-inside:avoid}}"""
_RTL = ("he", "ar")


def files(held: Held, t: Translator) -> tuple[Media, Media]:
    """The page and the JSON, named by the day."""
    day = held.at.date().isoformat()
    data = json.dumps(as_json(held), ensure_ascii=False, indent=2).encode()
    return (
        Media("document", page(held, t).encode(), f"mydata-{day}.html"),
        Media("document", data, f"mydata-{day}.json"),
    )


def page(held: Held, t: Translator) -> str:
    """One self-contained page that can be printed; every text of a person is escaped."""
    title = escape(t.plain("mydata-page-title", name=held.name))
    made = escape(t.plain("mydata-page-made", company=held.company, at=t.when(held.at, with_year=True)))
    sections = "\n".join(_section(section, held, t) for section in held.sections)
    direction = "rtl" if t.language in _RTL else "ltr"
    return (
        f'<!doctype html>\n<html lang="{t.language}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p>{made}</p>\n"
        f"{sections}\n<footer>{escape(t.plain('mydata-page-foot'))}</footer>\n</body>\n</html>\n"
    )


def _section(section: Section, held: Held, t: Translator) -> str:
    rows = _columns(section, held, t) if len(section.entries) > 1 else _pairs(section.entries[0], held, t)
    return f"<h2>{escape(section_name(section.name, t))}</h2>\n<div><table>\n{rows}\n</table></div>"


def _pairs(entry: tuple[Fact, ...], held: Held, t: Translator) -> str:
    """One thing: a fact a row."""
    return "\n".join(
        f'<tr><th scope="row">{escape(fact_name(fact, t))}</th>{_cell(value(fact, held, t))}</tr>'
        for fact in entry
    )


def _columns(section: Section, held: Held, t: Translator) -> str:
    """Several: an entry a row; facts of one name share a cell."""
    facts = {fact.name: fact for entry in section.entries for fact in entry}
    head = "".join(f'<th scope="col">{escape(fact_name(fact, t))}</th>' for fact in facts.values())
    rows = [f"<tr>{head}</tr>"]
    for entry in section.entries:
        cells = ("\n".join(value(fact, held, t) for fact in entry if fact.name == name) for name in facts)
        rows.append(f"<tr>{''.join(map(_cell, cells))}</tr>")
    return "\n".join(rows)


def _cell(text: str) -> str:
    return f'<td dir="auto">{escape(text)}</td>'
