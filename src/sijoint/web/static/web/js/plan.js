/** After a change of the plan the focus stays where it was, or goes to what is new. */

document.addEventListener("htmx:afterSettle", () => {
  const editor = document.getElementById("plan-editor");
  if (!editor) return;
  const errors = editor.querySelector(".errors");
  if (errors) {
    errors.focus();
  } else if (document.activeElement === document.body || !document.activeElement) {
    const target = editor.querySelector(".notice button") ?? editor.querySelector("h1");
    if (target.tagName === "H1") target.tabIndex = -1;
    target.focus();
  }
});
