/** Fields that are saved by a button: nobody leaves them changed without being asked. */

const parts = [...document.querySelectorAll("[data-unsaved]")];
const filled = (part) =>
  [...part.querySelectorAll("input, select, textarea")]
    .map((field) => (field.matches("[type=checkbox], [type=radio]") ? field.checked : field.value))
    .join("\n");
// What came back with a complaint was never saved.
const standing = new Map(parts.map((part) => [part, part.querySelector(".errors") ? null : filled(part)]));

/** Whether something was changed since the page came. */
export const isChanged = () => parts.some((part) => filled(part) !== standing.get(part));

let isSent = false;
addEventListener("submit", (event) => (isSent = !event.defaultPrevented));
addEventListener("beforeunload", (event) => {
  if (!isSent && isChanged()) event.preventDefault();
});
