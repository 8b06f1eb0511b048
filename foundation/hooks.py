"""What lower pages ask of packages above, which they may not import. `assembly` fills these.

Each hook is a tuple of set-based functions, empty by default: without a provider a page
shows less, and still works.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from foundation.actors import Actor, Power
from foundation.settings import Settings


@dataclass(frozen=True, slots=True)
class Address:
    """Where and how a person wants to be written to."""

    email: str
    name: str
    locale: str
    zone: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for somebody."""

    label: str
    url: str
    due_at: datetime | None = None
    comes_by_itself: bool = False
    """Nothing is to be done: it stands there so that nobody does it a second time."""


@dataclass(frozen=True, slots=True)
class Queue:
    """How much waits in one place, and since when."""

    name: str
    waiting: int
    oldest_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What the doctor says: a sentence, and whether it would hurt."""

    sentence: str
    hurts: bool


@dataclass(frozen=True, slots=True)
class DemoSize:
    """How much demo work to make; the same seed makes the same people and work again."""

    performers: int
    recordings: int
    seed: int


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody made up who can sign in, and what is worth a look as them."""

    name: str
    email: str
    password: str
    sees: str


@dataclass(frozen=True, slots=True)
class Earned:
    """What came of one thing in one currency."""

    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class TakenHome:
    """A copy that somebody fetched: in which delivery, for whom, from when to when, how often."""

    reference: str
    by: UUID
    on_behalf_of: UUID
    first_at: datetime
    last_at: datetime
    times: int


@dataclass(frozen=True, slots=True)
class Held:
    """What one person holds in all of their roles together, whichever they act in now."""

    roles: frozenset[str] = frozenset()
    powers: frozenset[Power] = frozenset()


NamesOf = Callable[[Session, Collection[UUID]], Mapping[UUID, str]]
AddressesOf = Callable[[Session, Collection[UUID]], Mapping[UUID, Address]]
ReferencesOf = Callable[[Session, Collection[UUID]], Mapping[UUID, str]]
PeopleCalled = Callable[[Session, str], Collection[UUID]]
OrganisationsCalled = Callable[[Session, Collection[str]], Mapping[str, Collection[UUID]]]
HoldersOf = Callable[[Session, Power], Collection[UUID]]
ActingFor = Callable[[Session, UUID, Power], Collection[UUID]]
Organisations = Callable[[Session], Mapping[UUID, str]]
HeldBy = Callable[[Session, UUID], Held]
EarnedByRecording = Callable[[Session, UUID, Collection[UUID]], Mapping[UUID, Collection[Earned]]]
TakenHomeIn = Callable[[Session, Collection[UUID]], Mapping[UUID, Sequence[TakenHome]]]
WaitingFor = Callable[[Session, Actor], Iterable[Waiting]]
ExportsOf = Callable[[Session, UUID], Mapping[str, Any]]
ClientRecord = Callable[[Session, UUID], Iterable[str]]
BlocksClosing = Callable[[Session, UUID], Iterable[str]]
EraseOf = Callable[[Session, UUID], None]
QueuesIn = Callable[[Session], Iterable[Queue]]
Demo = Callable[[DemoSize], Iterable[DemoPerson]]
Doctor = Callable[[Settings], Iterable[Finding]]
RefusesStart = Callable[[Session, Settings], Iterable[str]]
JudgedBy = Callable[[Session, str], Collection[UUID]]
ChecksRestored = Callable[[Session], Iterable[str]]

