// Choosing by typing. A long page has hundreds of such fields: each is made ready when it comes
// near the window or is reached by keyboard, not all at once. The list also offers to make what is
// not there yet; the field then sends "new:…" and shows the name with the word "new".
const $ = window.django?.jQuery;

// Select2 names its box by what is chosen, which is nothing at first; the field's label goes before.
const name = (select) => {
  const [label] = select.labels;
  const box = select.nextElementSibling?.querySelector(".select2-selection");
  const words = box?.querySelector(".select2-selection__rendered");
  if (!label || !words) return;
  label.id ||= `${select.id}_label`;
  box.setAttribute("aria-labelledby", `${label.id} ${words.id}`);
  words.setAttribute("aria-labelledby", label.id);
  const described = select.getAttribute("aria-describedby");
  if (described) box.setAttribute("aria-describedby", described);
};

const asked = (select) => (params) => ({
  term: params.term,
  page: params.page,
  app_label: select.dataset.appLabel,
  model_name: select.dataset.modelName,
  field_name: select.dataset.fieldName,
});

const ready = (select) => {
  if (select.dataset.isReady || select.name.includes("__prefix__")) return;
  if (select.dataset.picture && document.querySelector("[data-picker]")) return; // pictures.js
  select.dataset.isReady = "yes";
  seen.unobserve(select);
  $(select).select2({
    ajax: { data: asked(select), delay: 150 },
    // What is offered as "Make “Helen Hunt”" reads "Helen Hunt (new)" once it is chosen.
    templateSelection: (choice) => choice.chosen ?? choice.text,
  });
  $(select).on("select2:select", ({ params }) => {
    const option = select.options[select.selectedIndex];
    if (params.data.chosen && option) option.text = params.data.chosen;
    // Select2 tells only jQuery; whoever counts, keeps or sums up listens to the document.
    select.dispatchEvent(new Event("input", { bubbles: true }));
  });
  $(select).on("select2:unselect select2:clear", () => {
    select.dispatchEvent(new Event("input", { bubbles: true }));
  });
  name(select);
};

const seen = new IntersectionObserver(
  (entries) => entries.forEach((entry) => entry.isIntersecting && ready(entry.target)),
  { rootMargin: "600px" },
);

const wait = (root) => {
  for (const select of root.querySelectorAll("select.linked-choice")) seen.observe(select);
};

if ($) {
  wait(document);
  document.addEventListener("focusin", ({ target }) => {
    if (!target.matches("select.linked-choice")) return;
    ready(target);
    target.nextElementSibling?.querySelector(".select2-selection")?.focus();
  });
  document.addEventListener("formset:added", ({ target }) => {
    target.querySelectorAll("select.linked-choice").forEach(ready);
  });
  // Opened by keyboard or mouse, the list is typed into at once.
  $(document).on("select2:open", () => {
    document.querySelector(".select2-container--open .select2-search__field")?.focus();
  });
}
