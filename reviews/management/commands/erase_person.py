from typing import Any

from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser

from reviews import erasure
from reviews.models import Review


class Command(BaseCommand):
    help = (
        "Deletes a person's reviews with everything about them, by the e-mail address that they"
        " confirmed or by the number of one of their reviews. The films are counted afresh."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_whose(parser)
        parser.add_argument(
            "--yes", action="store_true", help="do it; without this, only say what would be deleted"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        person = whose(options["person"])
        if not options["yes"]:
            number = erasure.reviews_of(**person).count()
            raise CommandError(
                f"Reviews that would be deleted for good: {number}. Say --yes to do it."
            )
        self.stdout.write(f"Reviews deleted: {erasure.erase_person(**person)}")


def add_whose(parser: CommandParser) -> None:
    """Take the person's address or review from the command line."""
    parser.add_argument("person", help="an e-mail address, or the twelve letters of a review")


def whose(person: str) -> dict[str, Any]:
    """The person as erasure's verbs take it. Raises CommandError for a review that is not there."""
    if "@" in person:
        return {"email": person}
    review = Review.objects.filter(public_id=person).first()
    if review is None:
        raise CommandError(f"There is no review {person}.")
    return {"review": review}
