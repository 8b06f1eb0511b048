"""Who may see what is allowed with one recording, without the words in which it was given."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.delegations import queries as delegations
from consent.grants.models import Grant
from consent.recordings.models import Recording
from foundation.actors import Actor, Power


def may_see(session: Session, actor: Actor, recording: Recording) -> bool:
    """Who performs in it, the client that has it, compliance, and observers of either's will."""
    if Power.READ_RIGHTS in actor.powers or actor.on_behalf_of == recording.client_id:
        return True
    of = Grant
    threads = session.execute(
        select(of.performer_id, of.thread).where(of.recording_id == recording.id)
    ).all()
    return any(
        row.performer_id == actor.id or delegations.observes_thread(session, actor, row.thread)
        for row in threads
    )
