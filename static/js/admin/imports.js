// An import that goes on by itself, slice by slice, and ticks that are set together. Without this
// file "Go on" is pressed by hand, and each tick is set by itself.
const box = document.querySelector("[data-progress]");
const PAUSE = 150; // milliseconds between two slices, for everybody else who asks the server
const MOST_FAILURES = 5;

const show = (found) => {
  const bar = box.querySelector("progress");
  bar.max = found.total || 1;
  bar.value = found.done;
  box.querySelector("[data-progress-words]").textContent = found.words;
};

const goOn = async (form, failures = 0) => {
  try {
    const answer = await fetch(form.action, {
      method: "POST", body: new FormData(form), headers: { Accept: "application/json" },
    });
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
    const found = await answer.json();
    show(found);
    if (!found.running) { location.reload(); return; }
    setTimeout(goOn, PAUSE, form);
  } catch {
    // The server restarts, or the session is over: after a few tries the button is left to press.
    if (failures < MOST_FAILURES) setTimeout(goOn, 2_000 * (failures + 1), form, failures + 1);
    else form.hidden = false;
  }
};

if (box) {
  const form = box.querySelector("form");
  form.hidden = true;
  goOn(form);
}

const ticks = document.querySelector("[data-ticks]");
if (ticks) {
  const boxes = [...ticks.querySelectorAll("input[name=take]")];
  const set = (isTicked) => boxes.forEach((one) => { one.checked = isTicked(one); });
  const on = (name, isTicked) =>
    ticks.querySelector(`[data-tick-${name}]`)?.addEventListener("click", () => set(isTicked));
  on("all", () => true);
  on("none", () => false);
  on("free", (one) => !("byHand" in one.dataset));
  const all = ticks.querySelector(".import-all");
  if (all) all.hidden = false;
}
