import pytest


@pytest.mark.django_db(transaction=True)
def test_lost_page_opens_in_a_browser(page):
    response = page.goto("/no-such-page/")

    assert response.status == 404
