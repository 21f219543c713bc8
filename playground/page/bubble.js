// One message, or one album, as an element. Not: where it stands in the chat.

import { button, clockTime, el, icon } from "./dom.js";
import { fileUrl } from "./net.js";
import { rich } from "./text.js";

const KINDS = { url: "link", copy_text: "copy", switch_inline_query: "send", switch_inline_query_chosen_chat: "send" };

export const size = (bytes) =>
  bytes < 1024 ? `${bytes} B` : bytes < 1048576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;

// `messages` is one message or the parts of an album; `mine` says on whose side it stands.
export function bubble(messages, mine, act) {
  const [first] = messages;
  const captioned = messages.find((message) => message.text) || first;
  const box = el("div", `bubble ${first.kind}`);
  if (first.where) box.append(el("p", "where", first.where));
  if (first.forwarded) box.append(el("p", "where", "Forwarded"));
  if (first.reply) box.append(quoted(first.reply, act));
  media(box, messages, act);
  if (captioned.text) {
    const text = el("div", "text");
    text.dir = "auto";
    text.append(rich(captioned.text, captioned.entities, act));
    box.append(text);
  }
  box.append(foot(messages, mine));
  const row = el("div", `message ${mine ? "mine" : "theirs"}`, el("div", "body", box));
  row.dataset.id = first.id;
  const answer = button(icon("reply"), "tool reply", () => act.reply(first));
  answer.setAttribute("aria-label", "Reply to this message");
  row.append(answer);
  const last = messages.at(-1);
  if (last.rows.length) row.firstChild.append(keyboard(last, act));
  return row;
}

function quoted(reply, act) {
  const made = button([el("b", "", reply.name), el("span", "", reply.text)], "quoted", () => act.show(reply.id));
  made.lastChild.dir = "auto";
  return made;
}

function media(box, messages, act) {
  const pictures = messages.filter((message) => message.kind === "photo");
  if (pictures.length) {
    const grid = el("div", `pictures n${Math.min(pictures.length, 4)}`);
    grid.append(...pictures.map((message) => picture(message, act)));
    box.append(grid);
  }
  for (const message of messages) {
    if (message.kind === "document" || message.kind === "video") box.append(document_(message.files[0]));
    if (message.kind === "voice") box.append(voice(message.files[0]));
    if (message.kind === "contact") box.append(card(message.card));
    if (message.kind === "users_shared") box.append(...message.card.users.map((user) => card(user)));
    if (message.kind === "location") box.append(place(message.card));
  }
}

function picture(message, act) {
  const [file] = message.files;
  const image = el("img");
  image.src = fileUrl(file.id);
  image.width = file.width;
  image.height = file.height;
  image.alt = message.text || "Photo";
  const made = button(image, "picture", () => act.picture(image.src, image.alt));
  made.setAttribute("aria-label", "Open the photo");
  return made;
}

function document_(file) {
  const about = el("span", "about", el("b", "", file.name), el("span", "", size(file.size)));
  about.firstChild.dir = "auto";
  const made = el("a", "file", el("span", "disc", icon("file")), about);
  made.href = fileUrl(file.id);
  made.download = file.name;
  return made;
}

function voice(file) {
  const wave = el("span", "wave");
  for (let bar = 0; bar < 28; bar += 1) {
    const line = el("i");
    line.style.height = `${20 + ((bar * 37 + file.size * 13) % 80)}%`;
    wave.append(line);
  }
  const seconds = `${Math.floor(file.duration / 60)}:${String(file.duration % 60).padStart(2, "0")}`;
  const made = el("a", "file", el("span", "disc", icon("voice")), el("span", "about", wave, el("span", "", seconds)));
  made.href = fileUrl(file.id);
  made.download = file.name;
  made.setAttribute("aria-label", `Voice message, ${seconds}`);
  return made;
}

function card(contact) {
  const name = `${contact.first_name || ""} ${contact.last_name || ""}`.trim() || String(contact.user_id);
  return el("div", "file", el("span", "disc", [...name][0]), el("span", "about", el("b", "", name), contact.phone_number || ""));
}

function place(point) {
  const where = `${point.latitude.toFixed(5)}, ${point.longitude.toFixed(5)}`;
  return el("div", "file", el("span", "disc", icon("place")), el("span", "about", el("b", "", "Place"), where));
}

function foot(messages, mine) {
  const last = messages.at(-1);
  const made = el("span", "foot");
  const reactions = [...new Set(messages.flatMap((message) => message.reactions))];
  if (reactions.length) made.append(el("span", "reactions", ...reactions));
  if (last.via) made.append(el("span", "", "via bot"));
  if (last.silent && !mine) made.append(el("span", "", "silent"));
  if (last.edits) made.append(el("span", "", "edited"));
  made.append(el("time", "", clockTime(last.date)));
  return made;
}

function keyboard(message, act) {
  const rows = message.rows.map((labels, row) => {
    const made = el("div", "keys");
    labels.forEach((about, column) => {
      const label = el("span", "", about.text);
      label.dir = "auto";
      const key = button(label, "key", () => act.press(message, row, column, key));
      const kind = Object.keys(KINDS).find((name) => about[name] !== undefined);
      if (kind) key.append(icon(KINDS[kind]));
      made.append(key);
    });
    return made;
  });
  return el("div", "inline-keyboard", ...rows);
}
