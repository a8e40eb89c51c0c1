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
  const { note, version, seen } = form.elements;
  const state = form.querySelector(".note-state");
  const held = JSON.parse(sessionStorage.getItem(key) ?? "null");
  let pause = 0;
  let sending = null;

  // After a refusal the page holds what was typed. The version says what the note was written for.
  if (held?.text === note.value) {
    sessionStorage.removeItem(key);
  } else if (held && !form.querySelector(".errors")) {
    [note.value, version.value, seen.value] = [held.text, held.version, held.seen];
    keep();
  }
  note.addEventListener("input", () => {
    sessionStorage.setItem(key, JSON.stringify({ text: note.value, version: version.value, seen: seen.value }));
    clearTimeout(pause);
    pause = setTimeout(keep, PAUSE);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && sessionStorage.getItem(key)) keep();
  });
  form.addEventListener("submit", async (event) => {
    clearTimeout(pause);
    if (event.submitter?.name === "restore") sessionStorage.removeItem(key);
    if (!sending || event.defaultPrevented) return;
    event.preventDefault();
    await sending;
    form.requestSubmit(event.submitter);
  });

  /** One after the other: each says which note it follows. */
  function keep() {
    clearTimeout(pause);
    const mine = (sending ?? Promise.resolve()).then(send).finally(() => {
      if (sending === mine) sending = null;
    });
    sending = mine;
  }

  async function send() {
    const text = note.value;
    const body = new URLSearchParams({ note: text, version: version.value, seen: seen.value });
    const headers = { Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    const answer = await fetch(form.dataset.keep, { method: "POST", body, headers }).catch(() => null);
    if (answer?.ok) seen.value = (await answer.json()).seen;
    if (note.value !== text) return;
    if (answer?.ok) sessionStorage.removeItem(key);
    state.textContent = state.dataset[{ 200: "kept", 403: "expired", 422: "refused" }[answer?.status] ?? "waiting"];
    form.querySelector(".keep-note").classList.toggle("without-script", answer?.status !== 422);
  }
}
