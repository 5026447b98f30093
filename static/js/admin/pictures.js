// The fields that hold a picture: shown, chosen in a window of its own, or dropped on the field.
// Without this they are found by typing what they show, as people are by their names.
import { attach } from "./focal.js";
import { choose, isHere, refusal } from "./picker.js";

const words = document.querySelector("[data-picker]")?.dataset;

const button = (text, describedBy, press) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "rows-button";
  made.textContent = text;
  if (describedBy) made.setAttribute("aria-describedby", describedBy);
  made.addEventListener("click", press);
  return made;
};

const put = (select, chosen) => {
  select.replaceChildren(new Option(chosen ? chosen.label : "", chosen ? chosen.id : "", true, true));
  if (chosen?.small) select.dataset.small = chosen.small;
  select.dispatchEvent(new Event("input", { bubbles: true }));
  select.dispatchEvent(new Event("change", { bubbles: true }));
};

const dress = (select) => {
  if (select.dataset.isDressed || select.name.includes("__prefix__")) return;
  select.dataset.isDressed = "yes";
  const box = select.closest(".related-widget-wrapper") ?? select.parentElement;
  const field = document.createElement("div");
  field.className = "picture-field";
  const image = new Image();
  image.className = "picture-preview";
  image.loading = "lazy";
  const says = document.createElement("p");
  says.className = "picture-says";
  says.id = `${select.id}_says`;
  says.dir = "auto";
  const open = async (how) => {
    const chosen = await choose(how);
    if (chosen) put(select, chosen);
    if (chosen?.said) says.textContent = `${chosen.label} · ${chosen.said}`;
    pick.focus();
  };
  const pick = button("", says.id, () => open({}));
  const edit = button(words.wordsEdit, says.id, () => open({ edit: select.value }));
  const clear = button(words.wordsClear, says.id, () => {
    put(select, null);
    pick.focus();
  });
  const [label] = select.labels;
  if (label) {
    label.id ||= `${select.id}_label`;
    pick.id = `${select.id}_pick`;
    pick.setAttribute("aria-labelledby", `${label.id} ${pick.id}`);
    label.addEventListener("click", () => pick.focus());
  }
  const tell = () => {
    const isFilled = /^\d+$/.test(select.value);
    image.hidden = edit.hidden = !isFilled;
    clear.hidden = !select.value;
    pick.textContent = isFilled ? words.wordsChange : words.wordsChoose;
    says.textContent = select.value ? select.selectedOptions[0].text : words.wordsDrop;
    if (isFilled) image.src = select.dataset.small ?? `${select.dataset.picture}${select.value}/thumb/`;
    delete select.dataset.small;
  };
  image.alt = "";
  const verbs = document.createElement("div");
  verbs.className = "picture-verbs";
  verbs.append(pick, edit, clear);
  field.append(image, says, verbs);
  box.after(field);
  box.hidden = true;
  select.addEventListener("change", tell);
  select.addEventListener("desk:reveal", () => setTimeout(() => pick.focus()));
  field.addEventListener("dragover", (event) => {
    event.preventDefault();
    field.classList.add("is-over");
  });
  field.addEventListener("dragleave", () => field.classList.remove("is-over"));
  field.addEventListener("drop", (event) => {
    event.preventDefault();
    field.classList.remove("is-over");
    if (event.dataTransfer.files[0]) open({ sent: event.dataTransfer.files[0] });
  });
  tell();
};

if (isHere) {
  document.querySelectorAll("select[data-picture]").forEach(dress);
  document.addEventListener("formset:added", ({ target }) => {
    target.querySelectorAll("select[data-picture]").forEach(dress);
  });
}

// Files of other fields are judged before they are sent, and pictures shown.
const ownFields = ["focal_x", "focal_y"].map((name) => document.getElementById(`id_${name}`));
const chooser = isHere && ownFields.every(Boolean) && attach(ownFields[0].closest(".form-row"), ownFields);
if (chooser) chooser.show(document.querySelector(".readonly .picture-preview")?.src);

document.addEventListener("change", ({ target }) => {
  if (target.type !== "file" || !target.files.length || target.closest("dialog")) return;
  const [file] = target.files;
  target.parentElement.querySelector(".file-fault")?.remove();
  const sentence = refusal(file, { ...target.dataset, kindWords: target.dataset.kindWords ?? "" });
  if (sentence) {
    const place = document.createElement("p");
    place.className = "file-fault";
    place.setAttribute("role", "alert");
    place.textContent = sentence;
    target.after(place);
    target.value = "";
  }
  if (target.id === "id_picture") chooser?.show(sentence ? "" : URL.createObjectURL(file));
});
