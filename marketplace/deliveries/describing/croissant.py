"""`croissant.json`: Croissant 1.1 with the fields of RAI, and what is allowed as ODRL."""

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from consent.projections.croissant import usage_info
from marketplace.deliveries.describing import croissant_words as words
from marketplace.deliveries.describing import measures, records
from marketplace.deliveries.describing.bundle import Bundle, Described, Kind
from marketplace.deliveries.describing.saying import (
    period,
    sentence_of_agreement,
    splits_said,
    uses_said,
)

Node = dict[str, Any]
PATH = "croissant.json"


def croissant(bundle: Bundle, beside: Sequence[Described]) -> Described:
    """`beside` are the tables that its records are read from."""
    found = measures.measured(bundle)
    about = {
        "@context": words.CONTEXT,
        "@type": "sc:Dataset",
        "@id": f"urn:uuid:{bundle.delivery}",
        "conformsTo": [words.CROISSANT, words.RAI],
        "name": words.name_of(bundle.dataset.name, bundle.version),
        "description": _description(bundle, found),
        "license": bundle.licence_url,
        "url": bundle.page_url,
        "version": f"{bundle.version}.0.0",
        "datePublished": bundle.made_at.date().isoformat(),
        "dateCreated": bundle.made_at.date().isoformat(),
        "isLiveDataset": False,
        "inLanguage": found.languages,
        "keywords": ["performed scenes", "emotion", "speech", "consent", *found.media],
        "creator": _organisation(bundle),
        "publisher": _organisation(bundle),
        "citeAs": f"{bundle.dataset.name}, version {bundle.version}, delivery {bundle.reference}."
        f" {bundle.issuer.name}, {bundle.made_at.year}.",
        "usageInfo": usage_info(measures.allowed(bundle), bundle.page_url),
        "prov:wasGeneratedBy": _origin(bundle),
        **_rai(bundle, found),
        "distribution": list(_distribution(bundle, beside)),
        "recordSet": _record_sets(bundle),
    }
    body = json.dumps(about, indent=1, ensure_ascii=False) + "\n"
    return Described(path=PATH, media_type="application/ld+json", body=body.encode())


def _description(bundle: Bundle, found: measures.Measures) -> str:
    return (
        f"{found.takes} takes of performed scenes, {found.hours}, by {found.performers} performers"
        f" who consented to each recording. For {uses_said(bundle.stated.uses)}, by"
        f" {bundle.client.name} under its licence; consent can be withdrawn, and what is withdrawn"
        " is recalled."
    )


def _organisation(bundle: Bundle) -> Node:
    return {"@type": "sc:Organization", "name": bundle.issuer.name, "url": bundle.issuer.url}


def _origin(bundle: Bundle) -> Node:
    return {
        "@type": "prov:Activity",
        "prov:label": "Scenes performed for this purpose, recorded, reviewed and delivered",
        "prov:wasAssociatedWith": bundle.issuer.name,
    }


def _rai(bundle: Bundle, found: measures.Measures) -> Node:
    said = words.rai(bundle.issuer.name, bundle.labels)
    judged = [sentence_of_agreement(each) for each in bundle.agreements]
    left = [f"{each.takes} takes: {each.because}" for each in bundle.left_out]
    return {
        **said,
        "rai:dataCollectionTimeframe": list(period(bundle)),
        "rai:dataAnnotationAnalysis": judged or ["No two people judged enough of the same takes."],
        "rai:dataCollectionMissingData": " ".join(left) or "Nothing that was asked for is missing.",
        "rai:dataUseCases": [uses_said([use]).capitalize() for use in bundle.stated.uses],
        "rai:dataBiases": f"{found.performers} performers in {len(found.languages)} languages are"
        " no sample of any population. Feelings are performed on request, in scenes.",
    }


