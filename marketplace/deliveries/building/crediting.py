"""What is signed of each media file: who may train on it, and where today's answer is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from consent.projections.answers import Answers, answers_of
from consent.projections.links import public_ids, status_url
from foundation.clock import now
from foundation.web import settings
from marketplace.deliveries.building.outputs import Output
from marketplace.deliveries.describing import credentials, signing_key
from marketplace.deliveries.describing.credentials import Said
from marketplace.deliveries.describing.signing_key import SigningKey

NORMALISED, EDITED = "c2pa.transcoded", "c2pa.edited"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Of one file."""

    recipe: str
    media_type: str
    said: Said
    key: SigningKey

    @property
    def is_embedded(self) -> bool:
        return self.media_type in credentials.EMBEDDED

    def sign(self, source: Path, target: Path) -> None:
        """Writes the file with its credential, or the credential alone where it stands beside.
        Raises NotSigned."""
        with source.open("rb") as given:
            if not self.is_embedded:
                target.write_bytes(credentials.sidecar(given, self.said, self.key))
                return
            with target.open("w+b") as made:
                credentials.embed(given, made, self.media_type, self.said, self.key)


def credits_of(session: Session, outputs: Sequence[Output], client: UUID) -> Mapping[str, Credit]:
    """A step. By the name of each of these media files, as the client's rights to it stand today:
    what performers allow others is no business of a file that this one gets."""
    key = signing_key.read(settings())
    recordings = {each for output in outputs for each in output.recordings}
    public = public_ids(session, recordings)
    held = answers_of(session, recordings, now().date(), client=client)
    found = {}
    for output in outputs:
        said = {status_url(public[each]): held[each] for each in output.recordings}
        found[output.name] = _credit(output, said, key)
    return found


def _credit(output: Output, recordings: Mapping[str, Answers], key: SigningKey) -> Credit:
    steps = [EDITED] if output.source and output.source.is_copy else []
    if output.is_normalised:
        steps.append(NORMALISED)
    title = output.name.rpartition("/")[2]
    said = Said(title=title, recordings=recordings, steps=tuple(steps))
    return Credit(
        recipe=credentials.recipe(said, key), media_type=output.media_type, said=said, key=key
    )
