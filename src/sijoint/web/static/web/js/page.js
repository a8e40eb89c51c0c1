/** What every page does better with JavaScript; nothing here is needed to read or to send it. */

const AFTER_FORM = "si-after-form";

/** After a form, the focus goes to what is new: the summary of errors, else the heading. */
function placeFocus() {
  const sent = sessionStorage.getItem(AFTER_FORM);
  sessionStorage.removeItem(AFTER_FORM);
  const errors = document.querySelector(".errors");
  const heading = document.querySelector("main h1");
  if (errors) {
    errors.focus();
  } else if (sent && heading && !location.hash) {
    const notices = document.querySelector(".notices");
    if (notices?.textContent.trim()) {
      notices.id ||= "notices";
      heading.setAttribute("aria-describedby", notices.id);
    }
    heading.tabIndex = -1;
    heading.focus();
  }
}

document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) sessionStorage.setItem(AFTER_FORM, "yes");
});
placeFocus();

/** One fewer and one more beside a number. */
function readySteppers(within) {
  for (const stepper of within.querySelectorAll(".stepper:not(.ready)")) {
    const field = stepper.querySelector("input");
    const buttons = [...stepper.querySelectorAll("button[data-step]")];
    const mark = () => {
      const value = field.valueAsNumber;
      const [least, most] = [field.min, field.max].map((limit) => (limit === "" ? NaN : +limit));
      for (const button of buttons) {
        const atEnd = button.dataset.step < 0 ? value <= least : value >= most;
        button.setAttribute("aria-disabled", atEnd);
      }
    };
    for (const button of buttons) {
      button.hidden = false;
      button.addEventListener("click", () => {
        if (button.getAttribute("aria-disabled") === "true") return;
        if (button.dataset.step < 0) field.stepDown();
        else field.stepUp();
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
      });
    }
    field.addEventListener("input", mark);
    stepper.classList.add("ready");
    mark();
  }
}
readySteppers(document);
document.addEventListener("htmx:load", ({ target }) => readySteppers(target));

/** Buttons that choose a look: data-look="theme:dark", "theme:", "text:large" or "text:". */
const LOOKS = { theme: "bsTheme", text: "text" };

function readyLooks() {
  for (const group of document.querySelectorAll("[data-looks]")) {
    const name = group.dataset.looks;
    const key = `si-${name}`;
    const chosen = document.documentElement.dataset[LOOKS[name]] ?? "";
    for (const radio of group.querySelectorAll("input")) radio.checked = radio.value === chosen;
    group.addEventListener("change", ({ target }) => {
      if (target.value) {
        document.documentElement.dataset[LOOKS[name]] = target.value;
        localStorage.setItem(key, target.value);
      } else {
        delete document.documentElement.dataset[LOOKS[name]];
        localStorage.removeItem(key);
      }
    });
    group.hidden = false;
  }
}
readyLooks();

/** Show what a link leads to in a sheet: a part of this page, or another page of the site. */
async function openSheet(link) {
  const dialog = document.querySelector("dialog.sheet");
  const body = dialog.querySelector(".sheet-body");
  const address = new URL(link.href);
  let giveBack = () => {};
  if (address.hash && address.pathname === location.pathname) {
    const part = document.getElementById(address.hash.slice(1));
    const place = document.createComment("in the sheet");
    part.replaceWith(place);
    body.replaceChildren(part);
    giveBack = () => place.replaceWith(part);
  } else {
    const response = await fetch(address, { headers: { "X-Sheet": "yes" } });
    if (!response.ok || response.redirected) return location.assign(address);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const main = page.querySelector("main");
    main.querySelector(".notices")?.remove();
    body.replaceChildren(...main.childNodes);
  }
  const heading = body.querySelector("h1, h2");
  dialog.setAttribute("aria-label", heading?.textContent.trim() ?? link.textContent.trim());
  dialog.addEventListener("close", giveBack, { once: true });
  dialog.showModal();
  dialog.scrollTop = 0;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-sheet]");
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (link && isPlain && window.HTMLDialogElement) {
    event.preventDefault();
    openSheet(link).catch(() => location.assign(link.href));
  }
  if (event.target.matches("dialog.sheet")) event.target.close();
});

/** Print this page. */
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
