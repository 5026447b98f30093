/* The lights switch: the device's theme until the visitor chooses another. */
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "late-show" : dark.matches);

for (const button of document.querySelectorAll("[data-lights]")) {
  const say = () => {
    const label = isDark() ? button.dataset.up : button.dataset.down;
    button.setAttribute("aria-label", label);
    button.title = label;
  };
  button.hidden = false;
  say();
  dark.addEventListener("change", say);
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "matinee" : "late-show";
    root.classList.toggle("lights-on", isDark());
    say();
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // storage is closed to us: the choice holds for this page
    }
  });
}
