"""Invite slips as one page to print: no script, nothing from outside, a QR code and words on each. Not: which words."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Slip:
    """One person's slip, worded; `rtl` for Hebrew. `steps` stand beside the code, `small` below it."""

    language: str
    rtl: bool
    title: str
    subtitle: str
    steps: tuple[str, ...]
    small: tuple[str, ...]
    url: str


# Two slips beside each other, three below: six a page of A4. Dashed lines are for scissors.
_STYLE = """
@page { size: A4; margin: 8mm }
* { box-sizing: border-box }
body { margin: 0; font: 10pt/1.35 "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif;
  color: #111; background: #fff }
header { padding: 0 2mm 3mm; border-bottom: 1px solid #999 }
header h1 { font-size: 14pt; margin: 0 }
header p { margin: 1mm 0 0 }
main { display: grid; grid-template-columns: 1fr 1fr }
.slip { min-height: 82mm; padding: 4mm; border: 0 dashed #888; border-bottom-width: 1px; break-inside: avoid;
  page-break-inside: avoid; display: grid; grid-template-columns: 43mm 1fr; column-gap: 4mm; align-items: start }
.slip:nth-child(odd) { border-inline-end-width: 1px }
.slip svg { width: 43mm; height: 43mm; display: block }
.slip h2 { font-size: 13pt; margin: 0; overflow-wrap: anywhere }
.slip .sub { margin: 0 0 1.5mm; color: #333; overflow-wrap: anywhere }
.slip ol { margin: 0; padding-inline-start: 5mm }
.slip .small { grid-column: 1 / -1; font-size: 8pt; color: #333; margin: 1.5mm 0 0 }
.slip .small p { margin: 0; overflow-wrap: anywhere }
.slip .url { direction: ltr; unicode-bidi: isolate; font-family: ui-monospace, Consolas, monospace }
@media screen { body { max-width: 210mm; margin: 8mm auto; padding: 0 4mm } }
@media screen and (max-width: 560px) { main { grid-template-columns: 1fr } .slip { border-inline-end-width: 0 } }
@media print { header { break-after: avoid } }
"""


def page(language: str, title: str, lines: Sequence[str], slips: Sequence[Slip]) -> bytes:
    """A self-contained HTML page in UTF-8. Every text is plain and escaped here."""
    head = "".join(f"<p>{escape(line)}</p>" for line in lines)
    parts = [
        f'<!DOCTYPE html>\n<html lang="{escape(language)}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
        f"<header><h1>{escape(title)}</h1>{head}</header><main>",
        *(_slip(slip) for slip in slips),
        "</main></body></html>\n",
    ]
    return "\n".join(parts).encode()


def _slip(slip: Slip) -> str:
    direction = "rtl" if slip.rtl else "ltr"
    steps = "".join(f"<li>{escape(step)}</li>" for step in slip.steps)
    small = "".join(f"<p>{escape(line)}</p>" for line in slip.small)
    return (
        f'<section class="slip" lang="{escape(slip.language)}" dir="{direction}">{_code(slip.url)}'
        f'<div><h2>{escape(slip.title)}</h2><p class="sub">{escape(slip.subtitle)}</p><ol>{steps}</ol></div>'
        f'<div class="small">{small}<p class="url">{escape(slip.url)}</p></div></section>'
    )


def _code(url: str) -> str:
    import segno  # only who makes one pays for it

    return str(
        segno.make(url, error="m", micro=False).svg_inline(border=4, omitsize=True, dark="#000", light="#fff")
    )
