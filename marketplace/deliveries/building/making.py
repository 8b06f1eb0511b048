"""Makes the files of takes, group by group: what is written down and still there is not made again.

Killed at any instant, the next run finds by the recipe of each file what it need not make.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from foundation.database import db, transaction
from foundation.jobs import Lease
from marketplace.deliveries.building import gathering, keeping, standing
from marketplace.deliveries.building.contents import TakeContents
from marketplace.deliveries.building.crediting import Credit, credits_of
from marketplace.deliveries.building.errors import CopiesAwaited, TakesUnfit
from marketplace.deliveries.building.keeping import Known, NewFile, Part
from marketplace.deliveries.building.models import DeliveryTake, FileKind
from marketplace.deliveries.building.outputs import Output, outputs_of, recipe
from marketplace.deliveries.building.reusing import Before
from marketplace.deliveries.building.shards import Shard, SizeDiffers
from marketplace.deliveries.building.starting import Begun, groups
from marketplace.deliveries.building.working import (
    BESIDE,
    MISSING,
    NOT_AS_KEPT,
    Bench,
    Made,
)
from marketplace.deliveries.choosing.form import Layout
from marketplace.takes import steps
from marketplace.takes.checking.wanting import want

TAKES_AT_ONCE = 50
_TAR = "application/x-tar"
STAGE = "Making the files"


@dataclass(slots=True)
class Making:
    """One run over all takes of a delivery."""

    lease: Lease
    begun: Begun
    bench: Bench
    before: Before
    known: Mapping[str, Known] = field(default_factory=dict)
    present: Mapping[str, int] = field(default_factory=dict)
    """What was in storage when the run began."""
    paths: set[str] = field(default_factory=set)
    """Of every file that belongs to it now."""
    takes: list[TakeContents] = field(default_factory=list)
    """For the index and the descriptions, without what only their own files say."""
    done: int = 0

    def run(self) -> None:
        session = db.session()
        self.present = self.bench.present()
        self.known = keeping.known(session, self.begun.id, self.present)
        session.rollback()
        for rows in groups(self.begun, TAKES_AT_ONCE):
            self.lease.refuse_lost()
            self._group(rows)

    def _group(self, rows: Sequence[DeliveryTake]) -> None:
        takes, bases = self._gathered(rows)
        outputs = [each for take in takes for each in outputs_of(take, self.begun.wanted.form)]
        credited = self._credited(outputs)
        if self.begun.wanted.form.layout is Layout.WEBDATASET:
            files = self._shard(rows[0], outputs, credited)
        else:
            files = self._files(outputs, credited)
        self.takes += map(_lean, takes)
        self.done += len(rows)
        with transaction() as session:
            delivery = keeping.still_building(session, self.lease, self.begun.id)
            keeping.keep(session, self.begun.id, files)
            keeping.note_bases(session, self.begun.id, bases)
            delivery.done, delivery.stage = self.done, STAGE

    def _gathered(
        self, rows: Sequence[DeliveryTake]
    ) -> tuple[Sequence[TakeContents], Mapping[UUID, str]]:
        """The bases are read before: what changes in between is found at the end."""
        session, takes = db.session(), [row.take_id for row in rows]
        wanted = self.begun.wanted
        unfit = standing.unfit(session, wanted, takes)
        bases = standing.bases(session, wanted, takes)
        found = gathering.gather(session, wanted, rows, self.begun.names)
        session.rollback()
        unfit |= dict.fromkeys(found.gone, MISSING)
        if unfit:
            raise TakesUnfit(unfit)
        if found.waiting:
            self._want_copies(found.waiting)
        return found.takes, bases

    def _want_copies(self, takes: Iterable[UUID]) -> None:
        """Who makes them may have been told long ago, or never."""
        with transaction() as session:
            self.lease.confirm(session)
            for take_id in sorted(takes):
                steps.locked(session, take_id)
                want(session, take_id)
        raise CopiesAwaited(frozenset(takes))

    def _credited(self, outputs: Sequence[Output]) -> Mapping[str, Credit]:
        media = [each for each in outputs if each.kind is FileKind.MEDIA]
        with transaction() as session:
            keeping.still_building(session, self.lease, self.begun.id)
            return credits_of(session, media, self.begun.wanted.client_id)

    def _files(self, outputs: Sequence[Output], credited: Mapping[str, Credit]) -> list[NewFile]:
        files: list[NewFile] = []
        for output in outputs:
            credit = credited.get(output.name)
            made_by = output.recipe(credit.recipe if credit else "")
            beside = f"{output.name}{BESIDE}"
            names = [output.name, *([beside] if credit and not credit.is_embedded else [])]
            self.paths.update(names)
            if all(self._is_known(name, made_by) for name in names):
                continue
            files += self.before.again(self.bench, names, made_by, [output]) or [
                self._file(output, made, made_by) for made in self.bench.put(output, credit)
            ]
        return files

    def _is_known(self, path: str, made_by: str) -> bool:
        found = self.known.get(path)
        return found is not None and found.recipe == made_by

    def _file(self, output: Output, made: Made, made_by: str) -> NewFile:
        own = output if made.name == output.name else output.beside()
        return NewFile(
            made=made,
            kind=own.kind,
            recipe=made_by,
            split=output.name.split("/")[1],
            take_id=output.take_id,
            original=own.original,
            parts=[Part(output=own, made=made)],
        )

    def _shard(
        self, row: DeliveryTake, outputs: Sequence[Output], credited: Mapping[str, Credit]
    ) -> list[NewFile]:
        path = f"shards/{row.split}-{row.shard:06}.tar"
        self.paths.add(path)
        recipes = {
            each.name: each.recipe(credited[each.name].recipe if each.name in credited else "")
            for each in outputs
        }
        made_by = recipe(path, *(recipes[name] for name in sorted(recipes)))
        if self._is_known(path, made_by):
            return []
        if again := self.before.again(self.bench, [path], made_by, outputs):
            return again
        changed = self._changed(outputs, credited, recipes)
        members = self._members(outputs, changed)
        space = self.bench.space()
        try:
            parts = []
            with Shard(space) as shard:
                for output, made in members:
                    parts.append(self._add(shard, output, made))
                    self.lease.refuse_lost()
                hashed = shard.end()
            made = self.bench.put_hashed(path, space, _TAR, made_by, hashed.sha256)
        finally:
            space.unlink(missing_ok=True)
        return [
            NewFile(
                made=made,
                kind=FileKind.SHARD,
                recipe=made_by,
                split=row.split,
                parts=parts,
                is_shard=True,
            )
        ]

    def _add(self, shard: Shard, output: Output, made: Made | None) -> Part:
        size = made.size_bytes if made else output.size_bytes
        name = made.name if made else output.name
        try:
            sha256 = shard.add(name, size, self.bench.pieces(output, made))
        except SizeDiffers:
            raise TakesUnfit({output.take_id: MISSING if made else NOT_AS_KEPT}) from None
        if made is None and output.source is not None and sha256 != output.source.sha256:
            raise TakesUnfit({output.take_id: NOT_AS_KEPT})
        member = Made(
            name=name,
            sha256=sha256,
            size_bytes=size,
            media_type=made.media_type if made else output.media_type,
            key="",
            credential=made.credential if made else None,
        )
        return Part(output=output, made=member)

    def _changed(
        self,
        outputs: Sequence[Output],
        credited: Mapping[str, Credit],
        recipes: Mapping[str, str],
    ) -> dict[str, list[Made]]:
        """What is changed or signed on its way into the shard: made once, and kept until the
        delivery is handed over."""
        session = db.session()
        there = keeping.outputs(session, self.begun.id)
        session.rollback()
        found: dict[str, list[Made]] = {}
        for output in outputs:
            credit = credited.get(output.name)
            if output.source is None or (output.is_as_kept and credit is None):
                continue
            made_by = recipes[output.name]
            wanted = [(made_by, output.name)]
            if credit and not credit.is_embedded:
                wanted.append((recipe(made_by, BESIDE), f"{output.name}{BESIDE}"))
            kept = [
                Made(
                    name=name,
                    sha256=row.sha256,
                    size_bytes=row.size_bytes,
                    media_type=row.media_type,
                    key=row.storage_key,
                    credential=row.credential,
                )
                for each, name in wanted
                if (row := there.get(each)) and self.present.get(row.storage_key) == row.size_bytes
            ]
            if len(kept) < len(wanted):
                kept = self.bench.put(output, credit)
                with transaction() as writing:
                    keeping.still_building(writing, self.lease, self.begun.id)
                    source = output.source.sha256
                    made = [
                        (each, source, one) for (each, _), one in zip(wanted, kept, strict=True)
                    ]
                    keeping.keep_outputs(writing, self.begun.id, made)
            found[output.name] = kept
        return found

    def _members(
        self, outputs: Sequence[Output], changed: Mapping[str, Sequence[Made]]
    ) -> list[tuple[Output, Made | None]]:
        """By name, as loaders expect it: all of one example beside each other."""
        members: list[tuple[Output, Made | None]] = []
        for output in outputs:
            for made in changed.get(output.name, (None,)):
                is_beside = made is not None and made.name != output.name
                members.append((output.beside() if is_beside else output, made))
        return sorted(members, key=lambda each: each[1].name if each[1] else each[0].name)


def _lean(take: TakeContents) -> TakeContents:
    return replace(take, parts=[replace(each, cues=(), turns=()) for each in take.parts])
