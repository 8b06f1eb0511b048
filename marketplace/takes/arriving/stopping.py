"""The stop word: any performer ends the take at once, without a reason, and is paid for it."""

from uuid import UUID

from foundation.actors import Actor, Power
from foundation.cases.given import open_given
from foundation.cases.models import CaseKind
from foundation.database import transaction
from marketplace.takes import deciding, steps
from marketplace.takes.arriving import news, policy
from marketplace.takes.errors import TakeNotFound
from marketplace.takes.models import TakeState

LOOKED_AT_WITHIN_WORKING_DAYS = 1


def stop_take(take_id: UUID, *, actor: Actor) -> None:
    """Said again, by them or by somebody else, it has been heard."""
    with transaction() as session:
        take = steps.locked(session, take_id)
        tracks = steps.tracks_of(session, take_id)
        if policy.own(actor, tracks) is None:
            raise TakeNotFound
        if take.state is TakeState.STOPPED:
            return
        deciding.stop(session, take, actor=actor)
        open_given(
            session,
            kind=CaseKind.INCIDENT,
            subject=f"Stop word: {news.title(session, take)}, take {take.number}",
            text="I said the stop word. The take ended at once.",
            about=f"/takes/{take.id}",
            power=Power.KEEP_RIGHTS,
            barred={each.performer_id for each in tracks},
            within_working_days=LOOKED_AT_WITHIN_WORKING_DAYS,
            actor=actor,
        )
        news.tell_stopped(session, take, besides=actor.id)
