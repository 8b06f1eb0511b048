"""What a delivery says of itself, read by tools that know nothing of ours."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from consent.ledger.explaining.words import Use
from consent.projections.provenance import FIELDS
from marketplace.deliveries.describing.bundle import Empty, FileIn, Kind, Party
from marketplace.deliveries.describing.writing import describe
from tests.marketplace.deliveries.describing.made import ISSUER, STATED, delivery

HERE = Path(__file__).parent
ODRL = Namespace("http://www.w3.org/ns/odrl/2/")
CR = Namespace("http://mlcommons.org/croissant/")
RAI = Namespace("http://mlcommons.org/croissant/RAI/")
OWN = "urn:fairtake:terms:"
SCHEMA = Namespace("https://schema.org/")
ALL = [
    "README.md",
    "croissant.json",
    "data-card.html",
    "data-card.pdf",
    "drafts/california-ab-2013.md",
    "drafts/eu-ai-act-53-1-d.md",
    "provenance.json",
    "records/consents.csv",
    "records/files.csv",
]


def written(folder, layout):
    """A whole delivery in a folder."""
    folder.mkdir()
    bundle = delivery(folder, layout)
    described = describe(bundle)
    for each in described:
        path = folder / each.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(each.body)
    files = [{"path": each.path, "sha256": each.sha256} for each in bundle.files]
    files += [
        {"path": each.path, "sha256": f"sha256:{hashlib.sha256(each.body).hexdigest()}"}
        for each in described
    ]
    (folder / "manifest.json").write_text(json.dumps({"files": files}))
    return bundle


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Two layouts, and each with one byte changed, read in one run of the reference reader."""
    root = tmp_path_factory.mktemp("deliveries")
    for layout in ("folders", "webdataset"):
        written(root / layout, layout)
        written(root / f"{layout}-changed", layout)
    _flip(root / "folders-changed" / "records" / "consents.csv", -2)
    _flip(root / "webdataset-changed" / "shards" / "train-000000.tar", 700)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", HERE / "reading.py", *sorted(root.iterdir())],
        capture_output=True,
        check=False,
        env={**os.environ, "CROISSANT_CACHE": str(root / "cache"), "HOME": str(root)},
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def _flip(path, at):
    body = bytearray(path.read_bytes())
    body[at] ^= 1
    path.write_bytes(body)


@pytest.fixture
def bundle(tmp_path):
    return delivery(tmp_path)


def body_of(bundle, path):
    (found,) = [each.body for each in describe(bundle) if each.path == path]
    return found


@pytest.mark.parametrize("layout", ["folders", "webdataset"])
def test_the_reference_reader_validates_and_loads_it_offline(read, layout):
    found = read[layout]["found"]
    assert isinstance(found, dict), found
    assert found["version"].endswith("/1.1")
    assert found["warnings"] == []
    assert len(found["files"]) == len(found["contents"]) == 5


@pytest.mark.parametrize("layout", ["folders", "webdataset"])
def test_what_the_reader_loads_are_the_very_bytes_of_each_file(read, layout):
    """Joined in the wrong way it gives the table in place of the sound, and says nothing."""
    found = read[layout]["found"]
    said = {each["file"]: each["sha256"].removeprefix("sha256:") for each in found["files"]}
    assert found["contents"] == said


@pytest.mark.parametrize("layout", ["folders", "webdataset"])
def test_each_file_leads_to_the_consent_of_everybody_in_it(read, layout):
    found = read[layout]["found"]
    mix = [each for each in found["consents"] if "mix" in each["file"]]
    assert [each["performer"] for each in mix] == ["p-aaaaaaaa", "p-bbbbbbbb"]
    assert all(each["receipt"].startswith("urn:uuid:") for each in found["consents"])
    assert all(each["status_url"].startswith(ISSUER.url) for each in found["consents"])
    assert {each["file"] for each in found["consents"]} == {each["file"] for each in found["files"]}
    assert {each["uses"] for each in found["consents"]} == {"evaluation generative_training"}
    sooner = [each for each in found["consents"] if each["performer"] == "p-cccccccc"]
    assert sooner[0]["until"].startswith("2028-06-30")


def test_a_changed_table_or_shard_is_named(read):
    for name, path in (("folders", "consents.csv"), ("webdataset", "train-000000.tar")):
        wrong = read[f"{name}-changed"]["found"]
        assert isinstance(wrong, str)
        assert "is not identical with the" in wrong
        assert path in wrong