def _distribution(bundle: Bundle, beside: Sequence[Described]) -> Iterator[Node]:
    for each in beside:
        hashed = sha256(each.body).hexdigest()
        yield _object(each.path, each.media_type, hashed, len(each.body))
    whole = [each for each in bundle.files if each.kind in (Kind.SHARD, Kind.INDEX)]
    for file in sorted(whole, key=lambda one: one.path):
        yield _object(file.path, file.media_type, file.sha256.removeprefix("sha256:"), file.bytes)
    shards = [_ref(file.path) for file in whole if file.kind is Kind.SHARD]
    for media_type, name, pattern in _sets(bundle):
        yield {
            "@type": "cr:FileSet",
            "@id": f"{name}-files",
            "name": f"{name}-files",
            "description": f"All files of the type {media_type}.",
            # The reference reader hands out bytes as they are only of what is text besides.
            "encodingFormat": media_type if shards else [media_type, "text/plain"],
            "includes": pattern,
            **({"containedIn": shards} if shards else {}),
        }


def _object(path: str, media_type: str, hashed: str, size: int) -> Node:
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "contentUrl": path,
        "encodingFormat": media_type,
        "contentSize": f"{size} B",
        "sha256": hashed,
    }


def _sets(bundle: Bundle) -> list[tuple[str, str, str]]:
    """A set for each type of media: by its ending, inside shards or in the folder of media."""
    prefix = "media/**/" if bundle.layout == "folders" else ""
    endings = {
        each.media_type: records.name_of(each).rsplit(".", 1)[-1] for _, each, _ in bundle.media()
    }
    return [
        (media_type, f"media-{ending}", f"{prefix}*.{ending}")
        for media_type, ending in sorted(endings.items())
    ]


def _record_sets(bundle: Bundle) -> list[Node]:
    files, consents = (
        _from_table("files", records.FILES, records.FILE_COLUMNS, "Each media file, by its name."),
        _from_table(
            "consents",
            records.CONSENTS,
            records.CONSENT_COLUMNS,
            "Each performer's consent in each file: the record and receipt of ISO/IEC TS 27560,"
            " and the address of today's answer.",
        ),
    )
    by_name = {each["name"]: each for each in (*files["field"], *consents["field"])}
    by_name["consents/file"]["references"] = {"field": _ref("files/file")}
    media = [_content(media_type, name) for media_type, name, _ in _sets(bundle)]
    return [_splits(bundle), files, consents, *media]


def _from_table(name: str, path: str, columns: Sequence[str], says: str) -> Node:
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": says,
        "key": _ref(f"{name}/{columns[0]}"),
        "field": [
            _field(
                f"{name}/{column}",
                words.COLUMNS[column],
                {"fileObject": _ref(path), "extract": {"column": column}},
            )
            for column in columns
        ],
    }


def _content(media_type: str, name: str) -> Node:
    """Records of their own: a table's column and a file's content in one set come out wrong. What
    has an `@id` has one of its own too: readers follow a shared one in circles."""
    kind = "sc:VideoObject" if media_type.startswith("video/") else "sc:AudioObject"
    source = {"fileSet": _ref(f"{name}-files")}
    by = _field(
        f"{name}/file",
        words.COLUMNS["file"],
        {**source, "extract": {"fileProperty": "fullpath"}},
    )
    by["references"] = {"field": _ref("files/file")}
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": f"The content of each file of the type {media_type}.",
        "key": _ref(f"{name}/file"),
        "field": [
            by,
            _field(
                f"{name}/content",
                ("The file as it is, undecoded.", kind),
                {**source, "extract": {"fileProperty": "content"}},
            ),
        ],
    }


def _splits(bundle: Bundle) -> Node:
    names = sorted({take.split for take in bundle.takes})
    rows = [{"splits/name": each, "splits/url": words.SPLITS.get(each, "")} for each in names]
    return {
        "@type": "cr:RecordSet",
        "@id": "splits",
        "name": "splits",
        "description": splits_said(measures.measured(bundle)),
        "dataType": "cr:Split",
        "key": _ref("splits/name"),
        "field": [
            _field("splits/name", ("The split's name.", "sc:Text"), None),
            _field("splits/url", ("Its meaning.", "sc:URL"), None),
        ],
        "data": rows,
    }


def _field(name: str, means: tuple[str, str], source: Node | None) -> Node:
    described, kind = means
    return {
        "@type": "cr:Field",
        "@id": name,
        "name": name,
        "description": described,
        "dataType": kind,
        **({"source": source} if source else {}),
    }


def _ref(name: str) -> Node:
    return {"@id": name}
