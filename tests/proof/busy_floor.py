"""A busy device: learners assessed, signed, released, certified, and evidence kept; on a real encrypted folder."""

import io
from datetime import UTC, datetime
from pathlib import Path

from assessor_app.device import open_device
from assessor_app.device.evidence import evidence_desk
from assessor_app.services.awards.issue import issue
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.release import release
from assessor_app.services.evidence.capture import capture
from assessor_app.storage.engine.slots import Opened
from story import ASSESSOR, ASSURER, PINS, Story, TestClock

GROUP = 10
"""Learners in a sitting."""
AT_ONCE = 5
"""Pieces of evidence of one learner."""


class TodaysClock(TestClock):
    """What the clock says, as the processes of the command line read it."""

    def now(self) -> datetime:
        self.moment = datetime.now(UTC)
        return self.moment


def reopened(folder: Path, state: Path, key: bytes, *, learners: int) -> Story:
    """The folder, opened as its own window would."""
    device = open_device(folder, lambda slots: Opened(key, slots.slots()[0]), state=state)
    clock = TodaysClock()
    clock.now()
    return Story(device=device, clock=clock, learners=[f"{n:032x}" for n in range(1, learners + 1)])


def certify(story: Story, count: int, *, evidence: int = 0) -> list[str]:
    """`count` more learners, each with a certificate: three records each, and a few more. Returns their numbers."""
    done = len(story.learners)
    numbers: list[str] = []
    for first in range(0, count, GROUP):
        group = min(GROUP, count - first)
        all_of_them = story.learners
        story.learners = []
        new = []
        for index in range(group):
            number = done + first + index + 1
            story.learners = all_of_them  # ids go on from those before
            new.append(story.add_learner(f"Learner {number}", f"{story.device.key.hex()[:4]}-{number}"))
        story.learners = new
        sitting, entries = story.open_sitting()
        story.learners = all_of_them
        works = [story.start(entry) for entry in entries]
        for work in works:
            story.show_everything(work, sitting.id)
            evidence -= _read(story, work.id, min(evidence, AT_ONCE))
            story.decide_competent(work)
        ids = [work.id for work in works]
        finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=ids)
        release(story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=ids, looked_at=ids)
        numbers += issue(story.device.awards, by=ASSESSOR, assessments=ids)
    return numbers


def _read(story: Story, assessment: str, count: int) -> int:
    """Files of some kilobytes, each unlike every other."""
    (occasion, *_) = story.device.tables.assessments.occasions(assessment)
    for index in range(count):
        text = f"Reading {index} of {assessment}\n" * 200
        capture(
            evidence_desk(story.device),
            by=ASSESSOR,
            assessment=assessment,
            occasion=occasion.id,
            source=io.BytesIO(text.encode()),
            name=f"reading-{index}.txt",
        )
    return count
