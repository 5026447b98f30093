"""How the database reads what a page asks for, from its own explanation."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

COSTLY = re.compile(
    r"TEMP B-TREE|\bSort\b|Seq Scan on reviews_review\b|\bSCAN reviews_review\b|Bitmap"
)
INDEX = re.compile(r"(?:INDEX|using) (review_\w+|reviews_\w+)")


def indexes_of(queries: CaptureQueriesContext) -> list[list[str]]:
    """The indexes of reviews that each query reads.

    Fails where rows of reviews are sorted, or all looked at one by one.
    """
    return [_indexes(query["sql"]) for query in queries.captured_queries]


def _indexes(sql: str) -> list[str]:
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {sql}")
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
    assert not COSTLY.search(plan), f"{plan}\n{sql}"
    return [name for name in INDEX.findall(plan) if "reply" not in name]
