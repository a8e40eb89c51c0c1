/**
 * The workspace: each tap is saved by itself, kept on this device until the server has it, and
 * answered with the parts of the page that change. Without JavaScript the section is one form.
 */

const root = document.querySelector("[data-workspace]");
const form = document.getElementById("section-form");
const OURS = "si-taps-";
const STORE = `${OURS}${root.dataset.reader}-${root.dataset.workspace}`;
const ARROW_PAUSE = 150;
const RETRY = 4000;
const SPEAK_AFTER = 1000;

document.documentElement.classList.add("taps");

/* ---- Taps that wait on this device ----------------------------------------------------------- */

/** Taps in memory: the truth of this page, and all there is where a browser keeps nothing. */
let taps = [];
let isKept = true;

const waiting = () => taps;

function keep(now) {
  taps = now;
  try {
    if (taps.length) localStorage.setItem(STORE, JSON.stringify(taps));
    else localStorage.removeItem(STORE);
    isKept = true;
  } catch {
    isKept = false;
  }
}

/** What this reader left here; what somebody else left is neither sent nor kept. */
function recall() {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(OURS) && !key.startsWith(`${OURS}${root.dataset.reader}-`)) localStorage.removeItem(key);
    }
    taps = JSON.parse(localStorage.getItem(STORE) ?? "[]");
  } catch {
    isKept = false;
  }
}

/** What a row says now, as the server takes it. */
function tapOf(answer) {
  const [, finding, side] = answer.dataset.key.match(/^(.+)-(left|right|whole)$/);
  const said = (name) => {
    const fields = [...answer.querySelectorAll(`[name="${answer.dataset.key}-${name}"]`)];
    const field = fields.find((each) => each.type !== "radio" || each.checked);
    return field?.value ?? "";
  };
  return {
    finding,
    side: side === "whole" ? "" : side,
    result: said("result"),
    value: said("value"),
    familiar_pain: said("familiar"),
    location: said("location"),
    pain_side: said("pain_side"),
    version: said("version"),
    client_id: crypto.randomUUID?.() ?? randomId(),
    tapped_at: new Date().toISOString(),
  };
}

/** A random number of its own where the browser makes none outside https. */
function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function record(answer) {
  keep([...waiting(), tapOf(answer)]);
  send();
}

/* ---- Sending, one after the other ------------------------------------------------------------ */

let sending = false;
let retry = 0;

async function send() {
  if (sending) return;
  sending = true;
  clearTimeout(retry);
  try {
    for (let next; (next = waiting()[0]); ) {
      show("saving");
      const response = await post(next);
      if (response.status === 401) return location.assign(response.headers.get("HX-Redirect"));
      if (response.status >= 500 || response.status === 403 || response.redirected) throw new Error("not saved");
      keep(waiting().filter((tap) => tap.client_id !== next.client_id));
      const isLast = !waiting().some((tap) => tap.finding === next.finding && tap.side === next.side);
      if (response.headers.get("Content-Type")?.startsWith("text/html")) {
        take(await response.text(), next, { saved: response.ok, isLast });
      }
      if (!response.ok) show("refused");
    }
  } catch {
    show(isKept ? "waiting" : "unkept");
    retry = setTimeout(send, RETRY);
  } finally {
    sending = false;
  }
}

function post(tap) {
  const body = new FormData();
  for (const [name, value] of Object.entries(tap)) body.append(name, value);
  return fetch(root.dataset.answerUrl, {
    method: "POST",
    body,
    // The second makes the end of a session an answer instead of a page to sign in.
    headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, "HX-Request": "true", "HX-Current-URL": location.href },
  });
}

function show(state) {
  const line = document.getElementById("save-state");
  line.dataset.state = state;
  line.querySelector("span").textContent = line.dataset[state];
}

/* ---- What changes on the page ---------------------------------------------------------------- */

const PARTS = ["who", "sections", "left", "gates", "answer", "foot"];

function take(html, tap, { saved, isLast }) {
  const parts = new DOMParser().parseFromString(html, "text/html");
  const opened = [...document.querySelectorAll("#answer details[open]")].map(placeOf);
  for (const id of PARTS) {
    const [fresh, old] = [parts.getElementById(id), document.getElementById(id)];
    if (fresh && old) old.replaceWith(fresh);
  }
  for (const place of opened) document.querySelectorAll("#answer details")[place]?.setAttribute("open", "");
  if (isLast) takeRow(parts, tap, saved);
  measureHead();
  speak();
}

