"""What a client's auditors are shown of a delivery: what it is, and what of it holds now."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from consent.ledger.explaining.words import Attestation, RecallCause, Use, said
from marketplace.deliveries.describing.bundle import Party
from marketplace.deliveries.describing.saying import NO_SUBJECTS

Manifest = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """One recall of something that is in it, with the answer where there is one."""

    id: UUID
    recording: UUID
    cause: RecallCause
    opened_at: datetime
    due_at: datetime
    answer: Attestation | None = None
    answered_at: datetime | None = None

    @property
    def why(self) -> str:
        return said(self.cause).capitalize()

    @property
    def answered(self) -> str:
        return said(self.answer).capitalize() if self.answer else ""

    def is_late(self, at: datetime) -> bool:
        return self.answer is None and self.due_at < at


@dataclass(frozen=True, slots=True, kw_only=True)
class Licensed:
    """The client's licence as it is now."""

    holds: bool
    until: date | None
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """What was asked anew for the page. `refused` is the decision about each recording that may no
    longer be used as was stated, in a sentence."""

    at: datetime
    refused: Mapping[UUID, str]
    until: Mapping[Use, date | None]
    """The first day on which a use ends of what still holds; of a use that nothing allows, none."""
    licence: Licensed
    recalls: Sequence[Recalled] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A recording that no longer holds."""

    recording: UUID
    files: tuple[str, ...]
    because: str
    recalls: tuple[Recalled, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    label: str
    url: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    delivery: UUID
    reference: str
    dataset: str
    version: int
    choice: str
    client: Party
    recipient: Party | None
    delivered_at: datetime
    manifest_hash: str
    at: datetime
    uses: tuple[tuple[str, date | None], ...]
    """In words."""
    limits: tuple[tuple[str, str], ...]
    licence: Licensed
    files: int
    bytes: int
    takes: int
    recordings: int
    performers: int
    ended: tuple[Ended, ...]
    recalls: tuple[Recalled, ...]
    """All, also of what holds again."""
    follows: str | None
    links: tuple[Link, ...]

    @property
    def holding(self) -> int:
        return self.recordings - len(self.ended)

    @property
    def open_recalls(self) -> int:
        return sum(each.answer is None for each in self.recalls)

    @property
    def holds(self) -> bool:
        """Whole, as it was handed over."""
        return self.licence.holds and not self.ended and not self.open_recalls


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the manifest does not say: names, and where things are."""

    client: Party
    recipient: Party | None
    delivered_at: datetime
    manifest_hash: str
    links: tuple[Link, ...]
    follows: str | None = None


def proof_of(manifest: Manifest, about: About, now: Now) -> Proof:
    """`manifest` is the very one that was handed over, read from its bytes."""
    files, held = manifest["files"], _held(manifest)
    dataset, stated = manifest["dataset"], manifest["stated"]
    return Proof(
        delivery=UUID(manifest["delivery"]),
        reference=manifest["reference"],
        dataset=dataset["name"],
        version=dataset["version"],
        choice=dataset["choice"],
        client=about.client,
        recipient=about.recipient,
        delivered_at=about.delivered_at,
        manifest_hash=about.manifest_hash,
        at=now.at,
        uses=tuple((said(use).capitalize(), now.until.get(Use(use))) for use in stated["uses"]),
        limits=tuple(_limits(stated)),
        licence=now.licence,
        files=len(files),
        bytes=sum(file["bytes"] for file in files),
        takes=len({part["take"] for _, part in _parts(files) if part.get("take")}),
        recordings=len(held),
        performers=len({each for _, part in _parts(files) for each in part.get("performers", ())}),
        ended=tuple(_ended(held, now)),
        recalls=tuple(sorted(_among(now.recalls, held), key=lambda each: each.opened_at)),
        follows=about.follows,
        links=about.links,
    )


def recordings_in(manifest: Manifest) -> frozenset[UUID]:
    """About which the decision has to be asked anew."""
    return frozenset(_held(manifest))


def _held(manifest: Manifest) -> dict[UUID, list[str]]:
    """Each recording with every file that it is in; of a shard, the members."""
    found: dict[UUID, list[str]] = {}
    for name, part in _parts(manifest["files"]):
        for recording in part.get("recordings", ()):
            found.setdefault(UUID(recording), []).append(name)
    return found


def _parts(files: Sequence[Manifest]) -> Iterator[tuple[str, Manifest]]:
    for file in files:
        members = file.get("members") or ()
        if not members:
            yield file["path"], file
        for member in members:
            yield f"{file['path']}/{member['name']}", member


def _ended(held: Mapping[UUID, Sequence[str]], now: Now) -> Iterator[Ended]:
    for recording in sorted(held.keys() & now.refused.keys()):
        yield Ended(
            recording=recording,
            files=tuple(sorted(held[recording])),
            because=now.refused[recording],
            recalls=tuple(each for each in now.recalls if each.recording == recording),
        )


def _among(recalls: Sequence[Recalled], held: Collection[UUID]) -> Iterator[Recalled]:
    return (each for each in recalls if each.recording in held)


def _limits(stated: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in stated.items():
        if name == "subjects" and value == []:
            yield "Subjects", NO_SUBJECTS[0]
        elif name != "uses" and value:
            several = value if isinstance(value, list) else [value]
            yield name.replace("_", " ").capitalize(), ", ".join(map(_word, several))


def _word(value: str) -> str:
    return value.replace("_", " ")
