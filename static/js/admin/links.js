// Says beside each address of a film's form what was last found there, and takes over a new one.
const source = document.querySelector("script[data-links]");

function show(field, found, take) {
  const note = document.createElement("p");
  note.className = "link-note";
  note.id = `${field.id}_link`;
  const words = note.appendChild(document.createElement("span"));
  words.className = `link-state link-state-${found.state}`;
  words.textContent = found.words;
  if (found.new && !field.readOnly) {
    const button = note.appendChild(document.createElement("button"));
    button.type = "button";
    button.textContent = take;
    button.setAttribute("aria-describedby", note.id);
    button.addEventListener("click", () => {
      field.value = found.new;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
      field.focus();
    });
  }
  field.after(note);
  const described = [field.getAttribute("aria-describedby"), note.id].filter(Boolean).join(" ");
  field.setAttribute("aria-describedby", described);
  const url = field.value;
  field.addEventListener("input", () => {
    note.hidden = field.value !== url;
  });
}

async function annotate() {
  const fields = [...document.querySelectorAll('input[type="url"]')].filter((field) => field.value);
  if (!fields.length) {
    return;
  }
  const answer = await fetch(source.dataset.links, { headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) {
    return; // without it the form works as well
  }
  const { links, take } = await answer.json();
  for (const field of fields) {
    if (links[field.value]) {
      show(field, links[field.value], take);
    }
  }
}

if (source) {
  annotate().catch(() => {});
}
