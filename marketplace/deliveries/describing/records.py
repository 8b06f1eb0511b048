"""The two tables that Croissant's records are read from: each media file, and each consent."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from consent.ledger.explaining.words import Answer
from marketplace.deliveries.describing import measures
from marketplace.deliveries.describing.bundle import Bundle, Described, FileIn, Member

FILES = "records/files.csv"
CONSENTS = "records/consents.csv"
FILE_COLUMNS = (
    "file",
    "shard",
    "split",
    "take",
    "media_type",
    "language",
    "seconds",
    "performers",
    "bytes",
    "sha256",
    "original",
    "credential",
)
CONSENT_COLUMNS = (
    "consent",
    "file",
    "recording",
    "performer",
    "record",
    "receipt",
    "thread",
    "record_url",
    "status_url",
    "uses",
    "until",
)


def tables(bundle: Bundle) -> Iterator[Described]:
    yield _table(FILES, FILE_COLUMNS, _files(bundle))
    yield _table(CONSENTS, CONSENT_COLUMNS, _consents(bundle))


def name_of(each: FileIn | Member) -> str:
    """By which loaders of the layout know it: its path, or its name in a shard. Unique in both."""
    return each.path if isinstance(each, FileIn) else each.name


def _files(bundle: Bundle) -> Iterator[Sequence[object]]:
    takes = {take.id: take for take in bundle.takes}
    for _, each, container in bundle.media():
        take = takes[each.take] if each.take else None
        yield (
            name_of(each),
            "" if each is container else container.path,
            container.split or "",
            each.take or "",
            each.media_type,
            take.language if take else "",
            f"{take.seconds:.3f}" if take else "",
            " ".join(each.performers),
            each.bytes,
            each.sha256,
            each.original or "",
            each.credential or "",
        )


def _consents(bundle: Bundle) -> Iterator[Sequence[object]]:
    """One line for each performer's grant in each file: a mix of two has two."""
    for _, each, _ in bundle.media():
        for recording_id in sorted(each.recordings):
            found = bundle.recordings[recording_id]
            uses = [
                use
                for use in bundle.stated.uses
                if found.answers[use].answer is not Answer.NOT_ALLOWED
            ]
            for consent in sorted(found.consents, key=lambda one: one.grant):
                yield (
                    f"{name_of(each)}#{consent.grant}",
                    name_of(each),
                    found.id,
                    found.performer,
                    f"urn:uuid:{consent.grant}",
                    f"urn:uuid:{consent.receipt}",
                    consent.thread,
                    consent.record_url,
                    found.status_url,
                    " ".join(sorted(uses)),
                    measures.until(found.answers, uses) or "",
                )


def _table(path: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Described:
    written = io.StringIO()
    out = csv.writer(written, lineterminator="\n")
    out.writerow(columns)
    out.writerows(rows)
    return Described(path=path, media_type="text/csv", body=written.getvalue().encode())
