// A long page has hundreds of searchable choices. Each is made ready when it comes near the
// window, not all at once; this runs before Django's autocomplete.js looks for them.
// Select2 names its box by what is chosen, which is nothing at first; the field's label goes before.
const named = (select) => {
  const [label] = select.labels;
  const box = select.nextElementSibling?.querySelector(".select2-selection");
  const words = box?.querySelector(".select2-selection__rendered");
  if (!label || !words) return;
  label.id ||= `${select.id}_label`;
  box.setAttribute("aria-labelledby", `${label.id} ${words.id}`);
  words.setAttribute("aria-labelledby", label.id);
};

const ready = (select) => {
  if (!select.classList.contains("choice-waits")) return;
  seen.unobserve(select);
  select.classList.replace("choice-waits", "admin-autocomplete");
  window.django.jQuery(select).djangoAdminSelect2();
  named(select);
};

const seen = new IntersectionObserver(
  (entries) => entries.forEach((entry) => entry.isIntersecting && ready(entry.target)),
  { rootMargin: "600px" },
);

const wait = (root) => {
  for (const select of root.querySelectorAll("select.admin-autocomplete")) {
    select.classList.replace("admin-autocomplete", "choice-waits");
    seen.observe(select);
  }
};

wait(document);
document.addEventListener("focusin", (event) => {
  if (event.target.matches("select.choice-waits")) ready(event.target);
});
// New rows are made ready by Django's own script.
document.addEventListener("formset:added", (event) => {
  event.target.querySelectorAll("select.admin-autocomplete").forEach(named);
});
