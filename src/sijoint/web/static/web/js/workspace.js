/**
 * The workspace: each tap is saved by itself, kept on this device until the server has it, and
 * answered with the parts of the page that change. Without JavaScript the section is one form.
 */

import { add, count, isCut, isKept, listen, send, waiting } from "./taps.js";
import { isChanged } from "./unsaved.js";

const root = document.querySelector("[data-workspace]");
const form = document.getElementById("section-form");
const evaluation = root.dataset.workspace;
const ARROW_PAUSE = 150;
const SPEAK_AFTER = 1000;

document.documentElement.classList.add("taps");

/* ---- From a row to a tap, and back ----------------------------------------------------------- */

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

const record = (answer) => add(evaluation, tapOf(answer));

/** Show a tap that waits on the row that it is for: what the server sent is older. */
function paint(tap) {
  const key = `${tap.finding}-${tap.side || "whole"}`;
  const answer = document.querySelector(`[data-key="${key}"]`);
  const said = { result: tap.result, value: tap.value, familiar: tap.familiar_pain, location: tap.location, pain_side: tap.pain_side };
  for (const [name, value] of Object.entries(said)) {
    for (const field of answer?.querySelectorAll(`[name="${key}-${name}"]`) ?? []) {
      if (field.type === "radio") field.checked = field.value === value;
      else field.value = value;
    }
  }
}

/* ---- What the page says while taps are sent -------------------------------------------------- */

listen({
  saving: () => show("saving"),
  waiting: (isExpired) => show(isExpired ? (isKept ? "expired" : "lost") : isKept ? "waiting" : "unkept"),
  answered(whose, tap, html) {
    if (whose === evaluation) take(html, tap, true);
    else if (!count()) show("saved");
  },
  refused(whose, tap, html) {
    if (whose === evaluation) take(html, tap, false);
    show("refused");
    document.querySelector(`#test-${tap.finding} .message`)?.scrollIntoView({ block: "center" });
  },
});

function show(state) {
  const line = document.getElementById("save-state");
  line.dataset.state = state;
  line.querySelector("span").textContent = line.dataset[state];
}

/** Without a connection the page stays: another one would be an error of the browser. */
function stay(event) {
  event.preventDefault();
  show(isKept ? "offline" : "unkept");
}

document.addEventListener("click", (event) => {
  if (isCut() && event.target.closest("#sections a")) stay(event);
});
addEventListener("online", () => {
  if (!count()) show("saved");
});

/* ---- What changes on the page ---------------------------------------------------------------- */

const PARTS = ["who", "sections", "left", "gates", "answer", "foot"];

function take(html, tap, saved) {
  const parts = new DOMParser().parseFromString(html, "text/html");
  const opened = [...document.querySelectorAll("#answer details[open]")].map(placeOf);
  for (const id of PARTS) {
    const [fresh, old] = [parts.getElementById(id), document.getElementById(id)];
    if (fresh && old) old.replaceWith(fresh);
  }
  for (const place of opened) document.querySelectorAll("#answer details")[place]?.setAttribute("open", "");
  const isLast = !waiting(evaluation).some((each) => each.finding === tap.finding && each.side === tap.side);
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

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey) leave(event);
  });

  // Every tap is saved by itself, so the way on is a link; changed facts are sent first.
  form.addEventListener("submit", (event) => {
    const { next, enter } = event.submitter?.dataset ?? {};
    if (isCut() && (next || isChanged())) return stay(event);
    if (isChanged() || (!next && enter === undefined)) return;
    event.preventDefault();
    if (next) location.assign(next);
  });
}

/**
 * Nothing is signed while an answer still waits on this device. What is sent only now is not in the
 * note: the server then keeps the note, shows the new draft, and asks to sign again.
 */
for (const signing of document.querySelectorAll("form[action$='/sign/']")) {
  signing.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (!waiting(evaluation).length || button?.name === "restore") return;
    event.preventDefault();
    if (button) button.disabled = true;
    await send();
    if (button) button.disabled = false;
    if (waiting(evaluation).length) document.getElementById("save-state").scrollIntoView();
    else signing.requestSubmit(button);
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
  form.requestSubmit(next);
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
addEventListener("resize", measureHead);
for (const tap of waiting(evaluation)) paint(tap);
openRow();
measureHead();
