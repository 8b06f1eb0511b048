"""Takes of a client in any number, with real grants and without any bytes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from consent.ledger.explaining.words import Media, Use
from consent.media.models import MediaFile
from consent.recordings import judging
from consent.recordings.registering import register_recordings
from consent.terms.signed import SignedTerms
from foundation.clock import now
from foundation.database import transaction
from marketplace.bookings.models import Booking, BookingState
from marketplace.campaigns.models import Slot
from marketplace.casting.models import Engagement
from marketplace.deliveries.choosing.choice import Choice
from marketplace.facts.models import Fact, FactKind
from marketplace.gigs.models import Gig
from marketplace.requests.models import RequestKind, RequestState, RequestVersion, SceneRequest
from marketplace.requests.usage import Usage
from marketplace.takes.checking.models import CopyKind, Mark, TakeCopy
from marketplace.takes.models import Take, TakeState, Track, TrackState
from tests.cast import NORTHLAB
from tests.consent.recordings.performed import a_recording, signed
from tests.marketplace.market import BRIEF, content

TRAINING = Choice(uses=(Use.GENERATIVE_TRAINING,))
PARTS = ("rosa", "lena", "maud", "tess")
_USAGE = Usage(papers=(), end_product="companion")


@dataclass(frozen=True, slots=True)
class Scene:
    client_id: UUID
    request_id: UUID
    version_id: UUID
    gig_id: UUID
    booking_id: UUID


@dataclass(frozen=True, slots=True)
class Kept:
    """A take, and the recordings of its performers in their order."""

    id: UUID
    recordings: tuple[UUID, ...]


def scene(client: UUID = NORTHLAB, *, cell: str | None = None, **said: Any) -> Scene:
    """What was played at one booking; `said` changes the brief, or is a section of its own."""
    sections = {name: said.pop(name) for name in ("recording", "campaign") if name in said}
    whole = content(brief=replace(BRIEF, **said), usage=_USAGE, **sections)
    with transaction() as session:
        request = SceneRequest(
            number=f"SR-{uuid4().hex}",
            client_id=client,
            kind=RequestKind.CAMPAIGN if whole.campaign else RequestKind.SCENES,
            made_by=client,
            state=RequestState.APPROVED,
        )
        session.add(request)
        session.flush()
        version = RequestVersion(
            request_id=request.id,
            number=1,
            content=whole.canonical(),
            hash=whole.hash,
            submitted_by=client,
        )
        session.add(version)
        session.flush()
        request.approved_version_id = version.id
        gig = _gig(request, version)
        session.add(gig)
        session.flush()
        booking = Booking(
            gig_id=gig.id,
            client_id=client,
            starts_at=now(),
            ends_at=now() + timedelta(hours=2),
            zone="UTC",
            made_by=client,
            state=BookingState.OVER,
        )
        session.add(booking)
        session.flush()
        if cell is not None:
            session.add(_slot(gig, booking, cell))
        return Scene(client, request.id, version.id, gig.id, booking.id)


def take(of: Scene, *papers: SignedTerms, **said: Any) -> Kept:
    return takes(of, *papers, **said)[0]


def takes(
    of: Scene, *papers: SignedTerms, count: int = 1, accept: bool = True, **said: Any
) -> list[Kept]:
    """One track of each who signed these; each track's consent is that paper."""
    with transaction() as session:
        engagements = [_engagement(of, part, paper) for part, paper in _seats(papers)]
        session.add_all(engagements)
        session.flush()
        first = session.query(Take).filter_by(booking_id=of.booking_id).count() + 1
        made, recordings = [], []
        for number in range(first, first + count):
            row = _take(of, number, len(papers), accept=accept, **said)
            session.add(row)
            session.flush()
            own = [a_recording(of.client_id, take_id=row.id) for _ in papers]
            for engagement, recording in zip(engagements, own, strict=True):
                session.add(
                    Track(
                        take_id=row.id,
                        engagement_id=engagement.id,
                        performer_id=engagement.performer_id,
                        recording_id=recording.id,
                        state=TrackState.FIT,
                    )
                )
            recordings += list(zip(own, ([paper] for paper in papers), strict=True))
            made.append(Kept(row.id, tuple(each.id for each in own)))
        register_recordings(session, recordings)
        if accept:
            for each in made:
                judging.accept_take(session, each.id, role="client_producer")
        return made


