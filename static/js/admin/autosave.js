// Keeps what is typed: on the server a few seconds later, in this browser until the server has it.
// What an earlier window left in the browser is sent first, and then offered like the rest.
import { all, forget, keep } from "./browser_copy.js";
import { page, post, refresh } from "./desk_post.js";

const QUIET = 3_000; // milliseconds after the last change
const LONGEST = 20_000; // while typing does not stop
const IN_BROWSER = 2_000;
const AGAIN = 15_000;
const MOST_AT_THE_END = 60_000; // bytes; browsers send 64 kB of a page that is being left
const LARGE = 500_000; // characters, sent less often

const mark = document.querySelector("[data-autosave]");
const form = mark?.closest("form");
const status = document.querySelector("[data-kept]");
// A mark is [editor, key, film], encoded and signed.
const keyOf = (signed) =>
  JSON.parse(atob(signed.split(":")[0].replaceAll("-", "+").replaceAll("_", "/")))[1];

let typedAt = 0; // 0: as it was opened
let sinceKept = 0; // when the first change was typed that the server does not have
let known = ""; // what the server has; at first the page as it was opened
let size = 0;
let timer, browserTimer;
let isSending = false;
let isLeaving = false; // sent to be saved: what were kept now would be offered beside the saved page

// What the form would send, without its files (their names only), buttons, token and mark.
const collect = () =>
  [...new FormData(form)].flatMap(([name, value]) => {
    if (value instanceof File) return value.name ? [["autosave_file", name]] : [];
    return /^(_|csrfmiddlewaretoken$|autosave_mark$)/.test(name) ? [] : [[name, value]];
  });

const record = () => ({
  key: keyOf(mark.value), mark: mark.value, editor: page.editor, film: page.film, typedAt, fields: collect(),
});

const sent = ({ fields, mark: signed, typedAt: at }) => [
  ...fields, ["autosave_mark", signed], ["autosave_typed", at],
];

const say = (state, at = "") => {
  const said = page[`words${state[0].toUpperCase()}${state.slice(1)}`] ?? page.wordsOffline;
  const words = state === "kept" ? `${said} ${at}` : said;
  const place = status.querySelector("[data-kept-words]");
  if (place.textContent !== words) place.textContent = words;
  status.dataset.kept = state;
  status.querySelector("[data-kept-login]").hidden = !["out", "other"].includes(state);
};

const keepHere = async () => {
  clearTimeout(browserTimer);
  browserTimer = 0;
  const now = record();
  return sinceKept && JSON.stringify(now.fields) !== known ? keep(now) : true;
};

const schedule = (delay) => {
  clearTimeout(timer);
  timer = setTimeout(keepThere, delay);
};

const keepThere = async (options) => {
  if (isLeaving) return undefined;
  if (isSending) {
    keepHere();
    return schedule(QUIET);
  }
  const now = record();
  const text = JSON.stringify(now.fields);
  if (text === known) { // other scripts of the page speak of changes where there are none
    sinceKept = 0;
    return undefined;
  }
  isSending = true;
  size = text.length;
  const isHere = await keepHere();
  const answer = await post(page.keep, sent(now), options);
  isSending = false;
  return settle(now, text, answer, isHere);
};

const settle = async (now, text, answer, isHere) => {
  if (answer.mark) mark.value = answer.mark;
  if (answer.state === "done") {
    if (isLeaving) return undefined;
    // This form was saved, and is typed in again (the browser's way back): a form of its own.
    const fresh = await refresh(page.film);
    if (fresh.mark) mark.value = fresh.mark;
    return schedule(fresh.mark ? 0 : AGAIN);
  }
  if (answer.state !== "kept") {
    if (answer.state !== "token") say(answer.state === "offline" && !isHere ? "nowhere" : answer.state);
    return answer.state === "large" ? undefined : schedule(AGAIN);
  }
  known = text;
  sinceKept = typedAt > now.typedAt ? Date.now() : 0;
  await forget(now);
  if (!sinceKept) document.dispatchEvent(new CustomEvent("autosave:kept"));
  return say(answer.isAllowed ? "kept" : "refused", answer.at);
};

const touch = () => {
  isLeaving = false;
  typedAt = Date.now();
  sinceKept ||= typedAt;
  browserTimer ||= setTimeout(keepHere, IN_BROWSER);
  const quiet = size > LARGE ? LONGEST : QUIET;
  schedule(Math.max(0, Math.min(quiet, sinceKept + LONGEST - typedAt)));
};

const leave = () => {
  if (!sinceKept) return;
  const bytes = new Blob([JSON.stringify(record().fields)]).size;
  keepThere({ isLast: bytes < MOST_AT_THE_END });
};

// A preview, and what another script does without leaving the page, is no saving.
const submit = (event) => {
  keepHere();
  setTimeout(() => (isLeaving = !event.defaultPrevented && !event.submitter?.formTarget));
};

const sendLeftBehind = async () => {
  const left = (await all()).filter((other) => other.editor === page.editor && other.key !== keyOf(mark.value));
  let isOffered = false;
  for (const other of left) {
    const answer = await post(page.keep, sent(other), { film: other.film });
    if (!["kept", "done"].includes(answer.state)) continue;
    await forget(other);
    isOffered ||= answer.state === "kept" && other.film === page.film;
  }
  if (isOffered) await showOffers();
};

const showOffers = async () => {
  const query = new URLSearchParams({ film: page.film, except: keyOf(mark.value) });
  const answer = await fetch(`${page.offers}?${query}`, { redirect: "manual" }).catch(() => null);
  if (answer?.ok) document.querySelector("[data-offered]").innerHTML = await answer.text();
};

if (form && status) {
  for (const name of ["input", "change", "rows:changed"]) form.addEventListener(name, touch);
  window.django?.jQuery(form).on("change", touch); // the searchable choices tell only jQuery
  form.addEventListener("submit", submit);
  window.addEventListener("pageshow", () => (isLeaving = false)); // the browser's way back
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) leave();
    else if (sinceKept) schedule(0);
  });
  window.addEventListener("pagehide", leave);
  window.addEventListener("online", () => sinceKept && schedule(0));
  document.addEventListener("desk:state", ({ detail }) => say(detail));
  if (mark.hasAttribute("data-is-typed")) touch();
  else known = JSON.stringify(collect());
  sendLeftBehind();
}
