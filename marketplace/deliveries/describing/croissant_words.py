"""What Croissant and its extension for responsible AI call things, written out: no reader has to
fetch a context."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from consent.projections.croissant import CROISSANT_CONTEXT

CROISSANT = "http://mlcommons.org/croissant/1.1"
RAI = "http://mlcommons.org/croissant/RAI/1.0"
CONTEXT: Mapping[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "prov": "http://www.w3.org/ns/prov#",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
    **CROISSANT_CONTEXT,
}
SPLITS = {
    "train": "cr:TrainingSplit",
    "validation": "cr:ValidationSplit",
    "test": "cr:TestSplit",
}
TEXT, WHOLE, NUMBER, DAY, URL = "sc:Text", "sc:Integer", "sc:Float", "sc:Date", "sc:URL"
COLUMNS: Mapping[str, tuple[str, str]] = {
    "file": ("Its path in the delivery, or its name in the shard.", TEXT),
    "shard": ("The shard that it is in; empty where it is in none.", TEXT),
    "split": ("Train, validation or test.", TEXT),
    "take": ("The take's id.", TEXT),
    "media_type": ("The type of the file.", TEXT),
    "language": ("What is spoken, as BCP 47.", TEXT),
    "seconds": ("How long the take is.", NUMBER),
    "performers": ("Pseudonyms of who is heard or seen, with spaces.", TEXT),
    "bytes": ("Its size.", WHOLE),
    "sha256": ("Its hash, after `sha256:`.", TEXT),
    "original": ("The hash of the original that it was made of.", TEXT),
    "credential": ("Where its content credential is: embedded, or in a file beside it.", TEXT),
    "consent": ("File and consent record.", TEXT),
    "recording": ("The recording's id.", TEXT),
    "performer": ("The performer's pseudonym.", TEXT),
    "record": ("The consent record (ISO/IEC TS 27560).", TEXT),
    "receipt": ("The consent receipt of the event that it stands on.", TEXT),
    "thread": ("Where the rights ledger has its entries; see the folder evidence.", TEXT),
    "record_url": ("The record, for whoever may read it.", URL),
    "status_url": ("Today's answer, for everybody. Ask it before each use.", URL),
    "uses": ("What this delivery is for and was allowed on the day it was made.", TEXT),
    "until": ("The last day of these uses; none is for ever.", DAY),
}
"""What each column means, and its type."""
NO_LABELS = "There are no labels in this delivery."
_NO_NAME = re.compile(r"[^A-Za-z0-9 _.-]+")


def name_of(dataset: str, version: int) -> str:
    """Letters, digits and dashes: loaders make a folder of it."""
    plain = re.sub(r"[ .]+", "-", _NO_NAME.sub(" ", dataset).strip()).strip("-")
    return f"{plain or 'dataset'}-v{version}"


def labels_said(labels: Collection[str]) -> list[str]:
    return [means for name, means in _LABELS.items() if name in labels]


def rai(issuer: str, labels: Collection[str]) -> dict[str, Any]:
    """What is true of every delivery; what is counted comes beside it."""
    return {
        "rai:dataCollection": "Performers played written scenes that say which feeling each beat"
        " has to show, at paid sessions. Each recording was consented to by itself.",
        "rai:dataCollectionType": ["Experiments", "Direct measurement"],
        "rai:dataCollectionRawData": "Original files as recorded, kept by the issuer; the hash of"
        " each original stands beside each file.",
        "rai:dataPreprocessingProtocol": [
            "Spans that may not be handed out are cut; normalised sound is levelled.",
        ],
        "rai:dataManipulationProtocol": "Nothing is synthetic, and nothing was filled in.",
        "rai:dataImputationProtocol": "None.",
        "rai:dataAnnotationProtocol": labels_said(labels) or [NO_LABELS],
        "rai:dataAnnotationPlatform": [issuer],
        "rai:annotationsPerItem": "One judgement per beat; two where a second opinion was asked.",
        "rai:personalSensitiveInformation": [
            "Voices and faces of people. Performers have pseudonyms of this client's own; names"
            " are not added. No voiceprint and no face template was made.",
        ],
        "rai:dataSocialImpact": "Imitating a performer needs a consent of its own, and is refused"
        " where none is named. Performers can withdraw.",
        "rai:dataLimitations": ["Consent ends: ask each file's status address before each use."],
        "rai:dataReleaseMaintenancePlan": "What is withdrawn is recalled; a delta takes the place"
        " of this delivery. See README.md.",
    }


_LABELS = {
    "beats": "When each beat begins and ends, by the scene that was played.",
    "portrayed": "The feeling that the scene asked for, of each beat.",
    "perceived": "The feeling that each reviewer saw, of each beat.",
    "felt": "The feeling that the performer says they had, only of those who chose to share it.",
    "rubric": "The reviewer's marks, line by line.",
    "turns": "Who speaks when, measured by machine from tracks of their own.",
    "transcripts": "What is said, with times.",
    "agreement": "How far two reviewers of the same take agree (Krippendorff's alpha).",
}
