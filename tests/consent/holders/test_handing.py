"""Copies leave by one gate: licensed, decided, registered, told and published, or none of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from consent.holders.actions import deliver
from consent.holders.deciding import SPLIT
from consent.holders.errors import (
    AlreadyHandedOver,
    NoLicence,
    NothingToHandOver,
    OutsideLicence,
    RecipientNotNamed,
    RecordingsRefused,
)
from consent.holders.models import HandedOver, Holder
from consent.keeping.jobs import keep
from consent.keeping.openings import lines_of
from consent.ledger.explaining.replaying import replay
from consent.ledger.explaining.words import Ending, Use
from consent.licences.ending import terminate_licence
from consent.licences.recipients.actions import NewRecipient, name_recipient
from foundation import clock
from foundation.actors import SYSTEM
from foundation.database import db
from foundation.errors import NotPermitted
from foundation.ids import new_id
from tests.cast import NORTHLAB
from tests.consent.grants.granted import LIMITS, accepted, given, registered, tell
from tests.consent.holders.delivering import FILE, MANIFEST, built, delivered
from tests.consent.licences import licensed as licences
from tests.consent.recalls.ending import withdraw
from tests.consent.recordings.performed import USES, recorded

pytestmark = pytest.mark.usefixtures("each_database", "app")


@pytest.fixture
def licence(cast):
    return licences.licensed(cast.ada)


def told(grant) -> list:
    db.session.rollback()
    found = lines_of(db.session(), [grant.thread])
    return [each.payload for each in found if each.entry.event.type == "delivery.made"]


def kept(model) -> int:
    db.session.rollback()
    return db.session().scalar(select(func.count()).select_from(model))


@pytest.mark.usefixtures("licence")
class TestLicensed:
    def test_what_everybody_allows_is_handed_over_and_on_record(self, cast):
        grants = recorded(cast.omar.id, cast.mira.id)
        delivery = delivered(*grants)
        (holder,) = db.session().scalars(select(Holder)).all()
        assert (holder.delivery_id, holder.client_id, holder.files) == (delivery, NORTHLAB, [FILE])
        for grant in grants:
            (payload,) = told(grant)
            assert payload["delivery"] == str(delivery)
            assert payload["uses"] == ["evaluation"]
            assert payload["manifest"] == MANIFEST

    def test_that_it_speaks_of_nothing_excluded_is_told_and_no_fault(self, cast):
        limits = replace(LIMITS, prohibited_subjects=("politics",))
        (grant,) = recorded(cast.omar.id, limits=limits)
        delivered(grant, subjects=())
        (payload,) = told(grant)
        assert payload["subjects"] == ["none"]
        keep()
        lines = lines_of(db.session(), [grant.thread])
        thread = [(bytes(each.entry), each.payload) for each in lines]
        assert replay(thread, clock.now().date()).faults == []

    def test_published_is_what_was_told_in_one_act(self, cast):
        (grant,) = recorded(cast.omar.id)
        seen = []
        delivered(grant, publish=lambda session: seen.extend(session.scalars(select(HandedOver))))
        assert [each.client_id for each in seen] == [NORTHLAB]

    def test_unpublished_it_was_never_handed_over(self, cast):
        (grant,) = recorded(cast.omar.id)

        def fail(_session):
            raise RuntimeError("the disk is full")

        with pytest.raises(RuntimeError):
            delivered(grant, publish=fail)
        assert kept(HandedOver) == kept(Holder) == 0
        assert told(grant) == []

    def test_one_that_is_refused_refuses_all_and_every_reason_is_said(self, cast):
        good, withdrawn, unaccepted = (
            recorded(cast.omar.id)[0],
            recorded(cast.omar.id)[0],
            recorded(cast.omar.id, accepted=False)[0],
        )
        withdraw(withdrawn)
        with pytest.raises(RecordingsRefused) as refused:
            delivered(good, withdrawn, unaccepted)
        assert refused.value.reasons == {
            withdrawn.recording_id: ("this consent is withdrawn",),
            unaccepted.recording_id: ("the take is not accepted, so it may only be reviewed",),
        }
        assert str(refused.value) == "2 of 3 recordings may not be handed over. Nothing was."
        assert kept(Holder) == 0
        assert told(good) == []

    def test_built_again_without_what_was_refused_it_leaves(self, cast):
        good, other = recorded(cast.omar.id, count=2)
        withdraw(other)
        handover = built([good.recording_id, other.recording_id])
        with pytest.raises(RecordingsRefused) as refused:
            deliver(handover, actor=SYSTEM)
        deliver(built(set(handover.recordings) - set(refused.value.reasons)), actor=SYSTEM)
        assert kept(Holder) == 1

    def test_every_use_that_is_stated_must_be_allowed(self, cast):
        review_only = {Use.REVIEW: USES[Use.REVIEW], Use.EVALUATION: USES[Use.EVALUATION]}
        (grant,) = recorded(cast.omar.id, uses=review_only)
        delivered(grant)
        with pytest.raises(RecordingsRefused):
            delivered(grant, uses=(Use.EVALUATION, Use.GENERATIVE_TRAINING))

    def test_without_a_use_there_is_nothing_to_decide_and_nothing_leaves(self, cast):
        (grant,) = recorded(cast.omar.id)
        withdraw(grant)
        with pytest.raises(NothingToHandOver):
            delivered(grant, uses=())
        assert kept(Holder) == 0

    def test_what_nobody_registered_does_not_leave(self):
        with pytest.raises(RecordingsRefused) as refused:
            deliver(built([new_id()]), actor=SYSTEM)
        (reasons,) = refused.value.reasons.values()
        assert reasons == ("no consent is registered for this recording",)

    def test_only_the_agreement_that_allows_it_is_told(self, cast):
        (training,) = recorded(cast.omar.id)
        review = registered(training.recording_id, cast.omar.id)
        tell(review, given(review, uses={Use.REVIEW: USES[Use.REVIEW]}))
        delivered(training)
        assert len(told(training)) == 1
        assert told(review) == []

    def test_the_same_delivery_leaves_once(self, cast):
        (grant,) = recorded(cast.omar.id)
        handover = built([grant.recording_id])
        deliver(handover, actor=SYSTEM)
        with pytest.raises(AlreadyHandedOver):
            deliver(handover, actor=SYSTEM)
        assert len(told(grant)) == 1

    def test_what_the_licence_does_not_cover_is_refused_whatever_performers_allow(self, cast):
        (grant,) = recorded(cast.omar.id)
        with pytest.raises(OutsideLicence, match=r"cover this delivery: end products\."):
            delivered(grant, end_product="sales")
        with pytest.raises(OutsideLicence, match=r"marketing"):
            delivered(grant, uses=(Use.MARKETING,))

    def test_whom_the_licence_does_not_name_receives_nothing(self, cast):
        (grant,) = recorded(cast.omar.id)
        with pytest.raises(RecipientNotNamed):
            delivered(grant, recipient=new_id())

    def test_whom_it_names_receives_from_its_day_on_and_is_a_holder_itself(self, cast, licence):
        (grant,) = recorded(cast.omar.id)
        named = NewRecipient(name="Partner Labs", country="DE", purpose="Tunes for support.")
        recipient = name_recipient(licence, named, actor=cast.ada.actor)
        with pytest.raises(RecipientNotNamed):
            delivered(grant, recipient=recipient)
        clock.move(timedelta(days=15))
        delivered(grant, recipient=recipient)
        db.session.rollback()
        assert db.session().scalars(select(Holder.recipient_id)).all() == [recipient]

    def test_an_empty_delivery_and_a_file_without_a_hash_are_refused(self, cast):
        with pytest.raises(NothingToHandOver):
            deliver(built([]), actor=SYSTEM)

    def test_clients_do_not_help_themselves(self, cast):
        (grant,) = recorded(cast.omar.id)
        with pytest.raises(NotPermitted):
            deliver(built([grant.recording_id]), actor=cast.ada.actor)


def test_without_a_licence_nothing_leaves(cast):
    (grant,) = recorded(cast.omar.id)
    with pytest.raises(NoLicence):
        delivered(grant)


def test_from_the_day_on_which_a_licence_was_ended_nothing_leaves(cast, licence):
    (grant,) = recorded(cast.omar.id)
    terminate_licence(licence, Ending.CLIENT_BREACH, "Sold on.", actor=cast.cora.actor)
    with pytest.raises(NoLicence):
        delivered(grant)


def test_two_agreements_that_allow_a_part_each_are_not_added_up(cast, licence):
    recording = new_id()
    for place in ("DE", "FR"):
        grant = registered(recording, cast.omar.id)
        limits = replace(LIMITS, territories=(place,))
        tell(grant, given(grant, limits=limits), accepted(grant))
    deliver(built([recording], territories=("DE",)), actor=SYSTEM)
    with pytest.raises(RecordingsRefused) as refused:
        deliver(built([recording], territories=("DE", "FR")), actor=SYSTEM)
    assert refused.value.reasons == {recording: (SPLIT,)}
