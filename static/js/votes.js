/* Votes on reviews happen in place. Without this file the same forms lead to a small page and back. */
for (const form of document.querySelectorAll("[data-votes]")) {
  const said = form.querySelector("[data-votes-said]");
  const buttons = [...form.querySelectorAll("button")];

  form.addEventListener("submit", async (event) => {
    const pressed = event.submitter;
    if (!pressed) return; // the browser does not say which one: let it send the form
    event.preventDefault();
    const isBack = pressed.getAttribute("aria-pressed") === "true";
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: new URLSearchParams({ vote: isBack ? "none" : pressed.value }),
      });
      const counted = await answer.json();
      said.textContent = counted.message;
      if (answer.ok) show(counted);
    } catch {
      location.assign(form.action); // the small page says what is the matter
    }
  });

  function show(counted) {
    for (const button of buttons) {
      button.setAttribute("aria-pressed", button.value === counted.vote);
      button.querySelector("[data-votes-number]").textContent = counted[button.value] || "";
    }
  }
}
