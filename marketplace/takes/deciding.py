"""How a take ends: accepted, rejected, asked for again or stopped. Pay and rights follow at once,
in the same transaction."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from consent.recordings import judging
from foundation.actors import SYSTEM, Actor
from foundation.clock import now
from marketplace.takes import again, earning, steps
from marketplace.takes.codes import PAID, Code
from marketplace.takes.lengths import Span, accepted_ms
from marketplace.takes.models import Take, TakeState

APPEALED_WITHIN = timedelta(days=14)
_OPEN = (TakeState.TO_JUDGE, TakeState.APPEALED, TakeState.RETAKE)


@dataclass(frozen=True, slots=True)
class Opined:
    """What an opinion that accepts says of all of a take."""

    overall: int | None = None
    span: Span | None = None
    """Which part is accepted, where it is not all of it."""


NOTHING_SAID = Opined()


def accept(session: Session, take: Take, of: Opined = NOTHING_SAID, *, actor: Actor) -> None:
    """A step, under the take's lock; on appeal too, and where the retake that was asked for never
    came to be."""
    steps.refuse_unless(take, *_OPEN)
    on_appeal = take.state is TakeState.APPEALED
    tracks = steps.tracks_of(session, take.id)
    kept = {each.recording_id for each in tracks if each.recording_id}
    judging.accept_take(session, take.id, role=actor.role, on_appeal=on_appeal, of=kept)
    take.state, take.judged_at, take.appeal_by = TakeState.ACCEPTED, now(), None
    take.judge_by = None
    take.speakers, take.overall = len(tracks), of.overall
    take.accepted_ms = accepted_ms(session, tracks, of.span)
    earning.pay_accepted(session, take, actor=actor)
    again.cover(session, take)
    steps.record(session, take, "accepted", actor=actor, on_appeal=on_appeal)


def reject(session: Session, take: Take, code: Code, *, actor: Actor) -> None:
    """A step. What was nobody's fault who played is paid all the same."""
    steps.refuse_unless(take, TakeState.TO_JUDGE)
    judging.reject_take(session, take.id, cause=code.value, role=actor.role)
    take.state, take.judged_at, take.judge_by = TakeState.REJECTED, now(), None
    take.appeal_by = take.judged_at + APPEALED_WITHIN
    if code in PAID:
        earning.pay_stopped(session, take, actor=actor)
    else:
        again.promise_nothing(session, take)
    steps.record(session, take, "rejected", actor=actor, code=code.value)


def ask_again(session: Session, take: Take, *, actor: Actor) -> None:
    """A step: it is played once more. Until then this one is neither accepted nor rejected."""
    steps.refuse_unless(take, TakeState.TO_JUDGE)
    take.state, take.judged_at = TakeState.RETAKE, now()
    take.judge_by = take.judged_at + steps.JUDGED_WITHIN
    steps.record(session, take, "retake_asked", actor=actor)


def let_go(session: Session, take: Take, *, actor: Actor) -> None:
    """A step: the retake took its place."""
    steps.refuse_unless(take, TakeState.RETAKE)
    judging.reject_take(session, take.id, cause="retake", role=actor.role)
    take.judge_by = None
    steps.record(session, take, "let_go", actor=actor)


def appeal(session: Session, take: Take, *, actor: Actor) -> None:
    """A step: somebody else decides."""
    steps.refuse_unless(take, TakeState.REJECTED)
    take.state, take.appeal_by = TakeState.APPEALED, None
    steps.record(session, take, "appealed", actor=actor)


def uphold(session: Session, take: Take, *, actor: Actor) -> None:
    """A step: the rejection stands, for good."""
    steps.refuse_unless(take, TakeState.APPEALED)
    take.state = TakeState.REJECTED
    steps.record(session, take, "upheld", actor=actor)


def stop(session: Session, take: Take, *, actor: Actor) -> None:
    """A step: a performer said the stop word. Whatever came in of it is let go."""
    steps.refuse_unless(take, TakeState.COMING_IN, TakeState.TO_JUDGE)
    if any(track.recording_id for track in steps.tracks_of(session, take.id)):
        judging.reject_take(session, take.id, cause=Code.SAFETY_STOP.value, role=actor.role)
    take.state, take.judged_at, take.judge_by = TakeState.STOPPED, now(), None
    # Paid by rule: who said the word is on nobody else's statement.
    earning.pay_stopped(session, take, actor=SYSTEM)
    steps.record(session, take, "stopped", actor=actor)


def end_uncompleted(
    session: Session, take: Take, delivered: Collection[UUID], *, actor: Actor
) -> None:
    """A step: what is missing never came. Whoever's track is here has done their part, and is paid
    as if it had been accepted; nothing of it is used."""
    steps.refuse_unless(take, TakeState.COMING_IN)
    if any(track.recording_id for track in steps.tracks_of(session, take.id)):
        judging.reject_take(session, take.id, cause="not_completed", role=actor.role)
    take.state, take.judged_at = TakeState.CALLED_OFF, now()
    earning.pay_stopped(session, take, actor=actor, only=delivered)
    if not delivered:
        again.promise_nothing(session, take)
    steps.record(session, take, "not_completed", actor=actor)
