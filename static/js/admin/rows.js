// Rows of a list: added, removed and taken back, moved by buttons, keys, place or dragging, and
// folded to one line each where they are many. Without this the number fields of each row do the
// moving and the ticks the removing.
const MANY = 8; // rows, from which they are folded and can be sent to a place
const narrow = window.matchMedia("(max-width: 48rem)");

const rowsOf = (list) => [...list.children];
const isRemoved = (row) => Boolean(row.querySelector("input[name$=-DELETE]")?.checked);
const groupOf = (element) => element.closest("[data-rows]");

const heard = document.createElement("p");
heard.className = "visually-hidden";
heard.setAttribute("role", "status");
document.body.append(heard);
const say = (words, values = {}) => {
  heard.textContent = words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
};

const count = (group) => {
  const section = group.closest(".desk-section");
  const badge = section && document.querySelector(`[data-count="${section.id}"]`);
  if (!badge) return;
  badge.textContent = [...section.querySelectorAll("[data-row]")].filter((row) => !isRemoved(row)).length;
};

const settle = (list) => {
  const rows = rowsOf(list);
  rows.forEach((row, place) => {
    const number = place + 1;
    const shown = row.querySelector("[data-row-number]");
    if (shown.matches("input")) {
      shown.value = number;
      shown.max = rows.length;
    } else shown.textContent = number;
    for (const [name, edge] of [["up", 0], ["down", rows.length - 1]]) {
      const button = row.querySelector(`[data-row-${name}]`);
      if (!button) continue;
      button.hidden = false;
      button.disabled = place === edge;
      button.setAttribute("aria-label", `${button.title} ${number}`);
    }
    const handle = row.querySelector("[data-row-handle]");
    if (handle) handle.hidden = rows.length < 2;
  });
  count(groupOf(list));
};

// Positions are written where the order has changed: a form that is only saved sends what it got,
// for the rows of one table may stand in two lists (cast and crew) and be numbered through both.
const changed = (list) => {
  settle(list);
  rowsOf(list).forEach((row, place) => {
    const position = row.querySelector(".row-position");
    if (position) position.value = place;
  });
  list.dispatchEvent(new CustomEvent("rows:changed", { bubbles: true }));
};

// Moving ------------------------------------------------------------------------------------------

const moveTo = (row, place) => {
  const list = row.parentElement;
  const others = rowsOf(list).filter((other) => other !== row);
  const at = Math.min(Math.max(place, 0), others.length);
  const focused = row.contains(document.activeElement) ? document.activeElement : null;
  if (others[at]) others[at].before(row);
  else list.append(row);
  changed(list);
  // Moving an element takes the focus from it; a button at the edge is off and hands it to its twin.
  const twin = focused?.matches("[data-row-up]") ? "[data-row-down]" : "[data-row-up]";
  (focused?.disabled ? row.querySelector(twin) : focused)?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  say(groupOf(list).dataset.saidMoved, { place: at + 1, count: others.length + 1 });
};

const step = (row, by) => {
  const place = rowsOf(row.parentElement).indexOf(row) + by;
  if (place >= 0 && place < row.parentElement.children.length) moveTo(row, place);
};

const drag = (event, row) => {
  event.preventDefault();
  const list = row.parentElement;
  const handle = event.target;
  handle.setPointerCapture(event.pointerId);
  row.classList.add("is-dragged");
  const follow = (at) => {
    for (const other of list.children) {
      if (other === row) continue;
      const box = other.getBoundingClientRect();
      const isBefore = row.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (at.clientY < box.top || at.clientY > box.bottom) continue;
      if (isBefore) other.after(row);
      else other.before(row);
      break;
    }
    const edge = 60;
    if (at.clientY < edge) window.scrollBy(0, -20);
    if (at.clientY > window.innerHeight - edge) window.scrollBy(0, 20);
  };
  const drop = () => {
    row.classList.remove("is-dragged");
    handle.removeEventListener("pointermove", follow);
    changed(list);
  };
  handle.addEventListener("pointermove", follow);
  handle.addEventListener("lostpointercapture", drop, { once: true });
};

