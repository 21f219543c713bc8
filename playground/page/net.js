// Talks to the playground: JSON calls and the stream of events. Not: drawing.

async function read(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(body.error || "That did not work.");
  return body;
}

export const get = (name) => fetch(`/play/${name}`).then(read);

export const post = (name, body = {}) =>
  fetch(`/play/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }).then(read);

export const upload = (about, data) =>
  fetch(`/play/upload?${new URLSearchParams(about)}`, { method: "POST", body: data }).then(read);

export const fileUrl = (id) => `/play/file/${encodeURIComponent(id)}`;

// `heard` gets every event; `again` is called when the stream is back after a break, as something may have been missed.
export function listen(heard, again, lost) {
  const stream = new EventSource("/play/events");
  let broken = false;
  stream.onmessage = (message) => heard(JSON.parse(message.data));
  stream.onerror = () => {
    broken = true;
    lost(true);
  };
  stream.onopen = () => {
    if (broken) {
      broken = false;
      lost(false);
      again();
    }
  };
}
