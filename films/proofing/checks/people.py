"""Who made the film, who plays in it, and who says what."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from films.choices import Job
from films.proofing.faults import Context, Document, Found, actors, check, name_of, rows_of
from films.proofing.texts import shown
from films.text import fold


@check("director_missing")
def director_missing(document: Document, context: Context) -> Iterator[Found]:
    if _lacks(document, Job.DIRECTOR):
        yield Found(_("Nobody is named as the director."), "job", "credits")


@check("writer_missing")
def writer_missing(document: Document, context: Context) -> Iterator[Found]:
    if _lacks(document, Job.WRITER):
        yield Found(_("Nobody is named as the writer."), "job", "credits")


def _lacks(document: Document, job: Job) -> bool:
    """Say whether a page that names people names none for this job."""
    jobs = [credit.get("job") for _, credit in rows_of(document, "credits")]
    return bool(jobs) and job not in jobs


@check("credit_twice")
def credit_twice(document: Document, context: Context) -> Iterator[Found]:
    """The same person, twice for the same: two parts are two characters, and no fault."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for row, credit in rows_of(document, "credits"):
        name = name_of(credit.get("person"))
        who = (fold(name), str(credit.get("job")), fold(credit.get("character") or ""))
        seen[who] += 1
        if seen[who] == 2:
            words = _("“%(name)s” is named twice for the same.") % {"name": shown(name)}
            yield Found(words, "person", "credits", row)


@check("speaker_not_in_cast")
def speaker_not_in_cast(document: Document, context: Context) -> Iterator[Found]:
    """A quote that an editor has joined to a credit may name its speaker otherwise."""
    cast = actors(document)
    known = {fold(credit.get("character") or "") for credit in cast}
    known |= {fold(name_of(credit.get("person"))) for credit in cast}
    for row, quote in rows_of(document, "quotes"):
        speaker = quote.get("speaker") or ""
        if speaker and not quote.get("credit") and cast and fold(speaker) not in known:
            words = _("“%(speaker)s” says a quote, and is no character of the cast list.")
            yield Found(words % {"speaker": shown(speaker)}, "speaker", "quotes", row)


@check("quote_twice")
def quote_twice(document: Document, context: Context) -> Iterator[Found]:
    seen: set[str] = set()
    for row, quote in rows_of(document, "quotes"):
        words = fold(quote.get("text") or "")
        if words and words in seen:
            told = _("The quote “%(words)s” stands here twice.")
            yield Found(told % {"words": shown(quote["text"])}, "text", "quotes", row)
        seen.add(words)
