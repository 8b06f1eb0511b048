"""Replaying a thread: where it stands on a day, what cannot have been, what was done wrong."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from consent.ledger.entries import EntryType
from consent.ledger.explaining.consenting import (
    ConsentExpired,
    ConsentInvalidated,
    ConsentRefused,
    ConsentResumed,
    ConsentSuspended,
    ConsentWithdrawn,
)
from consent.ledger.explaining.delivering import DeliveryMade, RecallAttested, RecallOpened
from consent.ledger.explaining.moves import KINDS_OF, MOVES, STATES, may_follow
from consent.ledger.explaining.opening import Opening
from consent.ledger.explaining.replaying import BadThread, replay
from consent.ledger.explaining.standing import Standing
from consent.ledger.explaining.summaries import summary
from consent.ledger.explaining.words import (
    Answer,
    Attestation,
    Flaw,
    RecallCause,
    SuspensionCause,
    Use,
)
from consent.ledger.explaining.working import (
    Correction,
    EarningPaid,
    EarningReturned,
    HoursApproved,
    RecordingRegistered,
    TakeAccepted,
)
from tests.consent.ledger.stories import (
    ABOUT,
    AGREEMENT,
    DELIVERY,
    LAB,
    LIMITS,
    MAYA,
    RECALL,
    STUDIO,
    TAKE,
    USES,
    Story,
    at,
    given,
    narrowed,
    renewed,
)

LATER = date(2026, 12, 31)
REGISTERED = RecordingRegistered(at=at(3, 1), **ABOUT, sha256="sha256:" + "ab" * 32)
ACCEPTED = TakeAccepted(at=at(3, 3), **ABOUT, take=TAKE)
BEGUN = (REGISTERED, given(at(3, 2)), ACCEPTED)
WITHDRAWN = ConsentWithdrawn(at=at(5, 1), **ABOUT)
TRAINING = (Use.REVIEW, Use.NON_GENERATIVE_TRAINING, Use.GENERATIVE_TRAINING)


def stands(*openings: Opening, on: date = LATER) -> Standing:
    return replay(Story().write(*openings).told(), on)


def delivery(month: int = 4, day: int = 1, **changes: object) -> DeliveryMade:
    made = DeliveryMade(
        at=at(month, day), **ABOUT, delivery=DELIVERY, client=LAB, uses=(Use.REVIEW,)
    )
    return replace(made, **changes)


def suspended(month: int = 4, **changes: object) -> ConsentSuspended:
    made = ConsentSuspended(at=at(month, 1), **ABOUT, cause=SuspensionCause.STRIKE)
    return replace(made, **changes)


RESUMED = ConsentResumed(at=at(5, 1), **ABOUT, cause=SuspensionCause.STRIKE)


def test_nothing_is_allowed_before_it_is_given():
    assert stands(REGISTERED).state == "requested"
    assert stands(REGISTERED).allowed() == ()


def test_what_was_given_is_allowed():
    standing = stands(*BEGUN)
    assert standing.state == "given"
    assert standing.allowed() == TRAINING
    assert not standing.faults


def test_before_its_take_is_accepted_a_recording_is_for_review_only():
    assert stands(REGISTERED, given(at(3, 2))).allowed() == (Use.REVIEW,)


def test_consent_ends_with_its_last_day_though_nobody_has_recorded_it():
    assert stands(*BEGUN, on=date(2029, 3, 1)).state == "given"
    assert stands(*BEGUN, on=date(2029, 3, 2)).state == "expired"
    assert stands(*BEGUN, on=date(2029, 3, 2)).allowed() == ()


def test_nothing_is_allowed_before_it_starts():
    later = given(at(3, 2), limits=replace(LIMITS, starts_on=date(2027, 1, 1)))
    assert stands(later, ACCEPTED).allowed() == ()
    assert stands(later, ACCEPTED, on=date(2027, 1, 1)).allowed() == TRAINING


def test_withdrawn_is_withdrawn():
    assert stands(*BEGUN, WITHDRAWN).state == "withdrawn"
    assert stands(*BEGUN, WITHDRAWN).allowed() == ()


def test_a_suspension_of_everything_suspends_until_its_last_day():
    pause = suspended(until=date(2026, 6, 1))
    assert stands(*BEGUN, pause, on=date(2026, 6, 1)).state == "suspended"
    assert stands(*BEGUN, pause, on=date(2026, 6, 2)).state == "given"


def test_a_suspension_is_lifted_by_its_own_cause():
    dispute = suspended(cause=SuspensionCause.DISPUTE)
    assert stands(*BEGUN, suspended(), RESUMED).state == "given"
    assert stands(*BEGUN, dispute, suspended(), RESUMED).state == "suspended"


def test_a_suspension_of_some_uses_leaves_the_others():
    partly = suspended(uses=(Use.GENERATIVE_TRAINING,))
    assert stands(*BEGUN, partly).state == "given"
    assert stands(*BEGUN, partly).allowed() == TRAINING[:2]


def test_narrowing_leaves_what_is_left():
    fewer = narrowed(at(4, 1), uses={Use.REVIEW: Answer.ALLOWED})
    assert stands(*BEGUN, fewer).allowed() == (Use.REVIEW,)


def test_renewing_brings_new_terms_after_the_end():
    ended = ConsentExpired(at=at(3, 2, 2029), **ABOUT, ended_on=LIMITS.ends_on)
    again = renewed(at(3, 3, 2029), limits=replace(LIMITS, ends_on=date(2030, 1, 1)))
    standing = stands(*BEGUN, ended, again, on=date(2029, 4, 1))
    assert (standing.state, standing.until) == ("renewed", "2030-01-01")


def test_without_openings_the_state_is_still_known_and_nothing_more():
    story = Story().write(*BEGUN, delivery(), WITHDRAWN)
    standing = replay(story.closed(), LATER)
    assert (standing.state, standing.faults, standing.entries) == ("withdrawn", [], 5)
    assert "cannot be said" in " ".join(summary(replay(story.closed()[:3], LATER)))


def test_work_and_pay_add_up():
    about = {"person": MAYA, "agreement": AGREEMENT}
    money = {"earning": UUID(int=20), "payout": UUID(int=21), "currency": "EUR"}
    standing = stands(
        HoursApproved(
            at=at(3, 2),
            **about,
            worked_on=date(2026, 3, 1),
            minutes=90,
            amount_minor=9_000,
            currency="EUR",
        ),
        EarningPaid(at=at(3, 9), **about, **money, amount_minor=9_000),
        EarningReturned(at=at(3, 10), **about, **money, amount_minor=9_000, reason="Closed."),
    )
    assert (standing.state, standing.minutes, standing.paid) == ("work", 90, {"EUR": 0})


def test_an_erasure_is_remembered():
    story = Story().write(*BEGUN).add(EntryType.ERASURE_PERFORMED, date(2026, 5, 1))
    assert replay(story.closed(), LATER).erased


def test_holders_and_open_recalls_are_counted():
    asked = RecallOpened(
        at=at(5, 2),
        **ABOUT,
        recall=RECALL,
        client=LAB,
        cause=RecallCause.WITHDRAWN,
        due_on=date(2026, 6, 1),
    )
    done = RecallAttested(
        at=at(5, 9), **ABOUT, recall=RECALL, client=LAB, answer=Attestation.DESTROYED
    )
    story = (*BEGUN, delivery(), WITHDRAWN, asked)
    assert stands(*story).holders == [(str(LAB), "")]
    assert stands(*story).recalls == [str(RECALL)]
    assert stands(*story, done).recalls == []
    assert stands(*BEGUN, done).faults == ["Number 3 attests a recall that was not opened."]


SOMEBODY_ELSE = {"person": UUID(int=99)}
MORE = {**USES, Use.MARKETING: Answer.ALLOWED}


@pytest.mark.parametrize(
    ("openings", "why"),
    [
        ((given(at(3, 2)), given(at(3, 3))), "number 1, consent.given, cannot come when .* given"),
        ((*BEGUN, WITHDRAWN, given(at(6, 1))), "number 4, .* withdrawn"),
        ((*BEGUN, WITHDRAWN, renewed(at(6, 1))), "number 4, .* withdrawn"),
        ((*BEGUN, WITHDRAWN, replace(WITHDRAWN, at=at(6, 1))), "number 4, .* withdrawn"),
        ((*BEGUN, ConsentRefused(at=at(5, 1), **ABOUT)), "number 3, .* given"),
        ((narrowed(at(3, 2)),), "number 0, .* requested"),
        ((suspended(),), "number 0, .* requested"),
        ((*BEGUN, RESUMED), "number 3 resumes what was not suspended"),
        ((*BEGUN, narrowed(at(4, 1), uses=MORE)), "number 3 says narrowed, but marketing"),
        (
            (*BEGUN, narrowed(at(4, 1), limits=replace(LIMITS, ends_on=date(2030, 1, 1)))),
            "but ends on",
        ),
        ((*BEGUN, narrowed(at(4, 1), limits=replace(LIMITS, clients=(LAB, STUDIO)))), "clients"),
        ((*BEGUN, narrowed(at(4, 1), limits=replace(LIMITS, clients=None, media=("audio",)))), "c"),
        ((*BEGUN, replace(WITHDRAWN, **SOMEBODY_ELSE)), "number 3 is about another person"),
        ((*BEGUN, replace(WITHDRAWN, recording=UUID(int=98))), "another recording"),
        ((*BEGUN, replace(WITHDRAWN, agreement=UUID(int=98))), "another agreement"),
        (
            (*BEGUN, Correction(person=MAYA, at=at(4, 1), corrects=3, reason="x")),
            "number 3 corrects an entry",
        ),
    ],
)
def test_what_cannot_have_been_is_refused(openings, why):
    with pytest.raises(BadThread, match=why):
        stands(*openings)


def test_kinds_of_thread_do_not_mix():
    story = Story().write(*BEGUN).add(EntryType.LICENCE_SIGNED, date(2026, 4, 1))
    with pytest.raises(BadThread, match=r"number 3, licence.signed, does not belong"):
        replay(story.closed(), LATER)


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_missing_entry_is_named(missing):
    told = Story().write(*BEGUN, WITHDRAWN).told()
    del told[missing]
    with pytest.raises(BadThread, match=f"number {missing} of the thread is missing"):
        replay(told, LATER)


def test_an_entry_that_continues_another_one_is_refused():
    told = Story().write(*BEGUN).told()
    told[1] = Story().write(REGISTERED, narrowed(at(3, 2))).told()[1]
    with pytest.raises(BadThread, match=r"number 1, consent\.narrowed"):
        replay(told, LATER)
    told[1] = Story().write(REGISTERED, given(at(3, 3))).told()[1]
    with pytest.raises(BadThread, match="number 2 does not continue"):
        replay(told, LATER)


def test_an_entry_of_another_thread_is_refused():
    told = Story().write(*BEGUN).told()
    told[2] = Story("omar").write(*BEGUN).told()[2]
    with pytest.raises(BadThread, match="number 2 belongs to another thread"):
        replay(told, LATER)


def test_a_thread_of_nothing_is_none():
    with pytest.raises(BadThread, match="at least one entry"):
        replay([], LATER)


def test_an_opening_of_a_later_day_is_refused():
    story = Story().add(EntryType.CONSENT_GIVEN, date(2026, 3, 1), given(at(3, 2)).payload())
    with pytest.raises(BadThread, match="number 0 is opened with an instant of a later day"):
        replay(story.told(), LATER)


def test_an_entry_that_the_log_dated_later_is_genuine():
    """A clock set back: the log's days do not fall, and so are later than what was told."""
    story = Story().add(EntryType.CONSENT_GIVEN, date(2026, 3, 3), given(at(3, 2)).payload())
    assert replay(story.told(), LATER).state == "given"


