/* The review form: a key against double sending, a draft that survives, a counter, a busy button.
   Without this file the form works the same; only a double press is then told by its words. */
const forms = document.querySelectorAll("[data-review-form]");
const KEPT = ["title", "body", "display_name"];

function store(action) {
  try { return action(localStorage); } catch { return null; } // private windows may refuse
}

function keepDraft(form) {
  const name = `review:${form.dataset.reviewForm}`;
  const typed = store((s) => JSON.parse(s.getItem(name))) ?? {};
  for (const field of KEPT) {
    const input = form.elements[field];
    if (!input.value && typed[field]) input.value = typed[field];
  }
  form.addEventListener("input", () => {
    const now = Object.fromEntries(KEPT.map((field) => [field, form.elements[field].value]));
    store((s) => s.setItem(name, JSON.stringify(now)));
  });
}

function countCharacters(form) {
  const box = form.elements.body;
  const out = form.querySelector("[data-counter]");
  const longest = Number(box.dataset.longest);
  let said = null;
  const count = () => {
    const left = longest - [...box.value].length; // code points, as the server counts
    const step = left < 0 ? -1 : Math.floor(left / 100);
    if (!box.value || step === said) return; // spoken at most every 100 characters
    said = step;
    const words = left < 0 ? out.dataset.over : out.dataset.words;
    out.textContent = words.replace("{number}", Math.abs(left));
  };
  box.addEventListener("input", count);
  count();
}

function sendOnce(form) {
  const key = form.elements.idempotency_key;
  if (!key.value && crypto.randomUUID) key.value = crypto.randomUUID();
  let busy = null;
  let label = "";
  form.addEventListener("submit", (event) => {
    if (busy) return event.preventDefault();
    busy = event.submitter ?? form.querySelector("button[type=submit]");
    label = busy.textContent;
    busy.setAttribute("aria-busy", "true");
    busy.textContent = busy.dataset.busy ?? label;
  });
  addEventListener("pageshow", () => { // back from the receipt: the button works again
    if (!busy) return;
    busy.removeAttribute("aria-busy");
    busy.textContent = label;
    busy = null;
  });
}

for (const form of forms) {
  keepDraft(form);
  countCharacters(form);
  sendOnce(form);
}

const sent = document.querySelector("[data-review-sent]");
if (sent) store((s) => s.removeItem(`review:${sent.dataset.reviewSent}`));
