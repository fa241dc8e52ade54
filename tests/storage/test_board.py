"""The board's services on a real encrypted folder: filling, moving, undoing, stopping, clocks, stations."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from assessor_app.device.evidence import evidence_desk
from assessor_app.domain.after import Why
from assessor_app.domain.assessment import Decision, End, State
from assessor_app.domain.dealing import deal
from assessor_app.domain.errors import KnownError
from assessor_app.domain.filling import LeftOut
from assessor_app.domain.marks import How, Judgement, Mark
from assessor_app.domain.people import Role
from assessor_app.domain.sitting import Attendance, Entry, Method
from assessor_app.domain.stopping import StopWhy
from assessor_app.domain.timing import ClockAct, ClockFace, faces
from assessor_app.formats.signed_record import decode
from assessor_app.services.after.annul import Grounds, Signer, annul
from assessor_app.services.assessing.answer import answer
from assessor_app.services.assessing.ending import end
from assessor_app.services.assessing.mark import mark, write_note
from assessor_app.services.assessing.ports import Change
from assessor_app.services.assessing.start import discard
from assessor_app.services.assessing.undo import next_undo, undo, undo_in_sitting
from assessor_app.services.board.clocks import act_on_clock
from assessor_app.services.board.desk import look
from assessor_app.services.board.fill import Filled, fill
from assessor_app.services.board.marking import Marked, mark_entry
from assessor_app.services.board.move import Moved, move_marks
from assessor_app.services.board.paper import keep_sheet_photo
from assessor_app.services.board.rounds import rotate
from assessor_app.services.board.stations import place_bench, send_to_task
from assessor_app.services.board.stop import restart, say_why, stop
from assessor_app.services.clock import moment_of
from assessor_app.services.deciding.decide import decide, standing
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.quality.inside import Attend, look_inside
from assessor_app.services.quality.queue import QualityDesk
from assessor_app.services.sittings.attend import set_attendance
from assessor_app.services.sittings.before import choose_method
from assessor_app.services.sittings.closed import closed_sitting
from assessor_app.services.sittings.open import close_sitting
from assessor_app.storage.tables.quality import QualityTable
from assessor_app.trust import jws
from story import ADMIN, ASSESSOR, ASSURER, PINS, Story, begin, staff

CHEF = ("CUL-KNI", "1")
NAMES = ("Amina Bello", "Bram Jansen", "Chen Wei", "Dara Okoye")


class Room:
    """A sitting with four learners present."""

    def __init__(self, story: Story) -> None:
        self.story = story
        for number, name in enumerate(NAMES, start=2031):
            story.add_learner(name, str(number))
        self.sitting, self.entries = story.open_sitting(CHEF)
        form = story.device.shelf.get(*CHEF)
        plain = [
            item
            for item in form.criteria()
            if not (item.critical or item.note or item.photo or item.readings)
        ]
        self.form, self.plain = form, [item.id for item in plain]
        self.critical = next(item.id for item in form.criteria() if item.critical)

    def tap(self, entry: Entry, criterion: str, said: Mark = Mark.MET, *, by: str = ASSESSOR) -> Marked:
        return mark_entry(
            self.story.device.assessing,
            by=by,
            entry=entry.id,
            criterion=criterion,
            mark_as=said,
            how=How.TAP,
        )

    def marks(self, entry: Entry) -> dict[str, Judgement]:
        board = look(self.story.device.board, self.sitting.id)
        return dict(next(line.marks for line in board.lines if line.entry.id == entry.id))

    def fill(self, criterion: str) -> Filled:
        return fill(
            self.story.device.board, by=ASSESSOR, sitting=self.sitting.id, form=CHEF, criterion=criterion
        )

    def undo(self) -> tuple[Change, ...]:
        done = undo_in_sitting(self.story.device.assessing, by=ASSESSOR, sitting=self.sitting.id)
        assert isinstance(done, tuple), "no evidence here"
        return done

    def move(
        self,
        source: Entry,
        target: Entry,
        *,
        criteria: tuple[str, ...] = (),
        since: str = "",
        swap: bool = False,
    ) -> Moved:
        return move_marks(
            self.story.device.assessing,
            by=ASSESSOR,
            source=source.id,
            target=target.id,
            criteria=criteria,
            since=since,
            swap=swap,
        )


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    story = begin(tmp_path / "data", tmp_path / "state")
    yield Room(story)
    story.device.close()


def test_the_first_tap_on_a_learner_begins_their_work(room: Room) -> None:
    made = room.tap(room.entries[0], room.plain[0])
    assert made.judgement.mark is Mark.MET
    again = room.tap(room.entries[0], room.plain[1], Mark.NOT_MET)
    assert (again.assessment, again.occasion) == (made.assessment, made.occasion)
    lines = look(room.story.device.board, room.sitting.id).lines
    assert [line.name for line in lines] == list(NAMES)
    assert {key: said.mark for key, said in lines[0].marks.items()} == {
        room.plain[0]: Mark.MET,
        room.plain[1]: Mark.NOT_MET,
    }
    assert lines[1].state is None


def test_a_fill_leaves_out_whoever_must_be_looked_at_and_says_why(room: Room) -> None:
    first, second, third, fourth = room.entries
    room.tap(first, room.plain[0], Mark.NOT_MET)
    set_attendance(room.story.device.sittings, by=ASSESSOR, entry=second.id, attendance=Attendance.LEFT)
    stop(room.story.device.board, by=ASSESSOR, sitting=room.sitting.id, entry=third.id)
    done = room.fill(room.plain[0])
    assert done.filled == (fourth.id,)
    assert dict(done.left) == {
        first.id: LeftOut.MARKED,
        second.id: LeftOut.NOT_HERE,
        third.id: LeftOut.STOPPED,
    }
    said = room.marks(fourth)[room.plain[0]]
    assert (said.mark, said.how, said.by) == (Mark.MET, How.FILL, ASSESSOR)
    assert room.marks(first)[room.plain[0]].mark is Mark.NOT_MET


def test_a_fill_leaves_out_whoever_is_assessed_by_prior_learning(room: Room) -> None:
    prior = room.entries[1]
    choose_method(room.story.device.sittings, by=ASSESSOR, entry=prior.id, method=Method.RPL)
    done = room.fill(room.plain[0])
    assert dict(done.left) == {prior.id: LeftOut.PRIOR_LEARNING}


def test_a_fill_takes_no_decision_back(room: Room) -> None:
    decided = room.entries[0]
    made = room.tap(decided, room.plain[1])
    decide(
        room.story.device.assessing,
        by=ASSESSOR,
        assessment=made.assessment,
        decision=Decision.NOT_YET,
        feedback="Another day.",
    )
    done = room.fill(room.plain[0])
    assert dict(done.left)[decided.id] is LeftOut.DECIDED
    assert room.story.device.tables.assessments.get(made.assessment).state is State.DECIDED


def test_critical_criteria_and_those_that_want_something_are_never_filled(room: Room) -> None:
    wanting = [
        item.id for item in room.form.criteria() if item.critical or item.note or item.photo or item.readings
    ]
    for criterion in wanting:
        with pytest.raises(KnownError, match="not-filled"):
            room.fill(criterion)
    assert all(not room.marks(entry) for entry in room.entries)


def test_a_fill_is_one_act_with_one_undo(room: Room) -> None:
    room.tap(room.entries[0], room.plain[1])
    room.fill(room.plain[0])
    assert all(room.plain[0] in room.marks(entry) for entry in room.entries)
    taken_back = room.undo()
    assert len(taken_back) == len(NAMES)
    assert all(room.plain[0] not in room.marks(entry) for entry in room.entries)
    (one,) = room.undo()
    assert one.about == room.plain[1]
    with pytest.raises(KnownError, match="nothing-to-undo"):
        room.undo()


def test_undo_from_one_learners_page_takes_the_whole_act_back(room: Room) -> None:
    room.fill(room.plain[0])
    board = look(room.story.device.board, room.sitting.id)
    assessment = board.lines[0].entry.assessment
    undo(room.story.device.assessing, by=ASSESSOR, assessment=assessment)
    assert not any(room.marks(entry) for entry in room.entries)


def test_an_act_over_which_somebody_wrote_since_is_not_taken_back(room: Room) -> None:
    room.fill(room.plain[0])
    other = room.story.device.tables.staff.get(ASSURER)
    both = staff(ASSURER, other.name, Role.ASSESSOR)
    room.story.device.tables.staff.put(both, at="2026-11-22T09:00:00+00:00")
    room.tap(room.entries[2], room.plain[0], Mark.NOT_MET, by=ASSURER)
    with pytest.raises(KnownError, match="nothing-to-undo"):
        room.undo()


def test_undo_in_the_room_leaves_what_is_decided_alone(room: Room) -> None:
    room.tap(room.entries[0], room.plain[0])
    made = room.tap(room.entries[1], room.plain[0])
    desk, assessment = room.story.device.assessing, made.assessment
    decide(desk, by=ASSESSOR, assessment=assessment, decision=Decision.NOT_YET)
    (one,) = room.undo()
    assert one.assessment != assessment
    with pytest.raises(KnownError, match="nothing-to-undo"):
        room.undo()
    assert next_undo(desk, by=ASSESSOR, assessment=assessment) is not None


def test_marks_move_to_the_right_learner_and_keep_their_times(room: Room) -> None:
    wrong, right = room.entries[0], room.entries[1]
    before = room.tap(wrong, room.plain[0]).judgement
    made = room.tap(wrong, room.plain[1], Mark.NOT_MET)
    write_note(
        room.story.device.assessing,
        by=ASSESSOR,
        assessment=made.assessment,
        occasion=made.occasion,
        criterion=room.plain[1],
        note="Knife on the edge",
    )
    moved = room.move(wrong, right)
    assert moved.criteria == (room.plain[0], room.plain[1])
    assert room.marks(wrong) == {}
    assert room.marks(right)[room.plain[0]] == before
    assert room.marks(right)[room.plain[1]].note == "Knife on the edge"
    room.undo()
    assert room.marks(right) == {}
    assert room.marks(wrong)[room.plain[0]] == before


def test_only_what_was_seen_since_moves_and_what_stood_before_comes_back(room: Room) -> None:
    wrong, right = room.entries[0], room.entries[1]
    room.tap(wrong, room.plain[0])
    room.tap(wrong, room.plain[2])
    room.story.clock.pass_by(timedelta(minutes=5))
    since = room.story.clock.now().isoformat(timespec="seconds")
    room.tap(wrong, room.plain[0], Mark.NOT_MET)
    room.tap(wrong, room.plain[1])
    moved = room.move(wrong, right, since=since)
    assert moved.criteria == (room.plain[0], room.plain[1])
    assert {key: item.mark for key, item in room.marks(wrong).items()} == {
        room.plain[0]: Mark.MET,
        room.plain[2]: Mark.MET,
    }
    assert room.marks(right)[room.plain[0]].mark is Mark.NOT_MET


def test_a_move_never_overwrites_and_a_swap_exchanges(room: Room) -> None:
    one, other = room.entries[0], room.entries[1]
    room.tap(one, room.plain[0])
    room.tap(other, room.plain[0], Mark.NOT_MET)
    room.tap(other, room.plain[1])
    with pytest.raises(KnownError, match="marks-there-already"):
        room.move(one, other)
    swapped = room.move(one, other, swap=True)
    assert swapped.criteria == (room.plain[0], room.plain[1])
    assert room.marks(one)[room.plain[0]].mark is Mark.NOT_MET
    assert room.marks(one)[room.plain[1]].mark is Mark.MET
    assert set(room.marks(other)) == {room.plain[0]}
    room.undo()
    assert room.marks(one)[room.plain[0]].mark is Mark.MET
    assert room.marks(other)[room.plain[1]].mark is Mark.MET


def test_a_move_of_all_takes_the_oral_answers_with_it(room: Room) -> None:
    wrong, right = room.entries[0], room.entries[1]
    desk = room.story.device.assessing
    works = [room.tap(wrong, room.plain[0]).assessment, room.tap(right, room.plain[1]).assessment]
    dealt = [{item.id for item in deal(room.form, desk.assessments.get(work).seed)} for work in works]

    def say(question: str) -> None:
        answer(desk, by=ASSESSOR, assessment=works[0], question=question, mark=Mark.MET, said=(0,))

    both, alone = sorted(dealt[0] & dealt[1]), sorted(dealt[0] - dealt[1])
    say(both[0])
    said = desk.work.oral(works[0])[both[0]]
    moved = room.move(wrong, right)
    assert (moved.criteria, moved.questions) == ((room.plain[0],), (both[0],))
    assert (desk.work.oral(works[0]), desk.work.oral(works[1])) == ({}, {both[0]: said})
    room.undo()
    assert (desk.work.oral(works[0]), desk.work.oral(works[1])) == ({both[0]: said}, {})
    room.move(wrong, right, criteria=(room.plain[0],))
    assert set(desk.work.oral(works[0])) == {both[0]}, "marks of a task are no answers"
    room.undo()
    assert alone, "somebody is asked something else"
    say(alone[0])
    with pytest.raises(KnownError, match="answer-not-dealt"):
        room.move(wrong, right)
    assert set(desk.work.oral(works[0])) == {both[0], alone[0]}
    assert set(room.marks(wrong)) == {room.plain[0]}


def test_a_move_of_a_task_leaves_the_rest(room: Room) -> None:
    one, other = room.entries[0], room.entries[1]
    room.tap(one, room.plain[0])
    room.tap(one, room.plain[1])
    room.move(one, other, criteria=(room.plain[1],))
    assert set(room.marks(one)) == {room.plain[0]}
    assert set(room.marks(other)) == {room.plain[1]}
    with pytest.raises(KnownError, match="nothing-to-move"):
        room.move(one, other, criteria=(room.plain[2],))
    with pytest.raises(KnownError, match="same-learner"):
        room.move(one, one)


def test_a_stop_freezes_marks_until_a_pin_and_a_reason(room: Room) -> None:
    board, one = room.story.device.board, room.entries[0]
    made = room.tap(one, room.plain[0])
    standing = stop(board, by=ASSESSOR, sitting=room.sitting.id)
    assert stop(board, by=ASSESSOR, sitting=room.sitting.id) == standing
    for entry in room.entries[:2]:
        with pytest.raises(KnownError, match="stopped"):
            room.tap(entry, room.plain[1])
    # What happened may be written down while everything else is frozen.
    write_note(
        room.story.device.assessing,
        by=ASSESSOR,
        assessment=made.assessment,
        occasion=made.occasion,
        criterion=room.plain[0],
        note="Alarm at 10:14",
    )
    with pytest.raises(KnownError, match="why-stopped-needed"):
        restart(board, by=ASSESSOR, pin=PINS[ASSESSOR], stoppage=standing.id, reason="All clear")
    say_why(board, by=ASSESSOR, stoppage=standing.id, why=StopWhy.ALARM, told="Fire warden")
    with pytest.raises(KnownError, match="pin-wrong"):
        restart(board, by=ASSESSOR, pin="0000", stoppage=standing.id, reason="All clear")
    with pytest.raises(KnownError, match="restart-reason-needed"):
        restart(board, by=ASSESSOR, pin=PINS[ASSESSOR], stoppage=standing.id, reason=" ")
    with pytest.raises(KnownError, match="words-too-long"):
        restart(board, by=ASSESSOR, pin=PINS[ASSESSOR], stoppage=standing.id, reason="x" * 1_001)
    restart(board, by=ASSESSOR, pin=PINS[ASSESSOR], stoppage=standing.id, reason="All clear")
    room.tap(one, room.plain[1])
    with pytest.raises(KnownError, match="stop-over"):
        say_why(board, by=ASSESSOR, stoppage=standing.id, why=StopWhy.POWER)


def test_a_stop_of_one_learner_leaves_the_others_free(room: Room) -> None:
    stop(room.story.device.board, by=ASSESSOR, sitting=room.sitting.id, entry=room.entries[0].id)
    with pytest.raises(KnownError, match="stopped"):
        room.tap(room.entries[0], room.plain[0])
    room.tap(room.entries[1], room.plain[0])


def test_a_stop_freezes_answers_and_a_competent_decision_too(room: Room) -> None:
    device, one = room.story.device, room.entries[0]
    work = room.tap(one, room.plain[0]).assessment
    question = deal(room.form, device.tables.assessments.get(work).seed)[0]

    def say() -> None:
        answer(device.assessing, by=ASSESSOR, assessment=work, question=question.id, mark=Mark.MET, said=(0,))

    standing = stop(device.board, by=ASSESSOR, sitting=room.sitting.id, entry=one.id)
    say_why(device.board, by=ASSESSOR, stoppage=standing.id, why=StopWhy.UNSAFE_ACT, told="Safety officer")
    with pytest.raises(KnownError, match="stopped"):
        say()
    with pytest.raises(KnownError, match="stopped"):
        decide(device.assessing, by=ASSESSOR, assessment=work, decision=Decision.COMPETENT)
    decide(device.assessing, by=ASSESSOR, assessment=work, decision=Decision.NOT_YET)
    restart(device.board, by=ASSESSOR, pin=PINS[ASSESSOR], stoppage=standing.id, reason="Shown again safely")
    say()
    with pytest.raises(KnownError, match="not-competent-by-rule"):
        decide(device.assessing, by=ASSESSOR, assessment=work, decision=Decision.COMPETENT)


def test_clocks_count_pause_and_stop_with_the_room(room: Room) -> None:
    board, sitting = room.story.device.board, room.sitting.id
    clock = room.story.clock

    def shown() -> ClockFace:
        return faces(board.timings.of_sitting(sitting), now=moment_of(clock))[("", "")]

    act_on_clock(board, by=ASSESSOR, sitting=sitting, act=ClockAct.START, minutes=20)
    clock.pass_by(timedelta(minutes=5))
    assert 300 <= shown().seconds <= 305
    assert shown().left is not None
    standing = stop(board, by=ASSESSOR, sitting=sitting)
    clock.pass_by(timedelta(minutes=30))
    paused = shown()
    assert (paused.running, paused.reason) == (False, "stop")
    assert paused.seconds < 310
    with pytest.raises(KnownError, match="stopped"):
        act_on_clock(board, by=ASSESSOR, sitting=sitting, act=ClockAct.GO_ON)
    say_why(board, by=ASSESSOR, stoppage=standing.id, why=StopWhy.POWER)
    restart(board, by=ASSESSOR, pin=PINS[ASSESSOR], stoppage=standing.id, reason="Power is back")
    assert not shown().running
    act_on_clock(board, by=ASSESSOR, sitting=sitting, act=ClockAct.GO_ON)
    assert shown().running
    with pytest.raises(KnownError, match="pause-reason-needed"):
        act_on_clock(board, by=ASSESSOR, sitting=sitting, act=ClockAct.PAUSE)
    act_on_clock(board, by=ASSESSOR, sitting=sitting, act=ClockAct.STOP)
    assert faces(board.timings.of_sitting(sitting), now=moment_of(clock)) == {}
    with pytest.raises(KnownError, match="clock-not-running"):
        act_on_clock(board, by=ASSESSOR, sitting=sitting, act=ClockAct.STOP)


def test_a_group_goes_round_its_tasks_and_a_fill_stays_at_the_task(room: Room) -> None:
    board = room.story.device.board
    tasks = [task.id for task in room.form.tasks]
    for entry, task in zip(room.entries, (tasks[0], tasks[0], tasks[-1], ""), strict=True):
        send_to_task(board, by=ASSESSOR, entry=entry.id, task=task)
    criterion = next(item for item in room.plain if room.form.task_of(item).id == tasks[0])
    done = room.fill(criterion)
    assert set(done.filled) == {room.entries[0].id, room.entries[1].id, room.entries[3].id}
    assert dict(done.left) == {room.entries[2].id: LeftOut.OTHER_TASK}
    moved = {entry.id: entry.task for entry in rotate(board, by=ASSESSOR, sitting=room.sitting.id)}
    assert moved == {
        room.entries[0].id: tasks[1],
        room.entries[1].id: tasks[1],
        room.entries[2].id: tasks[0],
    }
    with pytest.raises(KnownError, match="no-such-task"):
        send_to_task(board, by=ASSESSOR, entry=room.entries[0].id, task="T99")


def test_benches_keep_their_places_in_a_room_and_change_them(room: Room) -> None:
    board, sitting = room.story.device.board, room.sitting.id
    for bench, across in (("1", 0), ("2", 1)):
        place_bench(board, by=ASSESSOR, sitting=sitting, bench=bench, across=across, down=0)
    place_bench(board, by=ASSESSOR, sitting=sitting, bench="1", across=1, down=0)
    seats = {seat.bench: (seat.across, seat.down) for seat in look(board, sitting).seats}
    assert seats == {"1": (1, 0), "2": (0, 0)}
    assert board.seats.of_place("  kitchen 2 ") == board.seats.of_place("Kitchen 2")
    with pytest.raises(KnownError, match="no-such-seat"):
        place_bench(board, by=ASSESSOR, sitting=sitting, bench="1", across=99, down=0)


def test_marks_that_changed_hands_are_looked_at_first_unless_it_was_undone(room: Room) -> None:
    device = room.story.device
    one, other = room.entries[:2]
    made = room.tap(one, room.plain[0])
    there = room.tap(other, room.plain[1])
    desk = QualityDesk(
        desk=device.assessing, reads=QualityTable(device.store), outcomes=device.tables.outcomes
    )

    def moved(assessment: str) -> list[int]:
        inside = look_inside(desk, by=ASSURER, assessment=assessment)
        return [item.count for item in inside.attention if item.kind is Attend.MOVED]

    room.move(one, other, swap=True)
    assert (moved(made.assessment), moved(there.assessment)) == ([2], [2])
    room.undo()
    assert (moved(made.assessment), moved(there.assessment)) == ([], [])


def test_a_mark_from_paper_keeps_its_own_time_and_sheet(room: Room) -> None:
    made = mark_entry(
        room.story.device.assessing,
        by=ASSESSOR,
        entry=room.entries[0].id,
        criterion=room.plain[0],
        mark_as=Mark.MET,
        how=How.PAPER,
        observed_at="2026-11-22T08:40:00+00:00",
        source="sheet-3",
    )
    assert made.judgement.observed_at < made.judgement.entered_at
    kept = room.marks(room.entries[0])[room.plain[0]]
    assert (kept.how, kept.source) == (How.PAPER, "sheet-3")
    room.tap(room.entries[0], room.plain[0], Mark.NOT_MET)
    assert room.marks(room.entries[0])[room.plain[0]].source == ""
    room.undo()
    assert room.marks(room.entries[0])[room.plain[0]] == kept
    desk = room.story.device.assessing
    change = next_undo(desk, by=ASSESSOR, assessment=made.assessment)
    assert isinstance(change, Change)
    assert isinstance(change.new, Judgement)
    assert change.new.source == "sheet-3"
    mark(
        desk,
        by=ASSESSOR,
        assessment=made.assessment,
        occasion=made.occasion,
        criterion=room.plain[1],
        mark=Mark.MET,
    )


def test_without_the_photo_of_the_sheet_no_reason_makes_competent(room: Room) -> None:
    device, one = room.story.device, room.entries[0]
    learners = device.tables.learners
    minor = replace(learners.get(one.learner), birth_date=date(2009, 1, 1))
    learners.put(minor, at="2026-11-22T09:00:00+00:00", by=ADMIN)
    work = room.story.start(one)
    room.story.show_everything(work, room.sitting.id)
    mark_entry(
        device.assessing,
        by=ASSESSOR,
        entry=one.id,
        criterion=room.plain[0],
        mark_as=Mark.MET,
        how=How.PAPER,
        observed_at="2026-11-22T08:40:00+00:00",
        source="sheet-3",
    )
    reasons = {item.key: "Seen by me" for item in standing(device.assessing, work.id)}
    assert "sheet:3" in reasons
    competent = partial(
        decide,
        device.assessing,
        by=ASSESSOR,
        assessment=work.id,
        decision=Decision.COMPETENT,
        overrides=reasons,
    )
    with pytest.raises(KnownError) as refused:
        competent()
    assert (refused.value.code, refused.value.details["lack"]) == ("not-competent-by-rule", "sheet")
    # A sheet of paper shows nobody: it is photographed of a minor without consent too.
    picture = BytesIO()
    Image.new("RGB", (64, 48), "white").save(picture, "JPEG")
    picture.seek(0)
    keep_sheet_photo(
        device.board,
        evidence_desk(device),
        by=ASSESSOR,
        sitting=room.sitting.id,
        sheet=3,
        picture=picture,
    )
    assert competent().decision is Decision.COMPETENT


def test_a_stop_stands_in_the_signed_record_as_codes_and_times(room: Room) -> None:
    device = room.story.device
    board, one = device.board, room.entries[0]
    made = room.tap(one, room.plain[0])
    standing = stop(board, by=ASSESSOR, sitting=room.sitting.id)
    say_why(
        board,
        by=ASSESSOR,
        stoppage=standing.id,
        why=StopWhy.INJURY,
        told="First aider Jo",
        note="Cut thumb",
        entry=one.id,
    )
    restart(board, by=ASSESSOR, pin=PINS[ASSESSOR], stoppage=standing.id, reason="Plaster on")
    decide(device.assessing, by=ASSESSOR, assessment=made.assessment, decision=Decision.NOT_YET)
    (signed,) = finalise(device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[made.assessment])
    body = decode(jws.peek(device.tables.records.get(signed.id).jws)[1]).body
    (said,) = body["stops"]
    assert (said["room"], said["why"], said["by"]) == (False, "injury", ASSESSOR)
    assert said["restarted"] > said["at"]
    assert "thumb" not in str(body)
    other = room.tap(room.entries[1], room.plain[0])
    decide(device.assessing, by=ASSESSOR, assessment=other.assessment, decision=Decision.NOT_YET)
    (plain,) = finalise(device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[other.assessment])
    assert "stops" not in decode(jws.peek(device.tables.records.get(plain.id).jws)[1]).body


def test_what_was_annulled_is_begun_anew_by_a_tap(room: Room) -> None:
    device, one = room.story.device, room.entries[0]
    made = room.tap(one, room.plain[0])
    decide(device.assessing, by=ASSESSOR, assessment=made.assessment, decision=Decision.NOT_YET)
    finalise(device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[made.assessment])
    assert not next(
        line for line in look(device.board, room.sitting.id).lines if line.entry.id == one.id
    ).here
    annul(
        device.after,
        by=Signer(id=ASSESSOR, pin=PINS[ASSESSOR]),
        second=Signer(id=ASSURER, pin=PINS[ASSURER]),
        assessment=made.assessment,
        grounds=Grounds(why=Why.WRONG_LEARNER, reason="Marks of bib 2"),
    )
    line = next(line for line in look(device.board, room.sitting.id).lines if line.entry.id == one.id)
    assert (line.here, line.state, dict(line.marks)) == (True, None, {})
    again = room.tap(one, room.plain[0], Mark.NOT_MET)
    assert again.assessment != made.assessment
    assert set(room.marks(one)) == {room.plain[0]}


def test_nothing_is_signed_closed_or_discarded_over_a_stop_that_nobody_explained(room: Room) -> None:
    device, one, other = room.story.device, room.entries[0], room.entries[1]
    work = room.tap(one, room.plain[0]).assessment
    second = room.tap(other, room.plain[0]).assessment
    standing = stop(device.board, by=ASSESSOR, sitting=room.sitting.id, entry=one.id)
    with pytest.raises(KnownError, match="stop-unsaid-discard"):
        discard(device.assessing, by=ASSESSOR, assessment=work)
    discard(device.assessing, by=ASSESSOR, assessment=second)
    end(device.assessing, by=ASSESSOR, assessment=work, how=End.STOPPED_UNSAFE)
    decide(device.assessing, by=ASSESSOR, assessment=work, decision=Decision.NOT_YET)
    with pytest.raises(KnownError, match="stop-unsaid") as refused:
        finalise(device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work])
    assert refused.value.details["learner"] == NAMES[0]
    with pytest.raises(KnownError, match="stop-unsaid-here"):
        close_sitting(device.sittings, by=ASSESSOR, sitting=room.sitting.id)
    say_why(device.board, by=ASSESSOR, stoppage=standing.id, why=StopWhy.UNSAFE_ACT, told="Safety officer")
    finalise(device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work])
    close_sitting(device.sittings, by=ASSESSOR, sitting=room.sitting.id)
    manifest = closed_sitting(device.sittings, by=ASSESSOR, sitting=room.sitting.id).manifest
    assert manifest is not None
    assert manifest.stops == 1


def test_a_clock_counts_on_when_the_wall_clock_is_set_back(room: Room) -> None:
    board, sitting, clock = room.story.device.board, room.sitting.id, room.story.clock

    def seconds() -> int:
        return faces(board.timings.of_sitting(sitting), now=moment_of(clock))[("", "")].seconds

    act_on_clock(board, by=ASSESSOR, sitting=sitting, act=ClockAct.START, minutes=20)
    clock.pass_by(timedelta(minutes=10))
    clock.moment -= timedelta(hours=1)
    assert 600 <= seconds() < 610
    act_on_clock(board, by=ASSESSOR, sitting=sitting, act=ClockAct.PAUSE, reason="Question from the hall")
    assert 600 <= seconds() < 615
    act_on_clock(board, by=ASSESSOR, sitting=sitting, act=ClockAct.GO_ON)
    # After a new start of the program there is only the wall clock to go by; it never takes time back.
    clock.boot = "1" * 32
    clock.moment -= timedelta(hours=1)
    assert 600 <= seconds() < 620
