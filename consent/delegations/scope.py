"""How far a delegation reaches, as a condition that the database decides by."""

from datetime import date

from sqlalchemy import ColumnElement, and_, exists, or_

from consent.delegations.models import (
    DelegatedClient,
    DelegatedRecording,
    Delegation,
    DelegationEnd,
)
from consent.grants.models import Grant
from consent.recordings.for_whom import given_to


def is_live(on: date) -> ColumnElement[bool]:
    """Its day has not passed and nobody ended it."""
    ended = exists().where(DelegationEnd.delegation_id == Delegation.id)
    return and_(Delegation.until >= on, ~ended)


def reaches() -> ColumnElement[bool]:
    """Of a delegation and a grant in one query."""
    of = Delegation
    return and_(
        or_(of.performer_id.is_(None), of.performer_id == Grant.performer_id),
        or_(of.from_at.is_(None), of.from_at <= Grant.made_at),
        or_(of.before_at.is_(None), of.before_at > Grant.made_at),
        or_(~_names_clients(), _names_its_client()),
        or_(~_names_recordings(), _names_it()),
    )


def _names_clients() -> ColumnElement[bool]:
    return exists().where(DelegatedClient.delegation_id == Delegation.id)


def _names_its_client() -> ColumnElement[bool]:
    return exists().where(
        DelegatedClient.delegation_id == Delegation.id, given_to(DelegatedClient.client_id)
    )


def _names_recordings() -> ColumnElement[bool]:
    return exists().where(DelegatedRecording.delegation_id == Delegation.id)


def _names_it() -> ColumnElement[bool]:
    return exists().where(
        DelegatedRecording.delegation_id == Delegation.id,
        DelegatedRecording.recording_id == Grant.recording_id,
    )
