"""One recording from signature to recall, as performer, client and compliance see it."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from consent.keeping.jobs import keep
from consent.ledger.explaining.words import Signature, Use
from consent.recordings import judging
from consent.recordings.registering import register_recording
from consent.signing.queries import signed_terms
from foundation import clock
from foundation.actors import SYSTEM
from foundation.database import transaction
from tests.browser.visiting import inspect
from tests.cast import Cast, Person
from tests.consent.holders.delivering import built, deliver
from tests.consent.licences.licensed import licensed
from tests.consent.recordings.performed import a_recording
from tests.consent.signing.asked import ENGAGEMENT, ask_all, sign


def delivered(cast: Cast) -> str:
    """Signed, recorded, accepted and handed over, as the marketplace will do it."""
    papers = ask_all(cast.omar)
    for kind in (Signature.RECORDING_AND_PAY, Signature.GENERATIVE_TRAINING):
        sign(cast.omar, papers[kind], kind)
    clock.move(timedelta(days=9))
    recording = a_recording()
    with transaction() as session:
        register_recording(session, recording, signed_terms(session, ENGAGEMENT, cast.omar.id))
        judging.accept_take(session, recording.take_id, role="client_producer")
    licensed(cast.ada)
    stated = {"uses": (Use.GENERATIVE_TRAINING,), "subjects": ("grief",)}
    deliver(built([recording.id], **stated), actor=SYSTEM)
    keep()
    return str(recording.id)


def test_a_performer_stops_a_use_and_everybody_sees_it(page: Page, cast, sign_in_as):
    recording = delivered(cast)
    _the_performer_withdraws(page, cast.omar, sign_in_as)
    keep()
    _the_client_answers(page, cast.ada, sign_in_as, recording)
    keep()
    _compliance_reads_it(page, cast.cora, sign_in_as, recording)


def _the_performer_withdraws(page: Page, omar: Person, sign_in_as) -> None:
    """From the first page on: three clicks to who may use it, and to stop it."""
    sign_in_as(omar)
    page.goto("/home")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Rights").click()
    expect(page.get_by_text("Northlab").first).to_be_visible()
    inspect(page, "story-rights")
    page.get_by_role("link", name="Withdraw for").click()
    expect(page.get_by_text("What you earned with it stays yours.")).to_be_visible()
    inspect(page, "story-withdraw")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("Who was told to stop").first).to_be_visible()
    inspect(page, "story-withdrawn")


def _the_client_answers(page: Page, ada: Person, sign_in_as, recording: str) -> None:
    sign_in_as(ada)
    page.goto("/recalls")
    inspect(page, "story-recalls")
    page.get_by_role("row").filter(has_text=recording).get_by_role("link").first.click()
    inspect(page, "story-recall")
    page.get_by_role("button", name="We stopped using and offering it").click()
    page.get_by_label("Destroyed: no copy is left, nor any backup").check()
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_text("It stands in the rights ledger.")).to_be_visible()


def _compliance_reads_it(page: Page, cora: Person, sign_in_as, recording: str) -> None:
    sign_in_as(cora)
    page.goto(f"/compliance/recordings/{recording}")
    inspect(page, "story-compliance")
    for said in (
        "was handed to client",
        "withdrew the consent",
        "was told to stop",
        "attested to recall",
    ):
        expect(page.get_by_text(said).first).to_be_visible()
