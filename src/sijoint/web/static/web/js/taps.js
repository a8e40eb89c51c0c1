/**
 * Taps that wait on this device until the server has them. They belong to whoever made them: nobody
 * else sends or loses them. Every page of staff sends what waits, whichever evaluation it is for.
 */

const OURS = "si-taps-";
const RETRY = 4000;

const { reader, answerUrl } = document.body.dataset;
const PREFIX = `${OURS}${reader}-`;

/** Where a browser keeps nothing, taps live as long as the page. */
const memory = new Map();
export let isKept = true;

function read(evaluation) {
  if (memory.has(evaluation)) return memory.get(evaluation);
  try {
    return JSON.parse(localStorage.getItem(PREFIX + evaluation) ?? "[]");
  } catch {
    return [];
  }
}

function write(evaluation, taps) {
  try {
    if (taps.length) localStorage.setItem(PREFIX + evaluation, JSON.stringify(taps));
    else localStorage.removeItem(PREFIX + evaluation);
    memory.delete(evaluation);
    isKept = true;
  } catch {
    memory.set(evaluation, taps);
    isKept = false;
  }
}

/** The taps of one evaluation that the server does not have yet, the oldest first. */
export const waiting = read;

/** Every evaluation with taps that wait. */
export function evaluations() {
  const found = new Set(memory.keys());
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX)) found.add(key.slice(PREFIX.length));
    }
  } catch {
    isKept = false;
  }
  return [...found].filter((evaluation) => read(evaluation).length);
}

export const count = () => evaluations().reduce((sum, each) => sum + read(each).length, 0);

/** Keep a tap, and send what waits. */
export function add(evaluation, tap) {
  write(evaluation, [...read(evaluation), tap]);
  send();
}

/* ---- Sending, one after the other ------------------------------------------------------------ */

const listener = { saving() {}, answered() {}, refused() {}, waiting() {} };
let sending = null;
let retry = 0;

/** Why taps wait: the server was not reached, it did not take them, or it asks for a fresh page. */
const [CUT, FAILED, EXPIRED] = ["cut", "failed", "expired"];
let reason = "";

/** Whether another page would not come now. */
export const isCut = () => !navigator.onLine || reason === CUT;

/** Say what a page does when a tap is being sent, was answered, was refused, or still waits. */
export const listen = (acts) => Object.assign(listener, acts);

/** Send everything that waits; resolves when nothing waits, or when it cannot be sent now. */
export function send() {
  sending ??= sendAll().finally(() => (sending = null));
  return sending;
}

async function sendAll() {
  clearTimeout(retry);
  try {
    for (let evaluation; (evaluation = evaluations()[0]); ) await sendOne(evaluation, read(evaluation)[0]);
    reason = "";
  } catch (error) {
    reason = error.message;
    listener.waiting(reason === EXPIRED);
    // Who signed in again elsewhere needs the token of a fresh page: trying again does not help.
    if (reason !== EXPIRED) retry = setTimeout(send, RETRY);
  }
}

async function sendOne(evaluation, tap) {
  listener.saving();
  const response = await post(evaluation, tap).catch(() => {
    throw new Error(CUT);
  });
  if (response.status === 403) throw new Error(EXPIRED);
  if (response.status === 401) location.assign(response.headers.get("HX-Redirect"));
  const isAnswer = response.ok || [404, 409, 422].includes(response.status);
  if (!isAnswer || response.redirected) throw new Error(FAILED);
  write(evaluation, read(evaluation).filter((each) => each.client_id !== tap.client_id));
  const html = response.headers.get("Content-Type")?.startsWith("text/html") ? await response.text() : "";
  if (response.ok) listener.answered(evaluation, tap, html);
  else listener.refused(evaluation, tap, html);
}

function post(evaluation, tap) {
  const body = new FormData();
  for (const [name, value] of Object.entries(tap)) body.append(name, value);
  return fetch(answerUrl.replace("00000000-0000-0000-0000-000000000000", evaluation), {
    method: "POST",
    body,
    // The token stands where htmx finds it; htmx's own header makes the end of a session an answer.
    headers: { ...JSON.parse(document.body.getAttribute("hx-headers")), "HX-Request": "true", "HX-Current-URL": location.href },
  });
}

/* ---- On every page --------------------------------------------------------------------------- */

const line = document.getElementById("unsent");

function tell(name) {
  if (!line) return;
  line.hidden = !name;
  line.textContent = name ? line.dataset[name] : "";
}

if (reader) {
  if (line) listen({ waiting: (isExpired) => tell(isExpired ? "expired" : "waiting"), refused: () => tell("refused"), answered: () => count() || tell("") });
  addEventListener("online", send);
  // Signing out empties this device: what waits is sent first.
  for (const form of document.querySelectorAll("form[action$='/logout/']")) {
    form.addEventListener("submit", async (event) => {
      if (!count()) return;
      event.preventDefault();
      await send();
      if (!count() || confirm(form.dataset.unsent ?? line?.dataset.waiting ?? "")) form.submit();
    });
  }
  // A page that keeps nothing must not be left before everything is sent.
  addEventListener("beforeunload", (event) => {
    if (!isKept && count()) event.preventDefault();
  });
  if (count()) send();
}
