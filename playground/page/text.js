// Text with entities to elements. Everything is a text node: nothing that people write can become markup.

import { el } from "./dom.js";

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote",
};

// `act` has link(url), command(text) and copy(text).
export function rich(text, entities, act) {
  const out = document.createDocumentFragment();
  fill(out, text, 0, text.length, [...entities], act);
  return out;
}

function fill(into, text, from, to, entities, act) {
  let at = from;
  while (entities.length && entities[0].offset < to) {
    const entity = entities.shift();
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    if (end <= start) continue;
    if (start > at) into.append(text.slice(at, start));
    const inner = [];
    while (entities.length && entities[0].offset < end) inner.push(entities.shift());
    const made = element(entity, text.slice(start, end), act);
    fill(made, text, start, end, inner, act);
    into.append(made);
    // A block ends its line by itself.
    at = /^(BLOCKQUOTE|PRE)$/.test(made.tagName) && text[end] === "\n" ? end + 1 : end;
  }
  if (at < to) into.append(text.slice(at, to));
}

function element(entity, covered, act) {
  if (TAGS[entity.type]) {
    const made = el(TAGS[entity.type]);
    if (entity.type === "code") pressable(made, () => act.copy(covered), "Copy");
    return made;
  }
  if (entity.type === "expandable_blockquote") return quote();
  if (entity.type === "spoiler") return spoiler();
  if (entity.type === "bot_command") return link(covered, () => act.command(covered));
  if (entity.type === "text_link" || entity.type === "url") return address(entity.url || covered, act);
  if (entity.type === "phone_number") return link(covered, () => act.copy(covered));
  return el("span", entity.type);
}

function pressable(made, pressed, title) {
  made.tabIndex = 0;
  made.title = title;
  made.setAttribute("role", "button");
  made.addEventListener("click", pressed);
  made.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      pressed();
    }
  });
  return made;
}

function link(covered, pressed) {
  return pressable(el("span", "link"), pressed, covered);
}

function address(url, act) {
  const full = /^[a-z][\w+.-]*:/i.test(url) ? url : `https://${url}`;
  if (act.isOwn(full)) return link(url, () => act.link(full));
  if (!/^https?:/i.test(full)) return el("span", "link");
  const made = el("a");
  made.href = full;
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  return made;
}

function quote() {
  const made = el("blockquote", "folded");
  return pressable(made, () => made.classList.toggle("folded"), "Show all");
}

function spoiler() {
  const made = el("span", "spoiler");
  return pressable(made, () => made.classList.remove("spoiler"), "Show");
}
