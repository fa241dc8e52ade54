"""A room goes round its stations on a real encrypted folder: who went where, what its clocks came to, and its one undo."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import How, Mark
from assessor_app.domain.sitting import Entry
from assessor_app.domain.stations import Place, Round, RoundBack, WentHow
from assessor_app.domain.stopping import StopWhy
from assessor_app.domain.timing import ClockAct, ClockFace, faces, muted
from assessor_app.services.board.clocks import act_on_clock, mute, reach_end
from assessor_app.services.board.desk import look
from assessor_app.services.board.marking import mark_entry
from assessor_app.services.board.rounds import FOR_A_ROUND, rotate, rounds_of
from assessor_app.services.board.stations import place_bench, send_to_task
from assessor_app.services.board.stop import say_why, stop
from assessor_app.services.board.undoing import next_undo_at_board, undo_at_board
from assessor_app.services.clock import moment_of
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.quality.inside import look_inside
from assessor_app.services.quality.queue import QualityDesk
from assessor_app.services.sittings.attend import place_entry
from assessor_app.services.sittings.closed import closed_sitting
from assessor_app.services.sittings.manifest import as_body
from assessor_app.services.sittings.open import add_entry, close_sitting
from assessor_app.wording.floor import timing_words, went_words
from story import ASSESSOR, ASSURER, PINS, Story, begin

CHEF = ("CUL-KNI", "1")
NAMES = ("Amina Bello", "Bram Jansen", "Chen Wei", "Dara Okoye")


class Room:
    """Four learners: two at bench 1, one at bench 2, one at bench 10, which stands in front of the others."""

    def __init__(self, story: Story) -> None:
        self.story, self.board = story, story.device.board
        for number, name in enumerate(NAMES, start=2031):
            story.add_learner(name, str(number))
        self.sitting, self.entries = story.open_sitting(CHEF)
        form = story.device.shelf.get(*CHEF)
        self.tasks = [task.id for task in form.tasks]
        self.plain = next(item.id for item in form.criteria() if not item.note and not item.readings)
        for entry, bench in zip(self.entries, ("1", "1", "2", "10"), strict=True):
            place_entry(story.device.sittings, by=ASSESSOR, entry=entry.id, bib=entry.bib, bench=bench)
        place_bench(self.board, by=ASSESSOR, sitting=self.sitting.id, bench="10", across=0, down=0)

    def entry(self, at: int) -> Entry:
        return self.story.device.tables.sittings.entry(self.entries[at].id)

    def benches(self) -> list[str]:
        return [self.entry(at).bench for at in range(4)]

    def face(self, at: int | None = None, task: str = "") -> ClockFace:
        of = ("" if at is None else self.entries[at].id, task)
        return faces(self.board.timings.of_sitting(self.sitting.id), now=moment_of(self.story.clock))[of]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    story = begin(tmp_path / "data", tmp_path / "state")
    yield Room(story)
    story.device.close()


def test_everybody_goes_to_the_next_bench_and_takes_its_task_and_one_undo_brings_all_back(room: Room) -> None:
    board, sitting, first, second = room.board, room.sitting.id, room.tasks[0], room.tasks[1]
    for at, task in ((0, first), (1, first), (2, second)):
        send_to_task(board, by=ASSESSOR, entry=room.entries[at].id, task=task)
    assert rounds_of(look(board, sitting).lines) == (Round.BENCH, Round.TASK)
    act_on_clock(board, by=ASSESSOR, sitting=sitting, act=ClockAct.START, minutes=15)
    act_on_clock(
        board, by=ASSESSOR, sitting=sitting, act=ClockAct.START, entry=room.entries[0].id, task=first
    )
    room.story.clock.pass_by(timedelta(minutes=16))
    rotate(board, by=ASSESSOR, sitting=sitting, how=Round.BENCH)
    # From the front: 10, 1, 2, and from the last to the first.
    assert room.benches() == ["2", "2", "10", "1"]
    assert [room.entry(at).task for at in range(4)] == [second, second, second, first]
    assert room.face().seconds < 5, "a new round has its own time"
    assert (room.face(0, first).running, room.face(0, first).reason) == (False, FOR_A_ROUND)
    found = next_undo_at_board(board, by=ASSESSOR, sitting=sitting)
    assert isinstance(found, RoundBack)
    assert found.of_benches
    assert not next_undo_at_board(board, by=ASSURER, sitting=sitting), "only one's own"
    undo_at_board(board, by=ASSESSOR, sitting=sitting)
    assert room.benches() == ["1", "1", "2", "10"]
    assert room.face(0, first).running
    assert not next_undo_at_board(board, by=ASSESSOR, sitting=sitting), "an undo is not undone"


def test_a_mark_is_undone_before_the_rotation_and_who_was_sent_elsewhere_stays(room: Room) -> None:
    board, sitting, desk = room.board, room.sitting.id, room.story.device.assessing
    rotate(board, by=ASSESSOR, sitting=sitting, how=Round.BENCH)
    mark_entry(
        desk, by=ASSESSOR, entry=room.entries[0].id, criterion=room.plain, mark_as=Mark.MET, how=How.TAP
    )
    undone = undo_at_board(board, by=ASSESSOR, sitting=sitting)
    assert isinstance(undone, tuple)
    assert isinstance(next_undo_at_board(board, by=ASSESSOR, sitting=sitting), RoundBack)
    place_entry(
        room.story.device.sittings, by=ASSESSOR, entry=room.entries[3].id, bib=room.entries[3].bib, bench="7"
    )
    assert not next_undo_at_board(board, by=ASSESSOR, sitting=sitting), "all of it, or nothing"


def test_who_is_stopped_stays_and_a_stopped_room_does_not_go_round(room: Room) -> None:
    board, sitting = room.board, room.sitting.id
    stop(board, by=ASSESSOR, sitting=sitting, entry=room.entries[2].id)
    rotate(board, by=ASSESSOR, sitting=sitting, how=Round.BENCH)
    assert room.benches() == ["2", "2", "2", "1"]
    stop(board, by=ASSESSOR, sitting=sitting)
    with pytest.raises(KnownError, match="stopped"):
        rotate(board, by=ASSESSOR, sitting=sitting, how=Round.BENCH)


def test_nobody_at_a_task_goes_to_no_next_one(room: Room) -> None:
    with pytest.raises(KnownError, match="nobody-goes-round"):
        rotate(room.board, by=ASSESSOR, sitting=room.sitting.id, how=Round.TASK)


def test_where_somebody_was_stays_in_the_history_and_goes_with_who_is_taken_off_the_list(room: Room) -> None:
    board, tables, entry = room.board, room.story.device.tables, room.entries[0].id
    send_to_task(board, by=ASSESSOR, entry=entry, task=room.tasks[0])
    send_to_task(board, by=ASSESSOR, entry=entry, task=room.tasks[0])
    went = [one for one in tables.stations.of_sitting(room.sitting.id) if one.entry == entry]
    assert [(one.before, one.after, one.how) for one in went] == [
        (Place(), Place(bench="1"), WentHow.SENT),
        (Place(bench="1"), Place(bench="1", task=room.tasks[0]), WentHow.SENT),
    ]
    with room.story.device.store.atomic(), pytest.raises(Exception, match="frozen: went"):
        room.story.device.store.raw().execute("DELETE FROM went")
    learner = room.story.add_learner("Walk In", "2099")
    listed = add_entry(
        room.story.device.sittings, by=ASSESSOR, sitting=room.sitting.id, learner=learner, form=CHEF
    )
    place_entry(room.story.device.sittings, by=ASSESSOR, entry=listed.id, bib=listed.bib, bench="9")
    tables.sittings.remove_entry(listed.id)
    assert {one.entry for one in tables.stations.of_sitting(room.sitting.id)} == {
        item.id for item in room.entries
    }


def test_the_end_of_a_clock_is_written_down_once_with_the_moment_it_came(room: Room) -> None:
    board, sitting, clock = room.board, room.sitting.id, room.story.clock
    act_on_clock(board, by=ASSESSOR, sitting=sitting, act=ClockAct.START, minutes=10)
    began = clock.moment
    assert reach_end(board, by=ASSESSOR, sitting=sitting) is None
    clock.pass_by(timedelta(minutes=25))
    made = reach_end(board, by=ASSESSOR, sitting=sitting)
    assert made is not None
    assert timedelta(minutes=9) < made.moment.at - began < timedelta(minutes=11), "not when it was noticed"
    assert reach_end(board, by=ASSESSOR, sitting=sitting) is None, "once"
    assert room.face().running, "it counts on"
    assert 1490 < room.face().seconds < 1520


def test_minutes_are_proposed_as_last_in_this_room_and_mute_is_kept_for_the_sitting(room: Room) -> None:
    board, sitting = room.board, room.sitting.id
    assert look(board, sitting).minutes is None
    act_on_clock(board, by=ASSESSOR, sitting=sitting, act=ClockAct.START, minutes=35)
    act_on_clock(board, by=ASSESSOR, sitting=sitting, act=ClockAct.START)
    mute(board, by=ASSESSOR, sitting=sitting, muted=True)
    other, _entries = room.story.open_sitting(CHEF)
    assert look(board, other.id).minutes == 35
    assert muted(look(board, sitting).timings)
    assert not muted(look(board, other.id).timings)
    mute(board, by=ASSESSOR, sitting=sitting, muted=False)
    assert not muted(look(board, sitting).timings)


def test_a_quality_assurer_reads_where_a_learner_went_and_what_their_clock_did(room: Room) -> None:
    board, device, entry = room.board, room.story.device, room.entries[0]
    work = mark_entry(
        device.assessing,
        by=ASSESSOR,
        entry=entry.id,
        criterion=room.plain,
        mark_as=Mark.MET,
        how=How.TAP,
    ).assessment
    send_to_task(board, by=ASSESSOR, entry=entry.id, task=room.tasks[0])
    for act, reason in ((ClockAct.START, ""), (ClockAct.PAUSE, "Equipment")):
        act_on_clock(
            board,
            by=ASSESSOR,
            sitting=room.sitting.id,
            act=act,
            entry=entry.id,
            task=room.tasks[0],
            minutes=20,
            reason=reason,
        )
    rotate(board, by=ASSESSOR, sitting=room.sitting.id, how=Round.TASK)
    tables = device.tables
    desk = QualityDesk(desk=device.assessing, reads=tables.quality, outcomes=tables.outcomes)
    inside = look_inside(desk, by=ASSURER, assessment=work)
    went = [went_words(one, inside.names) for one in inside.went]
    assert [words.split(" · ", 1)[1] for words in went] == [
        "– → bench 1 · Bram Bakker",
        f"bench 1 → bench 1, task {room.tasks[0]} · Bram Bakker",
        f"bench 1, task {room.tasks[0]} → bench 1, task {room.tasks[1]} · in a rotation · Bram Bakker",
    ]
    clock = [timing_words(one, inside.names) for one in inside.timings]
    assert [words.split(" · ", 2)[2] for words in clock] == [
        "started, 20 min · Bram Bakker",
        "paused · Equipment · Bram Bakker",
    ]


def test_no_clock_runs_on_after_the_signature_or_after_the_sitting(room: Room) -> None:
    board, device, sitting = room.board, room.story.device, room.sitting.id
    for entry, task in (("", ""), (room.entries[0].id, room.tasks[0]), (room.entries[1].id, room.tasks[0])):
        act_on_clock(
            board, by=ASSESSOR, sitting=sitting, act=ClockAct.START, entry=entry, task=task, minutes=5
        )
    work = room.story.start(room.entry(0))
    room.story.show_everything(work, sitting)
    room.story.decide_competent(work)
    finalise(device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])

    def running() -> set[tuple[str, str]]:
        return set(faces(board.timings.of_sitting(sitting), now=moment_of(room.story.clock)))

    assert running() == {("", ""), (room.entries[1].id, room.tasks[0])}
    room.story.clock.pass_by(timedelta(hours=3))
    close_sitting(device.sittings, by=ASSESSOR, sitting=sitting)
    assert running() == set()
    assert [one.by for one in board.timings.of_sitting(sitting) if one.act is ClockAct.STOP] == [ASSESSOR] * 3
    with pytest.raises(KnownError, match="sitting-closed"):
        act_on_clock(board, by=ASSESSOR, sitting=sitting, act=ClockAct.START, minutes=5)
    assert running() == set()


def test_the_manifest_counts_rounds_and_clocks_and_has_no_such_word_where_there_were_none(room: Room) -> None:
    board, sitting, device = room.board, room.sitting.id, room.story.device
    act_on_clock(board, by=ASSESSOR, sitting=sitting, act=ClockAct.START, minutes=10)
    room.story.clock.pass_by(timedelta(minutes=11))
    reach_end(board, by=ASSESSOR, sitting=sitting)
    for _time in range(2):
        rotate(board, by=ASSESSOR, sitting=sitting, how=Round.BENCH)
    undo_at_board(board, by=ASSESSOR, sitting=sitting)
    standing = stop(board, by=ASSESSOR, sitting=sitting)
    say_why(board, by=ASSESSOR, stoppage=standing.id, why=StopWhy.POWER)
    close_sitting(device.sittings, by=ASSESSOR, sitting=sitting)
    manifest = closed_sitting(device.sittings, by=ASSESSOR, sitting=sitting).manifest
    assert manifest is not None
    assert manifest.rounds == 1
    assert manifest.clocks == {"start": 3, "pause": 1, "end": 1}
    other, _entries = room.story.open_sitting(CHEF)
    close_sitting(device.sittings, by=ASSESSOR, sitting=other.id)
    quiet = closed_sitting(device.sittings, by=ASSESSOR, sitting=other.id).manifest
    assert quiet is not None
    assert not {"rounds", "clocks", "stops"} & set(as_body(quiet))
