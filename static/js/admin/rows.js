// Rows of a list: added, removed, moved by the two buttons or by dragging the handle. Without this
// the number fields of each row do the moving and the ticks the removing.
const kept = (list) =>
  [...list.children].filter((row) => !row.querySelector("input[name$=-DELETE]")?.checked);

const count = (group) => {
  const section = group.closest(".desk-section");
  const badge = section && document.querySelector(`[data-count="${section.id}"]`);
  if (!badge) return;
  const lists = [...section.querySelectorAll("[data-rows-list]")];
  badge.textContent = lists.reduce((sum, list) => sum + kept(list).length, 0);
};

const settle = (list) => {
  [...list.children].forEach((row, place) => {
    const number = place + 1;
    row.querySelector("[data-row-number]").textContent = number;
    const position = row.querySelector(".row-position");
    if (position) position.value = place;
    for (const [name, edge] of [["up", 0], ["down", list.children.length - 1]]) {
      const button = row.querySelector(`[data-row-${name}]`);
      if (!button) continue;
      button.hidden = false;
      button.disabled = place === edge;
      button.setAttribute("aria-label", `${button.title} ${number}`);
    }
    const handle = row.querySelector("[data-row-handle]");
    if (handle) handle.hidden = list.children.length < 2;
  });
  count(list.closest("[data-rows]"));
};

const changed = (list) => {
  settle(list);
  list.dispatchEvent(new CustomEvent("rows:changed", { bubbles: true }));
};

const move = (row, button, step) => {
  const list = row.parentElement;
  const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (step < 0) other.before(row);
  else other.after(row);
  changed(list);
  // A button at the edge is off; the focus goes on to its twin.
  (button.disabled ? row.querySelector(step < 0 ? "[data-row-down]" : "[data-row-up]") : button).focus();
  row.scrollIntoView({ block: "nearest" });
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

const add = (group) => {
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
  list.append(row);
  changed(list);
  // Django's own scripts make the new row's choices searchable.
  row.dispatchEvent(
    new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: group.dataset.rows } }),
  );
  row.querySelector(".row-fields :is(.select2-selection, select, input, textarea)")?.focus();
  row.scrollIntoView({ block: "nearest" });
};

for (const group of document.querySelectorAll("[data-rows]")) {
  const list = group.querySelector("[data-rows-list]");
  group.classList.add("is-movable");
  settle(list);
  const button = group.querySelector("[data-rows-add]");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => add(group));
  }
  list.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-row-up], [data-row-down]");
    if (pressed) move(pressed.closest("[data-row]"), pressed, "rowUp" in pressed.dataset ? -1 : 1);
  });
  list.addEventListener("pointerdown", (event) => {
    if (event.target.matches("[data-row-handle]")) drag(event, event.target.closest("[data-row]"));
  });
  list.addEventListener("change", (event) => {
    if (!event.target.name?.endsWith("-DELETE")) return;
    event.target.closest("[data-row]").classList.toggle("is-removed", event.target.checked);
    changed(list);
  });
  for (const box of list.querySelectorAll("input[name$=-DELETE]:checked")) {
    box.closest("[data-row]").classList.add("is-removed");
  }
}
