// Shows one section of the form at a time. The links work without this: the page is then one long
// form. The open section stands in the address, so that reloading and saving come back to it; an
// address may also name a field, which is then shown and takes the focus.
const desk = document.querySelector("[data-tabs]");
const links = desk ? [...desk.querySelectorAll(".desk-tabs a")] : [];
const sections = desk ? [...desk.querySelectorAll(".desk-section")] : [];
const form = desk?.closest("form");

const show = (section, isChosen) => {
  for (const other of sections) other.hidden = other !== section;
  for (const link of links) {
    if (link.hash === `#${section.id}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  const current = links.find((link) => link.hash === `#${section.id}`);
  current?.scrollIntoView({ block: "nearest", inline: "center" });
  form.action = `${location.search}#${section.id}`;
  if (isChosen) {
    section.querySelector("h2").focus({ preventScroll: true });
    const top = desk.getBoundingClientRect().top;
    if (top < 0) window.scrollBy(0, top);
  }
};

const named = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));
const opened = () => named()?.closest(".desk-section");

// A field may lie in a folded row (rows.js unfolds it), and may be hidden behind its list of choices.
// A list of rows takes the focus itself, so that the next Tab leads into it.
const reveal = (element) => {
  element.dispatchEvent(new CustomEvent("desk:reveal", { bubbles: true }));
  if (element.matches("[data-rows]")) element.tabIndex = -1;
  element.scrollIntoView({ block: element.matches("[data-rows]") ? "start" : "center" });
  element.focus({ preventScroll: true });
};

const follow = () => {
  const section = opened();
  if (!section) return;
  show(section, true);
  if (named() !== section) reveal(named());
};

if (desk) {
  const hasFaults = (section) =>
    links.some((link) => link.hash === `#${section?.id}` && link.classList.contains("has-faults"));
  desk.classList.add("is-tabbed");
  sections.slice(0, -1).forEach((section, number) => {
    const next = sections[number + 1];
    const link = document.createElement("a");
    link.href = `#${next.id}`;
    link.className = "desk-next";
    link.textContent = `${next.querySelector("h2").textContent.trim()} →`;
    section.append(link);
  });
  const first = hasFaults(opened()) ? opened() : sections.find(hasFaults);
  show(first ?? opened() ?? sections[0], false);
  // The browser goes to the section that the address names; what the page has to say stands above.
  window.addEventListener("load", () => {
    const isField = opened() && named() !== opened();
    setTimeout(() => (isField ? follow() : window.scrollTo(0, 0)));
  });
  // A fault or a link of the desk's own may lie in a section that is closed.
  window.addEventListener("hashchange", follow);
  desk.closest("#content")?.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || link.hash !== location.hash || !opened()) return;
    event.preventDefault(); // no hashchange comes where the address stays the same
    follow();
  });
}

// Leaving with words that are nowhere but here asks first; what was kept meanwhile does not.
if (form) {
  let isDirty = Boolean(form.querySelector(".errorlist"));
  const touch = () => (isDirty = true);
  form.addEventListener("input", touch);
  form.addEventListener("rows:changed", touch);
  document.addEventListener("autosave:kept", () => (isDirty = false));
  form.addEventListener("submit", (event) => {
    // A preview opens in a tab of its own, and saves nothing.
    if (!event.submitter?.formTarget) isDirty = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isDirty) event.preventDefault();
  });
}
