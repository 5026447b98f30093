"""The pages that our mails lead to, in a browser: their forms come from pages that tell nobody
where they are, and must not be refused for it.
"""

from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from reviews.mail_links import Purpose, mail_link
from reviews.models import ReviewContact
from tests.factories import make_film
from tests.reviews.mails import rate_with_address


def test_confirming_and_finding_the_way_back(page: Page):
    """O7: one press confirms an address; later one press on another link opens the review."""
    review = rate_with_address(make_film(title="Sunrise", year=1927))

    page.goto(urlsplit(mail_link(review.contact, Purpose.CONFIRM)).path)
    page.get_by_role("button", name="Yes, confirm my address").click()
    expect(page.get_by_role("status")).to_contain_text("Thank you.")
    page.context.clear_cookies()

    contact = ReviewContact.objects.get()
    assert contact.verified_at
    page.goto(urlsplit(mail_link(contact, Purpose.RECOVER)).path)
    page.get_by_role("button", name="Open my reviews").click()
    page.get_by_role("link", name="Sunrise").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your review")
