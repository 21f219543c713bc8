// Writing: the text line, replies, attachments, commands, the reply keyboard. Not: what was written.

import { button, el, icon, popover } from "./dom.js";
import { get, post, upload } from "./net.js";

const TALLEST = 132;

export class Composer {
  constructor(phone, root) {
    this.phone = phone;
    this.find = (query) => root.querySelector(query);
    this.text = this.find("textarea");
    this.input = this.find("input[type=file]");
    this.replyTo = null;
    this.commands = [];
    this.find("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.text.addEventListener("keydown", (event) => this.typed(event));
    this.text.addEventListener("input", () => this.changed());
    this.find(".replying button").addEventListener("click", () => this.reply(null));
    this.find(".keys").addEventListener("click", () => this.toggleKeyboard());
    this.find(".start").addEventListener("click", () => this.begin());
    this.input.addEventListener("change", () => this.files([...this.input.files]));
    this.menus();
    this.drops(root);
  }

  menus() {
    const list = this.find(".commands");
    this.menu = popover(this.find(".slash"), list, () => this.listCommands(""));
    list.addEventListener("keydown", (event) => {
      if (event.key.length === 1 && event.key !== " ") this.text.focus();
    });
    const attach = this.find(".attach-menu");
    const closing = (act) => () => {
      this.attach.close(true);
      act();
    };
    attach.append(
      button([icon("photo"), "Photos or files…"], "item", closing(() => this.input.click())),
      button([icon("photo"), "Sample photo"], "item", closing(() => this.sample())),
      button([icon("voice"), "Sample voice message"], "item", closing(() => this.voice())),
    );
    for (const item of attach.children) item.setAttribute("role", "menuitem");
    this.attach = popover(this.find(".attach"), attach);
  }

  drops(root) {
    root.addEventListener("dragover", (event) => event.preventDefault());
    root.addEventListener("drop", (event) => {
      event.preventDefault();
      this.files([...event.dataTransfer.files]);
    });
  }

  // --- the state of the chat

  setUp({ person, keyboard, commands }) {
    this.commands = commands;
    this.reply(null);
    this.setPerson(person);
    this.setKeyboard(keyboard);
    this.find(".slash").hidden = !commands.length;
  }

  setPerson(person) {
    const begin = this.find(".start");
    begin.hidden = person.started && !person.blocked;
    begin.textContent = person.blocked ? "Unblock" : "Start";
    this.find(".line").hidden = !begin.hidden;
    this.find(".keyboard").hidden = !begin.hidden || !this.rows?.length || this.folded;
    if (this.eager && begin.hidden) {
      this.eager = false;
      this.text.focus();
    }
  }

  setKeyboard({ rows, placeholder, used }) {
    this.rows = rows;
    this.folded = used;
    this.text.placeholder = placeholder || "Message";
    const box = this.find(".keyboard");
    box.replaceChildren(
      ...rows.map((row) => {
        const keys = row.map((about) => {
          const press = () => this.phone.try(post("key", this.as({ text: about.text })));
          const made = button(about.text, "key", about.request_users ? () => this.askForPeople(about) : press);
          made.dir = "auto";
          return made;
        });
        return el("div", "keys", ...keys);
      }),
    );
    this.find(".keys").hidden = !rows.length;
    box.hidden = !rows.length || used;
  }

  // A button that asks for people: the keyboard becomes the list of them until one is chosen.
  askForPeople(about) {
    const back = { rows: this.rows, placeholder: this.text.placeholder, used: false };
    const choose = (id) => {
      this.setKeyboard(back);
      if (id) this.phone.try(post("key", this.as({ text: about.text, people: [id] })));
    };
    const people = [...this.phone.town.people.values()].map((person) => {
      const made = button(person.name, "key", () => choose(person.id));
      made.dir = "auto";
      return el("div", "keys", made);
    });
    this.find(".keyboard").replaceChildren(...people, el("div", "keys", button("‹ Back", "key", () => choose(null))));
  }

  toggleKeyboard() {
    this.folded = !this.folded;
    this.find(".keyboard").hidden = this.folded;
  }

  as(body) {
    return { person: this.phone.person.id, ...body };
  }

  // --- sending

  begin() {
    const { person } = this.phone;
    if (person.blocked) this.phone.try(post("block", this.as({ blocked: false })));
    else this.phone.try(post("start", this.as({})));
    this.eager = true;
  }

  async send(text = this.text.value) {
    if (!text.trim()) return;
    const inline = text.match(/^@(\w+)\s+(.*)$/s);
    if (inline && inline[1] === this.phone.town.bot.username) {
      this.phone.offer(inline[2], false);
      return;
    }
    const reply = this.replyTo;
    this.clear();
    await this.phone.try(post("say", this.as({ text, reply_to: reply })));
  }

  clear() {
    this.text.value = "";
    this.reply(null);
    this.changed();
  }

  reply(message) {
    this.replyTo = message?.id ?? null;
    this.find(".replying").hidden = !message;
    if (!message) return;
    const quote = this.find(".quote");
    quote.replaceChildren(el("b", "", message.name), el("span", "", message.text || message.kind));
    quote.lastChild.dir = "auto";
    this.text.focus();
  }

  typed(event) {
    const list = this.find(".commands");
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && !list.hidden) this.menu.close(true);
    else if (event.key === "Escape") this.reply(null);
    else if (event.key === "ArrowUp" && !list.hidden) {
      event.preventDefault();
      list.querySelector("button:last-child")?.focus();
    }
  }

  changed() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, TALLEST)}px`;
    this.find("form").classList.toggle("ready", Boolean(this.text.value.trim()));
    const begun = this.text.value.match(/^\/(\w*)$/);
    const list = this.find(".commands");
    if (begun) this.listCommands(begun[1]);
    list.hidden = !begun || !list.children.length;
  }

  listCommands(begun) {
    const fitting = this.commands.filter((command) => command.command.startsWith(begun));
    const items = fitting.map(({ command, description }) => {
      const made = button([el("b", "", `/${command}`), el("span", "", description)], "item", () => {
        this.menu.close(true);
        this.find(".commands").hidden = true;
        this.clear();
        this.send(`/${command}`);
        this.text.focus();
      });
      made.setAttribute("role", "option");
      return made;
    });
    this.find(".commands").replaceChildren(...items);
  }

  // --- files

  async files(files) {
    this.input.value = "";
    const pictures = files.filter((file) => /^image\/(png|jpeg|gif|webp)$/.test(file.type));
    const album = pictures.length > 1 ? String(Date.now()) : "";
    for (const file of files) {
      const kind = pictures.includes(file) ? "photo" : "document";
      await this.upload({ kind, name: file.name, mime: file.type, album: kind === "photo" ? album : "" }, file);
    }
  }

  upload(about, data) {
    const caption = this.text.value.trim();
    const body = this.as({ ...about, caption, reply_to: this.replyTo || "" });
    this.clear();
    return this.phone.try(upload(body, data));
  }

  async sample() {
    const picture = await (await fetch("/sample.jpg")).blob();
    this.upload({ kind: "photo", name: "damaged-box.jpg", mime: "image/jpeg" }, picture);
  }

  voice() {
    this.upload({ kind: "voice", mime: "audio/ogg", seconds: 7 }, new Blob([new Uint8Array(4096)]));
  }

  async refreshCommands() {
    this.commands = (await get(`history?person=${this.phone.person.id}`)).commands;
    this.find(".slash").hidden = !this.commands.length;
  }
}

