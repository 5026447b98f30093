import json
from typing import Any

from django.core.management import BaseCommand
from django.core.management.base import CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from reviews import erasure
from reviews.management.commands.erase_person import add_whose, whose


class Command(BaseCommand):
    help = (
        "Prints everything that is stored about a person who wrote reviews, as JSON: by the"
        " e-mail address that they confirmed, or by the number of one of their reviews."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_whose(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        found = erasure.export_person(**whose(options["person"]))
        self.stdout.write(json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
