"""What others made of the film: scores, the press, awards, and the questions of visitors."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from films.choices import ScoreSource
from films.proofing.faults import Context, Document, Found, check, label_of, name_of, rows_of
from films.proofing.texts import shown

_LETTERS = re.compile(r"[A-Za-z\u00c0-\u024f\u0400-\u04ff]")
_PLACEHOLDER = re.compile(
    r"(?:n/?a|tbd|tba|todo|to do|xxx+|\?{2,}|lorem ipsum\b.*|none|unknown|-+|\.{3,})", re.IGNORECASE
)
_NAMES = {
    "press_reviews": ("publication", "critic", "excerpt", "summary"),
    "awards": ("recipient", "category"),
    "quotes": ("text", "speaker"),
    "trivia": ("text", "source"),
    "similar_films": ("title", "reason"),
    "products": ("name", "pitch"),
    "tracks": ("artist",),
    "faqs": ("question", "answer"),
}


@check("score_without_link")
def score_without_link(document: Document, context: Context) -> Iterator[Found]:
    for row, score in rows_of(document, "scores"):
        if not score.get("url"):
            words = _("The score of %(site)s has no link.") % {
                "site": label_of(ScoreSource, score.get("source"))
            }
            yield Found(words, "url", "scores", row)


@check("score_without_date")
def score_without_date(document: Document, context: Context) -> Iterator[Found]:
    for row, score in rows_of(document, "scores"):
        if not score.get("checked_on"):
            words = _("The score of %(site)s does not say on which day it was read.")
            yield Found(
                words % {"site": label_of(ScoreSource, score.get("source"))},
                "checked_on",
                "scores",
                row,
            )


@check("score_stale")
def score_stale(document: Document, context: Context) -> Iterator[Found]:
    for row, score in rows_of(document, "scores"):
        if context.is_stale(score.get("checked_on")):
            words = _("The score of %(site)s was last read on %(day)s: read it again.")
            told = words % {
                "site": label_of(ScoreSource, score.get("source")),
                "day": score["checked_on"],
            }
            yield Found(told, "checked_on", "scores", row)


@check("press_without_source")
def press_without_source(document: Document, context: Context) -> Iterator[Found]:
    for row, review in rows_of(document, "press_reviews"):
        if not review.get("publication"):
            quoted = shown(
                review.get("excerpt") or review.get("summary") or review.get("critic") or ""
            )
            words = _("The press review “%(words)s” does not say who printed it.")
            yield Found(words % {"words": quoted}, "publication", "press_reviews", row)


@check("award_without_recipient")
def award_without_recipient(document: Document, context: Context) -> Iterator[Found]:
    for row, award in rows_of(document, "awards"):
        if not award.get("recipient") and not award.get("person"):
            words = _("The award “%(award)s” does not say who received it.")
            named = ", ".join(filter(None, [name_of(award.get("body")), award.get("category")]))
            yield Found(words % {"award": shown(named)}, "recipient", "awards", row)


@check("award_before_film")
def award_before_film(document: Document, context: Context) -> Iterator[Found]:
    made = document.get("year")
    for row, award in rows_of(document, "awards"):
        if made and award.get("year") and award["year"] < made:
            words = _("An award of %(year)d is older than the film (%(made)d).")
            yield Found(words % {"year": award["year"], "made": made}, "year", "awards", row)


@check("faq_without_question", is_blocking=True)
def faq_without_question(document: Document, context: Context) -> Iterator[Found]:
    for row, faq in rows_of(document, "faqs"):
        if not (faq.get("question") or "").strip():
            words = _("The answer “%(answer)s” has no question.")
            yield Found(words % {"answer": shown(faq.get("answer") or "")}, "question", "faqs", row)


@check("faq_without_answer")
def faq_without_answer(document: Document, context: Context) -> Iterator[Found]:
    for row, faq in rows_of(document, "faqs"):
        if faq.get("question") and not (faq.get("answer") or "").strip():
            words = _("The question “%(question)s” has no answer.")
            yield Found(words % {"question": shown(faq["question"])}, "answer", "faqs", row)


@check("question_without_mark")
def question_without_mark(document: Document, context: Context) -> Iterator[Found]:
    """Only in Latin and Cyrillic letters: elsewhere questions may end otherwise."""
    for row, faq in rows_of(document, "faqs"):
        question = (faq.get("question") or "").strip()
        if _LETTERS.search(question) and not re.search(r"[?？;؟][)”\"’»“]*$", question):
            words = _("The question “%(question)s” has no question mark.")
            yield Found(words % {"question": shown(question)}, "question", "faqs", row)


@check("placeholder")
def placeholder(document: Document, context: Context) -> Iterator[Found]:
    for rows, names in _NAMES.items():
        for row, entry in rows_of(document, rows):
            for name in names:
                words = str(entry.get(name) or "").strip()
                is_title = name in ("title", "name", "text")  # a film may be called “Unknown”
                if words and not is_title and _PLACEHOLDER.fullmatch(words):
                    told = _("“%(words)s” stands where something is still to be written.")
                    yield Found(told % {"words": shown(words)}, name, rows, row)
