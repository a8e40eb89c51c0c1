/**
 * The editor of a plan is replaced whole after each change. What is being typed elsewhere in it
 * stays and is sent next; the focus stays where it was, or goes to what is new. A link leads on once
 * nothing waits any more: leaving the page would break off what is being sent.
 */

const FIELDS = ".plan-row input[type=number], .plan-row select";

const editor = () => document.getElementById("plan-editor");
const unsaved = document.getElementById("plan-unsaved");

let held = "";
let typed = [];
let wayOn = "";

/** What a field held when the page came; a list without a choice holds its first one. */
function standing(field) {
  if (field.tagName !== "SELECT") return field.defaultValue;
  return ([...field.options].find((each) => each.defaultSelected) ?? field.options[0]).value;
}

/** The fields that say something else than the server does. */
const changed = () => [...(editor()?.querySelectorAll(FIELDS) ?? [])].filter((field) => field.value !== standing(field));

/** Whether a field holds what was neither on the page nor in the change that was just sent. */
function isNew(field, sent, values) {
  return field.form === sent ? values.get(field.name) !== field.value : field.value !== standing(field);
}

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!detail.shouldSwap) return;
  held = document.activeElement?.id ?? "";
  const { elt, formData } = detail.requestConfig;
  typed = [...editor().querySelectorAll(FIELDS)]
    .filter((field) => isNew(field, elt, formData))
    .map((field) => [field.id, field.value]);
});

/** Put back what was typed meanwhile; what is still being typed is sent when it is left. */
function putBack() {
  for (const [id, value] of typed) {
    const field = document.getElementById(id);
    if (!field) continue;
    field.value = value;
    const send = () => field.value !== standing(field) && field.dispatchEvent(new Event("change", { bubbles: true }));
    if (id === held) field.addEventListener("blur", send, { once: true });
    else send();
  }
  typed = [];
}

document.addEventListener("htmx:afterSettle", () => {
  if (!editor()) return;
  putBack();
  const errors = editor().querySelector(".errors");
  if (errors) wayOn = "";
  else if (wayOn && !changed().length) location.assign(wayOn);
  const before = held && document.getElementById(held);
  const target = errors ?? (before || editor().querySelector(".notice button") || editor().querySelector("h1"));
  if (target.tagName === "H1") target.tabIndex = -1;
  if (target !== document.activeElement) target.focus();
});

/** A change that did not arrive is told; the next one that does takes the words away. */
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const isAnswered = detail.successful || detail.xhr.status === 422;
  if (!isAnswered) wayOn = "";
  if (unsaved) unsaved.hidden = isAnswered;
});

/** A link waits for what is not saved yet. Who is refused stays, and sees why. */
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (!link || !isPlain || event.defaultPrevented || link.origin !== location.origin) return;
  const waiting = changed();
  if (!waiting.length) return;
  event.preventDefault();
  wayOn = link.href;
  // Sent again where it did not arrive; on its way already, it is replaced before its turn comes.
  for (const form of new Set(waiting.map((field) => field.form))) form.dispatchEvent(new Event("change", { bubbles: true }));
});
