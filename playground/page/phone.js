// One phone: its person, the chat, toasts, and what a button does. Not: the parts themselves.

import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { button, el, face, icon, popover } from "./dom.js";
import { fileUrl, get, post } from "./net.js";
import { peopleMenu } from "./people.js";

const PATIENCE = 15000;
const TYPING = 5000;
const TOAST = 3600;

export class Phone {
  constructor(town, person) {
    this.town = town;
    this.root = document.querySelector("#t-phone").content.firstElementChild.cloneNode(true);
    this.find = (query) => this.root.querySelector(query);
    this.spinning = new Map();
    this.groups = [];
    this.act = {
      press: (...where) => this.press(...where),
      reply: (message) => this.composer.reply(message),
      show: (id) => this.chat.show(id),
      picture: (url, alt) => town.picture(url, alt),
      command: (text) => this.composer.send(text),
      isOwn: (url) => town.isOwn(url),
      link: (url) => this.follow(url),
      copy: (text) => this.copied(text),
    };
    this.chat = new Chat(this, this.find(".log"), this.find(".below"));
    this.composer = new Composer(this, this.find(".composer"));
    this.switch = popover(this.find(".switch"), this.find(".people"), () => peopleMenu(this, this.find(".people")));
    this.moreMenu();
    this.find(".pinned").addEventListener("click", () => this.chat.show(Number(this.find(".pinned").dataset.id)));
    this.open(person);
  }

  async open(person) {
    this.person = person;
    this.spinning.clear();
    this.head();
    this.busy(false);
    const history = await get(`history?person=${person.id}`);
    if (this.person.id !== person.id) return;
    this.person = this.town.know(history.person);
    this.groups = history.groups;
    this.chat.fill(history.messages, history.about);
    this.composer.setUp(history);
    this.pin(history.messages.filter((message) => message.pinned));
    this.head();
    this.town.read(this);
  }

  head() {
    const { person } = this;
    this.root.setAttribute("aria-label", `Phone of ${person.name}`);
    this.root.dataset.person = person.id;
    this.find(".switch .face").replaceWith(face(person));
    this.find(".switch .name").textContent = person.name;
    const state = person.blocked ? `${person.role} · has blocked the bot` : person.role;
    this.find(".switch .role").textContent = this.isTyping ? `${this.town.bot.name} is typing…` : state;
    this.find(".log").setAttribute("aria-label", `Chat of ${person.name} with ${this.town.bot.name}`);
    this.find(".switch").setAttribute("aria-label", `${person.name}, ${person.role}. Switch person`);
  }

  moreMenu() {
    const box = this.find(".more-menu");
    this.more = popover(this.find(".more"), box, () => {
      const { blocked, started } = this.person;
      const item = (label, act) => {
        const made = button(label, "item", () => {
          this.more.close(true);
          act();
        });
        made.setAttribute("role", "menuitem");
        return made;
      };
      const as = (body) => ({ person: this.person.id, ...body });
      box.replaceChildren(item("Send /start again", () => this.try(post("start", as({})))));
      if (started) {
        const label = blocked ? "Unblock the bot" : "Stop and block the bot";
        box.append(item(label, () => this.try(post("block", as({ blocked: !blocked })))));
      }
      for (const { id, title, inside } of this.groups) {
        const label = inside ? `Remove the bot from “${title}”` : `Add the bot to “${title}”`;
        const act = post.bind(null, "group", as({ chat: id }));
        box.append(item(label, () => this.try(act().then(() => this.open(this.person)))));
      }
    });
  }

  // --- events

  heard(event) {
    const { message } = event;
    if (event.type === "message" || event.type === "edit") this.message(message);
    else if (event.type === "delete") this.chat.remove(message);
    else if (event.type === "typing") this.typing();
    else if (event.type === "answer") this.answer(event);
    else if (event.type === "keyboard") this.composer.setKeyboard(event.keyboard);
    else if (event.type === "pin") this.open(this.person);
    else if (event.type === "profile") this.composer.refreshCommands();
    else if (event.type === "person") {
      this.person = event.person;
      this.composer.setPerson(event.person);
      this.head();
    }
  }

  message(message) {
    if (message.bot) this.busy(false);
    this.chat.put(message);
  }

