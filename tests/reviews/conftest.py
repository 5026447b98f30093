"""Fixtures for all tests of reviews."""

from collections.abc import Iterator

import pytest

from reviews import networks


@pytest.fixture(autouse=True)
def _no_salts_of_other_tests() -> Iterator[None]:
    """Forget the salts that the process has read: each test has a database of its own."""
    networks._known.clear()
    yield
    networks._known.clear()
