/* The rating: say the choice in words. The stars themselves are radios and need no script. */
for (const rating of document.querySelectorAll("[data-rate]")) {
  const word = rating.querySelector("[data-rate-word]");
  if (!word) continue;
  word.setAttribute("aria-live", "polite");
  rating.addEventListener("change", (event) => {
    word.textContent = event.target.dataset.word ?? "";
  });
}
