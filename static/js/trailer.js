/* Videos: nothing is asked of another site until the visitor presses play. */
for (const link of document.querySelectorAll("a[data-embed]")) {
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const player = document.createElement("iframe");
    player.src = link.dataset.embed;
    player.title = link.dataset.title;
    player.allow = "autoplay; fullscreen; encrypted-media; picture-in-picture";
    player.tabIndex = 0;
    const screen = document.createElement("div");
    screen.className = "screen";
    screen.append(player);
    link.replaceWith(screen);
    player.focus();
  });
}
