"""What a data card says, as sections: the page and the PDF are made of the same ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from consent.ledger.checkpoints import Checkpoint
from consent.ledger.explaining.words import Answer, said
from consent.ledger.notes import parse
from foundation import formats
from marketplace.deliveries.describing import measures
from marketplace.deliveries.describing.bundle import Bundle
from marketplace.deliveries.describing.croissant_words import NO_LABELS, labels_said, rai
from marketplace.deliveries.describing.saying import (
    empty_said,
    limits_said,
    period,
    sentence_of_agreement,
    splits_said,
)

Row = tuple[str, ...]
_NONE = "none"


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    says: tuple[str, ...] = ()
    columns: Row = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    title: str
    subject: str
    operator: str
    footer: str
    sections: tuple[Section, ...]


def card(bundle: Bundle) -> Card:
    found = measures.measured(bundle)
    return Card(
        title=f"{bundle.dataset.name}, version {bundle.version}",
        subject=f"Data card of delivery {bundle.reference} to {_whom(bundle)}",
        operator=bundle.issuer.name,
        footer=f"{bundle.issuer.name}, {bundle.reference}, {formats.day(bundle.made_at.date())}",
        sections=(
            _what(bundle, found),
            _allowed(bundle),
            _inside(bundle, found),
            *([_feelings(found)] if found.feelings else []),
            _labels(bundle),
            _left_out(bundle),
            _made(bundle),
            _limits(),
            _proof(bundle),
        ),
    )


def _whom(bundle: Bundle) -> str:
    if bundle.recipient is None:
        return bundle.client.name
    return f"{bundle.recipient.name}, through {bundle.client.name}"


def _what(bundle: Bundle, found: measures.Measures) -> Section:
    days = period(bundle)
    recorded = f"{days[0]} to {days[1]}" if days else "nothing is inside"
    rows = [
        ("Delivery", f"{bundle.reference} ({bundle.delivery})"),
        ("Choice", bundle.choice),
        ("Made", formats.day(bundle.made_at.date())),
        ("Issued by", ", ".join(filter(None, (bundle.issuer.name, bundle.issuer.address)))),
        ("Licence", bundle.licence_url),
        ("Licence holds", f"until the end of {formats.day(bundle.licence_ends_on)}")
        if bundle.licence_ends_on
        else ("Licence holds", "none that holds today"),
        ("Takes", f"{found.takes}, {found.hours}"),
        ("Files of media", f"{found.files}; all files {formats.size(found.bytes)}"),
        ("Performers", f"{found.performers}, under pseudonyms that only this client gets"),
        ("Recorded", recorded),
        ("Sound", "as it was delivered" if bundle.audio == "delivered" else "levelled"),
    ]
    if bundle.follows:
        gone = f"{bundle.follows}; {bundle.removed} of its files are in it no more"
        rows.append(("Takes the place of", gone))
    return Section("What it is", (), ("", ""), tuple(rows))


def _allowed(bundle: Bundle) -> Section:
    answers = measures.allowed(bundle)
    words = {
        Answer.ALLOWED: "Allowed",
        Answer.CONSTRAINED: "Under the licence",
        Answer.NOT_ALLOWED: "Not allowed",
    }
    rows = []
    for use in bundle.stated.uses:
        held = answers[use]
        until = formats.day(held.until) if held.until else _NONE
        rows.append((said(use).capitalize(), words[held.answer], until))
    limits = tuple(f"{name}: {value}." for name, value in limits_said(bundle))
    return Section(
        "What it may be used for",
        (
            "What everybody inside allowed on the day it was made, and no longer than the licence"
            " holds. Every other use is not allowed."
            " People can take back what they allowed: ask each file's status address before use.",
            *limits,
        ),
        ("Use", "On that day", "Until the end of"),
        tuple(rows),
    )


def _inside(bundle: Bundle, found: measures.Measures) -> Section:
    rows = [
        (part.split, formats.language(part.language), part.medium, str(part.takes), part.hours)
        for part in found.parts
    ]
    columns = ("Split", "Language", "Medium", "Takes", "Length")
    says = (splits_said(found), *empty_said(bundle))
    return Section("What is inside", says, columns, tuple(rows))


def _feelings(found: measures.Measures) -> Section:
    rows = [
        (
            each.word.replace("_", " ").capitalize(),
            str(each.beats),
            f"{each.seen} of {each.judged}" if each.judged else _NONE,
            str(each.felt) if each.felt else _NONE,
        )
        for each in found.feelings
    ]
    return Section(
        "Feelings",
        ("Beats by the feeling that the scene asked for. Felt: what performers chose to tell.",),
        ("Asked for", "Beats", "Seen as that", "Felt told"),
        tuple(rows),
    )


def _labels(bundle: Bundle) -> Section:
    known = labels_said(bundle.labels) or [NO_LABELS]
    return Section("Labels", (*known, *(sentence_of_agreement(each) for each in bundle.agreements)))


def _left_out(bundle: Bundle) -> Section:
    if not bundle.left_out:
        return Section("What was left out", ("Nothing that was asked for.",))
    rows = tuple((each.because, str(each.takes)) for each in bundle.left_out)
    return Section("What was left out", (), ("Why", "Takes"), rows)


def _made(bundle: Bundle) -> Section:
    return Section("How it was made", _said(bundle, ("dataCollection", "dataManipulationProtocol")))


def _limits() -> Section:
    return Section(
        "What to be careful with",
        (
            "Feelings are performed on request. What is seen is a reviewer's judgement, and no"
            " measure of what anybody feels.",
            "A model that imitates a performer needs a consent of its own.",
            "The performers are no sample of any population.",
        ),
    )


def _said(bundle: Bundle, names: Sequence[str]) -> tuple[str, ...]:
    found = rai(bundle.issuer.name, bundle.labels)
    return tuple(found[f"rai:{name}"] for name in names)


def _proof(bundle: Bundle) -> Section:
    says = [
        "manifest.json has the hash of every file; the folder evidence has the rights ledger's"
        " entries about everything inside, with a program that checks them without us.",
        f"What holds now, and what was recalled: {bundle.page_url}",
    ]
    if bundle.checkpoint:
        at = Checkpoint.parse(parse(bundle.checkpoint).text)
        says.append(f"As of checkpoint {at.size} of {at.origin}, root {at.root.hex()}.")
    return Section("How to check it", tuple(says))
