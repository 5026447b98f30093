"""The rules of the database, said in words where a form breaks them."""

import re
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

NAMED = re.compile(r"“(\w+)”")

WORDS = {
    "collection_ends_after_it_begins": _("It would end before it begins."),
    "film_budget_is_positive": _(
        "The budget must be more than nothing; leave it empty if unknown."
    ),
    "film_gross_domestic_is_positive": _(
        "The domestic gross must be more than nothing; leave it empty if unknown."
    ),
    "film_gross_worldwide_is_positive": _(
        "The worldwide gross must be more than nothing; leave it empty if unknown."
    ),
    "film_has_a_currency": _("Give the currency, for example USD."),
    "film_imdb_id_is_unique": _("Another film has this IMDb number."),
    "film_tmdb_id_is_unique": _("Another film has this TMDB number."),
    "film_wikidata_id_is_unique": _("Another film has this Wikidata number."),
    "video_bonus_has_a_title": _("A bonus video needs a title."),
    "video_provider_fits_its_source": _("Give either the address of a video or a file."),
    "offer_price_has_a_currency": _("Say in which currency the price is."),
    "offer_of_a_service_names_it": _("Say which service this is."),
    "similar_film_is_another_film": _("A film is not similar to itself."),
    "redirect_leads_elsewhere": _("The new address is the old one."),
    "redirect_starts_on_this_site": _("The old address begins with a slash: /films/…"),
    "redirect_stays_on_this_site": _("The new address begins with one slash: /films/…"),
}


class Violations:
    """A form that puts its own sentence in the place of “Constraint “x” is violated.”

    What a model says of a column that the form does not show stands at the head of the form.
    """

    def _update_errors(self, errors: ValidationError) -> None:
        if hasattr(errors, "error_dict"):
            for name in [name for name in errors.error_dict if name not in self.fields]:
                found = errors.error_dict.pop(name)
                errors.error_dict.setdefault(NON_FIELD_ERRORS, []).extend(found)
        for error in iter_errors(errors):
            named = NAMED.search(str(error.message))
            if named and named[1] in WORDS:
                error.message, error.params = WORDS[named[1]], None
        super()._update_errors(errors)


def iter_errors(errors: ValidationError) -> list[Any]:
    """Return the single errors inside one that may hold many."""
    if hasattr(errors, "error_dict"):
        return [error for found in errors.error_dict.values() for error in found]
    return list(errors.error_list)
