"""A print run after a jam and after a crash, the security paper beneath it, and handing out; on a real data folder."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "e2e"))

from assessor_app.device import open_device
from assessor_app.domain.certificate import CameOut, Target
from assessor_app.domain.errors import KnownError
from assessor_app.domain.handing import Collector, Shown
from assessor_app.domain.print_run import Order
from assessor_app.domain.stock import StockKind
from assessor_app.services.awards.issue import issue
from assessor_app.services.awards.sheets import say_what_came_out, send_sheets
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.printing.cohort import Cohort, choices, papers_of
from assessor_app.services.printing.desk import PressDesk
from assessor_app.services.printing.handing import Handed, collected, copies, hand_out, unclaimed
from assessor_app.services.printing.runs import leave, open_runs, say_last_good, send, start
from assessor_app.services.stock.keep import destroy, find_again, lines, put_aside, receive, stock
from assessor_app.services.stock.take import close_gap, is_kept
from assessor_app.storage.engine.driver import IntegrityError
from story import ADMIN, ASSESSOR, ASSURER, PASSPHRASE, PINS, Story
from story import begin as begin_story

NAMES = ("Żółć Łukasz", "amina Bello", "Владимир Соколов", "Bo Chen", "Émile Zola", "Anna Berg")
NUMBERS = ("10", "9", "2031", "11", "8", "7")
DAY = date(2026, 11, 20)


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin_story(tmp_path / "data", tmp_path / "state")
    for name, number in zip(NAMES, NUMBERS, strict=True):
        found.add_learner(name, number)
    yield found
    found.device.close()


@pytest.fixture
def numbers(story: Story) -> tuple[str, ...]:
    """Six certificates, in the order in which the learners were added."""
    sitting, entries = story.open_sitting()
    done = []
    for entry in entries:
        work = story.start(entry)
        story.show_everything(work, sitting.id)
        story.decide_competent(work)
        done.append(work.id)
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=done)
    from assessor_app.services.deciding.release import release

    release(story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=done)
    made = issue(story.device.awards, by=ASSESSOR, assessments=done)
    holders = {story.device.tables.certificates.get(one).holder: one for one in made}
    return tuple(holders[name] for name in NAMES)


def begin(desk: PressDesk, numbers: Sequence[str], *, serial: str = "") -> int:
    run = start(desk, by=ADMIN, numbers=numbers, about="Kitchen", serial=serial).run
    assert run is not None
    return run


def outcomes(desk: PressDesk, run: int) -> list[CameOut | None]:
    return [paper.outcome for paper in desk.runs.get(run).papers]


def holders(story: Story, order: Order, *, sitting: str = "", form: str = "") -> list[str]:
    cohort = Cohort(sitting=sitting, form=form)
    rows = papers_of(story.device.press, cohort, order=order, by=ADMIN)
    return [row.holder for row in rows]


def test_a_cohort_is_named_and_sorted_as_people_hand_papers_out(
    story: Story, numbers: tuple[str, ...]
) -> None:
    assert len(numbers) == len(NAMES)
    assert holders(story, Order.NAME) == [
        "amina Bello", "Anna Berg", "Bo Chen", "Émile Zola", "Żółć Łukasz", "Владимир Соколов",
    ]  # fmt: skip
    by_number = holders(story, Order.NUMBER)
    assert by_number == [
        "Anna Berg",
        "Émile Zola",
        "amina Bello",
        "Żółć Łukasz",
        "Bo Chen",
        "Владимир Соколов",
    ]
    found = choices(story.device.press, by=ADMIN)
    assert [code for code, _title in found.forms] == ["CUL-KNI"]
    (sitting,) = found.sittings
    assert len(holders(story, Order.SITTING, sitting=sitting[0])) == len(NAMES)
    assert holders(story, Order.FORM, form="ELE-SAF") == []
    with pytest.raises(KnownError, match="not-allowed"):
        papers_of(story.device.press, Cohort(), order=Order.NAME, by=ASSURER)


def test_after_a_jam_the_last_good_sheet_answers_for_all_and_the_run_goes_on(
    story: Story, numbers: tuple[str, ...]
) -> None:
    desk = story.device.press
    run = begin(desk, numbers)
    assert [paper.number for paper in desk.runs.get(run).asked] == list(numbers)
    with pytest.raises(KnownError, match="run-unanswered"):
        send(desk, by=ADMIN, run=run)
    found = say_last_good(desk, by=ADMIN, run=run, good=3, spoiled=1)
    assert outcomes(desk, run) == [*[CameOut.CAME_OUT] * 3, CameOut.SPOILED, *[CameOut.NOT_PRINTED] * 2]
    assert [paper.place for paper in found.left] == [4, 5, 6]
    again = send(desk, by=ADMIN, run=run)
    assert [sheet.number for sheet in again] == list(numbers[3:])
    assert all(sheet.stamp is None for sheet in again)
    assert say_last_good(desk, by=ADMIN, run=run, good=3).ended
    assert open_runs(desk, by=ADMIN) == ()
    with pytest.raises(KnownError, match="run-ended"):
        send(desk, by=ADMIN, run=run)


def test_a_run_is_found_again_after_a_crash_and_what_is_left_can_be_left(
    story: Story, numbers: tuple[str, ...], tmp_path: Path
) -> None:
    run = begin(story.device.press, numbers)
    story.device.close()
    story.device = open_device(
        tmp_path / "data",
        lambda slots: slots.open_with(PASSPHRASE),
        state=tmp_path / "state",
        clock=story.clock,
    )
    desk = story.device.press
    (found,) = open_runs(desk, by=ADMIN)
    assert (found.id, len(found.asked), found.done) == (run, 6, 0)
    with pytest.raises(KnownError, match="run-unanswered"):
        leave(desk, by=ADMIN, run=run)
    assert not say_last_good(desk, by=ADMIN, run=run, good=2).ended
    leave(desk, by=ADMIN, run=run)
    assert open_runs(desk, by=ADMIN) == ()
    left = papers_of(desk, Cohort(), order=Order.NAME, by=ADMIN)
    assert {row.number for row in left} == set(numbers[2:])


def test_more_good_sheets_than_were_sent_is_no_answer(story: Story, numbers: tuple[str, ...]) -> None:
    desk = story.device.press
    run = begin(desk, numbers[:2])
    with pytest.raises(KnownError, match="sheet-answered"):
        say_last_good(desk, by=ADMIN, run=run, good=2, spoiled=1)
    assert outcomes(desk, run) == [CameOut.UNCONFIRMED] * 2


def receive_ten(story: Story) -> None:
    receive(story.device.stock, by=ADMIN, first="A000101", last="A000110", received_on=DAY, note="Box 7")


def serials(story: Story, run: int) -> list[str]:
    return [paper.stock for paper in story.device.press.runs.get(run).papers]


def test_each_sheet_goes_to_the_next_number_and_a_spoiled_one_keeps_its_number(
    story: Story, numbers: tuple[str, ...]
) -> None:
    desk = story.device.press
    assert not is_kept(story.device.stock)
    receive_ten(story)
    assert is_kept(story.device.stock)
    run = begin(desk, numbers[:4], serial="a 000101")
    assert serials(story, run) == ["A000101", "A000102", "A000103", "A000104"]
    say_last_good(desk, by=ADMIN, run=run, good=1, spoiled=1)
    balance = stock(story.device.stock, by=ADMIN).total
    assert (balance.issued, balance.spoiled, balance.blank, balance.received) == (1, 1, 8, 10)
    # The spoiled one is gone; the two that never left lie on the pile again.
    with pytest.raises(KnownError, match="stock-used"):
        send(desk, by=ADMIN, run=run, serial="A000102")
    send(desk, by=ADMIN, run=run, serial="A000103")
    say_last_good(desk, by=ADMIN, run=run, good=3)
    assert serials(story, run) == ["A000101", "A000103", "A000104", "A000105"]
    kept = story.device.tables.sheets.of_certificate(numbers[1])
    assert [(sheet.outcome, sheet.stock) for sheet in kept] == [
        (CameOut.SPOILED, "A000102"),
        (CameOut.CAME_OUT, "A000103"),
    ]
    spoiled = lines(story.device.stock, by=ADMIN, kind=StockKind.SPOILED)
    assert [(line.serial, line.number) for line in spoiled] == [("A000102", numbers[1])]


def test_a_number_that_is_not_the_next_is_refused_until_those_between_are_accounted_for(
    story: Story, numbers: tuple[str, ...]
) -> None:
    desk = story.device.press
    receive_ten(story)
    with pytest.raises(KnownError, match="stock-not-expected") as refused:
        begin(desk, numbers[:2], serial="A000104")
    assert (refused.value.details["expected"], refused.value.details["count"]) == ("A000101", 3)
    assert open_runs(desk, by=ADMIN) == ()
    assert story.device.tables.sheets.unconfirmed() == ()
    with pytest.raises(KnownError, match="stock-reason-needed"):
        close_gap(story.device.stock, by=ADMIN, typed="A000104", kind=StockKind.MISSING, reason=" ")
    close_gap(story.device.stock, by=ADMIN, typed="A000104", kind=StockKind.MISSING, reason="Box was open")
    begin(desk, numbers[:2], serial="A000104")
    total = stock(story.device.stock, by=ADMIN).total
    assert (total.missing, total.sent, total.blank) == (3, 2, 5)
    find_again(story.device.stock, by=ADMIN, first="A000102", last="A000102", reason="Behind the printer")
    assert stock(story.device.stock, by=ADMIN).deliveries[0].next == "A000102"


def test_too_few_sheets_are_no_sheets_and_a_second_delivery_goes_on(
    story: Story, numbers: tuple[str, ...]
) -> None:
    desk = story.device.press
    receive(story.device.stock, by=ADMIN, first="Z9", last="Z9", received_on=DAY)
    with pytest.raises(KnownError, match="stock-too-few"):
        begin(desk, numbers[:3], serial="Z9")
    assert open_runs(desk, by=ADMIN) == ()
    receive_ten(story)
    run = begin(desk, numbers[:3], serial="Z9")
    assert serials(story, run) == ["Z9", "A000101", "A000102"]


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("A000105", "A000120", "stock-twice"),
        ("B9", "B1", "stock-range"),
        ("B1", "C2", "stock-range"),
        ("B01", "B2", "stock-range"),
        ("no digits", "B2", "stock-unreadable"),
        ("B1", "B9999999", "stock-range"),
    ],
)
def test_what_is_no_delivery_is_refused(story: Story, first: str, last: str, code: str) -> None:
    receive_ten(story)
    with pytest.raises(KnownError, match=code):
        receive(story.device.stock, by=ADMIN, first=first, last=last, received_on=DAY)
    assert len(stock(story.device.stock, by=ADMIN).deliveries) == 1


def test_spoiled_paper_is_destroyed_before_a_second_person(story: Story) -> None:
    desk = story.device.stock
    receive_ten(story)
    put_aside(desk, by=ADMIN, first="A000101", last="A000102", kind=StockKind.SPOILED, reason="Coffee")

    def shred(serial: str, *, witness: str, pin: str, by: str = ADMIN) -> None:
        destroy(desk, by=by, serials=[serial], witness=witness, pin=pin, reason="Shredded")

    for witness, pin, code in (
        (ADMIN, PINS[ADMIN], "stock-alone"),
        (ASSESSOR, "0000", "pin-wrong"),
        ("", "", "stock-alone"),
    ):
        with pytest.raises(KnownError, match=code):
            shred("A000101", witness=witness, pin=pin)
    with pytest.raises(KnownError, match="not-allowed"):
        shred("A000101", by=ASSESSOR, witness=ADMIN, pin=PINS[ADMIN])
    with pytest.raises(KnownError, match="stock-not-spoiled"):
        shred("A000103", witness=ASSESSOR, pin=PINS[ASSESSOR])
    shred("A000101", witness=ASSESSOR, pin=PINS[ASSESSOR])
    total = stock(desk, by=ADMIN).total
    assert (total.spoiled, total.destroyed, total.blank) == (1, 1, 8)
    (line,) = lines(desk, by=ADMIN, kind=StockKind.DESTROYED)
    assert line.witness
    with pytest.raises(KnownError, match="stock-not-spoiled"):
        shred("A000101", witness=ASSESSOR, pin=PINS[ASSESSOR])


def test_the_stock_cannot_be_rewritten(story: Story) -> None:
    receive_ten(story)
    put_aside(
        story.device.stock, by=ADMIN, first="A000101", last="A000101", kind=StockKind.MISSING, reason="?"
    )
    raw = story.device.store.raw()
    for sql in (
        "UPDATE stock_event SET kind = 'back'",
        "DELETE FROM stock_event",
        "UPDATE stock_batch SET last = 200",
        "DELETE FROM stock_batch",
        "INSERT INTO stock_event (batch, serial, kind, at, by) SELECT 1, 999, 'missing', '', id FROM staff",
        """INSERT INTO stock_event (batch, serial, kind, witness, at, by)
           SELECT 1, 102, 'destroyed', id, '', id FROM staff""",
    ):
        with pytest.raises(IntegrityError):
            raw.execute(sql)


def test_a_single_sheet_outside_any_run_is_answered_too(story: Story, numbers: tuple[str, ...]) -> None:
    (sheet,) = send_sheets(story.device.awards, by=ADMIN, numbers=numbers[:1], target=Target.PRINTER)
    say_what_came_out(story.device.awards, by=ADMIN, sheet=sheet.id, outcome=CameOut.CAME_OUT)
    assert [row.number for row in unclaimed(story.device.press, by=ADMIN)] == [numbers[0]]


def test_papers_lie_here_until_somebody_signs_for_them(story: Story, numbers: tuple[str, ...]) -> None:
    desk = story.device.press
    run = begin(desk, numbers[:3])
    say_last_good(desk, by=ADMIN, run=run, good=3)
    rows = {row.number: row.sheet for row in unclaimed(desk, by=ADMIN)}
    assert set(rows) == set(numbers[:3])
    holder = Handed(kind=Collector.HOLDER, identified=Shown.DOCUMENT, strokes=[[[1, 2], [3, 4]]])
    hand_out(desk, by=ADMIN, sheets=[rows[numbers[0]]], handed=holder)
    with pytest.raises(KnownError, match="collected-already"):
        hand_out(desk, by=ADMIN, sheets=[rows[numbers[1]], rows[numbers[0]]], handed=holder)
    sister = Handed(
        kind=Collector.OTHER, who="Her sister", authority="Letter", identified=Shown.DOCUMENT,
        witness=ASSESSOR, pin=PINS[ASSESSOR],
    )  # fmt: skip
    hand_out(desk, by=ADMIN, sheets=[rows[numbers[1]]], handed=sister)
    assert [row.number for row in unclaimed(desk, by=ADMIN)] == [numbers[2]]
    assert [(row.number, bool(row.witness)) for row in collected(desk, by=ADMIN)] == [
        (numbers[1], True),
        (numbers[0], False),
    ]


@pytest.mark.parametrize(
    ("handed", "code"),
    [
        (Handed(kind=Collector.HOLDER, strokes=[[[1, 2]]]), "collector-unidentified"),
        (Handed(kind=Collector.HOLDER, identified=Shown.KNOWN), "collection-unsigned"),
        (Handed(kind=Collector.OTHER, identified=Shown.KNOWN, authority="Letter"), "collector-unnamed"),
        (Handed(kind=Collector.OTHER, who="Bo", identified=Shown.KNOWN), "collector-without-authority"),
        (Handed(kind=Collector.POSTED), "collector-unnamed"),
        (
            Handed(kind=Collector.HOLDER, identified=Shown.KNOWN, witness=ADMIN, pin=PINS[ADMIN]),
            "witness-alone",
        ),
        (Handed(kind=Collector.HOLDER, identified=Shown.KNOWN, witness=ASSESSOR, pin="0000"), "pin-wrong"),
    ],
)
def test_what_is_not_said_hands_nothing_out(
    story: Story, numbers: tuple[str, ...], handed: Handed, code: str
) -> None:
    (sheet,) = send_sheets(story.device.awards, by=ADMIN, numbers=numbers[:1], target=Target.PRINTER)
    say_what_came_out(story.device.awards, by=ADMIN, sheet=sheet.id, outcome=CameOut.CAME_OUT)
    with pytest.raises(KnownError, match=code):
        hand_out(story.device.press, by=ADMIN, sheets=[sheet.id], handed=handed)
    assert len(unclaimed(story.device.press, by=ADMIN)) == 1


def test_the_log_of_replacements_says_which_copy_and_why(story: Story, numbers: tuple[str, ...]) -> None:
    awards = story.device.awards
    for reason in ("", "lost", "wet"):
        (sheet,) = send_sheets(awards, by=ADMIN, numbers=numbers[:1], target=Target.PRINTER, reason=reason)
        say_what_came_out(awards, by=ADMIN, sheet=sheet.id, outcome=CameOut.CAME_OUT)
    assert [(row.copy, row.reason) for row in copies(story.device.press, by=ADMIN)] == [
        (2, "wet"),
        (1, "lost"),
    ]
