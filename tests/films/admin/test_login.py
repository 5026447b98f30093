"""The door of the desk."""


def test_login_has_one_heading(client):
    html = client.get("/admin/login/").content.decode()

    assert html.count("<h1") == 1