// A long list shows the place as a field: typing another number sends the row there.
const offerPlace = (row) => {
  const shown = row.querySelector("[data-row-number]");
  if (shown.matches("input")) return;
  const field = document.createElement("input");
  field.type = "number";
  field.min = 1;
  field.className = "row-place";
  field.dataset.rowNumber = "";
  field.setAttribute("aria-label", groupOf(row).dataset.wordsPlace);
  shown.replaceWith(field);
};

// Folding -----------------------------------------------------------------------------------------

const valueOf = (box) => {
  const field = box.querySelector("select, textarea, input:not([type=checkbox], [type=file], [type=hidden])");
  if (!field) return "";
  return (field.matches("select") ? field.selectedOptions[0]?.text ?? "" : field.value).trim();
};

const summarize = (row) => {
  const button = row.querySelector("[data-row-fold]");
  if (!button) return;
  const boxes = [...row.querySelectorAll(".row-fields > .desk-field:not(.field-position)")];
  const parts = boxes.map(valueOf).filter(Boolean).slice(0, narrow.matches ? 2 : 3);
  button.replaceChildren();
  for (const part of parts.length ? parts : [groupOf(row).dataset.wordsEmpty]) {
    const words = document.createElement("bdi");
    words.textContent = part.slice(0, 200);
    if (button.childNodes.length) button.append(" — ");
    button.append(words);
  }
};

const fold = (row, isFolded) => {
  const button = row.querySelector("[data-row-fold]");
  if (!button) return;
  if (isFolded) summarize(row);
  row.classList.toggle("is-folded", isFolded);
  button.setAttribute("aria-expanded", String(!isFolded));
};

const offerFold = (row) => {
  if (row.querySelector("[data-row-fold]")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "row-fold";
  button.dataset.rowFold = "";
  button.setAttribute("aria-expanded", "true");
  row.querySelector("[data-row-number]").after(button);
  summarize(row);
};

const isWrong = (row) => row.classList.contains("has-faults") || row.querySelector(".errorlist, [data-fault]");

const offerFoldAll = (group, list) => {
  const button = group.querySelector("[data-rows-fold]");
  const foldable = () => rowsOf(list).filter((row) => row.querySelector("[data-row-fold]"));
  const tell = () => {
    const isOpen = foldable().some((row) => !row.classList.contains("is-folded"));
    button.textContent = isOpen ? button.dataset.fold : button.dataset.unfold;
    button.dataset.isOpen = isOpen ? "yes" : "";
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const row of foldable()) fold(row, Boolean(button.dataset.isOpen));
    tell();
  });
  list.addEventListener("rows:folded", tell);
  tell();
};

// Adding and removing -----------------------------------------------------------------------------

export const add = (group, { after, isQuiet = false } = {}) => {
  const total = group.querySelector("input[name$=-TOTAL_FORMS]");
  const list = group.querySelector("[data-rows-list]");
  const row = group.querySelector("[data-rows-empty]").content.firstElementChild.cloneNode(true);
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const attribute of [...element.attributes]) {
      if (attribute.value.includes("__prefix__")) {
        attribute.value = attribute.value.replaceAll("__prefix__", total.value);
      }
    }
  }
  total.value = Number(total.value) + 1;
  if (after) after.after(row);
  else list.append(row);
  if (group.classList.contains("has-many")) {
    offerPlace(row);
    if (group.classList.contains("is-foldable")) offerFold(row);
  }
  changed(list);
  // Other scripts make the new row's fields ready.
  row.dispatchEvent(
    new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: group.dataset.rows } }),
  );
  if (isQuiet) return row;
  row.querySelector(".row-fields :is(.select2-selection, select, input, textarea)")?.focus();
  row.scrollIntoView({ block: "nearest" });
  const rows = rowsOf(list);
  say(group.dataset.saidAdded, { place: rows.indexOf(row) + 1, count: rows.length });
  return row;
};

