/* The page's contents: mark the part being read, and keep its name in view in the strip. */
for (const contents of document.querySelectorAll("[data-toc]")) {
  const links = [...contents.querySelectorAll("a")];
  const list = contents.firstElementChild;
  let current = null;

  const mark = (id) => {
    const link = links.find((candidate) => candidate.hash === `#${id}`);
    if (!link || link === current) return;
    current?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    current = link;
    if (list.scrollWidth > list.clientWidth) {
      list.scrollTo({ left: link.offsetLeft - list.clientWidth / 3, behavior: "auto" });
    }
  };

  const observer = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => mark(entry.target.id)),
    { rootMargin: "-20% 0px -75% 0px" },
  );
  for (const link of links) {
    const part = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (part) observer.observe(part);
  }
}
