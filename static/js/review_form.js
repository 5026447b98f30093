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
    const [was, now] = typed[field] ?? [];
    // Into an empty field, or over the stored words that it was typed over.
    if (now && (!input.value || input.value === was)) input.value = now;
  }
  form.addEventListener("input", () => {
    const now = KEPT.map((field) => form.elements[field]).map((i) => [i.name, [i.defaultValue, i.value]]);
    store((s) => s.setItem(name, JSON.stringify(Object.fromEntries(now))));
  });
}

function countCharacters(form) {
  const box = form.elements.body;
  const out = form.querySelector("[data-counter]"); // for the eye: exact at every key
  const status = form.querySelector("[data-counter-said]"); // spoken at most every 100 characters
  const longest = Number(box.dataset.longest);
  let said = null;
  const count = () => {
    const left = longest - [...box.value].length; // code points, as the server counts
    const words = left < 0 ? out.dataset.over : out.dataset.words;
    out.textContent = box.value ? words.replace("{number}", Math.abs(left)) : "";
    const step = Math.floor(left / 100);
    if (step === said) return;
    said = step;
    status.textContent = out.textContent;
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
    setTimeout(release, 10_000); // the visitor may have stopped it; the key keeps it one review
  });
  const release = () => {
    if (!busy) return;
    busy.removeAttribute("aria-busy");
    busy.textContent = label;
    busy = null;
  };
  addEventListener("pageshow", release); // back from the receipt: the button works again
}

for (const form of forms) {
  keepDraft(form);
  countCharacters(form);
  sendOnce(form);
}

const sent = document.querySelector("[data-review-sent]");
if (sent) store((s) => s.removeItem(`review:${sent.dataset.reviewSent}`));
