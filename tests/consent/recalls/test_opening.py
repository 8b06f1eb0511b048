"""Whoever has a copy is asked for it as soon as the right to it ends, and nobody else."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from consent.grants.following import follow
from consent.keeping import openings
from consent.ledger.entries import EntryType
from consent.ledger.explaining.words import Answer, DestructionCause, RecallCause, Use
from consent.ledger.models import LedgerOutbox
from consent.media.destroying import orders_of
from consent.recalls.models import Recall
from consent.recalls.opening import open_recalls
from foundation.clock import now
from foundation.database import transaction
from foundation.ids import new_id
from tests.consent.grants.granted import (
    LAB,
    LIMITS,
    STUDIO,
    USES,
    allowing,
    given,
    narrowed,
    registered,
    suspended,
    tell,
    withdrawn,
)
from tests.consent.holders.holding import FILE, held
from tests.consent.recalls.ending import end, recalls, withdraw

pytestmark = pytest.mark.usefixtures("each_database", "app")
MONTH = timedelta(days=30)
LATER = f"sha256:{'0d' * 32}"
WITHOUT_EVALUATION = {use: answer for use, answer in USES.items() if use is not Use.EVALUATION}


def told(session, grant) -> list[dict]:
    events = select(LedgerOutbox.event_id).where(
        LedgerOutbox.thread == grant.thread, LedgerOutbox.type == EntryType.RECALL_OPENED.value
    )
    ids = session.scalars(events).all()
    return [each.payload for each in openings.read(session, ids).values()]


def test_a_withdrawal_recalls_from_each_holder_once_however_often_it_was_delivered(session):
    grant = allowing()
    held(grant)
    held(grant)
    held(grant, recipient=STUDIO)
    held(grant, client=STUDIO)
    held(allowing(), client=STUDIO)
    assert withdraw(grant) == 3
    holders = {(each.client_id, each.recipient_id) for each in recalls()}
    assert holders == {(LAB, None), (LAB, STUDIO), (STUDIO, None)}


def for_one(client, recording, performer):
    """A paper of its own: what was recorded for one client is used again by another."""
    return allowing(recording, performer, limits=replace(LIMITS, clients=(client,)))


def test_a_holder_hears_nothing_of_a_paper_for_another_client(session):
    """Neither before it has answered for its own, nor again once it has."""
    recording, performer = new_id(), new_id()
    ours, theirs = (for_one(each, recording, performer) for each in (LAB, STUDIO))
    held(ours)
    less = narrowed(ours, uses=WITHOUT_EVALUATION, limits=replace(LIMITS, clients=(LAB,)))
    assert end(ours, less, RecallCause.NARROWED) == 1
    assert withdraw(theirs) == 0
    assert [(each.client_id, each.grant_id) for each in recalls()] == [(LAB, ours.id)]


def test_a_client_that_a_paper_names_no_more_is_asked_for_its_copy(session):
    recording, performer = new_id(), new_id()
    grant = allowing(recording, performer, limits=replace(LIMITS, clients=(LAB, STUDIO)))
    held(grant, client=STUDIO)
    less = narrowed(grant, limits=replace(LIMITS, clients=(LAB,)))
    assert end(grant, less, RecallCause.NARROWED) == 1


def test_a_recall_says_which_files_and_by_when_and_so_does_the_ledger(session):
    grant = allowing()
    held(grant)
    withdraw(grant)
    (recall,) = recalls()
    assert recall.files == [FILE]
    assert recall.notice_due_at == now() + timedelta(days=1)
    assert recall.use_ends_at == now() + timedelta(days=1)
    assert recall.stop_due_at == now() + timedelta(hours=72)
    assert recall.attest_due_at == now() + MONTH
    (payload,) = told(session, grant)
    assert payload["recall"] == str(recall.id)
    assert payload["cause"] == "withdrawn"
    assert payload["due_on"] == (now() + MONTH).date().isoformat()


def test_undone_with_the_withdrawal_there_is_no_recall(session):
    grant = allowing()
    held(grant)

    def fail_halfway() -> None:
        with transaction() as writing:
            follow(writing, grant, withdrawn(grant))
            assert open_recalls(writing, grant, RecallCause.WITHDRAWN) == 1
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        fail_halfway()
    assert recalls() == []
    assert told(session, grant) == []


def test_narrowing_recalls_only_what_it_no_longer_covers():
    grant = allowing()
    held(grant)
    held(grant, client=STUDIO, uses=(Use.GENERATIVE_TRAINING,))
    smaller = narrowed(grant, uses=WITHOUT_EVALUATION)
    assert end(grant, smaller, RecallCause.NARROWED) == 1
    (recall,) = recalls()
    assert recall.client_id == LAB


def test_a_delivery_for_several_uses_is_recalled_when_one_of_them_ends():
    grant = allowing()
    held(grant, uses=(Use.GENERATIVE_TRAINING, Use.EVALUATION))
    assert end(grant, narrowed(grant, uses=WITHOUT_EVALUATION), RecallCause.NARROWED) == 1


def test_a_pause_for_one_client_recalls_from_that_client_alone():
    grant = allowing()
    held(grant)
    held(grant, client=STUDIO)
    assert end(grant, suspended(grant, clients=(STUDIO,)), RecallCause.SUSPENDED) == 1
    (recall,) = recalls()
    assert recall.client_id == STUDIO


def test_what_another_agreement_of_the_performer_covers_stays():
    grant = allowing()
    held(grant)
    allowing(grant.recording_id, grant.performer_id)
    assert withdraw(grant) == 0
    assert recalls() == []


def test_of_two_papers_that_both_allowed_it_one_asks():
    grant = allowing()
    other = allowing(grant.recording_id, grant.performer_id)
    held(grant)
    assert [withdraw(grant), withdraw(other)] == [0, 1]


def test_of_two_that_end_together_one_asks():
    grant = allowing()
    other = allowing(grant.recording_id, grant.performer_id)
    held(grant)
    with transaction() as session:
        for each in (grant, other):
            follow(session, each, withdrawn(each))
        opened = [open_recalls(session, each, RecallCause.WITHDRAWN) for each in (grant, other)]
    assert opened == [1, 0]


def test_a_paper_that_never_allowed_what_it_was_handed_over_for_asks_nobody():
    """Recording and pay ends beside the paper under which it was handed over."""
    grant = allowing()
    other = registered(grant.recording_id, grant.performer_id)
    tell(other, given(other, uses={Use.REVIEW: Answer.ALLOWED}))
    held(grant)
    with transaction() as session:
        for each in (other, grant):
            follow(session, each, withdrawn(each))
        opened = [open_recalls(session, each, RecallCause.WITHDRAWN) for each in (other, grant)]
    assert opened == [0, 1]


def test_narrowing_asks_nobody_for_what_only_somebody_elses_pause_stops():
    """Two are in it. The pause of one is no reason for which the other wants anything back."""
    mine = allowing()
    partners = allowing(mine.recording_id)
    held(mine, uses=(Use.GENERATIVE_TRAINING,))
    tell(partners, suspended(partners))
    assert end(mine, narrowed(mine, uses=WITHOUT_EVALUATION), RecallCause.NARROWED) == 0


def test_narrowing_while_paused_asks_for_what_is_narrowed_and_not_for_what_is_paused():
    grant = allowing()
    held(grant, uses=(Use.GENERATIVE_TRAINING,))
    tell(grant, suspended(grant))
    assert end(grant, narrowed(grant, uses=WITHOUT_EVALUATION), RecallCause.NARROWED) == 0


def test_what_was_handed_over_after_a_recall_is_asked_for_by_the_next():
    """The first still waits for its answer; it names none of the files that came later."""
    grant = allowing()
    held(grant, files=[FILE])
    assert end(grant, narrowed(grant, uses=WITHOUT_EVALUATION), RecallCause.NARROWED) == 1
    held(grant, uses=(Use.GENERATIVE_TRAINING,), files=[LATER])
    review = {Use.REVIEW: USES[Use.REVIEW]}
    assert end(grant, narrowed(grant, uses=review), RecallCause.NARROWED) == 1
    assert sorted(each.files for each in recalls()) == [[FILE], [LATER]]


def test_a_file_that_is_still_allowed_for_its_own_delivery_is_kept():
    grant = allowing()
    held(grant, files=[FILE])
    held(grant, uses=(Use.GENERATIVE_TRAINING,), files=[LATER])
    assert end(grant, narrowed(grant, uses=WITHOUT_EVALUATION), RecallCause.NARROWED) == 1
    assert [each.files for each in recalls()] == [[FILE]]


def test_a_breach_recalls_whatever_is_still_allowed():
    grant = allowing()
    held(grant)
    with transaction() as writing:
        assert open_recalls(writing, grant, RecallCause.LICENCE_BREACH) == 1


def test_the_same_is_not_asked_twice_while_it_waits():
    grant = allowing()
    held(grant)
    for opened in (1, 0):
        with transaction() as writing:
            assert open_recalls(writing, grant, RecallCause.LICENCE_BREACH) == opened
    assert len(recalls()) == 1


def test_recalled_before_the_right_has_ended_is_a_bug_and_not_silence():
    grant = allowing()
    with pytest.raises(ValueError, match="must follow"), transaction() as session:
        open_recalls(session, grant, RecallCause.WITHDRAWN)


def test_our_own_files_are_to_be_destroyed_within_a_month(session):
    grant = allowing()
    withdraw(grant)
    (order,) = orders_of(session, grant.recording_id)
    assert order.cause is DestructionCause.WITHDRAWN
    assert order.due_on == (now() + MONTH).date()


def test_our_own_files_stay_while_another_agreement_of_the_performer_lives(session):
    grant = allowing()
    other = registered(grant.recording_id, grant.performer_id)
    tell(other, given(other))
    withdraw(grant)
    assert orders_of(session, grant.recording_id) == []


def test_a_partners_own_track_survives_and_the_mix_does_not(session):
    track, partners, mix = allowing(), allowing(), allowing()
    allowing(mix.recording_id, partners.performer_id)
    withdraw(track)
    withdraw(mix)
    assert orders_of(session, track.recording_id)
    assert orders_of(session, mix.recording_id)
    assert orders_of(session, partners.recording_id) == []


def test_recalls_belong_to_the_grant_that_ended(session):
    mix = allowing()
    allowing(mix.recording_id)
    held(mix)
    withdraw(mix)
    recall = session.scalars(select(Recall)).one()
    assert (recall.grant_id, recall.performer_id) == (mix.id, mix.performer_id)


def test_what_was_delivered_after_a_first_recall_is_recalled_too():
    """A first paper was taken back, and is not answered for yet; a second covered one more."""
    first, later = allowing(), f"sha256:{'0d' * 32}"
    held(first)
    withdraw(first)
    second = allowing(first.recording_id, first.performer_id)
    held(second, files=(later,))
    assert withdraw(second) == 1
    assert sorted(recall.files for recall in recalls()) == [[FILE], [later]]
