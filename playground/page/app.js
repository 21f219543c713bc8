// Starts the page: three phones, who is on them, and who hears what. Not: drawing chats.

import { Clock } from "./clock.js";
import { button, face } from "./dom.js";
import { get, listen } from "./net.js";
import { badge } from "./people.js";
import { Phone } from "./phone.js";

const LINK = /https?:\/\/t\.me\/\w+\?start=[\w-]+/;
const KEEP_ANSWERS = 100;
const HUES = 8;
const narrow = matchMedia("(max-width: 900px)");

class Town {
  async start() {
    const state = await get("state");
    this.bot = state.bot;
    this.people = new Map();
    for (const person of state.people) this.know(person);
    this.unread = new Map();
    this.answered = new Map();
    this.lastLink = "";
    this.phones = [];
    this.front = 0;
    this.clock = new Clock(this);
    this.clock.set(state.clock);
    document.querySelector("#bot-name").textContent = this.bot.name;
    for (const person of this.chosen(state.places)) this.add(person);
    narrow.addEventListener("change", () => this.tabs());
    document.querySelector("#picture button").addEventListener("click", () => document.querySelector("#picture").close());
    listen((event) => this.heard(event), () => this.again(), (lost) => (document.querySelector("#lost").hidden = !lost));
    this.tabs();
  }

  // Takes in what is new about a person; everybody keeps the colour they came with.
  know(person) {
    const known = this.people.get(person.id);
    const merged = { hue: this.people.size % HUES, ...known, ...person };
    this.people.set(person.id, merged);
    return merged;
  }

  chosen(places) {
    const remembered = JSON.parse(sessionStorage.getItem("phones") || "[]");
    const wanted = [...(remembered.length === 3 ? remembered : places), ...this.people.keys()];
    return [...new Set(wanted)].map((id) => this.people.get(id)).filter(Boolean).slice(0, 3);
  }

  add(person) {
    const phone = new Phone(this, person);
    this.phones.push(phone);
    document.querySelector("#phones").append(phone.root);
  }

  // --- events

  heard(event) {
    if (event.type === "stale") return this.again();
    if (event.type === "answer") this.remember(event);
    if (event.type === "person") event.person = this.know(event.person);
    if (["stop", "clock", "jumping"].includes(event.type)) return this.clock.heard(event);
    for (const phone of this.phones) if (this.concerns(event, phone.person.id)) phone.heard(event);
    if (event.type === "message") this.count(event.message);
    if (event.message) this.clock.stir();
    return this.tabs();
  }

  concerns(event, id) {
    if (event.type === "profile") return true;
    if (event.type === "person") return event.person.id === id;
    return (event.message?.phones || event.phones || [event.person]).includes(id);
  }

  // An answer may come before the press itself has returned.
  remember(event) {
    this.answered.set(event.query, event);
    if (this.answered.size > KEEP_ANSWERS) this.answered.delete(this.answered.keys().next().value);
  }

  count(message) {
    this.lastLink = message.text.match(LINK)?.[0] || this.lastLink;
    for (const id of message.phones) {
      if (message.sender !== id && !this.seen(id)) this.unread.set(id, (this.unread.get(id) || 0) + 1);
    }
  }

  seen(id) {
    return this.phones.some((phone, place) => phone.person.id === id && (!narrow.matches || place === this.front));
  }

  async again() {
    const state = await get("state").catch(() => null);
    if (!state) return;
    for (const person of state.people) this.know(person);
    this.clock.set(state.clock);
    for (const phone of this.phones) phone.open(this.people.get(phone.person.id));
  }

  // --- who is where

  // Brings a person to the front: on the phone that shows them, else on `phone`, else on the one of their kind.
  async show(person, phone) {
    const shown = this.phones.find((other) => other.person.id === person.id);
    const place = shown || phone || this.phones.find((other) => other.person.role === person.role) || this.phones[1];
    if (phone && shown && shown !== phone) await shown.open(phone.person);
    const target = phone || place;
    if (target.person.id !== person.id) await target.open(person);
    this.front = this.phones.indexOf(target);
    this.read(target);
    this.tabs();
    target.root.classList.remove("called");
    requestAnimationFrame(() => target.root.classList.add("called"));
  }

  read(phone) {
    if (this.seen(phone.person.id)) this.unread.delete(phone.person.id);
    sessionStorage.setItem("phones", JSON.stringify(this.phones.map((other) => other.person.id)));
    this.tabs();
  }

  tabs() {
    const made = this.phones.map((phone, place) => {
      const { person } = phone;
      const tab = button([face(person), person.first_name, badge(this.unread.get(person.id))], "tab", () => this.turn(place));
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-selected", String(place === this.front));
      tab.tabIndex = place === this.front ? 0 : -1;
      phone.root.classList.toggle("front", place === this.front);
      return tab;
    });
    const bar = document.querySelector("#tabs");
    const held = bar.contains(document.activeElement);
    bar.replaceChildren(...made);
    bar.onkeydown = (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) this.turn((this.front + step + made.length) % made.length);
    };
    if (held) made[this.front]?.focus();
    this.elsewhere();
  }

  turn(place) {
    this.front = place;
    this.read(this.phones[place]);
    this.phones[place].chat.end();
  }

  // Unread messages of people who are on no phone show on every switch and in the window's title.
  elsewhere() {
    const hidden = [...this.unread].filter(([id]) => !this.phones.some((phone) => phone.person.id === id));
    const count = hidden.reduce((sum, [, unread]) => sum + unread, 0);
    for (const phone of this.phones) phone.find(".switch > .badge").replaceWith(badge(count));
    document.title = count ? `(${count}) ${this.bot.name} playground` : `${this.bot.name} playground`;
  }

  isOwn(url) {
    return url.toLowerCase().startsWith(`https://t.me/${this.bot.username.toLowerCase()}`);
  }

  picture(url, alt) {
    const dialog = document.querySelector("#picture");
    const image = dialog.querySelector("img");
    image.src = url;
    image.alt = alt;
    dialog.onclick = (event) => event.target === dialog && dialog.close();
    dialog.showModal();
  }
}

new Town().start();
