"""What a client's auditors are shown: as of now, with what ended and what was recalled."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from flask import render_template

from consent.ledger.explaining.words import Attestation, RecallCause, Use
from marketplace.deliveries.describing.proof import (
    About,
    Licensed,
    Link,
    Now,
    Recalled,
    proof_of,
    recordings_in,
)
from marketplace.deliveries.describing.saying import limits_said
from tests.marketplace.deliveries.describing.made import CLIENT, UNTIL, delivery

AT = datetime(2026, 12, 1, 12, tzinfo=UTC)
LICENCE = Licensed(holds=True, until=date(2029, 12, 31), url="/licences/1")
ABOUT = About(
    client=CLIENT,
    recipient=None,
    delivered_at=datetime(2026, 11, 22, tzinfo=UTC),
    manifest_hash=f"sha256:{'ef' * 32}",
    links=(Link(label="The manifest", url="/manifest", says="Every file with its hash."),),
)
NOW = Now(
    at=AT,
    refused={},
    until={Use.GENERATIVE_TRAINING: UNTIL, Use.EVALUATION: UNTIL},
    licence=LICENCE,
)
FIRST = UUID(int=0xB000)
GONE = "Consent was withdrawn."


def manifest(bundle):
    """As the one who builds writes it."""

    def said(part):
        return {
            "sha256": part.sha256,
            "bytes": part.bytes,
            "take": str(part.take) if part.take else None,
            "recordings": [str(each) for each in part.recordings],
            "performers": list(part.performers),
        }

    return {
        "delivery": str(bundle.delivery),
        "reference": bundle.reference,
        "dataset": {"name": bundle.dataset.name, "version": 3, "choice": bundle.choice},
        "stated": bundle.stated.kept(),
        "files": [
            {
                "path": file.path,
                **said(file),
                "members": [{"name": each.name, **said(each)} for each in file.members],
            }
            for file in bundle.files
        ],
    }


@pytest.fixture(params=["folders", "webdataset"])
def whole(request, tmp_path):
    return manifest(delivery(tmp_path, request.param))


def recalled(**changed):
    given = {
        "id": UUID(int=7),
        "recording": FIRST,
        "cause": RecallCause.WITHDRAWN,
        "opened_at": AT - timedelta(days=2),
        "due_at": AT + timedelta(days=28),
    }
    return Recalled(**{**given, **changed})


def page(app, proof):
    with app.test_request_context("/"):
        return render_template("marketplace/deliveries/proof.html", proof=proof)


def test_what_holds_is_counted_and_everything_is_told(whole, app):
    proof = proof_of(whole, ABOUT, NOW)
    assert proof.holds
    assert (proof.recordings, proof.takes, proof.performers) == (4, 3, 3)
    assert proof.uses == (("Generative training", UNTIL), ("Evaluation", UNTIL))
    shown = page(app, proof)
    assert "All of it may be used as was stated." in shown
    assert "Territories: EU." in shown
    assert ABOUT.manifest_hash in shown
    assert "Nothing of it was ever recalled." in shown


def test_that_it_is_about_nothing_excluded_is_a_limit_too(tmp_path):
    said = ("Subjects", "none that performers exclude")
    bundle = delivery(tmp_path, "folders")
    assert said not in limits_said(bundle)
    assert said not in proof_of(manifest(bundle), ABOUT, NOW).limits
    about_none = replace(bundle, stated=replace(bundle.stated, subjects=()))
    assert said in limits_said(about_none)
    assert said in proof_of(manifest(about_none), ABOUT, NOW).limits


def test_an_ended_right_is_shown_with_every_file_that_it_is_in(whole, app):
    proof = proof_of(whole, ABOUT, replace(NOW, refused={FIRST: GONE}))
    assert not proof.holds
    (ended,) = proof.ended
    assert ended.recording == FIRST
    assert len(ended.files) == 2  # Alone, and in the mix.
    assert any("mix" in name for name in ended.files)
    shown = page(app, proof)
    assert "1 of 4 recordings may not be used as was stated any more." in shown
    assert GONE in shown
    assert "Not recalled yet" in shown


def test_a_recall_is_asked_late_or_answered(whole, app):
    asked = proof_of(whole, ABOUT, replace(NOW, refused={FIRST: GONE}, recalls=[recalled()]))
    assert "The answer is due" in page(app, asked)
    late = recalled(due_at=AT - timedelta(days=1))
    assert "It was due" in page(app, proof_of(whole, ABOUT, replace(NOW, recalls=[late])))
    answered = recalled(answer=Attestation.DESTROYED, answered_at=AT - timedelta(days=1))
    proof = proof_of(whole, ABOUT, replace(NOW, recalls=[answered]))
    assert proof.open_recalls == 0
    assert proof.holds
    assert "Destroyed" in page(app, proof)


def test_a_recall_of_something_else_is_not_shown(whole):
    other = recalled(recording=UUID(int=1))
    assert proof_of(whole, ABOUT, replace(NOW, recalls=[other])).recalls == ()
    elsewhere = replace(NOW, refused={UUID(int=1): GONE})
    assert proof_of(whole, ABOUT, elsewhere).holds


def test_without_a_licence_nothing_may_be_used(whole, app):
    proof = proof_of(whole, ABOUT, replace(NOW, licence=replace(LICENCE, holds=False)))
    assert not proof.holds
    shown = page(app, proof)
    assert "nothing of it may be used" in shown
    assert ">Allowed<" not in shown


def test_a_use_that_nothing_allows_any_more_is_not_allowed(whole, app):
    proof = proof_of(whole, ABOUT, replace(NOW, until={Use.EVALUATION: UNTIL}))
    assert proof.uses[0] == ("Generative training", None)
    assert page(app, proof).count(">Not allowed<") == 1


def test_everything_in_it_is_asked_anew(whole):
    assert recordings_in(whole) == {UUID(int=0xB000 + number) for number in range(4)}
