/* The rating: say the choice in words. The stars themselves are radios and need no script. */
for (const rating of document.querySelectorAll("[data-rate]")) {
  const word = rating.querySelector("[data-rate-word]");
  if (!word) continue;
  const say = (radio) => { if (radio) word.textContent = radio.dataset.word; };
  say(rating.querySelector(":checked"));
  word.setAttribute("aria-live", "polite");
  rating.addEventListener("change", (event) => say(event.target));
  // A browser that goes back fills the form in after this file has run.
  addEventListener("pageshow", () => say(rating.querySelector(":checked")));
}
