/**
 * The editor of a plan is replaced whole after each change. What is being typed elsewhere in it
 * stays and is sent next; the focus stays where it was, or goes to what is new.
 */

const FIELDS = ".plan-row input[type=number], .plan-row select";

const editor = () => document.getElementById("plan-editor");
const unsaved = document.getElementById("plan-unsaved");

let held = "";
let typed = [];

const standing = (field) =>
  field.tagName === "SELECT" ? [...field.options].find((each) => each.defaultSelected)?.value : field.defaultValue;

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
  const before = held && document.getElementById(held);
  const target = errors ?? (before || editor().querySelector(".notice button") || editor().querySelector("h1"));
  if (target.tagName === "H1") target.tabIndex = -1;
  if (target !== document.activeElement) target.focus();
});

/** A change that did not arrive is told; the next one that does takes the words away. */
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (unsaved) unsaved.hidden = detail.xhr.status > 0 && detail.xhr.status !== 403 && detail.xhr.status < 500;
});
