/**
 * What is typed in the workspace and not saved: the note stays in this tab until it is signed, and
 * nobody leaves changed facts behind without being asked.
 */

const KEPT = "si-note-";

const signed = document.querySelector("[data-signed]");
if (signed) sessionStorage.removeItem(KEPT + signed.dataset.signed);

const root = document.querySelector("[data-workspace]");
const signing = root?.querySelector("form[action$='/sign/']");
const facts = root?.querySelector("#facts form");

if (signing) {
  const key = KEPT + root.dataset.workspace;
  const { note, version } = signing.elements;
  const held = JSON.parse(sessionStorage.getItem(key) ?? "null");
  // After a refusal the page holds what was typed. The version says what the note was written for.
  if (held && !signing.querySelector(".errors")) [note.value, version.value] = [held.text, held.version];
  note.addEventListener("input", () => {
    sessionStorage.setItem(key, JSON.stringify({ text: note.value, version: version.value }));
  });
  signing.addEventListener("submit", ({ submitter }) => {
    if (submitter?.name === "restore") sessionStorage.removeItem(key);
  });
}

if (facts) {
  const filled = () => new URLSearchParams(new FormData(facts)).toString();
  const standing = filled();
  let isSent = false;
  facts.addEventListener("submit", () => (isSent = true));
  addEventListener("beforeunload", (event) => {
    if (!isSent && filled() !== standing) event.preventDefault();
  });
}
