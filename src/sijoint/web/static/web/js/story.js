/** Small helps for the questions about oneself; every page works without them. */

/** On a phone the pictures come first, and the list opens on demand. */
for (const list of document.querySelectorAll("details.story-list")) {
  if (matchMedia("(max-width: 767px)").matches) list.open = false;
}

/** On a phone the low back is shown large at once: most people touch a place there. */
if (matchMedia("(max-width: 767px)").matches) {
  document.querySelector('[data-body-chart] [data-show="back_closer"]')?.click();
}

/** Copy what to say on the phone. */
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    button.textContent = button.dataset.copied;
  });
}
