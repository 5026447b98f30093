/* A button that copies a field; without this file the field can be selected and copied by hand. */
for (const button of document.querySelectorAll("[data-copy-from]")) {
  const field = document.getElementById(button.dataset.copyFrom);
  if (!navigator.clipboard) continue; // plain http
  button.hidden = false;
  button.setAttribute("aria-live", "polite"); // its new words are the answer
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.done;
  });
}
for (const field of document.querySelectorAll("[data-copy]")) {
  field.addEventListener("focus", () => field.select());
}
