// Small helpers for elements, popovers and times. Not: anything about chats.

export function el(tag, className = "", ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

export function button(label, className, pressed) {
  const made = el("button", className);
  made.type = "button";
  made.append(...[label].flat());
  made.addEventListener("click", pressed);
  return made;
}

export function face(person) {
  const initials = person.name.split(/\s+/).map((word) => [...word][0]).slice(0, 2).join("");
  return el("span", `face hue-${person.hue ?? 0}`, initials);
}

// A popover closes by Escape, by a click elsewhere and when the focus leaves it; arrows move among its buttons.
export function popover(opener, box, opened = () => {}) {
  const close = (back) => {
    if (box.hidden) return;
    box.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside, true);
    if (back) opener.focus();
  };
  const outside = (event) => {
    if (!box.contains(event.target) && !opener.contains(event.target)) close(false);
  };
  const open = () => {
    opened();
    box.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    document.addEventListener("pointerdown", outside, true);
    box.querySelector("[autofocus], [aria-current=true], button, input")?.focus();
  };
  opener.addEventListener("click", () => (box.hidden ? open() : close(true)));
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close(true);
    }
    arrows(event, [...box.querySelectorAll("button")]);
  });
  box.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !box.contains(event.relatedTarget) && event.relatedTarget !== opener) close(false);
  });
  return { open, close };
}

export function arrows(event, buttons) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const at = buttons.indexOf(document.activeElement);
  if (!step || at < 0) return;
  event.preventDefault();
  buttons[(at + step + buttons.length) % buttons.length].focus();
}

// --- times, all in the company's zone

let zone = "UTC";
export const setZone = (name) => (zone = name);
const format = (seconds, options) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }).format(new Date(seconds * 1000));

export const clockTime = (seconds) => format(seconds, { hour: "2-digit", minute: "2-digit" });
export const longDate = (seconds) =>
  format(seconds, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
export const shortDate = (seconds) => format(seconds, { weekday: "short", day: "numeric", month: "short" });
export const dayName = (seconds) => format(seconds, { weekday: "long", day: "numeric", month: "long" });
export const dayOf = (seconds) => format(seconds, { dateStyle: "short" });

export function fields(seconds) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  }).formatToParts(new Date(seconds * 1000));
  const part = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}

// The instant that a datetime-local field means in the company's zone.
export function instant(field) {
  const wanted = Date.parse(`${field}Z`) / 1000;
  let guess = wanted;
  for (let round = 0; round < 3; round += 1) guess += wanted - Date.parse(`${fields(guess)}Z`) / 1000;
  return guess;
}
