"""The manifest of a sitting: how the list came out, and what was signed. Counts, codes and ids; nobody's name."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assessor_app.domain.assessment import Decision, State
from assessor_app.domain.count import Count
from assessor_app.domain.sitting import Attendance, Entry
from assessor_app.services.deciding.ports import Countersignature
from assessor_app.services.sittings.ports import ManifestReads, WorkDone

FINISHED, PART_DONE, ABSENT, TURNED_AWAY, LEFT, TRANSFERRED, ANNULLED = KINDS = (
    "finished",
    "part-done",
    "absent",
    "turned-away",
    "left",
    "transferred",
    "annulled",
)
NOBODY_ASKED = "none"
"""Of signed results: the learner's part is not on record yet."""


@dataclass(frozen=True, kw_only=True)
class Signed:
    """How many results a person signed."""

    by: str
    competent: int
    not_yet: int


@dataclass(frozen=True, kw_only=True)
class Word:
    """Who countersigned which result, and when (ISO 8601)."""

    by: str
    at: str
    assessment: str


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What became of a sitting.

    `count` has every kind of `KINDS` and sums up to `listed`; `marks` are by how they were entered, the filled ones
    made in `fill_acts` acts; `overrides` are by what was short; `acknowledged` by how the learner took the result;
    `words` are the countersignatures of the signed results; `stops` is how often work was stopped, for one or for all;
    `rounds` is how often everybody went on to the next bench or task; `clocks` how often clocks were started, were
    paused, and reached their limit, by `ClockAct`; `records` is the closed count of this device before the sitting was closed.
    """

    listed: int
    count: Mapping[str, int]
    marks: Mapping[str, int]
    fill_acts: int
    overrides: Mapping[str, int]
    signed: tuple[Signed, ...]
    acknowledged: Mapping[str, int]
    records: Count
    words: tuple[Word, ...] = ()
    stops: int = 0
    rounds: int = 0
    clocks: Mapping[str, int] = field(default_factory=dict)


def manifest_of(
    reads: ManifestReads,
    *,
    sitting: str,
    entries: Sequence[Entry],
    records: Count,
    stops: int,
    words: Callable[[str], tuple[Countersignature, ...]],
) -> Manifest:
    """The manifest of a sitting whose entries are settled; `words` tells who countersigned an assessment."""
    works = reads.works(sitting)
    kinds = Counter(kind_of(entry.attendance, works.get(entry.assessment)) for entry in entries)
    final = [work for work in works.values() if work.state is State.FINALISED]
    shorts = Counter(key.partition(":")[0] for work in final for key in work.overrides)
    taken = Counter(work.acknowledged.value if work.acknowledged else NOBODY_ASKED for work in final)
    return Manifest(
        listed=len(entries),
        count={kind: kinds[kind] for kind in KINDS},
        marks=dict(reads.marks(sitting)),
        fill_acts=reads.fill_acts(sitting),
        overrides=dict(sorted(shorts.items())),
        signed=_signed(final),
        acknowledged=dict(sorted(taken.items())),
        records=records,
        stops=stops,
        rounds=reads.rounds(sitting),
        clocks=dict(reads.clocks(sitting)),
        words=tuple(
            Word(by=word.by, at=word.at, assessment=assessment)
            for assessment, work in works.items()
            if work.state is State.FINALISED
            for word in words(assessment)
        ),
    )


def _signed(final: Sequence[WorkDone]) -> tuple[Signed, ...]:
    return tuple(
        Signed(
            by=person,
            competent=sum(_is(work, person, Decision.COMPETENT) for work in final),
            not_yet=sum(_is(work, person, Decision.NOT_YET) for work in final),
        )
        for person in dict.fromkeys(work.decided_by for work in final)
    )


def _is(work: WorkDone, person: str, decision: Decision) -> bool:
    return work.decided_by == person and work.decision is decision


def kind_of(attendance: Attendance, work: WorkDone | None) -> str:
    """As what a settled entry is counted: one of `KINDS`. Who left with work begun is part-done, not left."""
    if work is not None and work.annulled:
        return ANNULLED
    if attendance is Attendance.FINISHED:
        return FINISHED
    if work is not None and work.state is not State.DISCARDED and attendance is Attendance.LEFT:
        return PART_DONE
    return attendance.value


def as_body(manifest: Manifest) -> dict[str, Any]:
    """As the record of the closing holds it (docs/records.md)."""
    records = manifest.records
    words = [{"by": one.by, "at": one.at, "assessment": one.assessment} for one in manifest.words]
    return {
        "count": dict(manifest.count),
        "marks": dict(manifest.marks),
        "fill_acts": manifest.fill_acts,
        "overrides": dict(manifest.overrides),
        "signed": [
            {"by": one.by, "competent": one.competent, "not-yet-competent": one.not_yet}
            for one in manifest.signed
        ],
        "acknowledged": dict(manifest.acknowledged),
        "records": {
            "captured": records.captured,
            "unsent": records.unsent,
            "held": records.held,
            "accepted": records.accepted,
            "rejected": records.rejected,
        },
    } | {
        name: held
        for name, held in (
            ("countersigned", words),
            ("stops", manifest.stops),
            ("rounds", manifest.rounds),
            ("clocks", dict(manifest.clocks)),
        )
        if held
    }


def from_body(listed: int, body: Mapping[str, Any]) -> Manifest:
    """What `as_body` wrote."""
    return Manifest(
        listed=listed,
        count={kind: int(body["count"].get(kind, 0)) for kind in KINDS},
        marks=dict(body["marks"]),
        fill_acts=int(body["fill_acts"]),
        overrides=dict(body["overrides"]),
        signed=tuple(
            Signed(by=one["by"], competent=one["competent"], not_yet=one["not-yet-competent"])
            for one in body["signed"]
        ),
        acknowledged=dict(body["acknowledged"]),
        records=Count(**body["records"]),
        words=tuple(
            Word(by=one["by"], at=one["at"], assessment=one["assessment"])
            for one in body.get("countersigned", ())
        ),
        stops=int(body.get("stops", 0)),
        rounds=int(body.get("rounds", 0)),
        clocks={act: int(count) for act, count in body.get("clocks", {}).items()},
    )
