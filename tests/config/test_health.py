import pytest
from django.db import DatabaseError, connection


@pytest.mark.django_db
def test_healthz_while_the_database_answers(client):
    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response["Cache-Control"]


def test_healthz_without_a_database(client, monkeypatch):
    def fail():
        raise DatabaseError("gone")

    monkeypatch.setattr(connection, "cursor", fail)

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json() == {"status": "the database does not answer"}


def test_healthz_wrong_method_is_405(client):
    assert client.post("/healthz").status_code == 405
