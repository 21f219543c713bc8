"""Telegram's HTML: text with tags to plain text and entities, and back. Not: links that nobody marked (links.py)."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

from playground.refusal import bad

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "a": "text_link", "span": "spoiler", "tg-spoiler": "spoiler", "tg-emoji": "custom_emoji",
    "blockquote": "blockquote",
}  # fmt: skip
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-zA-Z]+));?")
MARK = re.compile(r"[<&]")
START = re.compile(r"<([^\s>]*)")
ATTRIBUTE = re.compile(r"""\s*([^\s=>]*)\s*(=)?\s*(?:"([^"]*)"|'([^']*)'|([\w.-]*))""")
END = re.compile(r"</([^\s>]*)\s*(>)?")


def utf16(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """Return plain text and entities; raise `Refusal` worded as Telegram words broken HTML.

    Source of the rules: core.telegram.org/bots/api#html-style.
    """
    if "<" not in source and "&" not in source:
        return source, []
    return _Parser(source).run()


@dataclass
class _Open:
    tag: str
    argument: str
    offset: int
    start: int
    expandable: bool = False


class _Parser:
    """One pass over the source; offsets of entities are UTF-16, those of errors bytes."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.pos = 0
        self.out: list[str] = []
        self.length = 0
        self.opened: list[_Open] = []
        self.entities: list[dict[str, Any]] = []

    def run(self) -> tuple[str, list[dict[str, Any]]]:
        while found := MARK.search(self.source, self.pos):
            self._emit(self.source[self.pos : found.start()])
            self.pos = found.start()
            if found[0] == "&":
                self._reference()
            elif self.source.startswith("</", self.pos):
                self._end()
            else:
                self._start()
        self._emit(self.source[self.pos :])
        if self.opened:
            raise self._broken(f'can\'t find end tag corresponding to start tag "{self.opened[-1].tag}"')
        self.entities.sort(key=lambda e: (e["offset"], -e["length"]))
        return "".join(self.out), self.entities

    def _emit(self, text: str) -> None:
        if text:
            self.out.append(text)
            self.length += utf16(text)

    def _reference(self) -> None:
        found = REFERENCE.match(self.source, self.pos)
        char = _decoded(found) if found else ""
        self._emit(char or "&")
        self.pos = found.end() if found and char else self.pos + 1

    def _start(self) -> None:
        found = START.match(self.source, self.pos)
        assert found
        if found.end() == len(self.source):
            raise self._broken(f"unclosed start tag at byte offset {self._offset()}")
        tag = found[1].lower()
        if tag not in TAGS:
            raise self._broken(f'unsupported start tag "{tag}" at byte offset {self._offset()}')
        attributes, end = self._attributes(tag, found.end())
        argument = _argument(tag, attributes)
        if tag == "span" and argument != "spoiler":
            raise self._broken(f'tag "span" must have class "tg-spoiler" at byte offset {self._offset()}')
        self.opened.append(_Open(tag, argument, self.length, len(self.out), "expandable" in attributes))
        self.pos = end

    def _attributes(self, tag: str, pos: int) -> tuple[dict[str, str], int]:
        attributes: dict[str, str] = {}
        while True:
            pos += len(self.source[pos:]) - len(self.source[pos:].lstrip())
            if pos >= len(self.source):
                raise self._broken(f"unclosed start tag at byte offset {self._offset()}")
            if self.source[pos] == ">":
                return attributes, pos + 1
            found = ATTRIBUTE.match(self.source, pos)
            if not found or not found[1]:
                raise self._broken(f'empty attribute name in the tag "{tag}" at byte offset {self._offset()}')
            if not found[2] and found[1] != "expandable":
                raise self._broken(
                    f'expected equal sign in declaration of an attribute of the tag "{tag}" '
                    f"at byte offset {self._offset()}"
                )
            attributes[found[1].lower()] = _unescape(next((g for g in found.group(3, 4, 5) if g), ""))
            pos = found.end() if found[2] else found.end(1)

    def _end(self) -> None:
        found = END.match(self.source, self.pos)
        assert found
        if not self.opened:
            raise self._broken(f"unexpected end tag at byte offset {self._offset()}")
        if not found[2]:
            raise self._broken(f"unclosed end tag at byte offset {self._offset()}")
        top, name = self.opened.pop(), found[1].lower()
        if name and name != top.tag:
            raise self._broken(
                f'unmatched end tag at byte offset {self._offset()}, expected "</{top.tag}>", found "</{name}>"'
            )
        if self.length > top.offset:
            self._close(top)
        self.pos = found.end()

    def _close(self, top: _Open) -> None:
        kind = TAGS[top.tag]
        entity: dict[str, Any] = {"type": kind, "offset": top.offset, "length": self.length - top.offset}
        if kind == "text_link":
            url = checked_link(top.argument or "".join(self.out[top.start :]))
            if not url:
                return
            entity["url"] = url
        elif kind == "custom_emoji":
            if not top.argument.isdigit():
                raise self._broken("invalid custom emoji identifier specified")
            entity["custom_emoji_id"] = top.argument
        elif kind == "blockquote" and top.expandable:
            entity["type"] = "expandable_blockquote"
        elif kind == "pre" and self._inner_code(entity):
            return
        elif kind == "code" and top.argument:
            entity["language"] = top.argument
        self.entities.append(entity)

    def _inner_code(self, pre: dict[str, Any]) -> bool:
        """Fold `<pre><code class="language-…">` into one entity."""
        last = self.entities[-1] if self.entities else {}
        if last.get("language") and (last["offset"], last["length"]) == (pre["offset"], pre["length"]):
            last["type"] = "pre"
            return True
        return False

    def _offset(self) -> int:
        return len(self.source[: self.pos].encode("utf-8", "surrogatepass"))

    def _broken(self, reason: str) -> Exception:
        return bad(f"can't parse entities: {reason[0].upper()}{reason[1:]}")


def _decoded(found: re.Match[str]) -> str:
    if found[3]:
        return NAMED.get(found[3], "")
    code = int(found[1], 16) if found[1] else int(found[2])
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""


def _unescape(value: str) -> str:
    return REFERENCE.sub(lambda found: _decoded(found) or found[0], value)


def _argument(tag: str, attributes: dict[str, str]) -> str:
    if tag == "a":
        return attributes.get("href", "")
    if tag == "tg-emoji":
        return attributes.get("emoji-id", "")
    value = attributes.get("class", "")
    prefix = {"code": "language-", "span": "tg-"}.get(tag)
    return value[len(prefix) :] if prefix and value.startswith(prefix) else ""


def checked_link(url: str) -> str:
    """Return the address that Telegram makes of `url`, or nothing where it takes none."""
    url = url.strip()
    if re.match(r"(?i)(https?|tg|ton|tonsite)://[^\s/?#]", url):
        return url
    if re.match(r"(?i)[\w-]+(\.[\w-]+)+(:\d+)?([/?#]\S*)?$", url):
        return f"http://{url}"
    return ""


OPENING = {
    "bold": "<b>", "italic": "<i>", "underline": "<u>", "strikethrough": "<s>", "code": "<code>", "pre": "<pre>",
    "spoiler": "<tg-spoiler>", "blockquote": "<blockquote>", "expandable_blockquote": "<blockquote expandable>",
    "text_link": "<a>",
}  # fmt: skip


def to_html(text: str, entities: list[dict[str, Any]]) -> str:
    """Write text and entities as Telegram's HTML again."""
    shown = [e for e in entities if e["type"] in OPENING]
    if not shown:
        return html.escape(text, quote=False)
    opens: dict[int, list[str]] = {}
    closes: dict[int, list[str]] = {}
    for entity in shown:
        tag = OPENING[entity["type"]]
        name = tag.strip("<>").split(" ")[0]
        opens.setdefault(entity["offset"], []).append(_opening(tag, entity))
        closes.setdefault(entity["offset"] + entity["length"], []).insert(0, f"</{name}>")
    out, position = [], 0
    for char in text:
        out += [*closes.get(position, ()), *opens.get(position, ()), html.escape(char, quote=False)]
        position += 2 if ord(char) > 0xFFFF else 1
    return "".join([*out, *closes.get(position, ())])


def _opening(tag: str, entity: dict[str, Any]) -> str:
    return f'<a href="{html.escape(entity["url"])}">' if tag == "<a>" else tag