def paper(performer: UUID | None = None, client: UUID = NORTHLAB, **said: Any) -> SignedTerms:
    return signed(performer or uuid4(), client, **said)


def earned(of: Scene, kept: Kept, performer: UUID, amount: int = 1500, **said: Any) -> UUID:
    given = {"pay_by": date(2026, 4, 1), "currency": "EUR", **said}
    with transaction() as session:
        fact = Fact(
            kind=FactKind.TAKE.value,
            cause_id=uuid4(),
            performer_id=performer,
            client_id=of.client_id,
            order_id=of.request_id,
            engagement_id=None,
            recording_id=kept.recordings[0],
            quantity=1,
            unit="take",
            rate_minor=amount,
            amount_minor=amount,
            rule="pay.take_minor",
            decided_by=uuid4(),
            worked_on=date(2026, 3, 1),
            completed_on=date(2026, 3, 1),
            label="Accepted take",
            **given,
        )
        session.add(fact)
        session.flush()
        return fact.id


def marked(kept: Kept) -> None:
    with transaction() as session:
        session.add(
            Mark(
                take_id=kept.id,
                recording_id=kept.recordings[0],
                kind="cut",
                begins_ms=0,
                ends_ms=500,
                by=uuid4(),
                acted_as="performer",
            )
        )


def copied(kept: Kept, marks: int, kind: CopyKind = CopyKind.TRACK, **said: Any) -> None:
    """A copy of the first track that goes without so many marks."""
    with transaction() as session:
        file = MediaFile(
            recording_id=kept.recordings[0],
            client_id=NORTHLAB,
            kind=Media.DERIVED,
            sha256=f"sha256:{uuid4().hex * 2}",
            media_type="audio/flac",
            size_bytes=10,
            storage_key=f"copies/{uuid4().hex}",
            **said,
        )
        session.add(file)
        session.flush()
        session.add(
            TakeCopy(
                file_id=file.id,
                take_id=kept.id,
                recording_id=kept.recordings[0],
                kind=kind,
                marks=marks,
            )
        )


def _seats(papers: Sequence[SignedTerms]) -> list[tuple[str, SignedTerms]]:
    return list(zip(PARTS, papers, strict=False))


def _take(of: Scene, number: int, speakers: int, *, accept: bool, **said: Any) -> Take:
    known = {"speakers": speakers, "accepted_ms": 60_000, "overall": 4}
    given = {
        "state": TakeState.ACCEPTED if accept else TakeState.TO_JUDGE,
        **(known if accept else {}),
        **said,
    }
    return Take(
        booking_id=of.booking_id,
        gig_id=of.gig_id,
        client_id=of.client_id,
        number=number,
        brief_version_id=of.version_id,
        begun_by=of.client_id,
        **given,
    )


def _engagement(of: Scene, part: str, signed_by: SignedTerms) -> Engagement:
    return Engagement(
        id=uuid4(),
        gig_id=of.gig_id,
        request_id=of.request_id,
        part_key=part,
        performer_id=signed_by.performer,
        client_id=of.client_id,
        terms=b"",
        terms_hash="",
        brief_version_id=of.version_id,
    )


def _gig(request: SceneRequest, version: RequestVersion) -> Gig:
    return Gig(
        request_id=request.id,
        client_id=request.client_id,
        version_id=version.id,
        title="Two sisters",
        language="en",
        medium="audio",
        intensity=1,
        emotions=1,
        uses=1,
        performers=2,
        currency="EUR",
        hourly_minor=6000,
        unpaid_minutes=0,
        union_agreement=False,
        first_day=date(2026, 4, 1),
        last_day=date(2026, 4, 30),
        apply_by=date(2026, 3, 20),
    )


def _slot(gig: Gig, booking: Booking, cell: str) -> Slot:
    return Slot(
        gig_id=gig.id,
        cell=cell,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        zone="UTC",
        seats=2,
        prompt="",
        made_by=gig.client_id,
        booking_id=booking.id,
    )
