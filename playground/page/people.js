// Whose phone it is: the switch, the badges, and joining as somebody new. Not: chats.

import { button, el, face, icon } from "./dom.js";
import { post } from "./net.js";

export function badge(count) {
  const made = el("span", "badge", count > 99 ? "99+" : String(count || ""));
  made.hidden = !count;
  if (count) made.setAttribute("aria-label", `${count} unread`);
  return made;
}

export function peopleMenu(phone, box) {
  const { town } = phone;
  const items = [...town.people.values()].map((person) => {
    const names = el("span", "names", el("b", "name", person.name), el("span", "role", about(person)));
    const made = button([face(person), names, badge(town.unread.get(person.id))], "item person", () => {
      phone.switch.close(true);
      town.show(person, phone);
    });
    if (person.id === phone.person.id) made.setAttribute("aria-current", "true");
    return made;
  });
  const join = button([el("span", "face plain", icon("add")), "Join as a new person…"], "item person", () => {
    phone.switch.close(true);
    openJoin(town, phone);
  });
  box.replaceChildren(el("div", "people-list", ...items), join);
}

function about(person) {
  const state = person.blocked ? "blocked the bot" : person.started ? "" : "not started";
  return [person.role, person.language, state].filter(Boolean).join(" · ");
}

function openJoin(town, phone) {
  const dialog = document.querySelector("#join");
  const form = dialog.querySelector("form");
  const problem = dialog.querySelector(".problem");
  form.reset();
  form.elements.link.value = town.lastLink;
  problem.textContent = "";
  form.querySelector("[value=cancel]").onclick = () => dialog.close();
  form.onsubmit = async (event) => {
    event.preventDefault();
    try {
      const { name, language, link } = Object.fromEntries(new FormData(form));
      const person = town.know(await post("join", { name, language, link }));
      dialog.close();
      await town.show(person, phone);
    } catch (error) {
      problem.textContent = error.message;
    }
  };
  dialog.showModal();
}
