// The window in which a picture is chosen, sent and described; the form below it stays as it is.
import { attach } from "./focal.js";

const dialog = document.querySelector("[data-picker]");
const part = (name) => dialog.querySelector(`[data-picker-${name}]`);
const words = dialog?.dataset;
const input = (name) => document.getElementById(`picker-${name}`);
const FIELDS = ["alt", "credit", "licence", "focal_x", "focal_y"];
const focal = dialog && attach(part("focal"), [input("focal_x"), input("focal_y")]);

let page = 1;
let asked = 0; // of several answers only the newest counts
let file = null; // about to be sent
let picture = null; // about to be described
let answer = null; // tells who opened the window what was chosen

const fault = (sentence, place = part("fault")) => {
  place.hidden = !sentence;
  place.textContent = sentence ?? "";
};

const noFaults = () => dialog.querySelectorAll(".file-fault").forEach((place) => fault("", place));

// Returns what the server answers, or nothing once the reason why not is said.
const ask = async (address, options = {}) => {
  try {
    const response = await fetch(address, { ...options, headers: { Accept: "application/json" } });
    if (response.status === 403) return fault(words.forbidden);
    if (!response.headers.get("Content-Type")?.includes("json")) {
      return fault(response.redirected ? words.loggedOut : words.away);
    }
    return await response.json();
  } catch {
    return fault(words.away);
  }
};

// Choosing ----------------------------------------------------------------------------------------

const choice = (found) => {
  const item = document.createElement("li");
  const button = document.createElement("button");
  const image = new Image();
  button.type = "button";
  button.className = "picker-choice";
  image.src = found.small;
  image.alt = "";
  image.loading = "lazy";
  const label = document.createElement("span");
  label.textContent = found.label;
  label.dir = "auto";
  button.append(image, label);
  button.addEventListener("click", () => describe(found));
  item.append(button);
  return item;
};

const list = async (isMore = false) => {
  page = isMore ? page + 1 : 1;
  const mine = ++asked;
  const query = new URLSearchParams({ q: input("term").value, page });
  const found = await ask(`${words.pick}?${query}`);
  if (!found || mine !== asked) return;
  fault("");
  const grid = part("grid");
  const first = grid.children.length;
  const items = found.pictures.map(choice);
  if (isMore) grid.append(...items);
  else grid.replaceChildren(...items);
  part("more").hidden = !found.more;
  part("empty").hidden = grid.children.length > 0;
  part("said").textContent = words.found.replace("{count}", grid.children.length + (found.more ? "+" : ""));
  if (isMore) grid.children[first]?.querySelector("button").focus();
};

// Describing --------------------------------------------------------------------------------------

const fill = (values) => {
  for (const name of FIELDS) {
    input(name).value = values[name] ?? "";
    input(name).dispatchEvent(new Event("input", { bubbles: true })); // for the counters
  }
};

const turn = (isList) => {
  part("list").hidden = !isList;
  part("words").hidden = isList;
  part("said").hidden = !isList;
  document.getElementById("picker-title").textContent = isList ? words.wordsChoose : words.wordsEdit;
  noFaults();
};

const describe = (found) => {
  [picture, file] = [found, null];
  turn(false);
  fill(found);
  focal.show(found.large);
  part("shared").hidden = false;
  part("keep").focus();
};

// Judged before it is sent, so that nobody waits for a file that will be refused.
export const refusal = (sent, limits) => {
  if (Number(limits.mostBytes) && sent.size > Number(limits.mostBytes)) return limits.mostWords;
  const isWrong = sent.type ? !/^image\/(jpeg|png|webp|avif)$/.test(sent.type) : false;
  return isWrong && limits.kindWords ? limits.kindWords : "";
};

const take = (sent) => {
  const sentence = refusal(sent, part("file").dataset);
  part("file").value = "";
  if (sentence) return fault(sentence);
  [picture, file] = [null, sent];
  turn(false);
  fill({ focal_x: 50, focal_y: 50 });
  focal.show(URL.createObjectURL(sent));
  part("shared").hidden = true;
  input("alt").focus();
};

const isChanged = () => FIELDS.some((name) => input(name).value.trim() !== String(picture[name]));

const keep = async () => {
  noFaults();
  if (picture && !isChanged()) return finish(picture);
  const data = new FormData();
  data.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  for (const name of FIELDS) data.set(name, input(name).value);
  if (file) data.set("picture", file);
  part("keep").disabled = true;
  const address = file ? words.send : words.words.replace("/0/", `/${picture.id}/`);
  const result = await ask(address, { method: "POST", body: data });
  part("keep").disabled = false;
  if (!result) return;
  if (result.picture) return finish(result.picture, result.known ? words.known : "");
  for (const [name, sentences] of Object.entries(result.errors)) {
    const box = dialog.querySelector(`[data-picker-field="${name}"] .file-fault`);
    fault(sentences.join(" "), box ?? part("fault"));
    if (box) input(name).setAttribute("aria-invalid", "true");
  }
  const wrong = FIELDS.find((name) => result.errors[name]);
  if (wrong) input(wrong).focus();
  else part("fault").scrollIntoView({ block: "nearest" });
};

const finish = (chosen, said = "") => {
  answer?.({ ...chosen, said });
  answer = null;
  dialog.close();
};

// Opening -----------------------------------------------------------------------------------------

// Opens the window; answers with the picture that was chosen, or with nothing.
export const choose = ({ sent, edit } = {}) =>
  new Promise((resolve) => {
    answer = resolve;
    turn(true);
    dialog.showModal();
    if (sent) {
      take(sent);
    } else if (edit) {
      ask(`${words.pick}?picture=${edit}`).then((found) => found?.pictures[0] && describe(found.pictures[0]));
    } else input("term").focus();
    if (!part("grid").children.length || !edit) list();
  });

export const isHere = Boolean(dialog);

if (dialog) {
  let later;
  input("term").addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(list, 200);
  });
  part("list").addEventListener("submit", (event) => {
    event.preventDefault();
    list();
  });
  part("words").addEventListener("submit", (event) => {
    event.preventDefault();
    keep();
  });
  part("more").addEventListener("click", () => list(true));
  part("close").addEventListener("click", () => dialog.close());
  part("back").addEventListener("click", () => {
    turn(true);
    list();
    input("term").focus();
  });
  part("file")?.addEventListener("change", ({ target }) => target.files[0] && take(target.files[0]));
  dialog.addEventListener("dragover", (event) => event.preventDefault());
  dialog.addEventListener("drop", (event) => {
    event.preventDefault();
    if (part("file") && event.dataTransfer.files[0]) take(event.dataTransfer.files[0]);
  });
  dialog.addEventListener("input", ({ target }) => target.removeAttribute?.("aria-invalid"));
  dialog.addEventListener("close", () => {
    answer?.(null);
    answer = null;
  });
}
