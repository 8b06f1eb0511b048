"""The gig that the demo's bookings are of, and three who are engaged for it on three continents."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from consent.agreements.demo import newest
from consent.ledger.explaining.words import Signature
from foundation.actors import SYSTEM, Actor
from foundation.clock import now
from marketplace.accounts.demo import character
from marketplace.accounts.roles import Role
from marketplace.budgets import demo_money
from marketplace.budgets.steps import commit
from marketplace.casting import ending
from marketplace.casting.models import Application, ApplicationState, Engagement, Seat
from marketplace.casting.terms import cost_of_seat, part_of
from marketplace.clients.demo import NORTHLAB
from marketplace.gigs import closing
from marketplace.gigs.demo_scenes import DemoGig, Papers, content_of
from marketplace.gigs.models import Gig, GigState
from marketplace.gigs.steps import open_gig
from marketplace.profiles.identity.actions import Result, keep
from marketplace.profiles.words import Document, Emotion
from marketplace.requests import steps as requests
from marketplace.requests.content import SceneContent
from marketplace.requests.costing import cost_of
from marketplace.requests.models import RequestKind, RequestVersion, Verdict
from marketplace.requests.scene import Part

GIG = DemoGig(
    title="Three strangers share a taxi (AI training)",
    scenario="A strike, one taxi, three ways home. Somebody has to get out first.",
    feelings=(Emotion.IRRITATION, Emotion.AMUSEMENT),
    opened_days_ago=40,
)
PLAYERS = {"mira": "driver", "juno": "singer", "dev": "clerk"}
"""Which part each of them plays."""
_TAKE_SECONDS = (5, 300)
_PARTS = (
    Part(key="driver", name="The one who is late", sheet="Counts minutes aloud."),
    Part(key="singer", name="The one who sings", sheet="Has had a good evening."),
    Part(key="clerk", name="The one who pays", sheet="Keeps the peace and the receipt."),
)


def papers_of(session: Session) -> Papers | None:
    """Nothing, where the demo's agreements are not there."""
    found = {signature: newest(session, signature) for signature in Signature}
    papers = {signature: version for signature, version in found.items() if version is not None}
    return papers if len(papers) == len(Signature) else None


def cast_gig(session: Session, papers: Papers, producer: Actor) -> UUID:
    """All parts are cast, so that nobody applies any more."""
    content = _content(papers, now().date())
    gig = posted(session, content, RequestKind.SCENES, producer)
    for name, part in PLAYERS.items():
        engage(session, gig, name, part)
    closing.end(session, gig, GigState.CLOSED, "All parts are cast.", actor=producer)
    return gig.id


def posted(session: Session, content: SceneContent, kind: RequestKind, producer: Actor) -> Gig:
    """Approved, with money for more than it says: what is late has its price too."""
    request = requests.begin(session, NORTHLAB, kind, actor=producer, copied_from=None)
    version = requests.submit(session, request, content, actor=producer)
    checker = Actor(character("cora").id, Role.COMPLIANCE)
    requests.review(session, request, version, Verdict.APPROVED, {}, actor=checker)
    total = cost_of(content).total
    demo_money.bring(session, request.id, total + total)
    return open_gig(session, request, version, actor=SYSTEM)


def engage(session: Session, gig: Gig, name: str, part: str, seat: int = 1) -> UUID:
    """As if they had applied, been offered the part with what it costs promised, and signed; seen
    by compliance before."""
    performer, version = character(name).id, session.get_one(RequestVersion, gig.version_id)
    _check(session, performer)
    engagement = Engagement(
        id=uuid5(gig.id, name),
        gig_id=gig.id,
        request_id=gig.request_id,
        part_key=part,
        performer_id=performer,
        client_id=gig.client_id,
        terms=version.content,
        terms_hash=version.hash,
        brief_version_id=version.id,
    )
    session.add(engagement)
    session.add(
        Application(
            gig_id=gig.id,
            part_key=part,
            performer_id=performer,
            version_id=version.id,
            state=ApplicationState.ENGAGED,
        )
    )
    session.flush()
    session.add(Seat(gig_id=gig.id, part_key=part, number=seat, engagement_id=engagement.id))
    session.flush()
    content = SceneContent.read(version.content)
    cost = cost_of_seat(content, part_of(content, part))
    commit(session, gig.request_id, cost, kind=ending.KIND, cause_id=engagement.id)
    return engagement.id


def _check(session: Session, performer_id: UUID) -> None:
    today = now().date()
    result = Result(
        document=Document.PASSPORT,
        is_person=True,
        is_adult=True,
        checked_on=today,
        expires_on=today + timedelta(days=1461),
    )
    keep(session, performer_id, result, SYSTEM)


def _content(papers: Papers, today: date) -> SceneContent:
    said = content_of(GIG, papers, today)
    window = replace(
        said.window,
        first_day=today - timedelta(days=7),
        last_day=today + timedelta(days=30),
        apply_by=today - timedelta(days=8),
        bookings=8,
    )
    brief = replace(said.brief, parts=_PARTS, take_seconds=_TAKE_SECONDS)
    return replace(said, brief=brief, window=window)
