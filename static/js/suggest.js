/* Suggestions below a search field, as a combobox. The form's data-suggest is an address that
   answers ?q= with [{title, kind, url}, ...]; without script the form is a plain search. */
const FEWEST_LETTERS = 2;
const PAUSE_MS = 120;

document.querySelectorAll("form[data-suggest]").forEach((form, number) => {
  const input = form.querySelector("input[type=search]");
  const id = `suggest-${number}`;
  let list = null;
  let chosen = -1;
  let timer = 0;
  let asked = 0;

  const options = () => [...list.children];
  const close = () => {
    list?.remove();
    list = null;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (index) => {
    const all = options();
    chosen = (index + all.length) % all.length;
    all.forEach((option, place) => option.setAttribute("aria-selected", String(place === chosen)));
    input.setAttribute("aria-activedescendant", all[chosen].id);
  };
  const open = (option) => location.assign(option.dataset.url);

  const optionFor = (hit, place) => {
    const option = document.createElement("div");
    option.id = `${id}-${place}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.url = hit.url;
    const title = document.createElement("bdi");
    title.append(hit.title);
    const kind = document.createElement("span");
    kind.className = "meta";
    kind.append(hit.kind);
    option.append(title, kind);
    option.addEventListener("mousedown", (event) => {
      event.preventDefault();
      open(option);
    });
    return option;
  };
  const show = (hits) => {
    close();
    if (!hits.length) return;
    list = document.createElement("div");
    list.className = "suggest";
    list.id = id;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", form.dataset.suggestLabel);
    list.append(...hits.map(optionFor));
    form.append(list);
    input.setAttribute("aria-expanded", "true");
  };
  const ask = async () => {
    const words = input.value.trim();
    const turn = ++asked;
    if (words.length < FEWEST_LETTERS) return close();
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(words)}`);
      const hits = await answer.json();
      if (turn === asked) show(hits);
    } catch {
      close();
    }
  };

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", id);
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (!list) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen > -1) open(options()[chosen]);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
});