def test_every_line_of_the_readme_runs_and_finds_what_was_changed(read):
    assert read["folders"]["readme"] == 3
    assert read["webdataset"]["readme"] == 2
    assert "records/consents.csv" in read["folders-changed"]["readme"]
    assert "AssertionError: shards/train-000000.tar" in read["webdataset-changed"]["readme"]


def test_its_fields_come_back_from_the_reader(read):
    found = read["folders"]["found"]["round_trip"]
    assert found["license"] == f"{ISSUER.url}/licences/00000000-0000-0000-0000-0000000011ce"
    assert "Krippendorff's alpha 0.71" in found["rai:dataAnnotationAnalysis"]
    assert found["rai:dataCollectionTimeframe"]
    assert "4 takes" in found["rai:dataCollectionMissingData"]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_what_is_allowed_is_an_offer_for_what_was_stated_and_nothing_else(bundle):
    """Marketing is allowed by everybody inside, to somebody. It was not stated here."""
    graph = Graph().parse(data=body_of(bundle, "croissant.json"), format="json-ld")
    (offer,) = graph.objects(URIRef(f"urn:uuid:{bundle.delivery}"), SCHEMA.usageInfo)
    assert ODRL.Offer in set(graph.objects(offer, RDF.type))
    rules = {
        str(graph.value(rule, ODRL.action)).removeprefix(OWN): rule
        for rule in graph.objects(offer, ODRL.permission)
    }
    assert set(rules) == {"generativeTraining", "evaluation"}
    limits = graph.value(rules["evaluation"], ODRL.constraint)
    assert str(graph.value(limits, ODRL.rightOperand)).startswith("2028-06-30")
    assert len(list(graph.objects(offer, ODRL.prohibition))) == len(Use) - 2
    assert len(set(graph.predicates(URIRef(f"urn:uuid:{bundle.delivery}")))) > 20
    assert any(str(each).startswith(str(RAI)) for each in graph.predicates())


def test_no_name_stands_for_two_things(bundle):
    """Readers follow a shared one in circles."""
    ids = []

    def walk(node):
        if isinstance(node, dict):
            if "@id" in node and "@type" in node:
                ids.append(node["@id"])
            for each in node.values():
                walk(each)
        elif isinstance(node, list):
            for each in node:
                walk(each)

    walk(json.loads(body_of(bundle, "croissant.json")))
    assert len(ids) == len(set(ids)) > 30


def test_the_same_delivery_is_the_same_bytes_and_has_every_file(tmp_path):
    first, again = (delivery(tmp_path / name) for name in ("one", "two"))
    shuffled = replace(
        again,
        files=again.files[::-1],
        recordings=dict(reversed(again.recordings.items())),
    )
    made = describe(first)
    assert made == describe(shuffled)
    assert [each.path for each in made] == ALL
    assert made != describe(replace(first, reference="D-13"))


def test_shards_and_indexes_are_described_by_their_hash(tmp_path):
    bundle = delivery(tmp_path, "webdataset")
    index = FileIn(
        path="index.parquet",
        sha256=f"sha256:{'cd' * 32}",
        bytes=9,
        media_type="application/vnd.apache.parquet",
        kind=Kind.INDEX,
    )
    with_index = replace(bundle, files=[*bundle.files, index])
    said = json.loads(body_of(with_index, "croissant.json"))["distribution"]
    hashes = {each["@id"]: each.get("sha256") for each in said}
    shards = {file.path: file.sha256.removeprefix("sha256:") for file in bundle.files}
    assert hashes == {
        **shards,
        "index.parquet": "cd" * 32,
        "media-wav-files": None,
        **{name: hashes[name] for name in ("records/consents.csv", "records/files.csv")},
    }
    assert b"index.parquet" in body_of(with_index, "README.md")
    assert b"index.parquet" not in body_of(bundle, "README.md")


def test_provenance_has_every_field_and_an_address_for_each_person(bundle):
    said = json.loads(body_of(bundle, "provenance.json"))
    assert set(said) == {*FIELDS, "parts"}
    assert len(said["consent_documentation_location"]) == len(bundle.recordings) == 4
    assert said["data_origin_geography"] == "not stated"
    assert [part["consent_documentation_location"] for part in said["parts"]] == said[
        "consent_documentation_location"
    ]
    # What a part does not say is as of the whole; its own intended uses are its own.
    assert "issuer" not in said["parts"][0]
    assert said["parts"][0]["generation_date_range"] == {"from": "2026-10-01", "to": "2026-10-01"}


