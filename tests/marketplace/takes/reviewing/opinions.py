"""Opinions of a take of the sisters' scene, and the jobs by name."""

from uuid import UUID

from foundation.database import db
from foundation.ids import new_id
from foundation.jobs import run_due
from marketplace.profiles.words import Emotion
from marketplace.requests.models import RequestVersion
from marketplace.takes.appeals import jobs as appeal_jobs
from marketplace.takes.codes import Code
from marketplace.takes.models import Take
from marketplace.takes.reviewing import jobs
from marketplace.takes.reviewing.models import TakeVerdict
from marketplace.takes.reviewing.opinion import Opinion
from marketplace.takes.reviewing.rubric import Line, ScoredBeat


def beats(take_id: UUID) -> int:
    session = db.session()
    take = session.get_one(Take, take_id)
    found = len(session.get_one(RequestVersion, take.brief_version_id).scene().brief.beats)
    session.rollback()
    return found


def good(take_id: UUID, **said: object) -> Opinion:
    scored = ScoredBeat(perceived=next(iter(Emotion)), scores=dict.fromkeys(Line, 4))
    told = {"verdict": TakeVerdict.ACCEPT, "overall": 4, "beats": (scored,) * beats(take_id)}
    return Opinion(**{**told, **said})  # type: ignore[arg-type]


def bad(code: Code = Code.TECHNICAL, **said: object) -> Opinion:
    told = {
        "verdict": TakeVerdict.REJECT,
        "overall": 1,
        "code": code,
        "first_ms": 0,
        "last_ms": 900,
        "note": "Only hum is heard.",
    }
    return Opinion(**{**told, **said})  # type: ignore[arg-type]


def again(price_minor: int = 0) -> Opinion:
    return Opinion(
        verdict=TakeVerdict.RETAKE, overall=3, note="Slower, please.", price_minor=price_minor
    )


def run(name: str) -> None:
    db.session.remove()
    every = [*jobs.JOBS, *appeal_jobs.JOBS]
    ran = run_due([job for job in every if job.name == name], new_id(), even_if_not_due=True)
    assert ran == 1
