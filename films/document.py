"""A film with all its rows as one JSON document, and back.

Export, import, revisions and working copies all use these two functions; the form is described
in docs/document.md, and ``load(dump(film))`` gives the same film.
"""

from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from films.choices import Access, ProviderKind
from films.document_fields import (
    BLOCKS,
    EDITORIAL,
    FORMAT,
    PICTURES,
    SCALARS,
    DocumentError,
    film_field,
    is_left_out,
    read,
    related_name,
    written,
)
from films.merging import tracing
from films.merging.folding import without_doubles
from films.models import (
    Credit,
    Film,
    Image,
    PageBlock,
    Person,
    Provider,
    Quote,
    SimilarFilm,
    Tag,
)
from films.models.slug_field import first_free
from films.text import fold, slugify_name, slugify_title

MOST_ROWS = 2_000  # of one section; no film has more, and a broken file should say so early

# Names that differ between document and column.
_RENAMED = {"film": "other"}


class Media(Protocol):
    """Where the pictures and videos that a document names are to be found."""

    def image(self, reference: dict[str, Any]) -> Image:
        """Return the picture; raises LookupError with a sentence when there is none."""

    def video(self, name: str) -> str:
        """Return the stored name of a video file; raises LookupError with a sentence."""


class StoredMedia:
    """Pictures and videos that are in the guide already: revisions and working copies."""

    def image(self, reference: dict[str, Any]) -> Image:
        name = str(reference.get("file", "")).removeprefix("media/")
        found = Image.objects.filter(file=name).first()
        if found is None:
            raise LookupError(f"There is no picture {name}.")
        return found

    def video(self, name: str) -> str:
        return name.removeprefix("media/")


# Film to document ---------------------------------------------------------------------------------


def dump(film: Film) -> dict[str, Any]:
    """Return the document of a film; costs one query a section unless its rows are loaded."""
    document: dict[str, Any] = {"marquee": FORMAT}
    for name in (*EDITORIAL, *SCALARS):
        value = getattr(film, name)
        if not is_left_out(film_field(name), value):
            document[name] = written(value)
    for name in PICTURES:
        if picture := getattr(film, name):
            document[name] = dump_image(picture)
    for name, (model, columns) in BLOCKS.items():
        if rows := [_dump_row(row, columns) for row in _rows(film, model)]:
            document[name] = rows
    return document


def _rows(film: Film, model: type[PageBlock]) -> list[PageBlock]:
    """Return a section's rows with what they refer to, as few queries as may be."""
    manager = getattr(film, related_name(model))
    if related_name(model) in getattr(film, "_prefetched_objects_cache", {}):
        return list(manager.all())
    keys = [f.name for f in model._meta.fields if f.is_relation and f.name != "film"]
    if model is Quote:
        keys.append("credit__person")
    return list(manager.select_related(*keys) if keys else manager.all())


def _dump_row(row: PageBlock, columns: tuple[str, ...]) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    for name in columns:
        value = getattr(row, name)
        field: Any = row._meta.get_field(name)
        if isinstance(value, Tag) and name == "tag":
            entry |= {"kind": value.kind, "name": value.name}
        elif isinstance(value, models.Model):
            entry["film" if name == "other" else name] = _dump_reference(value)
        elif isinstance(field, models.FileField):
            if value:
                entry[name] = f"media/{value.name}"
        elif not is_left_out(field, value):
            entry[name] = written(value)
    return entry


def _dump_reference(value: Any) -> Any:
    match value:
        case Person():
            return {"name": value.name, "slug": value.slug}
        case Credit():
            return {"person": value.person.slug, "character": value.character}
        case Image():
            return dump_image(value)
        case Film():
            return value.slug
        case _:
            return value.name  # a tag or a provider


def dump_image(image: Image) -> dict[str, Any]:
    """Return a picture as documents refer to it."""
    entry: dict[str, Any] = {"file": f"media/{image.file.name}"}
    for name in ("alt", "credit", "licence"):
        if value := getattr(image, name):
            entry[name] = value
    for name in ("focal_x", "focal_y"):
        if (value := getattr(image, name)) != 50:
            entry[name] = value
    return entry


# Document to film ---------------------------------------------------------------------------------


