"""A film document as plain text; see docs/importing.md for the form."""

from films.exporters.text_page import sections
from films.exporters.text_page.reviews import reviews_section
from films.importers.text_page import text_part
from films.importers.text_page.sections import NO_REVIEWS_YET

# Heading and lines of each section, in the page's order; {title} is the film's.
_SECTIONS = [
    ("🎯 Quick Overview", sections.overview),
    ("😅 Plot Summary – Badly Explained", sections.badly_explained),
    ("🍿 {title}: Detailed Plot Synopsis", sections.synopsis),
    ("⚠️ Spoilers and Ending Explained", sections.ending),
    ("🎬 Cast & Characters", sections.cast),
    ("💬 Memorable Quotes", sections.quotes),
    ("💰Box Office", sections.box_office),
    ("💥 {title} Reviews", reviews_section),
    ("🛠️ Behind the Scenes", sections.trivia),
    ("🖥️ How to Watch {title}?", sections.watch),
    ("🎥 Similar Movies", sections.similar_films),
    ("🛒 {title} Related Products", sections.products),
    ("🎧 Soundtrack", sections.soundtrack),
    ("🤨 FAQ", sections.faq),
    ("🔥 Bonus Content", sections.bonus),
    ("✨ Rate", lambda _: [NO_REVIEWS_YET]),
]


def render(document: dict) -> str:
    """Return the film page as text, all its headings in the page's order.

    Reading it gives back the part of the document that the form holds:
    ``parse(render(document)).document == text_part(document)``.
    """
    part = text_part(document)
    title = part.get("title", "")
    pages = []
    for heading, section in _SECTIONS:
        pages.append("\n".join([heading.replace("{title}", title), *section(part)]).rstrip())
    return "\n\n".join(pages) + "\n"
