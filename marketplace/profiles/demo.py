"""Profiles of demo performers: one full and checked, one that waits, one agent with a mandate."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy.orm import Session

from foundation.actors import SYSTEM, Actor
from foundation.clock import now
from foundation.database import db, transaction
from foundation.hooks import DemoPerson, DemoSize
from marketplace.accounts.demo import character
from marketplace.accounts.roles import Role
from marketplace.profiles import actions, sealed, week
from marketplace.profiles.actions import Saying
from marketplace.profiles.content import Language, ProfileContent
from marketplace.profiles.eligibility import demo as rules_demo
from marketplace.profiles.equipment import actions as equipment
from marketplace.profiles.equipment.findings import Findings
from marketplace.profiles.identity import actions as identity
from marketplace.profiles.identity.actions import Result
from marketplace.profiles.identity.models import IdentityRequest
from marketplace.profiles.mandates import actions as mandates
from marketplace.profiles.mandates.actions import Proposed
from marketplace.profiles.models import Profile
from marketplace.profiles.reels import demo as reels_demo
from marketplace.profiles.week import ThatDay
from marketplace.profiles.words import (
    Document,
    Emotion,
    Equipment,
    Level,
    SealedKind,
    Style,
    Visibility,
)

_MIRA = ProfileContent(
    about="Stage and voice; fifteen years of improvised theatre in Malmö.",
    languages=(
        Language(code="sv", level=Level.NATIVE, accents=("Scanian",)),
        Language(code="en", level=Level.FLUENT, accents=("RP", "Swedish")),
        Language(code="de", level=Level.GOOD),
    ),
    training="Theatre academy, Malmö; two years of voice work.",
    youngest=25,
    oldest=45,
    emotions=(Emotion.ANGER, Emotion.GRIEF, Emotion.RELIEF, Emotion.TENDERNESS),
    styles=(Style.IMPROV, Style.VOICE),
    equipment=(Equipment.TREATED_ROOM, Equipment.STUDIO_MICROPHONE, Equipment.WIRED_NETWORK),
    works_from="SE",
)
_OMAR = ProfileContent(
    languages=(Language(code="en", level=Level.FLUENT), Language(code="ar", level=Level.NATIVE)),
    styles=(Style.SKETCH,),
)
_MORNINGS, _DAY = ((540, 720),), ((540, 720), (780, 1080))


_MEASURED = Findings(
    sample_rate_hz=48000,
    noise_db=-61,
    level_db=-8,
    width=1920,
    height=1080,
    frame_rate=30,
    headphones=True,
)


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`. What is there stays as it is."""
    if db.session().get(Profile, character("mira").id) is None:
        with transaction() as session:
            _mira(session)
            _omar(session)
    reels_demo.make_reel(character("mira").id)
    rules_demo.make_rules()
    return ()


def _mira(session: Session) -> None:
    mira, today = character("mira").id, now().date()
    saying = Saying(stage_name="Mira Lind", visibility=Visibility.VERIFIED, invitations=True)
    actions.keep(session, mira, saying, _MIRA)
    sealed.keep(session, mira, SealedKind.LEGAL_NAME, "Mira Katarina Lindqvist")
    sealed.keep(session, mira, SealedKind.UNION, "Scen & Film")
    week.keep_week(session, mira, {0: _DAY, 1: _DAY, 2: _DAY, 3: _DAY, 4: _MORNINGS})
    week.keep_day(session, mira, ThatDay(today + timedelta(days=9), free=False))
    actions.keep_block(session, mira, "Rex Storm", set())
    identity.keep(session, mira, _seen(today), SYSTEM)
    equipment.keep(session, Actor(id=mira, role=Role.PERFORMER), _MEASURED)
    mandate = mandates.keep(session, mira, _proposed(today))
    agent = Actor(id=character("ines").id, role=Role.OBSERVER)
    mandates.accept(session, mandate, agent)


def _omar(session: Session) -> None:
    """Waits for compliance, and has much to say yet."""
    omar = character("omar").id
    saying = Saying(stage_name="Omar Haddad", visibility=Visibility.APPLIED, invitations=False)
    actions.keep(session, omar, saying, _OMAR)
    session.add(IdentityRequest(performer_id=omar))
    session.flush()


def _seen(today: date) -> Result:
    return Result(
        document=Document.PASSPORT,
        is_person=True,
        is_adult=True,
        checked_on=today,
        expires_on=today + timedelta(days=1461),
    )


def _proposed(today: date) -> Proposed:
    return Proposed(
        email=character("ines").email,
        may_apply=True,
        may_negotiate=True,
        commission_basis_points=1000,
        until=today + timedelta(days=365),
    )