def test_drafts_say_that_they_are_and_what_only_the_client_knows(bundle):
    for name, points in (("california-ab-2013.md", 12), ("eu-ai-act-53-1-d.md", 3)):
        said = body_of(bundle, f"drafts/{name}").decode()
        assert "This is a draft and no legal advice." in said
        assert said.count("**TO DO:**") >= 4 or points == 3
        starts = [line.split(".")[0] for line in said.splitlines() if line[:1].isdigit()]
        assert points == 3 or starts == [str(number) for number in range(1, 13)]
    eu = body_of(bundle, "drafts/eu-ai-act-53-1-d.md").decode()
    assert "| Audio | 0.53 h | less than 10,000 hours |" in eu
    assert "Commercially licensed by right holders" in eu


def test_the_pdf_is_tagged_and_dated_by_the_delivery(bundle):
    found = body_of(bundle, "data-card.pdf")
    assert found.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in found
    later = replace(bundle, made_at=datetime(2026, 11, 22, 10, tzinfo=UTC))
    assert body_of(later, "data-card.pdf") != found


def test_what_somebody_wrote_is_text_and_never_markup(bundle):
    named = replace(bundle.client, name="<b>Lab</b> [x](http://evil.example) 日本")
    given = replace(bundle, client=named)
    page = body_of(given, "data-card.html").decode()
    assert "<b>Lab" not in page
    assert "&lt;b&gt;Lab" in page
    assert "日本" in page
    assert "\\[x\\](http" in body_of(given, "README.md").decode()
    assert body_of(given, "data-card.pdf").startswith(b"%PDF-")


def test_a_delivery_with_nothing_left_in_it_can_be_described(tmp_path):
    nothing = delivery(
        tmp_path,
        files=[],
        takes=[],
        recordings={},
        agreements=(),
        labels=(),
        stated=STATED,
        follows="D-11",
        removed=5,
    )
    made = {each.path: each.body.decode(errors="replace") for each in describe(nothing)}
    assert list(made) == ALL
    assert "not any more" in made["README.md"]
    assert "D-11" in made["README.md"]
    assert "5 of its files are in it no more" in made["data-card.html"]


def test_a_performer_in_two_splits_is_said(bundle):
    takes = [replace(take, split=split) for take, split in zip(bundle.takes, "ab?", strict=True)]
    said = body_of(replace(bundle, takes=takes), "README.md").decode()
    assert "1 performers are in more than one split." in said
    assert "No performer is in two splits." in body_of(bundle, "README.md").decode()


def test_a_split_with_nothing_in_it_is_said_with_its_reason(bundle):
    empty = [Empty(split="validation", because="there is only one take.")]
    made = {each.path: each.body.decode(errors="replace") for each in _for_people(bundle, empty)}
    for path in ("README.md", "data-card.html"):
        assert "Nothing is in the split validation: there is only one take." in made[path]
    assert "Nothing is in the split" not in body_of(bundle, "README.md").decode()


def _for_people(bundle, empty):
    return [
        each
        for each in describe(replace(bundle, empty_splits=empty))
        if each.path.endswith((".md", ".html"))
    ]


def test_the_readme_has_the_licences_days_of_a_recall_for_an_end_recipient_too(bundle):
    """The same numbers that every licence says."""
    theirs = replace(bundle, recipient=Party(id=UUID(int=0xC2), name="Partner"))
    for given, answers in ((bundle, False), (theirs, True)):
        said = " ".join(body_of(given, "README.md").decode().split())
        assert "you stop using and offering it within 1 day" in said
        assert "within 72 hours that you did, and within 30 days what became of it" in said
        assert ("Northlab answers for you" in said) is answers


def test_where_the_licence_ends_first_everything_for_people_says_so(bundle):
    """What performers allow longer is worth nothing to whoever may not hold it any more."""
    texts = [each for each in ALL if each.endswith((".md", ".html"))]
    sooner = replace(bundle, licence_ends_on=date(2027, 11, 21))
    for path in texts:
        assert "until the end of 21 Nov 2027" in body_of(sooner, path).decode(), path
    assert (
        "until the end of 30 Jun 2028, for a licence that" in body_of(sooner, "README.md").decode()
    )
    assert "The licence ends then" not in body_of(bundle, "README.md").decode()
    without = body_of(replace(bundle, licence_ends_on=None), "README.md").decode()
    assert "until the end of 30 Jun 2028.**" in without
