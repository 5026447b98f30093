"""Somebody signed in, in each role."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from films.roles import ensure_roles
from tests.factories import make_user


@pytest.fixture
def sign_in(db) -> Callable[[str], Client]:
    """Return a client whose user has a role; client.user is the person."""

    def make(role: str) -> Client:
        ensure_roles()
        client = Client()
        client.user = make_user(is_staff=True)
        client.user.groups.add(Group.objects.get(name=role))
        client.force_login(client.user)
        return client

    return make


@pytest.fixture
def moderator(sign_in) -> Client:
    return sign_in("moderator")


@pytest.fixture
def editor(sign_in) -> Client:
    return sign_in("editor")
