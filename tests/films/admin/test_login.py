"""The door of the desk."""


def test_login_has_one_heading(client):
    html = client.get("/admin/login/").content.decode()

    assert html.count("<h1") == 1


def test_login_bears_the_name_of_the_site(client, settings):
    settings.SITE_NAME = "Kinotopp"

    html = client.get("/admin/login/").content.decode()

    assert "<title>Log in · Kinotopp</title>" in html