  typing() {
    this.busy(true);
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => this.busy(false), TYPING);
  }

  // Shows under the name that the bot is at work.
  busy(typing) {
    if (this.isTyping === typing) return;
    this.isTyping = typing;
    this.find(".switch .role").classList.toggle("typing", typing);
    this.head();
  }

  pin(pinned) {
    const line = this.find(".pinned");
    const last = pinned.at(-1);
    line.hidden = !last;
    if (!last) return;
    line.dataset.id = last.id;
    line.lastElementChild.textContent = last.text.split("\n")[0] || last.kind;
  }

  // --- pressing

  async press(message, row, column, key) {
    key.classList.add("busy");
    const done = () => key.classList.remove("busy");
    const body = { person: this.person.id, chat: message.chat, message: message.id, row, column };
    const result = await this.try(post("press", body));
    if (!result?.query) done();
    if (!result) return;
    if (result.query) {
      const early = this.town.answered.get(result.query);
      if (early) done();
      else this.spinning.set(result.query, done);
      setTimeout(done, PATIENCE);
    } else if (result.copy) this.copied(result.copy);
    else if (result.url) this.toast(result.url);
    else if (result.inline !== undefined) this.offer(result.inline, result.others);
  }

  answer(event) {
    this.spinning.get(event.query)?.();
    this.spinning.delete(event.query);
    if (!event.text) return;
    if (event.alert) this.alert(event.text);
    else this.toast(event.text);
  }

  toast(text) {
    const box = this.find(".toast");
    const made = el("p", "", text);
    made.dir = "auto";
    box.replaceChildren(made);
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => box.replaceChildren(), TOAST);
  }

  alert(text) {
    const box = this.find(".toast");
    const words = el("p", "", text);
    words.dir = "auto";
    const back = document.activeElement;
    const ok = button("OK", "pill strong", () => {
      box.replaceChildren();
      if (back?.isConnected) back.focus();
    });
    const made = el("div", "alert", words, ok);
    made.setAttribute("role", "alertdialog");
    made.setAttribute("aria-label", "Message of the bot");
    made.addEventListener("keydown", (event) => event.key === "Escape" && ok.click());
    clearTimeout(this.toastTimer);
    box.replaceChildren(made);
    ok.focus();
  }

  follow(url) {
    const payload = new URL(url).searchParams.get("start") || "";
    this.try(post("start", { person: this.person.id, payload }));
  }

  async copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.toast("Copied");
    } catch {
      this.toast(text);
    }
  }

  // --- inline mode

  async offer(text, others) {
    const box = this.find(".inline");
    const found = await this.try(post("inline", { person: this.person.id, text }));
    if (!found) return;
    const to = others ? this.receivers() : null;
    const close = button(icon("close"), "tool", () => (box.hidden = true));
    close.setAttribute("aria-label", "Close");
    const title = el("b", "", found.results.length ? "Send in your own name" : "The bot offers nothing for this");
    const items = found.results.map((result) => this.result(result, text, to, box));
    box.replaceChildren(el("div", "inline-head", title, close), ...(to ? [el("label", "", "To ", to)] : []), ...items);
    box.hidden = false;
    (box.querySelector(".item") || close).focus();
    box.onkeydown = (event) => event.key === "Escape" && close.click();
    const outside = (event) => {
      if (box.contains(event.target)) return;
      box.hidden = true;
      document.removeEventListener("pointerdown", outside, true);
    };
    document.addEventListener("pointerdown", outside, true);
  }

  receivers() {
    const made = el("select");
    for (const person of this.town.people.values()) {
      if (person.id === this.person.id) continue;
      const option = el("option", "", `${person.name} · ${person.role}`);
      option.value = person.id;
      made.append(option);
    }
    return made;
  }

  result(result, text, to, box) {
    const words = el("span", "about", el("b", "", result.title), el("span", "", result.text));
    words.firstChild.dir = "auto";
    const made = button(words, "item", async () => {
      const body = { person: this.person.id, text, result: result.id, to: to ? Number(to.value) : null };
      if (await this.try(post("choose", body))) box.hidden = true;
      if (!to) this.composer.clear();
    });
    if (result.file) {
      const image = el("img");
      image.src = fileUrl(result.file);
      image.alt = "";
      made.prepend(image);
    }
    return made;
  }

  // Waits for a call; what it refuses is told on this phone.
  async try(call) {
    try {
      return await call;
    } catch (error) {
      this.toast(error.message);
      return null;
    }
  }
}
