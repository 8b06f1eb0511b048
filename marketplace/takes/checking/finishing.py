"""What follows from a check: the track is fit or to be mended, and its performer knows at once."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from consent.media.filing import NewFile
from foundation.actors import SYSTEM
from foundation.clock import now
from marketplace.takes import steps
from marketplace.takes.checking import news
from marketplace.takes.checking.drift import drifted
from marketplace.takes.checking.keeping import keep_all
from marketplace.takes.checking.reports import Report, report_of
from marketplace.takes.checking.wanting import want
from marketplace.takes.models import Take, TakeState, Track, TrackFile, TrackState


def finish(
    session: Session, recording_id: UUID, report: Report, files: Sequence[NewFile] = ()
) -> None:
    """A step. What came of a file that was replaced meanwhile, or of a take that was called off,
    changes nothing any more; what was measured is kept all the same."""
    file = session.get_one(TrackFile, recording_id)
    track = session.get_one(Track, file.track_id)
    take = steps.locked(session, track.take_id)
    session.refresh(track)
    file.report, file.checked_at, file.progress = report.as_json(), now(), 100
    is_waited_for = track.recording_id == recording_id and track.state is TrackState.CHECKING
    if take.state is TakeState.COMING_IN and is_waited_for:
        keep_all(session, files)
        _judge(session, take, track, report)


def _judge(session: Session, take: Take, track: Track, report: Report) -> None:
    if report.missed:
        _miss(session, take, track, report)
        return
    track.state = TrackState.FIT
    steps.record(session, take, "checked", actor=SYSTEM, track=str(track.id), missed=[])
    tracks = steps.tracks_of(session, take.id)
    if any(each.state is not TrackState.FIT for each in tracks):
        news.tell_fit(session, take, track)
        return
    _lay_side_by_side(session, take, tracks)
    if steps.complete_if_fit(session, take, actor=SYSTEM):
        if len(tracks) > 1:
            want(session, take.id)
        news.tell_complete(session, take, tracks)


def _lay_side_by_side(session: Session, take: Take, tracks: Sequence[Track]) -> None:
    """Only together can it be seen that one of them runs off."""
    reports = {track.id: _report(session, track) for track in tracks}
    sounds = {
        track_id: report.measured.sound
        for track_id, report in reports.items()
        if report is not None and report.measured.sound is not None
    }
    for track_id, missed in drifted(sounds).items():
        track = next(each for each in tracks if each.id == track_id)
        report = reports[track_id]
        if report is not None:
            changed = replace(report, missed=(*report.missed, missed))
            file = session.get_one(TrackFile, track.recording_id)
            file.report = changed.as_json()
            _miss(session, take, track, changed)


def _miss(session: Session, take: Take, track: Track, report: Report) -> None:
    track.state = TrackState.MISSED
    codes = [each.miss.value for each in report.missed]
    steps.record(session, take, "checked", actor=SYSTEM, track=str(track.id), missed=codes)
    news.tell_missed(session, take, track, report.missed)


def _report(session: Session, track: Track) -> Report | None:
    return report_of(session.get(TrackFile, track.recording_id)) if track.recording_id else None
