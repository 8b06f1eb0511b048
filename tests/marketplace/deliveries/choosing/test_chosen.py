"""What is chosen, and for everything left out the reason."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import false, select

from consent.grants.models import Grant
from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Answer, DestructionCause, SuspensionCause, Use
from consent.media.destroying import call_off_destruction, order_destruction
from foundation.clock import now
from foundation.database import db, transaction
from marketplace.deliveries.choosing import rights, sifting, wording
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.chosen import chosen, counted, why_not
from marketplace.deliveries.choosing.errors import NoUseChosen
from marketplace.deliveries.choosing.reasons import Because
from marketplace.profiles.words import Emotion, Medium, Style
from marketplace.requests.campaigns import Campaign, Quota
from marketplace.requests.scene import Recording
from marketplace.takes.checking.models import CopyKind
from marketplace.takes.models import Track, TrackState
from tests.cast import NORTHLAB, RIVALLAB
from tests.consent.grants.granted import narrowed, resumed, suspended, tell, withdrawn
from tests.marketplace.deliveries.choosing.played import (
    TRAINING,
    copied,
    earned,
    marked,
    paper,
    scene,
    take,
    takes,
)

pytestmark = pytest.mark.usefixtures("cast")
IN_2029 = date(2029, 3, 1)


def ids(choice=TRAINING, client=NORTHLAB):
    db.session.rollback()
    return {each.take_id for each in chosen(db.session(), client, choice).takes}


def left_out(choice=TRAINING, client=NORTHLAB):
    """The reasons, and that both doors say the same."""
    db.session.rollback()
    found = counted(db.session(), client, choice).left_out
    assert found == chosen(db.session(), client, choice).left_out
    return {each.because: count for each, count in found.items()}


def grant_of(kept, seat=0):
    with transaction() as session:
        grant = session.scalars(
            select(Grant).where(Grant.recording_id == kept.recordings[seat])
        ).one()
        session.expunge(grant)
    return grant


def test_a_take_is_chosen_whole_with_its_tracks_length_and_what_it_earned():
    of, papers = scene(), [paper(), paper()]
    kept = take(of, *papers, accepted_ms=90_000)
    earned(of, kept, papers[0].performer)
    (found,) = chosen(db.session(), NORTHLAB, TRAINING).takes
    assert (found.take_id, found.request_id, found.booking_id) == (
        kept.id,
        of.request_id,
        of.booking_id,
    )
    assert [(each.part_key, each.performer_id) for each in found.tracks] == [
        ("lena", papers[1].performer),
        ("rosa", papers[0].performer),
    ]
    assert {each.recording_id for each in found.tracks} == set(kept.recordings)
    counts = counted(db.session(), NORTHLAB, TRAINING)
    assert (counts.takes, counts.length_ms, found.seconds) == (1, 90_000, 90)
    assert [(each.amount_minor, each.currency) for each in counts.earned] == [(1500, "EUR")]
    assert not counts.left_out


def test_without_a_use_nothing_is_answered():
    take(scene(), paper())
    with pytest.raises(NoUseChosen):
        chosen(db.session(), NORTHLAB, Choice(uses=()))


# Each makes one take of two performers unfit. It must go, and be named for its reason; with the
# rule that finds it taken out of the code it must come back, or another rule found it.


def withdraw(_of, kept):
    grant = grant_of(kept, 1)
    tell(grant, withdrawn(grant))


def suspend(_of, kept):
    grant = grant_of(kept)
    tell(grant, suspended(grant))


def narrow(_of, kept):
    grant = grant_of(kept)
    limits = Limits(ends_on=IN_2029, starts_on=date(2026, 3, 1), clients=(NORTHLAB,))
    tell(grant, narrowed(grant, uses={Use.REVIEW: Answer.ALLOWED}, limits=limits))


def miss_pay(of, kept):
    track = db.session().scalars(select(Track).where(Track.take_id == kept.id)).first()
    performer = track.performer_id
    db.session.rollback()
    earned(of, kept, performer, pay_by=now().date() - timedelta(days=1))


def mark(_of, kept):
    marked(kept)


def mark_again(_of, kept):
    """The copy is of before."""
    for marks in (1, 2):
        marked(kept)
        if marks == 1:
            copied(kept, 1)


def mark_and_lose_the_copy(_of, kept):
    marked(kept)
    copied(kept, 1, destroyed_at=now())


def mark_and_mix_alone(_of, kept):
    marked(kept)
    copied(kept, 1, CopyKind.MIX)
    copied(kept, 1, watermarked=True)


def order_its_end(_of, kept):
    with transaction() as session:
        order_destruction(
            session,
            kept.recordings[0],
            DestructionCause.RETENTION_ENDED,
            due_on=now().date() + timedelta(days=9),
        )


def miss_a_track(_of, kept):
    with transaction() as session:
        track = session.scalars(select(Track).where(Track.take_id == kept.id)).first()
        track.state = TrackState.MISSED


SPOILT = {
    withdraw: Because.REFUSED,
    suspend: Because.REFUSED,
    narrow: Because.REFUSED,
    miss_pay: Because.OVERDUE,
    mark: Because.COPY_MISSING,
    mark_again: Because.COPY_MISSING,
    mark_and_lose_the_copy: Because.COPY_MISSING,
    mark_and_mix_alone: Because.COPY_MISSING,
    order_its_end: Because.DESTROYED,
    miss_a_track: Because.INCOMPLETE,
}


@pytest.mark.parametrize(("spoil", "because"), SPOILT.items())
def test_what_may_not_go_out_is_never_chosen(spoil, because):
    of = scene()
    kept, other = take(of, paper(), paper()), take(scene(), paper())
    assert ids() == {kept.id, other.id}
    spoil(of, kept)
    assert ids() == {other.id}
    assert left_out() == {because: 1}
    assert why_not(db.session(), NORTHLAB, TRAINING, [kept.id, other.id])[kept.id].because is (
        because
    )


@pytest.mark.parametrize(("spoil", "because"), SPOILT.items())
def test_without_the_rule_it_would_be_chosen(spoil, because, monkeypatch):
    of = scene()
    kept = take(of, paper(), paper())
    spoil(of, kept)
    whole = wording._reasons

    def but_this(*given):
        return [(each, false() if each is because else so) for each, so in whole(*given)]

    monkeypatch.setattr(wording, "_reasons", but_this)
    monkeypatch.setattr(wording, "of_versions", wording.of_versions.__wrapped__)
    if because is Because.OVERDUE:
        monkeypatch.setattr(sifting, "overdue_performers", lambda *_, **__: set())
    if because is Because.REFUSED:
        monkeypatch.setattr(rights, "decide", lambda session, _, *asked: Nothing())
    assert ids() == {kept.id}


class Nothing:
    """A decision that finds nothing against anything."""

    refused_as_written = ()


def test_what_stood_against_it_is_over():
    of = scene()
    marked_one, paused, spared = (take(of, paper()) for _ in range(3))
    marked(marked_one)
    suspend(of, paused)
    order_its_end(of, spared)
    assert ids() == set()
    copied(marked_one, 1)
    grant = grant_of(paused)
    tell(grant, resumed(grant))
    with transaction() as session:
        call_off_destruction(session, spared.recordings[0], DestructionCause.RETENTION_ENDED)
    assert ids() == {marked_one.id, paused.id, spared.id}


def test_what_is_not_accepted_is_left_out():
    of = scene()
    take(of, paper(), accept=False)
    kept = take(of, paper())
    assert ids() == {kept.id}
    assert left_out() == {Because.NOT_ACCEPTED: 1}


def test_a_take_that_only_its_own_row_calls_accepted_is_refused_by_consent():
    """Two rows say it, and both must."""
    take(scene(), paper(), accept=False, state="accepted")
    assert ids() == set()
    assert left_out() == {Because.REFUSED: 1}


def test_another_clients_takes_are_neither_chosen_nor_counted():
    take(scene(RIVALLAB), paper(client=RIVALLAB))
    kept = take(scene(), paper())
    assert ids() == {kept.id}
    assert left_out() == {}
    assert len(ids(client=RIVALLAB)) == 1


def test_pay_that_another_client_owes_stands_against_nothing_here():
    rivals, lena = scene(RIVALLAB), paper()
    theirs = take(rivals, paper(lena.performer, RIVALLAB))
    kept = take(scene(), lena)
    earned(rivals, theirs, lena.performer, pay_by=now().date() - timedelta(days=1))
    assert ids() == {kept.id}
    assert ids(client=RIVALLAB) == set()


def test_consent_must_hold_to_the_day_that_is_named():
    soon = Limits(ends_on=date(2027, 1, 1), clients=(NORTHLAB,))
    of = scene()
    take(of, paper(), paper(limits=soon))
    kept = take(of, paper())
    assert len(ids()) == 2
    assert ids(replace(TRAINING, until=date(2027, 1, 1))) != {kept.id}
    assert ids(replace(TRAINING, until=date(2027, 1, 2))) == {kept.id}
    assert left_out(replace(TRAINING, until=IN_2029)) == {Because.ENDS_TOO_SOON: 1}


def test_every_use_place_and_recipient_is_asked():
    eu = Limits(ends_on=IN_2029, territories=("EU",))
    kept = take(scene(), paper(limits=eu))
    assert left_out() == {Because.REFUSED: 1}
    assert ids(replace(TRAINING, territories=("EU",))) == {kept.id}
    assert ids(replace(TRAINING, territories=("EU", "US"))) == set()
    assert ids(replace(TRAINING, territories=("EU",), recipient=uuid4())) == {kept.id}
    both = (Use.GENERATIVE_TRAINING, Use.VOICE_REPLICA)
    assert ids(Choice(uses=both, territories=("EU",))) == set()


def test_consent_says_why_in_its_own_words():
    kept = take(scene(), paper())
    grant = grant_of(kept)
    tell(grant, suspended(grant, cause=SuspensionCause.DISPUTE))
    db.session.rollback()
    (reason,) = counted(db.session(), NORTHLAB, TRAINING).left_out
    assert reason.sentence == "the consent is suspended; cause: dispute"


FILTERS = {
    Because.REQUEST: lambda _: {"requests": (uuid4(),)},
    Because.MEDIUM: lambda _: {"medium": Medium.VIDEO},
    Because.LANGUAGE: lambda _: {"languages": ("de", "en-GB")},
    Because.BEGINS: lambda _: {"begins": Emotion.JOY},
    Because.ENDS: lambda _: {"ends": Emotion.ANGER},
    Because.STYLE: lambda _: {"styles": (Style.SKETCH,)},
    Because.SPEAKERS: lambda _: {"speakers": (1, 1)},
    Because.LENGTH: lambda _: {"seconds": (61, 90)},
    Because.OVERALL: lambda _: {"least_overall": 5},
    Because.RECORDED: lambda day: {"recorded_from": day + timedelta(days=1)},
}
FITTING = {
    "begins": Emotion.ANGER,
    "ends": Emotion.TENDERNESS,
    "languages": ("en",),
    "least_overall": 4,
    "medium": Medium.AUDIO,
    "seconds": (60, 60),
    "speakers": (2, 2),
    "styles": (Style.SKETCH, Style.IMPROV),
}


@pytest.mark.parametrize(("because", "asked"), FILTERS.items())
def test_what_does_not_fit_is_left_out_for_it(because, asked):
    kept, today = take(scene(), paper(), paper()), now().date()
    fitting = replace(TRAINING, **FITTING, recorded_from=today, recorded_to=today)
    assert ids(fitting) == {kept.id}
    assert ids(replace(fitting, **asked(today))) == set()
    assert left_out(replace(fitting, **asked(today))) == {because: 1}


def test_english_is_british_english_too():
    kept = take(scene(language="en-GB"), paper())
    assert ids(replace(TRAINING, languages=("en",))) == {kept.id}


def test_what_nobody_measured_or_judged_fits_no_bound():
    take(scene(), paper(), accepted_ms=None, overall=None)
    assert left_out(replace(TRAINING, seconds=(0, 86_400))) == {Because.LENGTH: 1}
    assert left_out(replace(TRAINING, least_overall=1)) == {Because.OVERALL: 1}
    assert counted(db.session(), NORTHLAB, TRAINING).length_ms == 0


def test_a_campaigns_takes_are_what_their_cell_says():
    quotas = (
        Quota(language="de", begins=Emotion.FEAR, ends=Emotion.CALM, minutes=10),
        Quota(language="fr", begins=Emotion.JOY, ends=Emotion.JOY, minutes=10),
    )
    grid = Campaign(quotas=quotas)
    german = take(scene(campaign=grid, cell="de/fear/calm/"), paper())
    french = take(scene(campaign=grid, cell="fr/joy/joy/"), paper())
    take(scene(), paper())
    assert ids(replace(TRAINING, languages=("de",), ends=Emotion.CALM)) == {german.id}
    assert ids(replace(TRAINING, begins=Emotion.JOY)) == {french.id}
    assert left_out(replace(TRAINING, languages=("fr",))) == {Because.LANGUAGE: 2}
    some = [german.id, french.id]
    why = why_not(db.session(), NORTHLAB, replace(TRAINING, languages=("fr",)), some)
    assert {each: reason.because for each, reason in why.items()} == {german.id: Because.LANGUAGE}


def test_a_video_is_another_medium():
    kept = take(scene(recording=Recording(medium=Medium.VIDEO)), paper())
    assert ids(replace(TRAINING, medium=Medium.VIDEO)) == {kept.id}


def test_counts_are_those_of_what_is_chosen(each_database):
    of, papers = scene(), [paper(), paper()]
    kept = takes(of, *papers, count=5)
    for each in kept:
        earned(of, each, papers[0].performer)
    withdraw(of, kept[0])
    suspend(of, kept[1])
    mark(of, kept[2])
    db.session.rollback()
    counts, found = (ask(db.session(), NORTHLAB, TRAINING) for ask in (counted, chosen))
    assert {each.take_id for each in found.takes} == {kept[3].id, kept[4].id}
    assert (counts.takes, counts.length_ms) == (2, 120_000)
    assert [each.amount_minor for each in counts.earned] == [3000]
    assert sum(counts.left_out.values()) == 3
