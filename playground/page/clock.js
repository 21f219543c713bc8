// The clock bar and the strip that tells what a jump did. Not: chats.

import { clockTime, el, face, fields, instant, longDate, popover, setZone, shortDate } from "./dom.js";
import { get, post } from "./net.js";

const KEPT = 60;
const SYNC = 20000;

export class Clock {
  constructor(town) {
    this.town = town;
    this.strip = document.querySelector("#strip");
    this.form = document.querySelector("#jump-form");
    this.field = document.querySelector("#jump-when");
    for (const key of document.querySelectorAll("[data-jump]")) {
      const step = key.dataset.jump;
      key.addEventListener("click", () => this.jump(step === "next" ? { next: true } : { seconds: Number(step) }));
    }
    this.menu = popover(document.querySelector("#jump-to"), this.form, () => (this.field.value = fields(this.time())));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.menu.close(true);
      this.jump({ until: instant(this.field.value) });
    });
    setInterval(() => this.draw(), 1000);
    setInterval(() => this.sync(), SYNC);
  }

  time() {
    return this.now + (performance.now() - this.at) / 1000;
  }

  set(clock) {
    setZone(clock.zone);
    Object.assign(this, { now: clock.now, due: clock.due, zone: clock.zone, at: performance.now() });
    this.able = clock.can_jump;
    this.busy(clock.busy);
    this.draw();
  }

  async sync() {
    if (this.jumping) return;
    const { clock } = await get("state").catch(() => ({}));
    if (clock) this.set(clock);
  }

  // Asks again soon after something happened: what is due next may have changed.
  stir() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.sync(), 700);
  }

  draw() {
    if (this.now === undefined) return;
    const now = this.time();
    document.querySelector("#now-time").textContent = clockTime(now);
    document.querySelector("#now-date").textContent = longDate(now);
    const label = document.querySelector("#next-due");
    if (!this.due) label.textContent = "Nothing due";
    else if (this.due <= now) label.textContent = "Due now";
    else label.textContent = "Next thing due";
  }

  busy(jumping) {
    this.jumping = jumping;
    document.body.classList.toggle("jumping", jumping);
    for (const key of document.querySelectorAll(".jumps .pill")) key.disabled = jumping || !this.able;
    if (!this.due) document.querySelector("[data-jump=next]").disabled = true;
  }

  async jump(how) {
    const focused = document.activeElement;
    this.busy(true);
    try {
      await post("jump", how);
    } catch (error) {
      this.busy(false);
      this.note(this.time(), error.message);
    }
    focused?.focus({ preventScroll: true });
  }

  heard(event) {
    if (event.type === "stop") this.stop(event.at, event.news);
    else if (event.type === "jumping") this.begun(event.busy);
    else if (event.type === "clock") this.landed(event);
  }

  begun(jumping) {
    if (jumping) this.told = false;
    this.busy(jumping);
  }

  landed({ clock, news, why, stops }) {
    this.jumping = false;
    this.set(clock);
    this.tell(clock.now, news);
    if (why) this.note(clock.now, why);
    else if (!stops) this.note(clock.now, "Nothing was due on the way.");
    else if (!this.told) this.note(clock.now, "What was due on the way had nothing to tell anybody.");
  }

  // --- the strip

  stop(at, news) {
    this.now = at;
    this.at = performance.now();
    this.draw();
    this.tell(at, news);
  }

  tell(at, news) {
    if (!news.length) return;
    this.told = true;
    const lines = news.slice(0, 4).map(({ person, text }) => this.line(person, text));
    if (news.length > 4) lines.push(el("li", "rest", `and ${news.length - 4} more`));
    this.add(at, el("ul", "", ...lines));
  }

  line(id, text) {
    const person = this.town.people.get(id);
    const words = el("span", "", text);
    words.dir = "auto";
    const made = el("button", "news", face(person || { id, name: "?" }), words);
    made.type = "button";
    made.title = person ? `${person.name}: ${text}` : text;
    made.addEventListener("click", () => person && this.town.show(person));
    return el("li", "", made);
  }

  note(at, text) {
    this.add(at, el("p", "rest", text));
  }

  add(at, content) {
    document.querySelector("#strip-hint").hidden = true;
    const stamp = el("p", "stamp", el("b", "", clockTime(at)), ` ${shortDate(at)}`);
    this.strip.append(el("li", "stop", stamp, content));
    while (this.strip.children.length > KEPT) this.strip.firstChild.remove();
    this.strip.scrollTo({ left: this.strip.scrollWidth, behavior: "smooth" });
  }
}
