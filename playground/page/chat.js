// The log of one chat: groups of messages with days between them. Not: writing.

import { bubble } from "./bubble.js";
import { dayName, dayOf, el } from "./dom.js";

const NEAR = 120;

export class Chat {
  constructor(phone, log, below) {
    this.phone = phone;
    this.log = log;
    this.below = below;
    this.groups = new Map();
    this.stack = el("div", "stack");
    log.append(this.stack);
    this.stuck = true;
    log.addEventListener("scroll", () => {
      this.stuck = this.near();
      if (this.stuck) this.below.hidden = true;
    });
    // Pictures load, keyboards open, the window changes: who was at the end stays there.
    const stay = new ResizeObserver(() => this.stuck && this.end());
    stay.observe(log);
    stay.observe(this.stack);
    below.addEventListener("click", () => this.end(true));
  }

  about(text) {
    const words = el("p", "", text);
    words.dir = "auto";
    return el("div", "about-bot", el("b", "", "What can this bot do?"), words);
  }

  fill(messages, about = "") {
    this.groups.clear();
    this.stack.replaceChildren();
    this.lastDay = "";
    this.log.classList.add("still");
    if (!messages.length && about) this.stack.append(this.about(about));
    for (const message of messages) this.put(message);
    this.end();
    requestAnimationFrame(() => this.log.classList.remove("still"));
  }

  // Draws a new or changed message; returns whether it is new.
  put(message) {
    const key = message.album ? `a${message.album}` : `m${message.chat}:${message.id}`;
    const group = this.groups.get(key) || { messages: [], element: null };
    const known = group.messages.findIndex((other) => other.id === message.id);
    if (known < 0) group.messages.push(message);
    else group.messages[known] = message;
    this.groups.set(key, group);
    this.draw(group);
    if (this.stuck || (known < 0 && this.mine(message))) this.end();
    else if (known < 0) this.below.hidden = false;
    return known < 0;
  }

  mine(message) {
    return message.sender === this.phone.person.id;
  }

  draw(group) {
    const [first] = group.messages;
    const fresh = bubble(group.messages, this.mine(first), this.phone.act);
    if (group.element) {
      const held = group.element.contains(document.activeElement);
      group.element.replaceWith(fresh);
      if (held) (fresh.querySelector(".key") || this.log).focus({ preventScroll: true });
      fresh.classList.add("changed");
    } else {
      const day = dayOf(first.date);
      if (day !== this.lastDay) this.stack.append(el("p", "day", dayName(first.date)));
      this.lastDay = day;
      this.stack.append(fresh);
    }
    group.element = fresh;
  }

  remove(message) {
    for (const [key, group] of this.groups) {
      const rest = group.messages.filter((other) => other.id !== message.id || other.chat !== message.chat);
      if (rest.length === group.messages.length) continue;
      group.messages = rest;
      if (rest.length) this.draw(group);
      else {
        group.element.remove();
        this.groups.delete(key);
      }
    }
  }

  show(id) {
    for (const group of this.groups.values()) {
      if (!group.messages.some((message) => message.id === id)) continue;
      group.element.scrollIntoView({ block: "center", behavior: "smooth" });
      group.element.classList.remove("lit");
      requestAnimationFrame(() => group.element.classList.add("lit"));
    }
  }

  near() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR;
  }

  end(smooth = false) {
    this.stuck = true;
    this.below.hidden = true;
    this.log.scrollTo({ top: this.log.scrollHeight, behavior: smooth ? "smooth" : "instant" });
  }
}
