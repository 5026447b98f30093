// Shows one section of the form at a time. The links work without this: the page is then one long
// form. The open section stands in the address, so that reloading and saving come back to it.
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

const byHash = () => sections.find((section) => `#${section.id}` === location.hash);

if (desk) {
  const faulty = links.find((link) => link.classList.contains("has-faults"));
  const first = sections.find((section) => `#${section.id}` === faulty?.hash);
  desk.classList.add("is-tabbed");
  sections.slice(0, -1).forEach((section, number) => {
    const next = sections[number + 1];
    const link = document.createElement("a");
    link.href = `#${next.id}`;
    link.className = "desk-next";
    link.textContent = `${next.querySelector("h2").textContent.trim()} →`;
    section.append(link);
  });
  const opened = byHash();
  const hasFaults = (section) =>
    links.some((link) => link.hash === `#${section?.id}` && link.classList.contains("has-faults"));
  show((hasFaults(opened) ? opened : first) ?? opened ?? sections[0], false);
  // The browser goes to the section that the address names; what the page has to say stands above.
  window.addEventListener("load", () => setTimeout(() => window.scrollTo(0, 0)));
  // A fault or a link of the desk's own may lie in a section that is closed.
  window.addEventListener("hashchange", () => {
    const section = byHash();
    if (section) show(section, true);
  });
  for (const link of links) {
    link.addEventListener("click", (event) => {
      const section = sections.find((other) => `#${other.id}` === link.hash);
      if (link.hash === location.hash && section) {
        event.preventDefault();
        show(section, true);
      }
    });
  }
}

// Leaving with words that are not saved asks first.
if (form) {
  let isDirty = Boolean(form.querySelector(".errorlist"));
  form.addEventListener("input", () => (isDirty = true));
  form.addEventListener("rows:changed", () => (isDirty = true));
  form.addEventListener("submit", (event) => {
    // A preview opens in a tab of its own, and saves nothing.
    if (!event.submitter?.formTarget) isDirty = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isDirty) event.preventDefault();
  });
}
