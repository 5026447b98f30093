// The moderators' list by keyboard. Each key presses a button that is there without this file too;
// none does anything while somebody types, and all can be switched off (WCAG 2.1.4).
const queue = document.querySelector("[data-queue]");
const dialog = document.querySelector("[data-keys]");
const switchOn = document.querySelector("[data-keys-on]");
const heard = document.querySelector("[data-heard]");
const OFF = "queue-keys-off";

const stored = (action) => {
  try { return action(localStorage); } catch { return null; } // private windows may refuse
};
let isOn = stored((s) => s.getItem(OFF)) !== "1";

const cases = () => [...queue.querySelectorAll("[data-case]")];
const current = () => document.activeElement?.closest("[data-case]");
const say = (words) => { if (heard) heard.textContent = words; };

const go = (step) => {
  const all = cases();
  const place = all.indexOf(current());
  const next = place < 0 ? all[0] : all[place + step];
  if (!next) return;
  next.focus();
  next.scrollIntoView({ block: "start" });
};

const inCase = (selector) => (current() ?? cases()[0])?.querySelector(selector);

const press = (button) => button?.form.requestSubmit(button);

const decline = (key) => {
  // R and H lead to the same reason; Enter there presses the button of that key.
  const button = inCase(`[data-decline="${key}"]`) ?? inCase("[data-decline]");
  if (!button) return;
  button.form.dataset.chosen = button.value;
  button.form.querySelector("[data-reason]").focus();
};

const tick = () => {
  const box = inCase("[data-tick]");
  if (!box) return;
  box.click();
  say(box.checked ? queue.dataset.ticked : queue.dataset.unticked);
};

const keys = {
  j: () => go(1),
  k: () => go(-1),
  a: () => press(inCase('[data-key="a"]')),
  s: () => press(inCase('[data-key="s"]')),
  r: () => decline("r"),
  h: () => decline("h"),
  x: tick,
  u: () => press(queue.querySelector('[data-key="u"]')),
  "?": () => dialog.showModal(),
};

const isTyping = (element) =>
  element.isContentEditable ||
  element.matches("textarea, select, input:not([type=checkbox], [type=submit], [type=button])");

const show = () => {
  for (const hint of document.querySelectorAll("[data-keys-hint]")) hint.hidden = !isOn;
};

document.addEventListener("keydown", (event) => {
  const action = keys[event.key.toLowerCase()];
  const isHelp = event.key === "?";
  if (!action || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (isTyping(event.target) || dialog.open || (!isOn && !isHelp)) return;
  event.preventDefault();
  action();
});

for (const form of queue.querySelectorAll(".case-decline")) {
  // Enter in a chosen list submits nothing by itself, and in the note the first button.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !form.matches("form") || event.target.matches("button")) return;
    const chosen = form.dataset.chosen ?? "";
    const button = [...form.querySelectorAll("[data-decline]")].find((b) => b.value === chosen);
    event.preventDefault();
    press(button ?? form.querySelector("[data-decline]"));
  });
}

// One press is one press: the second of a double press would come too late anyway.
queue.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of queue.querySelectorAll("form")) delete form.dataset.sent;
});

const all = queue.querySelector("[data-tick-all]");
if (all) {
  const boxes = () => [...queue.querySelectorAll("[data-tick]")];
  const count = queue.querySelector("[data-ticked-count]");
  const tell = () => { count.textContent = `(${boxes().filter((box) => box.checked).length})`; };
  all.hidden = false;
  all.addEventListener("click", () => {
    const isFull = boxes().every((box) => box.checked);
    for (const box of boxes()) box.checked = !isFull;
    tell();
  });
  queue.addEventListener("change", tell);
  tell();
}

if (dialog) {
  const open = document.querySelector("[data-keys-open]");
  open.hidden = false;
  open.addEventListener("click", () => dialog.showModal());
  switchOn.checked = isOn;
  switchOn.addEventListener("change", () => {
    isOn = switchOn.checked;
    stored((s) => s.setItem(OFF, isOn ? "" : "1"));
    show();
  });
  show();
}

// What was done is said, and the work goes on where it was.
const next = location.hash.startsWith("#review-") && document.getElementById(location.hash.slice(1));
const said = queue.querySelector("[data-said] .messagelist")?.innerText.trim();
if (next) next.focus({ preventScroll: true });
if (said) setTimeout(() => say(said), 100);
