/**
 * The note: what is typed is kept by the server while it is written, and in this tab until the
 * server has it.
 */

const KEPT = "si-note-";
const PAUSE = 1500;

const signed = document.querySelector("[data-signed]");
if (signed) sessionStorage.removeItem(KEPT + signed.dataset.signed);

const root = document.querySelector("[data-workspace]");
const form = root?.querySelector("form[data-keep]");

if (form) {
  const key = KEPT + root.dataset.workspace;
  const { note, version } = form.elements;
  const state = form.querySelector(".note-state");
  const held = JSON.parse(sessionStorage.getItem(key) ?? "null");
  let pause = 0;

  // After a refusal the page holds what was typed. The version says what the note was written for.
  if (held?.text === note.value) {
    sessionStorage.removeItem(key);
  } else if (held && !form.querySelector(".errors")) {
    [note.value, version.value] = [held.text, held.version];
    keep();
  }
  note.addEventListener("input", () => {
    sessionStorage.setItem(key, JSON.stringify({ text: note.value, version: version.value }));
    clearTimeout(pause);
    pause = setTimeout(keep, PAUSE);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && sessionStorage.getItem(key)) keep();
  });
  form.addEventListener("submit", ({ submitter }) => {
    clearTimeout(pause);
    if (submitter?.name === "restore") sessionStorage.removeItem(key);
  });

  async function keep() {
    clearTimeout(pause);
    const text = note.value;
    const body = new URLSearchParams({ note: text, version: version.value });
    const headers = { Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    const answer = await fetch(form.dataset.keep, { method: "POST", body, headers }).catch(() => null);
    if (note.value !== text) return;
    if (answer?.ok) sessionStorage.removeItem(key);
    state.textContent = state.dataset[answer?.ok ? "kept" : answer?.status === 403 ? "expired" : "waiting"];
  }
}