names_of: tuple[NamesOf, ...] = ()
"""Display names of people by id."""
references_of: tuple[ReferencesOf, ...] = ()
"""What things are called where an id would say nothing: a case's number, a sign-in of somebody."""
addresses_of: tuple[AddressesOf, ...] = ()
"""Where to write to people by id."""
people_called_in: tuple[PeopleCalled, ...] = ()
"""Who has this in their name or is reached at exactly this address, for those who may search."""
organisations_called_in: tuple[OrganisationsCalled, ...] = ()
"""Which organisations have these names, given and answered as `naming.name_key` spells them. Not
to be shown: who asks with a name must not learn from the answer who is here."""
holders_of: tuple[HoldersOf, ...] = ()
"""Who holds a power in one of their roles, for what must reach somebody who can act on it."""
acting_for_in: tuple[ActingFor, ...] = ()
"""Who holds a power on behalf of this organisation."""
organisations_in: tuple[Organisations, ...] = ()
"""The organisations there are, by id with their names, for those who deal with all of them."""
held_by: tuple[HeldBy, ...] = ()
"""The roles and powers of one person, for choices about all that may ever reach them."""
waiting_for: tuple[WaitingFor, ...] = ()
"""What waits for this actor, with due dates."""
exports_of: tuple[ExportsOf, ...] = ()
"""All that is kept about a person, by section, as JSON-ready values."""
client_record: tuple[ClientRecord, ...] = ()
"""Sentences about how a client treated those who worked for it, for everybody to read."""
blocks_closing: tuple[BlocksClosing, ...] = ()
"""Sentences that say why this person's account cannot be closed yet."""
erase_of: tuple[EraseOf, ...] = ()
"""Each erases what it keeps about a person who closes their account: a step, in that act's
transaction. What the law or a stated period makes us keep, stays."""
judged_by: tuple[JudgedBy, ...] = ()
"""Who decided what a page of ours, by its path, is about: none of them decides about it again."""
queues_in: tuple[QueuesIn, ...] = ()
"""How much waits to be sent or answered, for the operations page and the metrics."""
earned_by_recording: tuple[EarnedByRecording, ...] = ()
"""What a performer earned with each of these recordings, in each currency."""
taken_home_in: tuple[TakenHomeIn, ...] = ()
"""Who fetched copies of recordings that were handed over, for those who perform in them."""
demo: tuple[Demo, ...] = ()
"""Each makes its part of the demo people and their work, once, and says who may sign in."""
doctor: tuple[Doctor, ...] = ()
"""Each judges its part of a configuration."""
refuses_start: tuple[RefusesStart, ...] = ()
"""Sentences that say why web and worker must not start; commands that mend still run."""
after_restore: tuple[ChecksRestored, ...] = ()
"""Each mends (erasures) and then checks what a backup brought back; a sentence per fault."""


_NO_DATE = datetime.max.replace(tzinfo=UTC)


def names(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    for provider in names_of:
        found.update(provider(session, ids))
    return found


def references(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    for provider in references_of:
        found.update(provider(session, ids))
    return found


def addresses(session: Session, ids: Collection[UUID]) -> dict[UUID, Address]:
    found: dict[UUID, Address] = {}
    for provider in addresses_of:
        found.update(provider(session, ids))
    return found


def people_called(session: Session, text: str) -> set[UUID]:
    return {person for provider in people_called_in for person in provider(session, text)}


def organisations_called(session: Session, keys: Collection[str]) -> dict[str, set[UUID]]:
    found: dict[str, set[UUID]] = {}
    for provider in organisations_called_in:
        for key, ids in provider(session, keys).items():
            found.setdefault(key, set()).update(ids)
    return found


def holders(session: Session, power: Power) -> set[UUID]:
    found: set[UUID] = set()
    for provider in holders_of:
        found.update(provider(session, power))
    return found


def acting_for(session: Session, organisation_id: UUID, power: Power) -> set[UUID]:
    found: set[UUID] = set()
    for provider in acting_for_in:
        found.update(provider(session, organisation_id, power))
    return found


def organisations(session: Session) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    for provider in organisations_in:
        found.update(provider(session))
    return found


def held(session: Session, person_id: UUID) -> Held:
    found = [provider(session, person_id) for provider in held_by]
    return Held(
        frozenset(role for each in found for role in each.roles),
        frozenset(power for each in found for power in each.powers),
    )


def waiting(session: Session, actor: Actor) -> list[Waiting]:
    """What is due first comes first, then what has no date, and last what comes by itself."""
    found = [each for provider in waiting_for for each in provider(session, actor)]
    return sorted(
        found,
        key=lambda each: (each.comes_by_itself, each.due_at is None, each.due_at or _NO_DATE),
    )


def earned(
    session: Session, person_id: UUID, recordings: Collection[UUID]
) -> dict[UUID, list[Earned]]:
    """Where nobody provides it, nothing is said: which is not the same as nothing earned."""
    found: dict[UUID, list[Earned]] = {}
    for provider in earned_by_recording:
        for recording, amounts in provider(session, person_id, recordings).items():
            found.setdefault(recording, []).extend(amounts)
    return found


def exports(session: Session, person_id: UUID) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for provider in exports_of:
        found.update(provider(session, person_id))
    return found


def reasons_against_closing(session: Session, person_id: UUID) -> list[str]:
    return [reason for provider in blocks_closing for reason in provider(session, person_id)]


def record_of_client(session: Session, client_id: UUID) -> list[str]:
    return [sentence for provider in client_record for sentence in provider(session, client_id)]


def judged(session: Session, about: str) -> set[UUID]:
    return {person for provider in judged_by for person in provider(session, about)}


def queues(session: Session) -> list[Queue]:
    return [queue for provider in queues_in for queue in provider(session)]
