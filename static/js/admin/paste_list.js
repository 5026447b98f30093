// Makes rows of a pasted cast list. The server reads it and stores nothing; what it does not
// understand stays in the field.
import { add } from "./rows.js";

const box = document.querySelector("[data-paste]");

const put = (field, value) => {
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

const fill = (row, { value, label, character, description }) => {
  const person = row.querySelector("select[name$=-person]");
  person.append(new Option(label, value, true, true));
  put(person, value);
  window.django?.jQuery(person).trigger("change");
  put(row.querySelector("[name$=-character]"), character);
  put(row.querySelector("[name$=-description]"), description);
};

const make = async () => {
  const text = box.querySelector("textarea");
  const said = box.querySelector("[data-paste-said]");
  if (!text.value.trim()) return text.focus();
  const body = new FormData();
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  body.set("text", text.value);
  const response = await fetch(box.dataset.paste, { method: "POST", body }).catch(() => null);
  if (!response?.headers.get("Content-Type")?.includes("json")) {
    said.textContent = box.dataset.away;
    return undefined;
  }
  const answer = await response.json();
  const group = box.closest("[data-rows]");
  for (const made of answer.rows) fill(add(group, { isQuiet: true }), made);
  put(text, answer.left.join("\n"));
  said.textContent = `${box.dataset.made.replace("{count}", answer.rows.length)} ${answer.said}`.trim();
  return undefined;
};

if (box) {
  box.hidden = false;
  box.querySelector("[data-paste-make]").addEventListener("click", make);
}
