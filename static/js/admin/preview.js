// The frame of a preview: made smaller until it fits the window, and printed by its button. Without
// this the frame keeps its size and the stage around it scrolls.
const stage = document.querySelector("[data-preview-stage]");
const frame = stage?.querySelector("iframe");

if (frame) {
  const { width, height } = stage.dataset;
  const fit = () => {
    const scale = Math.min(1, stage.clientWidth / width);
    frame.style.transform = scale < 1 ? `scale(${scale})` : "";
    stage.style.blockSize = scale < 1 ? `${Math.ceil(height * scale)}px` : "";
    stage.classList.toggle("is-fitted", scale < 1);
  };
  new ResizeObserver(fit).observe(stage);

  for (const button of document.querySelectorAll("[data-preview-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => frame.contentWindow.print());
  }
}
