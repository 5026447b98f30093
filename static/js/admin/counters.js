// Says how much room is left in a field with a limit. Typing goes on past it, so that nothing of a
// pasted text is cut off unseen; the server refuses what is too long.
const say = (field, counter) => {
  const used = [...field.value].length;
  const most = Number(field.dataset.most);
  counter.textContent = `${used} / ${most}`;
  counter.classList.toggle("is-over", used > most);
};

const watch = (field) => {
  if (field.dataset.most) return;
  field.dataset.most = field.getAttribute("maxlength");
  field.removeAttribute("maxlength");
  const counter = document.createElement("span");
  counter.className = "counter";
  counter.setAttribute("aria-hidden", "true");
  field.after(counter);
  field.addEventListener("input", () => say(field, counter));
  say(field, counter);
};

document.addEventListener("focusin", ({ target }) => {
  if (target.matches("form [maxlength]")) watch(target);
});
// The two lines that every card and search result shows are counted from the start.
for (const name of ["logline", "badly_explained", "seo_title", "seo_description"]) {
  const field = document.getElementById(`id_${name}`);
  if (field?.hasAttribute("maxlength")) watch(field);
}
