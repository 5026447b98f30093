// Shows the chosen picture beside its field: one of ours, or a file that is about to be sent.
const preview = (field) => {
  const box = field.closest(".desk-field, .form-row") ?? field.parentElement;
  let image = box.querySelector("img.picture-preview");
  if (!image) {
    image = new Image();
    image.className = "picture-preview";
    image.alt = "";
    box.append(image);
  }
  return image;
};

const chosen = (select) => {
  const image = preview(select);
  image.hidden = !select.value;
  if (select.value) image.src = `${select.dataset.picture}${select.value}/thumb/`;
};

const watch = (root) => root.querySelectorAll("select[data-picture]").forEach(chosen);
// Select2 tells only jQuery of a change.
window.django?.jQuery(document).on("change", "select[data-picture]", (event) => chosen(event.target));
document.addEventListener("formset:added", (event) => watch(event.target));
watch(document);

document.addEventListener("change", ({ target }) => {
  if (target.type !== "file" || !target.files.length) return;
  const [file] = target.files;
  const most = Number(target.dataset.mostBytes);
  target.closest(".desk-field, .form-row")?.querySelector(".file-fault")?.remove();
  if (most && file.size > most) {
    const words = document.createElement("p");
    words.className = "file-fault";
    words.setAttribute("role", "alert");
    words.textContent = target.dataset.mostWords;
    target.after(words);
    target.value = "";
  } else if (file.type.startsWith("image/")) {
    const image = preview(target);
    image.hidden = false;
    image.src = URL.createObjectURL(file);
  }
});
