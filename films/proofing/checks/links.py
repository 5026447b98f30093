"""Links of a page that lead nowhere any more, as the background check has found them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from films.proofing.addresses import addresses_of
from films.proofing.faults import Context, Document, Found, check


@check("link_dead")
def link_dead(document: Document, context: Context) -> Iterator[Found]:
    if not context.links:
        return
    for address in addresses_of(document):
        if found := context.links.get(address.url):
            words = _("%(url)s does not answer as it should: %(found)s")
            told = words % {"url": address.url, "found": found}
            yield Found(told, address.field, address.rows, address.row)
