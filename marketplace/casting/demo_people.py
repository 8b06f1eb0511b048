"""A few more performers of the demo, so that a board has more than two people on it."""

from uuid import UUID, uuid5

from foundation.actors import SYSTEM
from foundation.database import db, transaction
from foundation.naming import name_key
from marketplace.accounts import grants
from marketplace.accounts.demo import CHARACTERS, PASSWORD, character
from marketplace.accounts.models import Account
from marketplace.accounts.opening import Newcomer, open_account
from marketplace.accounts.passwords import hashing
from marketplace.accounts.roles import Role
from marketplace.profiles.content import Language, ProfileContent
from marketplace.profiles.models import Profile
from marketplace.profiles.words import Emotion, Level, Visibility

_NAMESPACE = UUID("2c7d5a0e-52c0-4f63-9a35-0d4b7e6a9f21")
_FOUND = "tove"
_PEOPLE = {
    "lou": ("Lou Ferrant", "Europe/Paris"),
    "sana": ("Sana Aziz", "Asia/Karachi"),
    "iker": ("Iker Bilbao", "Europe/Madrid"),
    "tove": ("Tove Strand", "Europe/Oslo"),
}


def make() -> None:
    """Who is there already stays as they are."""
    missing = [each for each in _PEOPLE if db.session().get(Account, id_of(each)) is None]
    db.session.rollback()
    if missing:
        hashed = hashing.hash_password(PASSWORD)
        for first_name in missing:
            _open(first_name, hashed)
        if _FOUND in missing:
            _find_me(_FOUND)


def _find_me(first_name: str) -> None:
    """One of them lets clients find her, and takes invitations."""
    name, _ = _PEOPLE[first_name]
    said = ProfileContent(
        languages=(
            Language(code="no", level=Level.NATIVE),
            Language(code="en", level=Level.FLUENT),
        ),
        emotions=(Emotion.ANGER, Emotion.TENDERNESS),
    )
    profile = Profile(
        performer_id=id_of(first_name),
        stage_name=name,
        name_key=name_key(name),
        said=said.plain(),
        visibility=Visibility.VERIFIED,
        invitations=True,
    )
    with transaction() as session:
        session.add(profile)


def id_of(first_name: str) -> UUID:
    if any(each.first_name == first_name for each in CHARACTERS):
        return character(first_name).id
    return uuid5(_NAMESPACE, first_name)


def _open(first_name: str, hashed: str) -> None:
    name, zone = _PEOPLE[first_name]
    newcomer = Newcomer(
        name=name,
        email=f"{first_name}@demo.example",
        password_hash=hashed,
        zone=zone,
        locale="en",
    )
    with transaction() as session:
        if open_account(session, newcomer, verified=True, account_id=id_of(first_name)):
            grants.give(session, SYSTEM, id_of(first_name), Role.PERFORMER)
