// Tells the desk every half minute that this form is open, and shows who else has it open. Stops
// while the window is hidden; a login that has run out is said at once.
import { page, post } from "./desk_post.js";

const EVERY = 30_000; // milliseconds
const place = document.querySelector("[data-present]");
const version = document.querySelector("input[name=seen_version]");

const beat = async () => {
  if (document.hidden) return;
  const mark = document.querySelector("[data-autosave]").value;
  const answer = await post(page.alive, [["mark", mark], ["version", version.value]]);
  if (answer.state === "html") {
    if (place.innerHTML.trim() !== answer.html.trim()) place.innerHTML = answer.html;
  } else if (["out", "other"].includes(answer.state)) {
    document.dispatchEvent(new CustomEvent("desk:state", { detail: answer.state }));
  }
};

if (page.film && place) {
  beat();
  setInterval(beat, EVERY);
  document.addEventListener("visibilitychange", beat);
}
