"""The page that shows captured mail while developing."""

from dataclasses import replace

from foundation import clock, mail
from foundation.database import transaction
from foundation.mail.routes import with_links
from tests.cast import START


def post(to, what="a gig"):
    with transaction() as session:
        return mail.post(session, to=to, template="letter", what=what, at=START)


def test_the_newest_mail_is_first(client, cast):
    post("a@example.org", "the first")
    clock.move(clock.now() - START + mail.jobs.BODIES_KEPT_FOR / 30)
    post("b@example.org", "the second")
    page = client.get("/dev/mail").text
    assert page.index("the second") < page.index("the first")


def test_it_can_be_narrowed_to_a_recipient(client, cast):
    post("a@example.org", "for a")
    post("b@example.org", "for b")
    page = client.get("/dev/mail?to=A@").text
    assert "for a" in page
    assert "for b" not in page


def test_without_mail_it_says_so(client, app):
    assert "No mail yet" in client.get("/dev/mail").text
    assert "No mail to" in client.get("/dev/mail?to=zoe").text


def test_a_letter_shows_text_with_links_and_the_html_in_a_box(client, app):
    mail_id = post("a@example.org", "<script>alert(1)</script>")
    page = client.get(f"/dev/mail/{mail_id}").text
    assert '<a href="http://127.0.0.1/cases">' in page
    assert "<script>alert" not in page
    assert 'sandbox="allow-top-navigation-by-user-activation"' in page


def test_an_unknown_letter_is_not_found(client, app):
    assert client.get("/dev/mail/00000000-0000-4000-8000-000000000001").status_code == 404


def test_in_production_there_is_no_such_page(client, app, settings):
    mail_id = post("a@example.org")
    app.extensions["fairtake_settings"] = replace(settings, mode="production")
    try:
        assert client.get("/dev/mail").status_code == 404
        assert client.get(f"/dev/mail/{mail_id}").status_code == 404
    finally:
        app.extensions["fairtake_settings"] = settings


def test_a_link_ends_before_the_full_stop():
    assert with_links("See https://a.example/x?y=1&z.") == (
        'See <a href="https://a.example/x?y=1&amp;z">https://a.example/x?y=1&amp;z</a>.'
    )


def test_text_around_a_link_is_escaped():
    assert with_links("<b>") == "&lt;b&gt;"
