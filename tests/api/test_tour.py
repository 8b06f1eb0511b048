"""`docs/api.md` does what it says: each block, in order, over a real port and with the module."""

import sys
from datetime import timedelta

import pytest

from consent.ledger.explaining.words import Signature
from foundation.clock import hold, move
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.jobs import run_due
from foundation.money import Money
from marketplace.bookings.models import Booking
from marketplace.casting.models import Offer
from marketplace.deliveries.building import finishing
from marketplace.deliveries.building.indexing import write_index
from marketplace.requests import reviewing
from marketplace.requests.models import RequestVersion
from marketplace.takes.models import Take, TrackFile
from payouts.earnings.jobs import JOBS as EARNINGS
from payouts.journal.chart import PLATFORM, Account, Kind, Purpose
from payouts.journal.posting import Line, post
from tests.api import touring
from tests.api.asking import Program
from tests.architecture.code import ROOT
from tests.cast import NORTHLAB
from tests.listening import listening
from tests.marketplace.accounts.phones import set_up_phone
from tests.marketplace.casting.scene import sign
from tests.marketplace.deliveries.building.delivered import REPORT, build
from tests.marketplace.gigs import posting
from tests.marketplace.market import papers
from tests.marketplace.profiles.known import checked
from tests.marketplace.requests.written import covered
from tests.marketplace.takes.arriving.sent import tone
from tests.marketplace.takes.played import fit


class People:
    """What a person does on a page, and what time and our jobs do."""

    def __init__(self, cast) -> None:
        self.cast = cast

    def act(self, said):
        getattr(self, said.replace(" ", "_"))()

    def compliance_approves(self):
        [version] = _all(RequestVersion)
        reviewing.approve_request(version.request_id, version.id, actor=self.cast.cora.actor)

    def the_balance_is_there(self):
        with transaction() as session:
            balance = Account(Kind.CLIENT_BALANCE, NORTHLAB, "EUR")
            cash = Account(Kind.STRIPE_AVAILABLE, PLATFORM, "EUR")
            much = Money(1_000_000, "EUR")
            post(session, "filled", [Line(cash, balance, much, Purpose.FUND, new_id())])

    def the_gig_opens(self):
        posting.run("gigs.open")

    def both_sign(self):
        for who in (self.cast.omar, self.cast.mira):
            [offer] = [each for each in _all(Offer) if each.performer_id == who.id]
            for signature in (Signature.RECORDING_AND_PAY, Signature.GENERATIVE_TRAINING):
                sign(offer.id, who, signature)

    def both_have_shown_who_they_are(self):
        checked(self.cast.omar)
        checked(self.cast.mira)

    def the_call_begins(self):
        [booking] = _all(Booking)
        hold(booking.starts_at)

    def the_machine_finds_nothing_to_mend(self):
        with transaction() as session:
            for file in session.query(TrackFile):
                file.report = REPORT
        for take in _all(Take):
            fit(take.id)

    def earnings_are_collected(self):
        run_due(
            [each for each in EARNINGS if each.name == "earnings.collect"],
            new_id(),
            even_if_not_due=True,
        )

    def the_delivery_is_built(self):
        move(timedelta(minutes=1))  # A token's pace is kept by the clock, which stands still.
        build()


def _all(model):
    db.session.rollback()
    found = db.session().query(model).all()
    db.session().expunge_all()
    db.session.rollback()
    return found


@pytest.fixture
def people(app, cast, tmp_path, monkeypatch):
    """The licence is signed, the client verified; the files that two performers recorded."""
    monkeypatch.setattr(
        finishing, "index_apart", write_index
    )  # In a process apart it takes seconds.
    covered(cast)
    posting.verify(cast)
    papers()
    set_up_phone(cast.ada)
    for number, name in enumerate(("elder-1", "younger-1", "elder-2", "younger-2"), 1):
        (tmp_path / f"{name}.wav").write_bytes(tone(level=number))
    return People(cast)


def test_every_block_of_the_tour_runs(app, cast, people, tmp_path, monkeypatch):
    with listening(app) as address:
        environment = {
            "FAIRTAKE_SERVER": address,
            "FAIRTAKE_TOKEN": Program(app, cast.ada).secret,
            "FIRST_PERFORMERS_TOKEN": Program(app, cast.omar).secret,
            "SECOND_PERFORMERS_TOKEN": Program(app, cast.mira).secret,
        }
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(tmp_path)
        monkeypatch.syspath_prepend(tmp_path)
        try:
            known = touring.take(touring.of_the_tour(), tmp_path, environment, people.act)
        finally:
            sys.modules.pop("fairtake", None)
    assert (tmp_path / "copy" / "manifest.json").exists()
    assert known["delta"]["follows_id"] == known["delivery"]["id"]


def test_nothing_in_the_tour_is_left_out():
    text = (ROOT / "docs" / "api.md").read_text()
    fences = [line for line in text.splitlines() if line.startswith(("```", "<!--"))]
    assert len([each for each in fences if each != "```"]) == len(touring.of_the_tour()) > 30


@pytest.mark.parametrize(
    "wrong",
    ["```python\nassert 1 == 2\n```", "```sh\ntrue\nfalse\n```", "<!-- act: nobody comes -->"],
    ids=["python", "sh", "act"],
)
def test_a_block_that_is_wrong_fails(tmp_path, wrong):
    tour = [*touring.steps(f"# A tour\n\n{wrong}\n")]
    assert [each.line for each in tour] == [3]
    acts = People(None)
    with pytest.raises((AssertionError, AttributeError)):
        touring.take(tour, tmp_path, {}, acts.act)
