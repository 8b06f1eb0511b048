"""One small delivery, as whoever builds one would say it, with its media in a folder."""

import hashlib
import io
import tarfile
import wave
from datetime import UTC, date, datetime
from uuid import UUID

from consent.holders.purposes import Stated
from consent.ledger.explaining.words import Answer, Use
from consent.projections.answers import REFUSED, Held
from marketplace.deliveries.describing.bundle import (
    Agreement,
    Beat,
    Bundle,
    Consent,
    FileIn,
    Issuer,
    Kind,
    LeftOut,
    Member,
    Party,
    Recorded,
    TakeIn,
)

CLIENT = Party(id=UUID(int=0xC1), name="Northlab")
ISSUER = Issuer(
    name="Fairtake",
    url="https://fairtake.example",
    address="1 Stage Road, Dublin",
    mail="help@fairtake.example",
)
STATED = Stated(
    client=CLIENT.id,
    uses=(Use.GENERATIVE_TRAINING, Use.EVALUATION),
    end_product="voice_assistant",
    territories=("EU",),
)
UNTIL = date(2029, 3, 1)
ANSWERS = {
    **REFUSED,
    Use.REVIEW: Held(Answer.ALLOWED, UNTIL),
    Use.GENERATIVE_TRAINING: Held(Answer.CONSTRAINED, UNTIL),
    Use.EVALUATION: Held(Answer.CONSTRAINED, UNTIL),
    Use.MARKETING: Held(Answer.CONSTRAINED, UNTIL),
}
SOONER = {**ANSWERS, Use.EVALUATION: Held(Answer.CONSTRAINED, date(2028, 6, 30))}
TAKES = [
    (UUID(int=0xA1 << 80), "train", "en", ("p-aaaaaaaa", "p-bbbbbbbb")),
    (UUID(int=0xA2 << 80), "train", "en", ("p-aaaaaaaa",)),
    (UUID(int=0xA3 << 80), "test", "de", ("p-cccccccc",)),
]


def sound(number):
    body = io.BytesIO()
    with wave.open(body, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes([number, 0]) * 80)
    return body.getvalue()


def recorded(number, performer, answers=ANSWERS):
    return Recorded(
        id=UUID(int=0xB000 + number),
        performer=performer,
        recorded_on=date(2026, 10, 1 + number),
        status_url=f"{ISSUER.url}/licence-status/{UUID(int=0xE000 + number)}",
        answers=answers,
        consents=(
            Consent(
                grant=UUID(int=0xD000 + number),
                receipt=UUID(int=0xF000 + number),
                thread=f"thread-{number}",
                record_url=f"{ISSUER.url}/projections/grants/{UUID(int=0xD000 + number)}/dpv.json",
            ),
        ),
    )


def delivery(folder, layout="folders", **changed):
    """Its media are written; what describes it is not."""
    recordings, takes, files = {}, [], []
    for take, split, language, performers in TAKES:
        mine = []
        for performer in performers:
            answers = SOONER if performer == "p-cccccccc" else ANSWERS
            each = recorded(len(recordings), performer, answers)
            recordings[each.id] = each
            mine.append((each, sound(len(recordings))))
        takes.append(taken(take, split, language, [each.id for each, _ in mine]))
        files.append((take, split, mine))
    # The longer first take has a mix, in which two recordings are.
    files[0][2].append((None, sound(99)))
    written = _shards(folder, files) if layout == "webdataset" else _folders(folder, files)
    given = {
        "delivery": UUID(int=0xDE11),
        "reference": "D-12",
        "dataset": Party(id=UUID(int=0xDA7A), name="Anger to relief, English & German"),
        "version": 3,
        "choice": f"sha256:{'ab' * 32}",
        "client": CLIENT,
        "recipient": None,
        "stated": STATED,
        "made_at": datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
        "issuer": ISSUER,
        "page_url": f"{ISSUER.url}/deliveries/{UUID(int=0xDE11)}/proof",
        "licence_url": f"{ISSUER.url}/licences/{UUID(int=0x11CE)}",
        "licence_ends_on": date(2029, 12, 31),
        "layout": layout,
        "audio": "delivered",
        "files": written,
        "takes": takes,
        "recordings": recordings,
        "agreements": (Agreement(of="Feeling seen", alpha=0.71, takes=12),),
        "left_out": (LeftOut(because="A performer's consent ends before 1 March 2029.", takes=4),),
        "labels": ("beats", "portrayed", "perceived"),
    }
    return Bundle(**{**given, **changed})


def taken(take, split, language, recordings):
    return TakeIn(
        id=take,
        split=split,
        language=language,
        medium="audio",
        seconds=640.5,
        recordings=tuple(recordings),
        beats=(
            Beat(portrayed="anger", perceived=("anger", "irritation")),
            Beat(portrayed="relief", perceived=("relief",)),
        ),
        styles=("improvised",),
    )


def _parts(take, mine):
    everybody = [each for each, _ in mine if each]
    for place, (each, body) in enumerate(mine):
        of = [each] if each else everybody
        yield f"{take.hex[:12]}.{'mix' if each is None else f'part-{place}'}.wav", of, body


def _folders(folder, files):
    found = []
    for take, split, mine in files:
        for name, of, body in _parts(take, mine):
            short, _, last = name.partition(".")
            path = folder / "media" / split / short / last
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
            inside = str(path.relative_to(folder))
            more = {"path": inside, "kind": Kind.MEDIA, "split": split}
            found.append(FileIn(**more, credential="embedded", **_said(take, of, body)))
    return found


def _shards(folder, files):
    found = []
    (folder / "shards").mkdir()
    for split in ("train", "test"):
        path, members = folder / "shards" / f"{split}-000000.tar", []
        with tarfile.open(path, "w") as shard:
            for take, of_split, mine in files:
                for name, of, body in _parts(take, mine) if of_split == split else ():
                    info = tarfile.TarInfo(name)
                    info.size = len(body)
                    shard.addfile(info, io.BytesIO(body))
                    members.append(Member(name=name, **_said(take, of, body)))
        body = path.read_bytes()
        found.append(
            FileIn(
                path=f"shards/{path.name}",
                sha256=hashed(body),
                bytes=len(body),
                media_type="application/x-tar",
                kind=Kind.SHARD,
                split=split,
                members=tuple(members),
            )
        )
    return found


def _said(take, of, body):
    return {
        "sha256": hashed(body),
        "bytes": len(body),
        "media_type": "audio/wav",
        "take": take,
        "recordings": tuple(each.id for each in of),
        "performers": tuple(each.performer for each in of),
        "original": hashed(b"original" + body),
    }


def hashed(body):
    return f"sha256:{hashlib.sha256(body).hexdigest()}"