const placeOf = (details) => [...document.querySelectorAll("#answer details")].indexOf(details);

/** The row keeps the focus and what is being chosen; only what was refused is put right. */
function takeRow(parts, tap, saved) {
  const key = `${tap.finding}-${tap.side || "whole"}`;
  const fresh = parts.querySelector(`[data-key="${key}"]`);
  const old = document.querySelector(`[data-key="${key}"]`);
  if (!fresh || !old) return;
  const version = `[name="${key}-version"]`;
  old.querySelector(version).value = fresh.querySelector(version).value;
  if (saved) {
    const [foot, now] = [old, fresh].map((each) => each.querySelector(".test-foot"));
    if (foot && now) foot.replaceWith(now);
    else if (foot) foot.replaceChildren();
    else if (now) old.append(now);
  } else {
    const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
    old.replaceWith(fresh);
    if (focused) document.getElementById(focused)?.focus();
  }
}

let speaking = 0;

/** The sum is spoken once, a second after the last tap. */
function speak() {
  clearTimeout(speaking);
  speaking = setTimeout(() => {
    const live = document.querySelector("#answer [data-live]");
    const region = document.getElementById("spoken");
    if (live && region && region.textContent !== live.dataset.live) region.textContent = live.dataset.live;
  }, SPEAK_AFTER);
}

/** The panel begins where the head ends. */
function measureHead() {
  const head = document.querySelector(".ws-head");
  root.parentElement.style.setProperty("--ws-head", `${head.offsetHeight}px`);
}

/* ---- Taps and keys --------------------------------------------------------------------------- */

if (form) {
  let pause = 0;
  let byArrow = false;

  form.addEventListener("change", ({ target }) => {
    const answer = target.closest("[data-key]");
    if (!answer) return;
    clearTimeout(pause);
    if (byArrow) pause = setTimeout(() => record(answer), ARROW_PAUSE);
    else record(answer);
    byArrow = false;
  });

  form.addEventListener("click", (event) => {
    const clear = event.target.closest("button[name=clear]");
    if (!clear) return;
    event.preventDefault();
    empty(clear.closest("[data-key]"));
  });

  form.addEventListener("keydown", (event) => {
    byArrow = event.key.startsWith("Arrow") && event.target.type === "radio";
    if (event.key === "Enter" && event.ctrlKey) return leave(event);
    const answer = event.target.closest("[data-key]");
    if (!answer || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.matches("input[type=number], select")) return;
    const result = { p: "positive", n: "negative", d: "not_done" }[event.key.toLowerCase()];
    const radio = result && document.getElementById(`${answer.dataset.key}-${result}`);
    if (radio) {
      event.preventDefault();
      radio.focus();
      if (!radio.checked) radio.click();
    } else if (event.key === "Delete") {
      event.preventDefault();
      empty(answer);
    }
  });

  form.addEventListener("submit", (event) => {
    if (!event.submitter?.dataset.next || !waiting().length) {
      if (event.submitter?.dataset.next) {
        event.preventDefault();
        location.assign(event.submitter.dataset.next);
      }
    }
  });
}

function empty(answer) {
  for (const field of answer.querySelectorAll("input:not([type=hidden]), select")) {
    if (field.type === "radio") field.checked = false;
    else field.value = "";
  }
  answer.querySelector("input:not([type=hidden])")?.focus();
  record(answer);
}

function leave(event) {
  const next = form.querySelector("[data-next]");
  if (!next) return;
  event.preventDefault();
  location.assign(next.dataset.next);
}

/** "Go" of the panel leads to a row that may be folded away. */
function openRow() {
  const row = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  const group = row?.closest("details.group");
  if (group && !group.open) {
    group.open = true;
    row.scrollIntoView();
  }
  row?.querySelector("input:not([type=hidden])")?.focus({ preventScroll: true });
}

addEventListener("hashchange", openRow);
addEventListener("online", send);
addEventListener("resize", measureHead);
// A page that keeps nothing must not be left before everything is sent.
addEventListener("beforeunload", (event) => {
  if (!isKept && waiting().length) event.preventDefault();
});
recall();
openRow();
measureHead();
if (form && waiting().length) send();