const showRemoved = (row) => {
  const words = row.querySelector(".row-remove span");
  const isGone = isRemoved(row);
  if (isGone) {
    offerFold(row);
    summarize(row);
  }
  row.classList.toggle("is-removed", isGone);
  if (!words) return;
  words.dataset.words ||= words.textContent;
  words.textContent = isGone ? groupOf(row).dataset.wordsBack : words.dataset.words;
};

// Everything together -----------------------------------------------------------------------------

const keys = {
  ArrowUp: (row) => step(row, -1),
  ArrowDown: (row) => step(row, 1),
  KeyN: (row) => groupOf(row).querySelector("[data-rows-add]") && add(groupOf(row), { after: row }),
};

const onKey = (event) => {
  const row = event.target.closest("[data-row]");
  if (!row) return;
  const isAdd = event.key === "Enter" && (event.ctrlKey || event.metaKey);
  const isAlt = event.altKey && !event.ctrlKey && !event.metaKey;
  const act = isAdd ? keys.KeyN : isAlt ? keys[event.code] : undefined;
  if (event.target.matches(".row-place") && event.key === "Enter") event.target.dispatchEvent(new Event("change", { bubbles: true }));
  else if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act?.(row);
};

// A form that is shown again has its new rows last, wherever they had been moved to.
const sort = (list) => {
  const place = (row) => Number(row.querySelector(".row-position")?.value || 1e9);
  const rows = rowsOf(list);
  const inOrder = [...rows].sort((one, other) => place(one) - place(other));
  if (inOrder.some((row, number) => row !== rows[number])) list.append(...inOrder);
};

const prepare = (group) => {
  const list = group.querySelector("[data-rows-list]");
  sort(list);
  const rows = rowsOf(list);
  const hasMany = rows.length > MANY;
  const isFoldable = hasMany && (narrow.matches || !rows[0].matches(".row-short"));
  group.classList.add("is-movable");
  group.classList.toggle("has-many", hasMany);
  group.classList.toggle("is-foldable", isFoldable);
  for (const row of rows) {
    if (hasMany) offerPlace(row);
    if (isFoldable) {
      offerFold(row);
      fold(row, !isWrong(row));
    }
    if (isRemoved(row)) showRemoved(row);
  }
  settle(list);
  if (isFoldable) offerFoldAll(group, list);
  const button = group.querySelector("[data-rows-add]");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => add(group));
  }
  list.addEventListener("click", ({ target }) => {
    const row = target.closest("[data-row]");
    if (target.closest("[data-row-up]")) step(row, -1);
    else if (target.closest("[data-row-down]")) step(row, 1);
    else if (target.closest("[data-row-fold]") && !isRemoved(row)) {
      fold(row, !row.classList.contains("is-folded"));
      list.dispatchEvent(new CustomEvent("rows:folded"));
    }
  });
  list.addEventListener("pointerdown", (event) => {
    if (event.target.matches("[data-row-handle]")) drag(event, event.target.closest("[data-row]"));
  });
  list.addEventListener("change", ({ target }) => {
    const row = target.closest("[data-row]");
    if (target.matches(".row-place")) {
      const place = Number(target.value) - 1;
      if (target.value && place !== rowsOf(list).indexOf(row)) moveTo(row, place);
      else settle(list);
    } else if (target.name?.endsWith("-DELETE")) {
      showRemoved(row);
      changed(list);
      say(group.dataset[isRemoved(row) ? "saidRemoved" : "saidBack"]);
    }
  });
  list.addEventListener("input", ({ target }) => summarize(target.closest("[data-row]")));
  list.addEventListener("keydown", onKey, { capture: true });
  // What is looked for inside a folded row is shown: a fault, a link of the desk's.
  list.addEventListener("desk:reveal", ({ target }) => {
    const row = target.closest("[data-row]");
    if (row) fold(row, false);
  });
};

for (const group of document.querySelectorAll("[data-rows]")) prepare(group);
