/** The choice of light or dark, and the search of the first page. */

const themes = document.querySelector(".themes");
const root = document.documentElement;

themes.querySelector(`[value=${root.dataset.bsTheme ?? "system"}]`).checked = true;
themes.addEventListener("change", ({ target }) => {
  if (target.value === "system") {
    delete root.dataset.bsTheme;
    localStorage.removeItem("si-theme");
  } else {
    root.dataset.bsTheme = target.value;
    localStorage.setItem("si-theme", target.value);
  }
});
themes.hidden = false;

/** Words without accents and capitals. */
function plain(text) {
  return text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
}

/** Show the rows that have every word of the search. */
function filter(rows, field, found) {
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  let count = 0;
  for (const { item, text } of rows) {
    item.hidden = !words.every((word) => text.includes(word));
    if (!item.hidden) count += 1;
  }
  for (const category of document.querySelectorAll(".category")) {
    category.hidden = !category.querySelector("li:not([hidden])");
  }
  if (!words.length) found.textContent = "";
  else if (count) found.textContent = `${count} of ${rows.length} exercises`;
  else found.textContent = `Nothing is called “${field.value.trim()}”. Try a shorter word.`;
}

const search = document.querySelector(".search");
if (search) {
  const field = search.querySelector("input");
  const found = search.querySelector("[role=status]");
  const rows = [...document.querySelectorAll(".category li")].map((item) => {
    const link = item.firstElementChild;
    const names = link.querySelector(".names").textContent;
    return { item, text: plain(`${names} ${link.dataset.words}`) };
  });
  field.addEventListener("input", () => filter(rows, field, found));
  search.hidden = false;
  // A browser that goes back fills the field in again.
  filter(rows, field, found);
}
