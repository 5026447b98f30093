// A long page has hundreds of searchable choices. Each is made ready when it comes near the
// window, not all at once; this runs before Django's autocomplete.js looks for them.
const ready = (select) => {
  if (!select.classList.contains("choice-waits")) return;
  seen.unobserve(select);
  select.classList.replace("choice-waits", "admin-autocomplete");
  window.django.jQuery(select).djangoAdminSelect2();
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
