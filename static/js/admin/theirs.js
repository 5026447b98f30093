// Where two people changed the same field, one press puts the other's words into the form.
const put = (field, { value, shown }) => {
  if (field.type === "checkbox") field.checked = value === "on";
  else {
    if (field.tagName === "SELECT" && ![...field.options].some((option) => option.value === value)) {
      field.add(new Option(shown, value));
    }
    field.value = value;
  }
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
  window.django?.jQuery(field).trigger("change"); // the searchable choices hear only this
};

for (const button of document.querySelectorAll("[data-take]")) {
  const field = document.getElementById(button.dataset.take);
  if (!field) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    put(field, button.dataset);
    button.closest("tr").classList.add("is-taken");
    button.disabled = true;
  });
}
