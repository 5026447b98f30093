/* Blind mode (idea 11): one press hides every score, on all pages, until the visitor has rated the film. The boxes
   work without script for their own page; here they become buttons whose choice is kept, which theme.js reads. */
const root = document.documentElement;
const boxes = document.querySelectorAll("[data-blind-box]");

function keep(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // storage is closed to us: the choice holds for this page
  }
}

function show() {
  const isBlind = root.hasAttribute("data-blind");
  for (const box of boxes) {
    box.checked = isBlind;
    box.setAttribute("aria-pressed", isBlind);
  }
  if (isBlind && !root.hasAttribute("data-rated")) {
    // what search engines read says the score as well, and so do browsers' helpers that read it
    document.querySelector('script[type="application/ld+json"]')?.remove();
  }
}

for (const box of boxes) {
  box.setAttribute("role", "button");
  box.addEventListener("change", () => {
    root.toggleAttribute("data-blind", box.checked);
    keep("blind", box.checked ? "on" : "off");
    show();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") box.click();
  });
}

const receipt = document.querySelector("main [data-rated]"); // one's own review with its score
if (receipt) keep(`rated:${receipt.dataset.rated}`, "yes");

show();
addEventListener("pageshow", show);
addEventListener("storage", show);
