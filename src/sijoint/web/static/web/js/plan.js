/** After a change of the plan the focus stays where it was, or goes to what is new. */

let held = "";

document.addEventListener("htmx:beforeSwap", () => {
  held = document.activeElement?.id ?? "";
});

document.addEventListener("htmx:afterSettle", () => {
  const editor = document.getElementById("plan-editor");
  if (!editor) return;
  const errors = editor.querySelector(".errors");
  const before = held && document.getElementById(held);
  const target = errors ?? (before || editor.querySelector(".notice button") || editor.querySelector("h1"));
  if (target.tagName === "H1") target.tabIndex = -1;
  if (target !== document.activeElement) target.focus();
});
