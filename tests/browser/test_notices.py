"""Captured mail, notices and webhooks, as their readers meet them."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from foundation import clock, mail, notices, webhooks
from foundation.database import db, transaction
from foundation.mail.queries import latest
from foundation.notices import kinds
from foundation.webhooks import actions, sending
from tests.browser.visiting import inspect, visit
from tests.cast import NORTHLAB, Person
from tests.notices.conftest import CASTING, GIGS, PAID
from tests.webhooks.receiver import Receiver


@pytest.fixture(autouse=True)
def _kinds(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Registered for the test and forgotten after it."""
    monkeypatch.setattr(kinds, "_registered", dict(kinds._registered))
    notices.register(CASTING, GIGS, PAID)


def tell(person: Person) -> None:
    for kind in (CASTING, GIGS, PAID):
        with transaction() as session:
            notices.tell(
                session, kind=kind.name, to=[person.id], url="/notices", who="A", at=clock.now()
            )
        clock.move(timedelta(hours=5))


def test_captured_mail_is_fit_for_everyone(page: Page, cast):
    visit(page, "/dev/mail", name="mail-empty")
    tell(cast.omar)
    visit(page, "/dev/mail", name="mail")
    letter = latest(db.session())[0]
    visit(page, f"/dev/mail/{letter.mail.id}", name="mail-letter")


def test_a_link_in_the_html_of_a_captured_mail_can_be_followed(page: Page, cast, address):
    with transaction() as session:
        mail.post(
            session,
            to=cast.omar.id,
            template="notice",
            text="Look",
            path="/",
            may_turn_off=False,
        )
    letter = latest(db.session())[0]
    with transaction() as session:
        body = session.merge(letter.body)
        body.html = body.html.replace("http://127.0.0.1", address)
    page.goto(f"/dev/mail/{letter.mail.id}")
    page.frame_locator("iframe.letter").get_by_role("link", name="Look at it").click()
    expect(page).to_have_url(f"{address}/")


def test_notices_are_fit_for_everyone(page: Page, cast, sign_in_as):
    sign_in_as(cast.omar)
    visit(page, "/notices", name="notices-empty")
    tell(cast.omar)
    visit(page, "/notices", name="notices")
    visit(page, "/notices/choices", name="notices-choices")


def test_a_notice_is_opened_and_is_read_then(page: Page, cast, sign_in_as):
    sign_in_as(cast.omar)
    tell(cast.omar)
    page.goto("/notices")
    page.get_by_role("button", name="You were paid", exact=True).click()
    expect(page.get_by_role("link", name="You were paid")).to_be_visible()
    expect(page.get_by_role("link", name="Unread (2)")).to_be_visible()


def test_mail_is_turned_off_from_its_link(page: Page, cast):
    tell(cast.omar)
    url = next(
        each.body.unsubscribe_url for each in latest(db.session()) if each.body.unsubscribe_url
    )
    visit(page, url.removeprefix("http://127.0.0.1"), name="notices-turn-off")
    page.get_by_role("button", name="Stop this mail").click()
    inspect(page, "notices-turned-off")


def test_webhooks_are_fit_for_everyone(page: Page, cast, sign_in_as):
    sign_in_as(cast.ada)
    visit(page, "/webhooks", name="webhooks-empty")
    with Receiver() as receiver:
        page.get_by_label("Address").fill(receiver.url)
        page.get_by_role("button", name="Add the endpoint").click()
        expect(page.locator("#secret")).to_have_text(re.compile("^whsec_"))
        inspect(page, "webhooks-secret")
        page.get_by_role("link", name="I have kept it").click()
        page.get_by_role("button", name="Send a test event").click()
        receiver.status, receiver.answer = 500, b"x" * 400
        sending.send_due()
        inspect(page, "webhooks-endpoint")
        page.reload()
        page.get_by_role("link", name="webhook.test").click()
        inspect(page, "webhooks-delivery")
    page.get_by_role("link", name="Endpoint", exact=True).click()
    page.get_by_role("link", name="Remove …").click()
    inspect(page, "webhooks-remove")


def test_an_endpoint_that_was_switched_off_says_why(page: Page, cast, sign_in_as):
    sign_in_as(cast.ada)
    with Receiver() as receiver:
        added = actions.add_endpoint(
            receiver.url, "ours", loopback_allowed=True, actor=cast.ada.actor
        )
        receiver.status = 410
        with transaction() as session:
            webhooks.announce(session, NORTHLAB, "take.accepted", {})
        sending.send_due()
    visit(page, f"/webhooks/{added.endpoint_id}", name="webhooks-off")
    visit(page, "/webhooks", name="webhooks")
