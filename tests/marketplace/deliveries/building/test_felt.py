"""What a performer felt goes where they let it go, and nowhere else."""

from dataclasses import replace

import pytest

from consent.ledger.explaining.words import Answer, Use
from foundation.database import transaction
from marketplace.deliveries.building import jobs
from marketplace.deliveries.building.models import DeliveryState
from marketplace.deliveries.choosing.form import Form, LabelKind
from marketplace.profiles.words import Emotion
from marketplace.takes.models import Take
from marketplace.takes.self_reports.actions import opt_out
from marketplace.takes.self_reports.models import FeltBeat, FeltOptIn
from tests.consent.licences.licensed import licensed, published, terms
from tests.marketplace.deliveries.building.delivered import (
    EVALUATION,
    ask_for_delivery,
    build,
    found,
    keep,
    version,
)
from tests.marketplace.deliveries.building.test_contents import judged, labels
from tests.marketplace.deliveries.choosing.played import paper, scene, take
from tests.marketplace.takes.arriving.sent import tone

pytestmark = pytest.mark.usefixtures("recognising", "indexed_here", "hardly_described", "unsigned")

RECOGNITION = replace(EVALUATION, uses=(Use.EVALUATION, Use.EMOTION_RECOGNITION))
FELT = Form(labels=tuple(LabelKind))


def felt(cast, kept, *, opted_in=True):
    with transaction() as session:
        booking_id = session.get_one(Take, kept.id).booking_id
        if opted_in:
            session.add(FeltOptIn(performer_id=cast.omar.id))
        session.add(
            FeltBeat(
                booking_id=booking_id, performer_id=cast.omar.id, beat=1, felt=Emotion.TENDERNESS
            )
        )


def felt_in(cast, kept, choice):
    saved = version(cast, kept, choice=choice, form=FELT)
    delivery = ask_for_delivery(saved, actor=cast.ben.actor)
    build()
    assert found(delivery).state is DeliveryState.DELIVERED, found(delivery).problem
    return [beat.get("felt") for beat in labels(delivery, "rosa")["beats"]]


def recognisable(cast):
    uses = {each: Answer.ALLOWED for each in (*RECOGNITION.uses, Use.REVIEW)}
    kept = take(scene(), paper(cast.omar.id, uses=uses))
    keep(kept.recordings[0], tone())
    judged(kept)
    return kept


def test_what_was_felt_is_inside_only_for_recognition(cast):
    kept = recognisable(cast)
    felt(cast, kept)
    assert felt_in(cast, kept, EVALUATION) == [{}, {}]


@pytest.fixture
def recognising(cast):
    """A licence that lets the client recognise emotions."""
    uses = {Use.EVALUATION: Answer.ALLOWED, Use.EMOTION_RECOGNITION: Answer.ALLOWED}
    return licensed(cast.ada, published(terms(uses=uses), "Recognition"))


@pytest.mark.parametrize("opted_in", [True, False])
def test_what_was_felt_is_inside_of_who_opted_in_and_of_nobody_else(cast, opted_in):
    kept = recognisable(cast)
    felt(cast, kept, opted_in=opted_in)
    (first, second) = felt_in(cast, kept, RECOGNITION)
    assert list(first.values()) == (["tenderness"] if opted_in else [])
    assert second == {}


def test_who_opts_out_before_it_is_handed_over_is_not_inside(cast, monkeypatch):
    kept = recognisable(cast)
    felt(cast, kept)
    whole, left = jobs.hand_over_whole, [1]

    def hand_over_whole(*given):
        if left and left.pop():
            opt_out(actor=cast.omar.actor)
        whole(*given)

    monkeypatch.setattr(jobs, "hand_over_whole", hand_over_whole)
    assert felt_in(cast, kept, RECOGNITION) == [{}, {}]