def test_an_opening_that_is_none_is_refused_with_its_field():
    story = Story().add(EntryType.CONSENT_GIVEN, date(2026, 3, 3), {"person": str(MAYA)})
    with pytest.raises(BadThread, match="number 0: its opening: agreement: is missing"):
        replay(story.told(), LATER)


@pytest.mark.parametrize(
    ("openings", "why"),
    [
        ((*BEGUN, WITHDRAWN, delivery(6)), "consent was withdrawn"),
        ((given(at(3, 2)), delivery()), None),
        (
            (given(at(3, 2)), delivery(uses=(Use.NON_GENERATIVE_TRAINING,))),
            "the take was not accepted, so that only review was allowed",
        ),
        ((*BEGUN, delivery(uses=(Use.MARKETING,))), "marketing was not allowed"),
        ((*BEGUN, delivery(uses=(Use.VOICE_REPLICA,))), "voice replica was not allowed"),
        ((*BEGUN, delivery(client=STUDIO)), "it does not keep to the limit: clients"),
        ((*BEGUN, suspended(), delivery()), "consent was suspended; cause: strike"),
        ((*BEGUN, suspended(until=date(2026, 4, 1)), delivery(4, 2)), None),
        ((*BEGUN, suspended(clients=(STUDIO,)), delivery()), None),
        (
            (*BEGUN, suspended(uses=(Use.REVIEW,)), delivery()),
            "consent was suspended; cause: strike",
        ),
        ((*BEGUN, delivery(at=at(3, 2, 2029))), "consent had ended at the end of 1 March 2029"),
    ],
)
def test_a_delivery_that_was_not_permitted_is_a_fault_in_words(openings, why):
    expected = [] if why is None else [f"is a delivery that was not permitted: {why}."]
    standing = stands(*openings, on=date(2029, 3, 2))
    assert [fault.partition(" ")[2].partition(" ")[2] for fault in standing.faults] == expected


