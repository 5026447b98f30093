// What of a picture stays in sight when it is cut: pressed or moved with the arrow keys, with every
// cut of the site beside it. The two number fields stay, and are all there is without this.
const template = document.querySelector("[data-focal-template]");
const within = (number) => Math.min(100, Math.max(0, Math.round(number)));
// Pages know the tenths (films/templatetags/pictures.py); the card is cut to the per cent.
const tenth = (number) => Math.floor((number + 5) / 10) * 10;

const show = (focal, fields) => {
  const [x, y] = fields.map((field) => within(Number(field.value) || 0));
  const cross = focal.querySelector("[data-focal-cross]");
  cross.style.insetInlineStart = "auto";
  cross.style.left = `${x}%`;
  cross.style.top = `${y}%`;
  const words = cross.dataset.label.replace("{x}", x).replace("{y}", y);
  cross.setAttribute("aria-label", words);
  for (const cut of focal.querySelectorAll("[data-focal-crop]")) {
    const at = cut.dataset.focalCrop === "card" ? [x, y] : [tenth(x), tenth(y)];
    cut.style.objectPosition = `${at[0]}% ${at[1]}%`;
  }
};

const set = (focal, fields, x, y) => {
  [x, y].forEach((number, place) => {
    fields[place].value = within(number);
  });
  fields[0].dispatchEvent(new Event("input", { bubbles: true }));
  show(focal, fields);
};

const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// Makes the chooser for two number fields; setting its "source" shows another picture.
export const attach = (place, fields) => {
  const focal = template.content.firstElementChild.cloneNode(true);
  const stage = focal.querySelector("[data-focal-stage]");
  const cross = focal.querySelector("[data-focal-cross]");
  const pointed = (event) => {
    const box = stage.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * 100;
    const y = ((event.clientY - box.top) / box.height) * 100;
    set(focal, fields, x, y);
  };
  stage.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    stage.setPointerCapture(event.pointerId);
    cross.focus({ preventScroll: true });
    pointed(event);
    stage.addEventListener("pointermove", pointed);
    stage.addEventListener("lostpointercapture", () => stage.removeEventListener("pointermove", pointed), { once: true });
  });
  cross.addEventListener("keydown", (event) => {
    const by = steps[event.key];
    if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const many = event.shiftKey ? 10 : 1;
    set(focal, fields, Number(fields[0].value) + by[0] * many, Number(fields[1].value) + by[1] * many);
  });
  for (const field of fields) field.addEventListener("input", () => show(focal, fields));
  place.append(focal);
  return {
    focal,
    show(source) {
      focal.hidden = !source;
      for (const image of focal.querySelectorAll("img")) {
        if (source) image.src = source;
        else image.removeAttribute("src");
      }
      show(focal, fields);
    },
  };
};