@transaction.atomic
def load(
    document: dict[str, Any],
    film: Film | None = None,
    *,
    media: Media | None = None,
    editorial: bool = False,
) -> Film:
    """Make the film of a document, or make ``film`` say what the document says, and return it.

    The film's rows are replaced by the document's. People, tags and services are found by
    address or name and made where there are none yet. ``editorial`` also takes over slug, status
    and publishing date, as the import of a whole guide does; without it a new film is a draft.

    Raises DocumentError, with nothing changed.
    """
    _check_shape(document)
    film = film or Film()
    media = media or StoredMedia()
    for name in SCALARS:
        field = film_field(name)
        value = read(field, document[name], name) if name in document else field.get_default()
        setattr(film, name, value)
    for name in PICTURES:
        setattr(film, name, _picture(document.get(name), media, name))
    if editorial:
        for name in EDITORIAL:
            if name in document:
                setattr(film, name, read(film_field(name), document[name], name))
    if not film.slug and not film.draft_of_id:
        film.slug = first_free(slugify_title(film.title, film.year), Film.objects.all())
    _save(film, "")
    for name in BLOCKS:
        _load_rows(film, name, document.get(name) or [], media)
    vars(film)["_prefetched_objects_cache"] = {}
    return film


def _check_shape(document: Any) -> None:
    if not isinstance(document, dict):
        raise DocumentError("", "A film document is a JSON object.")
    if document.get("marquee") != FORMAT:
        raise DocumentError("marquee", f"Only form {FORMAT} of the film document can be read.")
    known = {"marquee", *EDITORIAL, *SCALARS, *PICTURES, *BLOCKS}
    for name in document:
        if name not in known:
            raise DocumentError(name, "A film document has no such field.")
    if not document.get("title"):
        raise DocumentError("title", "A film needs a title.")
    for name in BLOCKS:
        rows = document.get(name) or []
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise DocumentError(name, "This is a list of entries.")
        if len(rows) > MOST_ROWS:
            raise DocumentError(name, f"{len(rows)} entries are too many; {MOST_ROWS} at most.")


def _load_rows(film: Film, name: str, entries: list[dict[str, Any]], media: Media) -> None:
    model: Any
    model, columns = BLOCKS[name]
    getattr(film, related_name(model)).all().delete()
    rows = []
    for position, entry in enumerate(entries):
        where = f"{name}[{position}]"
        row = model(film=film, position=position)
        _fill(row, columns, entry, media, where)
        rows.append(row)
    rows = without_doubles(rows, entries)
    try:
        with transaction.atomic():
            if model in (Quote, SimilarFilm):  # their save() fills a column
                for row in rows:
                    row.save()
            else:
                model.objects.bulk_create(rows)
    except IntegrityError:
        raise DocumentError(name, "Two entries are the same, or contradict each other.") from None


def _fill(
    row: PageBlock, columns: tuple[str, ...], entry: dict[str, Any], media: Media, where: str
) -> None:
    entry = {_RENAMED.get(name, name): value for name, value in entry.items()}
    if "tag" in columns:
        entry["tag"] = {name: entry.pop(name, None) for name in ("kind", "name")}
    for name, raw in entry.items():
        if name not in columns:
            raise DocumentError(f"{where}.{name}", "There is no such field.")
        place = f"{where}.{name}"
        field: Any = row._meta.get_field(name)
        if field.is_relation:
            setattr(row, name, _reference(row, field, raw, media, place))
        elif isinstance(field, models.FileField):
            setattr(row, name, _video_file(media, raw, place))
        else:
            setattr(row, name, read(field, raw, place))
    _check_row(row, where)


