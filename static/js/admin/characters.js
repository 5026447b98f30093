// The speakers offered for a quote are the characters of the cast as it stands in the form.
const list = document.getElementById("characters");
const names = 'input[name^="cast-"][name$="-character"]';

const gather = () => {
  const found = [...document.querySelectorAll(names)].map((field) => field.value.trim());
  const options = [...new Set(found.filter(Boolean))].map((name) => new Option("", name));
  list.replaceChildren(...options);
};

document.addEventListener("focusin", ({ target }) => {
  if (list && target.getAttribute("list") === "characters") gather();
});