@pytest.mark.parametrize(
    ("limits", "stated", "permitted"),
    [
        ({"recipients": (STUDIO,)}, {}, True),
        ({"recipients": (STUDIO,)}, {"recipient": STUDIO}, True),
        ({"recipients": (STUDIO,)}, {"recipient": MAYA}, False),
        ({"end_products": ("research",)}, {}, False),
        ({"end_products": ("research",)}, {"end_product": "research"}, True),
        ({"models": ("a", "b")}, {"models": ("a", "c")}, False),
        ({"prohibited_subjects": ("war",)}, {"subjects": ("war", "love")}, False),
        ({"prohibited_subjects": ("war",)}, {"subjects": ("love",)}, True),
        ({"prohibited_subjects": ("war",)}, {}, False),
    ],
)
def test_what_is_limited_must_be_stated_and_kept_to(limits, stated, permitted):
    terms = given(at(3, 2), limits=replace(LIMITS, **limits))
    assert (not stands(terms, ACCEPTED, delivery(**stated)).faults) is permitted


def test_days_that_go_back_or_ahead_are_faults():
    standing = stands(given(at(3, 2)), replace(WITHDRAWN, at=at(3, 1)), on=date(2026, 3, 1))
    assert standing.faults == [
        "Number 0 is dated after 1 March 2026.",
        "Number 1 is dated before the entry that it follows.",
    ]


