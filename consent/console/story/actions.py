"""Reading a story is an act: each performer in it is shown that somebody read it."""

from uuid import UUID

from consent.console.story.standing import Moment
from consent.console.story.telling import Story, story
from consent.keeping.readings import Shown, put_on_record
from foundation.actors import Actor, Power
from foundation.database import transaction


def read_story(recording_id: UUID, moment: Moment, *, actor: Actor) -> Story:
    with transaction() as session:
        actor.require_power(Power.READ_RIGHTS)
        found = story(session, recording_id, moment)
        # The recording is not named: the audit outlives an erasure, and would undo it.
        put_on_record(session, actor, Shown.STORY, found.performers)
    return found
