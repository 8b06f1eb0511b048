"""Who is told what about the machine check of a track."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import notices
from marketplace.gigs.models import Gig
from marketplace.takes import windows
from marketplace.takes.checking.misses import Missed
from marketplace.takes.models import Take, Track

_GROUP = "Takes"
KINDS = (
    notices.Kind(
        "track.missed",
        "A recording of yours has to be mended",
        _GROUP,
        False,
        "{{ title }}, take {{ number }}: {{ what }}",
    ),
    notices.Kind(
        "track.fit",
        "A recording of yours is fit",
        _GROUP,
        True,
        "{{ title }}, take {{ number }}: your track is here and fit. "
        "The take is complete when everybody's is.",
    ),
    notices.Kind(
        "track.marked",
        "A span of your recording is withheld",
        _GROUP,
        False,
        "{{ title }}, take {{ number }}: {{ what }} in your track. That span goes to nobody. "
        "What the take earns is not changed by it.",
    ),
    notices.Kind(
        "track.transcribed",
        "Somebody wrote down what you say",
        _GROUP,
        True,
        "{{ title }}, take {{ number }}: what is said in your track was written down. "
        "Read it, and correct it where it is wrong.",
    ),
    notices.Kind(
        "take.complete",
        "A take is complete",
        _GROUP,
        True,
        "{{ title }}, take {{ number }}: all tracks are here and fit. "
        "It is judged by {{ by|when }}, or accepted then by itself. "
        "Until {{ cut_by|when }} you can cut out a span of yours, without a reason.",
    ),
)


def tell_missed(session: Session, take: Take, track: Track, missed: Sequence[Missed]) -> None:
    more = f" There are {len(missed) - 1} more points in the report." if len(missed) > 1 else ""
    what = missed[0].sentence + more
    _tell(session, take, "track.missed", [track.performer_id], what=what)


def tell_fit(session: Session, take: Take, track: Track) -> None:
    _tell(session, take, "track.fit", [track.performer_id])


def tell_marked(session: Session, take: Take, track: Track, what: str) -> None:
    _tell(session, take, "track.marked", [track.performer_id], what=what)


def tell_transcribed(session: Session, take: Take, track: Track) -> None:
    url = f"/takes/{take.id}/tracks/{track.id}/transcript"
    _tell(session, take, "track.transcribed", [track.performer_id], url=url)


def tell_complete(session: Session, take: Take, tracks: Sequence[Track]) -> None:
    performers = sorted({track.performer_id for track in tracks})
    by = take.judge_by
    _tell(session, take, "take.complete", performers, by=by, cut_by=windows.cut_by(take))


def _tell(
    session: Session,
    take: Take,
    kind: str,
    to: Sequence[UUID],
    *,
    url: str = "",
    **said: object,
) -> None:
    title = session.scalars(select(Gig.title).where(Gig.id == take.gig_id)).one()
    notices.tell(
        session,
        kind=kind,
        to=to,
        subject_id=take.id,
        url=url or f"/takes/{take.id}/check",
        title=title,
        number=take.number,
        **said,
    )