def _check_row(row: PageBlock, where: str) -> None:
    try:
        # What a row refers to has just been looked up: asking whether it exists costs a query each.
        found = [f.name for f in row._meta.fields if f.is_relation and getattr(row, f.attname)]
        row.full_clean(exclude=[*found, "key"], validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        name, sentence = _fault(error)
        raise DocumentError(f"{where}.{name}" if name else where, sentence) from None


def _fault(error: ValidationError) -> tuple[str, str]:
    """Return the field that is at fault, "" for the whole row, and what is wrong with it."""
    if not hasattr(error, "error_dict"):
        return "", " ".join(error.messages)
    name, messages = next(iter(error.message_dict.items()))
    return ("" if name == "__all__" else name), " ".join(messages)


def _reference(
    row: Any, field: models.ForeignKey, raw: Any, media: Media, where: str
) -> models.Model | None:
    """Return the row elsewhere that an entry names, made where it may be."""
    if raw in (None, ""):
        return None
    target = field.remote_field.model
    if target is Person:
        return find_person(raw, where)
    if target is Tag:
        named = {"kind": "award", "name": raw} if field.name == "body" else raw
        return find_tag(named, where)
    if target is Provider:
        return find_provider(raw, where, heard=row.access == Access.LISTEN)
    if target is Image:
        return _picture(raw, media, where)
    if target is Credit:
        return _credit(row.film, raw)
    return Film.objects.filter(slug=str(raw)).exclude(pk=row.film_id).first()


def find_person(raw: Any, where: str) -> Person:
    """Return the person of ``{"name": …, "slug": …}`` or of a bare name; made if there is none.

    Somebody who was merged, or whose address has changed, is found where they are now.
    """
    reference = {"name": raw} if isinstance(raw, str) else raw
    if not isinstance(reference, dict) or not reference.get("name"):
        raise DocumentError(where, "A person needs a name.")
    name = read(Person._meta.get_field("name"), reference["name"], where)
    slug = str(reference.get("slug") or "")
    found = Person.objects.filter(slug=slug).first() if slug else None
    found = found or (None if slug else Person.objects.filter(name=name).first())
    found = found or (tracing.person_at(slug) if slug else tracing.person_named(name))
    if found:
        return found
    person = Person(name=name, slug=slug or first_free(slugify_name(name), Person.objects.all()))
    _save(person, where)
    return person


def find_tag(raw: Any, where: str) -> Tag:
    """Return the tag of ``{"kind": …, "name": …}``, whatever its accents; made if there is none."""
    if not isinstance(raw, dict) or not raw.get("name"):
        raise DocumentError(where, "A tag needs a kind and a name.")
    kind = read(Tag._meta.get_field("kind"), raw.get("kind"), where)
    name = read(Tag._meta.get_field("name"), raw["name"], where)
    same = Tag.objects.filter(kind=kind)
    found = same.filter(name=name).first() or same.filter(folded=fold(name)).first()
    if found := found or tracing.tag_named(kind, name):
        return found
    tag = Tag(kind=kind, name=name)
    _save(tag, where)
    return tag


def find_provider(raw: Any, where: str, *, heard: bool = False) -> Provider:
    """Return the service of this name; made if there is none, as a music service if heard."""
    name = read(Provider._meta.get_field("name"), raw, where)
    if found := Provider.objects.filter(name=name).first() or tracing.provider_named(name):
        return found
    kind = ProviderKind.MUSIC if heard else ProviderKind.VIDEO
    slug = first_free(slugify_name(name), Provider.objects.all())
    provider = Provider(name=name, slug=slug, kind=kind)
    _save(provider, where)
    return provider


def _credit(film: Film, raw: Any) -> Credit | None:
    """Return the credit a quote names by person and character; none is no fault of the quote."""
    if not isinstance(raw, dict):
        return None
    slug = str(raw.get("person", ""))
    same = film.credits.filter(person__slug=slug)
    if slug and not same and (now := tracing.person_at(slug)):
        same = film.credits.filter(person=now)
    return same.filter(character=str(raw.get("character", ""))).first() or same.first()


def _picture(raw: Any, media: Media, where: str) -> Image | None:
    if not raw:
        return None
    if not isinstance(raw, dict) or not raw.get("file"):
        raise DocumentError(where, "A picture needs a file.")
    try:
        return media.image(raw)
    except LookupError as error:
        raise DocumentError(where, str(error.args[0])) from None


def _video_file(media: Media, raw: Any, where: str) -> str:
    try:
        return media.video(str(raw))
    except LookupError as error:
        raise DocumentError(where, str(error.args[0])) from None


def _save(row: models.Model, where: str) -> None:
    """Save with every rule of the model checked first, so that its words reach the editor."""
    worked_out = {"folded", "sort_key", "completeness", "version"}
    try:
        if not row.pk or isinstance(row, Film):
            # What check constraints say costs a query each, and is asked where saving failed.
            row.full_clean(exclude=worked_out, validate_constraints=False)
            for constraint in row._meta.constraints:
                if isinstance(constraint, models.UniqueConstraint):
                    constraint.validate(type(row), row, exclude=worked_out)
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            row.full_clean(exclude=worked_out)
            raise DocumentError(where, "The database refuses this.") from None
    except ValidationError as error:
        name, sentence = _fault(error)
        raise DocumentError(where or name, sentence) from None