def test_an_end_that_is_recorded_early_is_a_fault():
    early = ConsentExpired(at=at(3, 1, 2029), **ABOUT, ended_on=LIMITS.ends_on)
    assert stands(*BEGUN, early, on=date(2029, 3, 1)).faults == [
        "Number 3 records an end before the last day that was agreed."
    ]


def test_what_never_was_valid_cannot_be_made_so():
    void = ConsentInvalidated(at=at(4, 1), **ABOUT, flaw=Flaw.PRESSURE, reason="Told by mail.")
    assert stands(*BEGUN, void).state == "invalidated"
    assert not any(
        may_follow("invalidated", type_) for type_ in MOVES if type_ is not EntryType.CORRECTION
    )


def test_a_standing_reads_as_plain_sentences():
    partly = suspended(uses=(Use.GENERATIVE_TRAINING,), until=date(2027, 6, 1))
    assert summary(stands(*BEGUN, delivery(), partly)) == [
        "Consent was given and held.",
        "Allowed: review, non-generative training.",
        "Allowed as far as the limits say: generative training.",
        "Not allowed: voice replica.",
        "Everything else is not allowed.",
        "Until the end of 1 March 2029.",
        f"Only for clients: {LAB}.",
        "Suspended; cause: strike; only for: generative training; until the end of 1 June 2027.",
        f"Copies were handed to: {LAB}.",
    ]


def test_the_moves_speak_of_states_and_types_that_there_are():
    assert set(KINDS_OF) == set(EntryType)
    for states, to in MOVES.values():
        assert set(states) | ({to} - {""}) <= set(STATES)
