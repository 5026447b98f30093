// "Check again" reads the form as it stands and puts what the proofreader says in the panel's place.
// Without this the button shows the same on a page of its own.
const memory = "desk:proof-open";
const panel = () => document.querySelector("[data-proof]");
const list = () => document.querySelector("[data-proof-list]");

const recall = () => {
  if (list() && sessionStorage.getItem(memory)) list().open = true;
};

const tell = () => {
  for (const tab of document.querySelectorAll("[data-proof-tab]")) {
    const section = document.querySelector(`[data-proof-section="${tab.dataset.proofTab}"]`);
    tab.querySelector("[data-proof-count]").textContent = section?.dataset.count ?? 0;
    tab.hidden = !section;
  }
};

// Files are not needed to read the words, and may be large.
const typed = (form) => {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return data;
};

const check = async (button) => {
  button.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(button.formAction, {
      method: "POST",
      body: typed(button.form),
      headers: { "X-Requested-With": "fetch" },
    });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-proof]");
    if (!answer.ok || answer.redirected || !fresh) throw new Error(`${answer.status}`);
    sessionStorage.setItem(memory, "1");
    // The line that speaks stays where it is, so that screen readers hear what is new in it.
    const said = panel().querySelector("[data-proof-said]");
    const heard = fresh.querySelector("[data-proof-said]");
    said.innerHTML = heard.innerHTML;
    for (const old of [...panel().children]) if (!old.contains(said)) old.remove();
    for (const part of [...fresh.children]) if (!part.contains(heard)) panel().append(part);
    tell();
    recall();
  } catch {
    panel().querySelector("[data-proof-said]").textContent = panel().dataset.lost;
  } finally {
    button.removeAttribute("aria-busy");
  }
};

// tabs.js goes to the field that an address names; here what it does not see: the same address once
// more, and a whole list, where the button that adds a row takes the focus.
const jump = (link) => {
  if (link.hash === location.hash) window.dispatchEvent(new HashChangeEvent("hashchange"));
  const group = link.hash.endsWith("-group") && document.querySelector(link.hash);
  if (group) setTimeout(() => group.querySelector("[data-rows-add]")?.focus());
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-proof] a");
  if (link) jump(link);
  const button = event.target.closest("[data-proof-again]");
  if (!button?.form) return;
  event.preventDefault();
  if (!button.hasAttribute("aria-busy")) check(button);
});
document.addEventListener(
  "toggle",
  (event) => {
    if (!event.target.matches?.("[data-proof-list]")) return;
    if (event.target.open) sessionStorage.setItem(memory, "1");
    else sessionStorage.removeItem(memory);
  },
  true,
);
recall();
