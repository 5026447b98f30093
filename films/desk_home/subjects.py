"""The plain lists of the desk, sorted by what they are about."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PAGES, PEOPLE, VISITORS, SITE = _("Pages"), _("People & words"), _("Visitors"), _("Site")
SUBJECTS = (PAGES, PEOPLE, VISITORS, SITE)

# In the order in which they are listed. What is not named here stands with its app, at the end.
PLACES: dict[str, Promise] = {
    **dict.fromkeys(["Film", "Collection", "Image", "Provider", "LinkCheck"], PAGES),
    **dict.fromkeys(["Deletion", "Revision", "ImportRun"], PAGES),
    **dict.fromkeys(["Person", "Tag", "PossibleDouble", "Merge"], PEOPLE),
    **dict.fromkeys(["Review", "FilmRating", "Storm", "BlockPhrase"], VISITORS),
    **dict.fromkeys(["ModerationEvent", "MissedSearch"], VISITORS),
    **dict.fromkeys(["User", "Group", "Redirect"], SITE),
}
APPS = {"reviews": VISITORS, "films": PAGES}


@dataclass(frozen=True)
class Subject:
    """A heading of the menu with its lists: Django's own descriptions of them."""

    title: str
    lists: list[dict[str, Any]]


def subjects(app_list: list[dict[str, Any]]) -> list[Subject]:
    """Return the lists that somebody may see (AdminSite.get_app_list), by subject."""
    found: dict[Promise, list[dict[str, Any]]] = {subject: [] for subject in SUBJECTS}
    for app in app_list:
        for row in app["models"]:
            subject = PLACES.get(row["object_name"]) or APPS.get(app["app_label"], SITE)
            found[subject].append(row)
    names = list(PLACES)
    place = {name: number for number, name in enumerate(names)}
    for rows in found.values():
        rows.sort(key=lambda row: place.get(row["object_name"], len(names)))
    return [Subject(str(title), rows) for title, rows in found.items() if rows]
