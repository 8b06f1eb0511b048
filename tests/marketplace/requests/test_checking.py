"""What keeps a request from being submitted, each reason at its field."""

from dataclasses import replace

import pytest

from consent.ledger.explaining.words import Answer, Signature, Use
from foundation.database import db
from marketplace.requests.checking import against
from marketplace.requests.models import RequestKind
from marketplace.requests.purposes import purposes_of
from tests.cast import NORTHLAB
from tests.consent.agreements.plans import plan
from tests.consent.signing.asked import PLANS, published
from tests.marketplace.market import content
from tests.marketplace.requests.written import COVERED, covered, typed

pytestmark = pytest.mark.usefixtures("session")


def findings(said):
    db.session.rollback()
    return against(db.session(), NORTHLAB, said, RequestKind.SCENES)[1]


def test_nothing_stands_against_a_whole_request(cast):
    covered(cast)
    assert findings(typed()) == {}


@pytest.mark.parametrize(
    ("section", "field", "text"),
    [
        ("brief", "title", "Two sisters"),
        ("brief", "scenario", "They may use it in perpetuity."),
        ("brief", "improvisation", "For any purpose."),
        ("brief", "title", "文 (AI)"),
        ("pay", "hourly", "24.99"),
        ("pay", "unpaid_minutes", "600"),
        ("pay", "paid_within_days", "31"),
        ("pay", "currency", "CHF"),
        ("window", "apply_by", "2026-03-01"),
        ("window", "first_day", "2026-03-05"),
        ("window", "last_day", "2026-03-06"),
        ("window", "zone", "Europe/Atlantis"),
        ("content", "intensity", None),
        ("content", "limits", "Including, but not limited to, songs."),
        ("content", "de_role_minutes", None),
        ("recording", "medium", None),
        ("usage", "union", None),
        ("usage", "prohibited", "Irrevocable uses."),
        ("usage", "end_product", "sales"),
        ("usage", "may_say", None),
        ("parts", "parts", None),
        ("parts", "beats", None),
    ],
)
def test_what_is_missing_or_ruled_out_is_said_at_its_field(cast, section, field, text):
    covered(cast)
    assert f"{section}.{field}" in findings(typed(**{section: {field: text}}))


@pytest.mark.parametrize(
    ("section", "said", "field"),
    [
        ("pay", {"bonus": "10", "bonus_for": None}, "bonus_for"),
        ("pay", {"audition": "10", "most_auditions": "0"}, "most_auditions"),
        ("recording", {"medium": "video"}, "least_height"),
        ("usage", {"client": "sealed", "sector": None}, "sector"),
        ("usage", {"union": "agreement", "union_name": None}, "union_name"),
        ("content", {"intensity": "calm", "themes": ["war"]}, "intensity"),
        ("content", {"intensity": "extreme"}, "limits"),
        ("content", {"themes": ["self_harm"]}, "themes"),
        ("brief", {"take_least": "300", "take_most": "60"}, "take_most"),
    ],
)
def test_one_answer_asks_for_another(cast, section, said, field):
    covered(cast)
    assert f"{section}.{field}" in findings(typed(**{section: said}))


def test_without_a_signed_licence_nobody_posts():
    assert "no signed licence" in findings(typed())["usage.papers"]


def test_the_licence_covers_every_use_that_a_paper_asks_for(cast):
    covered(cast, *(use for use in COVERED if use is not Use.FINE_TUNING))
    assert findings(typed()) == {"usage.papers": "Your licence does not cover fine-tuning."}


def test_the_licence_covers_the_end_product(cast):
    covered(cast, end_products=("support",))
    assert "does not cover companion" in findings(typed())["usage.papers"]


def test_the_licence_lasts_until_the_last_day(cast):
    covered(cast)
    late = typed(window={"last_day": "2027-06-01"})
    assert "ends before the last day" in findings(late)["usage.papers"]


def test_purpose_in_posting_is_purpose_in_licence_and_in_delivery():
    """By construction: what is posted are the very values by which a delivery is decided, one for
    each use that a paper asks for, and nothing else is compared with the licence."""
    plans = [PLANS[Signature.RECORDING_AND_PAY], PLANS[Signature.GENERATIVE_TRAINING]]
    asked = {use for each in plans for use, said in each.uses.items() if said != Answer.NOT_ALLOWED}
    said = content()
    purposes = purposes_of(NORTHLAB, said, plans)
    assert {each.use for each in purposes} == asked
    assert {each.end_product for each in purposes} == {said.usage.end_product}
    assert {each.client for each in purposes} == {NORTHLAB}


def test_a_use_that_slips_into_a_paper_is_a_purpose_too():
    more = replace(PLANS[Signature.GENERATIVE_TRAINING], uses={Use.RESALE: Answer.CONSTRAINED})
    assert [each.use for each in purposes_of(NORTHLAB, content(), [more])] == [Use.RESALE]


def test_prices_are_in_the_currency_of_the_pay(cast):
    covered(cast)
    why = findings(typed(pay={"currency": "USD"}))
    assert "EUR" in why["usage.papers-generative_training-version_id"]


def test_each_optional_use_has_its_own_price(cast):
    covered(cast)
    said = typed()
    said["usage"]["papers"]["generative_training"]["prices"] = {}
    assert "usage.papers-generative_training-prices-fine_tuning" in findings(said)


def test_what_is_no_option_has_no_price(cast):
    covered(cast)
    said = typed()
    said["usage"]["papers"]["generative_training"]["prices"]["resale"] = "5"
    assert "usage.papers-generative_training-prices-resale" in findings(said)


def test_a_paper_is_chosen_under_its_own_signature(cast):
    covered(cast)
    said = typed()
    papers = said["usage"]["papers"]
    papers["replica"] = papers.pop("generative_training")
    assert "usage.papers-replica-version_id" in findings(said)


def test_without_the_first_paper_nobody_can_be_paid(cast):
    covered(cast)
    said = typed()
    del said["usage"]["papers"]["recording_and_pay"]
    assert "usage.papers-recording_and_pay-version_id" in findings(said)


def test_a_replica_says_what_exactly_it_is_for(cast):
    covered(cast, *COVERED, Use.VOICE_REPLICA)
    planned = plan(
        uses={Use.VOICE_REPLICA: Answer.ALLOWED},
        lawful_basis=PLANS[Signature.REPLICA].lawful_basis,
        prices={Use.VOICE_REPLICA: 90000},
    )
    version = str(published(Signature.REPLICA, planned))
    said = typed()
    replica = {"version_id": version, "prices": {"voice_replica": "900"}, "description": "Lines."}
    said["usage"]["papers"]["replica"] = replica
    said["usage"]["end_product"] = "companion"
    assert set(findings(said)) == {"usage.papers-replica-description"}
