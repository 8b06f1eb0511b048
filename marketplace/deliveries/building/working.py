"""The bench at which files of a delivery are made: fetched, changed, signed, put into storage."""

import hashlib
import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from foundation import storage
from foundation.ids import new_id
from foundation.jobs import Lease
from foundation.web import settings
from marketplace.deliveries.building.apart import NotDone, normalise_apart
from marketplace.deliveries.building.blanking.files import blank
from marketplace.deliveries.building.contents import Source
from marketplace.deliveries.building.crediting import Credit
from marketplace.deliveries.building.errors import TakesUnfit
from marketplace.deliveries.building.outputs import Output, recipe
from marketplace.deliveries.describing.credentials import NotSigned

_PIECE = 1 << 20
BESIDE, CREDENTIAL = ".c2pa", "application/c2pa"
NOT_READABLE = "Its sound cannot be read, so that it cannot be normalised."
NOT_SIGNABLE = "A file of it cannot hold a content credential: it is damaged."
NOT_AS_KEPT = "A file of it is not what came in: we look into it."
MISSING = "A file of it is no longer kept."


class _Changed(Exception):
    """What is in storage has another hash than what was put there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One file that is in storage, whole."""

    name: str
    sha256: str
    size_bytes: int
    media_type: str
    key: str
    credential: str | None = None


class Bench:
    """For one delivery. Nothing on it outlives the run."""

    def __init__(self, lease: Lease, folder: Path, prefix: str) -> None:
        self._lease, self._folder, self._prefix = lease, folder, prefix
        self._store = storage.of(settings())

    def key(self, made_by: str) -> str:
        """The same again for the same recipe: who was killed puts it there once more."""
        return f"{self._prefix}{made_by}"

    def present(self) -> dict[str, int]:
        """What is there, with its size: asked once, not for each."""
        return {each.key: each.size_bytes for each in self._store.list(self._prefix)}

    def space(self) -> Path:
        return self._folder / new_id().hex

    def put_body(self, name: str, body: bytes, media_type: str, made_by: str) -> Made:
        size = self._store.put(self.key(made_by), io.BytesIO(body))
        digest = f"sha256:{hashlib.sha256(body).hexdigest()}"
        return Made(
            name=name,
            sha256=digest,
            size_bytes=size,
            media_type=media_type,
            key=self.key(made_by),
        )

    def put_path(self, name: str, path: Path, media_type: str, made_by: str) -> Made:
        """The path is given away."""
        return self.put_hashed(name, path, media_type, made_by, _sha256(path))

    def put_hashed(self, name: str, path: Path, media_type: str, made_by: str, sha256: str) -> Made:
        self._lease.refuse_lost()
        size = self._store.put(self.key(made_by), path)
        path.unlink(missing_ok=True)
        return Made(
            name=name,
            sha256=sha256,
            size_bytes=size,
            media_type=media_type,
            key=self.key(made_by),
        )

    def put(self, output: Output, credit: Credit | None) -> list[Made]:
        """The file; and its credential, where that stands beside it."""
        made_by = output.recipe(credit.recipe if credit else "")
        if output.source is None:
            return [self.put_body(output.name, output.body, output.media_type, made_by)]
        with self._made(output, output.source) as (path, sha256):
            if credit is None:
                made = self.put_hashed(output.name, path, output.media_type, made_by, sha256)
                return [made]
            return self._signed(output, path, sha256, credit, made_by)

    def copy(self, key: str, as_it_was: Made, made_by: str) -> Made | None:
        """None where it is not there any more, or not as it was."""
        of = as_it_was
        try:
            with self._place() as path:
                self._fetch(key, of.sha256, path)
                made = self.put_hashed(of.name, path, of.media_type, made_by, of.sha256)
        except (_Changed, storage.StoredFileMissing):
            return None
        return replace(made, credential=as_it_was.credential)

    def pieces(self, output: Output, made: Made | None) -> Iterator[bytes]:
        """Of a member of a shard: what was made of it on the way, or as it is kept. Who lays it
        into the shard hashes it, and compares."""
        if made is not None:
            yield from self._store.open(made.key)
        elif output.source is None:
            yield output.body
        else:
            with _told(output.take_id):
                yield from self._store.open(output.source.key)

    def _signed(
        self, output: Output, path: Path, sha256: str, credit: Credit, made_by: str
    ) -> list[Made]:
        with self._place() as target:
            with _told(output.take_id):
                credit.sign(path, target)
            if credit.is_embedded:
                made = self.put_path(output.name, target, output.media_type, made_by)
                return [replace(made, credential="embedded")]
            beside = f"{output.name}{BESIDE}"
            media = self.put_hashed(output.name, path, output.media_type, made_by, sha256)
            credential = self.put_path(beside, target, CREDENTIAL, recipe(made_by, BESIDE))
            return [replace(media, credential=f"sidecar:{beside}"), credential]

    @contextmanager
    def _made(self, output: Output, source: Source) -> Iterator[tuple[Path, str]]:
        with self._place() as fetched, _told(output.take_id):
            self._fetch(source.key, source.sha256, fetched)
            if not output.is_normalised:
                is_other = not source.is_copy and blank(fetched)
                yield fetched, _sha256(fetched) if is_other else source.sha256
                return
            with self._place() as target:
                normalise_apart(fetched, target)
                yield target, _sha256(target)

    def _fetch(self, key: str, sha256: str, path: Path) -> None:
        with path.open("wb") as file:
            for piece in self._verified(key, sha256):
                file.write(piece)

    def _verified(self, key: str, sha256: str) -> Iterator[bytes]:
        """To the last piece, and then it is what it was or nothing of it is used."""
        digest = hashlib.sha256()
        for piece in self._store.open(key):
            digest.update(piece)
            yield piece
        if f"sha256:{digest.hexdigest()}" != sha256:
            raise _Changed(key)

    @contextmanager
    def _place(self) -> Iterator[Path]:
        path = self.space()
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)


@contextmanager
def _told(take_id: UUID) -> Iterator[None]:
    try:
        yield
    except _Changed:
        raise TakesUnfit({take_id: NOT_AS_KEPT}) from None
    except storage.StoredFileMissing:
        raise TakesUnfit({take_id: MISSING}) from None
    except NotDone:
        raise TakesUnfit({take_id: NOT_READABLE}) from None
    except NotSigned:
        raise TakesUnfit({take_id: NOT_SIGNABLE}) from None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"


def emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    return folder
