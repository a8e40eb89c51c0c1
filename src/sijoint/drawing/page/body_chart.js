/**
 * Mirrors the checkboxes of a body chart in its pictures.
 *
 * The checkboxes are the control: without this file they do everything. With it a tap on a region
 * toggles its checkbox, a chosen region is filled and ticked, and the region whose checkbox has
 * the focus is outlined. Regions that are too small for a finger open the closer picture.
 */

const SVG = "http://www.w3.org/2000/svg";
const DIRECTIONS = 24;
const STEP = 2;
/** As chart.py draws a place that was chosen without a rating. */
const FILL = "unrated";
const TICKS = ["chart-tick-halo", "chart-tick"];

/** Make the pictures of one chart follow its checkboxes, and the other way round. */
export function mirror(root) {
  const boxes = new Map();
  for (const box of root.querySelectorAll('input[name="region"]')) boxes.set(box.value, box);
  const views = new Map();
  for (const view of root.querySelectorAll("[data-view]")) views.set(view.dataset.view, view);
  const buttons = [...root.querySelectorAll("[data-show]")];
  const status = root.querySelector("[data-chosen]");

  function show(name) {
    root.dataset.shown = name;
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.dataset.show === name));
    }
  }

  function tell() {
    const chosen = [...boxes.values()].filter((box) => box.checked);
    const places = chosen.map((box) => box.labels[0].textContent.trim()).join("; ");
    const { chosen: some, nothing } = status.dataset;
    status.textContent = places ? some.replace("{places}", places) : nothing;
  }

  function draw(region) {
    for (const view of views.values()) {
      for (const sign of view.querySelectorAll(`[data-for="${region}"]`)) sign.remove();
      const place = view.querySelector(`[data-region="${region}"]`);
      if (place && boxes.get(region).checked) choose(view, place);
    }
  }

  function outline(region) {
    for (const view of views.values()) {
      const place = region && view.querySelector(`[data-region="${region}"]`);
      for (const ring of layer(view, "focus").children) {
        ring.replaceChildren(...(place ? [use(place.id)] : []));
      }
    }
  }

  function reveal(region) {
    if (canTap(views.get(root.dataset.shown), region)) return;
    const name = [...views.keys()].find((key) => canTap(views.get(key), region));
    if (name) show(name);
  }

  root.addEventListener("change", ({ target }) => {
    if (!boxes.has(target.value)) return;
    draw(target.value);
    tell();
  });
  root.addEventListener("focusin", ({ target }) => {
    if (!boxes.has(target.value) || !target.matches(":focus-visible")) return;
    outline(target.value);
    reveal(target.value);
  });
  root.addEventListener("focusout", () => outline(""));
  for (const button of buttons) button.addEventListener("click", () => show(button.dataset.show));
  for (const view of views.values()) {
    view.addEventListener("click", (event) => {
      const place = placeAt(view, event, Number(root.dataset.reach));
      if (!place) return;
      const closer = place.closest("[data-closer]")?.dataset.closer;
      // A mouse is exact enough for the small regions; a finger and a pen get the closer picture.
      if (closer && event.pointerType !== "mouse") {
        show(closer);
        views.get(closer).scrollIntoView({ block: "nearest" });
      } else {
        boxes.get(place.dataset.region).click();
      }
    });
  }
  root.querySelector(".si-chart-switch").hidden = false;
  root.classList.add("si-ready");
  show(views.keys().next().value);
  tell();
}

function layer(view, name) {
  return view.querySelector(`[data-layer="${name}"]`);
}

/** Whether a view shows a region large enough for a finger. */
function canTap(view, region) {
  const place = view.querySelector(`[data-region="${region}"]`);
  return Boolean(place) && !place.closest("[data-closer]");
}

function choose(view, place) {
  const { region } = place.dataset;
  const box = place.getBBox();
  const middle = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
  const tick = place.id.slice(0, -region.length) + "tick";
  layer(view, FILL).append(use(place.id, { "data-for": region }));
  for (const name of TICKS) layer(view, name).append(use(tick, { ...middle, "data-for": region }));
}

function use(id, attributes = {}) {
  const element = document.createElementNS(SVG, "use");
  for (const [name, value] of Object.entries({ href: `#${id}`, ...attributes })) {
    element.setAttribute(name, value);
  }
  return element;
}

/** The region under a tap, or the nearest one within reach beside the body. */
function placeAt(view, { clientX, clientY }, reach) {
  for (let distance = 0; distance <= reach; distance += STEP) {
    for (let turn = 0; turn < (distance ? DIRECTIONS : 1); turn += 1) {
      const angle = (2 * Math.PI * turn) / DIRECTIONS;
      const x = clientX + distance * Math.cos(angle);
      const y = clientY + distance * Math.sin(angle);
      const place = document.elementFromPoint(x, y)?.closest("[data-region]");
      if (place && view.contains(place)) return place;
    }
  }
  return null;
}

for (const root of document.querySelectorAll("[data-body-chart]")) mirror(root);
