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

/** Another language shows the screen anew: what is typed is taken along, except what is private. */
const TYPED = "si-typed";
const screen = document.querySelector("form[data-screen]");
const controls = () =>
  [...(screen?.elements ?? [])].filter((each) => each.matches("input:not([type=hidden]), select, textarea"));

function putBack({ address, typed }) {
  if (address !== location.pathname + location.search) return;
  const held = controls();
  for (const [place, name, value, checked] of typed) {
    const control = held[place];
    if (control?.name !== name) continue;
    if (checked === null) control.value = value;
    else if (control.checked !== checked) control.checked = checked;
    else continue;
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

const kept = sessionStorage.getItem(TYPED);
sessionStorage.removeItem(TYPED);
if (kept) putBack(JSON.parse(kept));

for (const form of document.querySelectorAll("form.language")) {
  form.addEventListener("submit", () => {
    const typed = controls().flatMap((each, place) => {
      const isTick = each.matches("[type=radio], [type=checkbox]");
      return "private" in each.dataset ? [] : [[place, each.name, each.value, isTick ? each.checked : null]];
    });
    const address = location.pathname + location.search;
    if (typed.length) sessionStorage.setItem(TYPED, JSON.stringify({ address, typed }));
  });
}
