"""The disk fills in the middle of something: a sentence, nothing half written, and all goes on when there is room."""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from assessor_app.device.evidence import evidence_desk
from assessor_app.documents.files import PdfFiles
from assessor_app.domain.assessment import State
from assessor_app.domain.certificate import CameOut
from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import Evidence
from assessor_app.domain.marks import Mark
from assessor_app.services.assessing.mark import mark, write_note
from assessor_app.services.awards.issue import issue
from assessor_app.services.awards.save import save
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.release import release
from assessor_app.services.evidence.capture import capture
from assessor_app.services.evidence.prove import fault_of
from assessor_app.services.records.check import check_records
from assessor_app.services.records.status import status
from assessor_app.storage.engine.stick import make_copy, restore
from assessor_app.wording.errors import SENTENCES, sentence
from story import ASSESSOR, ASSURER, PINS, Story, begin

FULL = {"disk-full", "stick-full"}


class Disk:
    """A small disk in memory that a test fills to the last byte, and empties again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.ballast = path / "ballast"

    def fill(self, leave: int = 0) -> None:
        with self.ballast.open("ab", buffering=0) as file:
            for block in (65_536, 4096, 1):
                try:
                    while file.write(bytes(block)):
                        pass
                except OSError:
                    continue
        if leave:
            os.truncate(self.ballast, max(0, self.ballast.stat().st_size - leave))

    def empty(self) -> None:
        self.ballast.unlink()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str, int], Disk]]:
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux mounts a small disk")
    mounted: list[Path] = []

    def make(name: str, megabytes: int) -> Disk:
        path = tmp_path / name
        path.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(path)]
        if subprocess.run(command, check=False, capture_output=True).returncode:
            pytest.skip("this machine does not let a test mount a disk")
        mounted.append(path)
        return Disk(path)

    yield make
    for path in mounted:
        subprocess.run(["umount", "--lazy", str(path)], check=True)


def refused(act: Callable[[], object]) -> str:
    """The code of what a full disk says, which has a sentence."""
    with pytest.raises(KnownError) as caught:
        act()
    assert caught.value.code in SENTENCES
    assert sentence(caught.value)
    return caught.value.code


def require_sound(story: Story) -> None:
    tables = story.device.tables
    assert not status(tables.records).broken
    report = check_records(tables.records, tables.waiting)
    assert report.ok, report
    assert story.device.store.quick_check() is None


@pytest.fixture
def data(disk: Callable[[str, int], Disk]) -> Disk:
    return disk("data-disk", 12)


@pytest.fixture
def story(data: Disk, tmp_path: Path) -> Iterator[Story]:
    found = begin(data.path / "data", tmp_path / "state")
    found.add_learner("Amina Bello", "2031")
    yield found
    found.device.close()


def until_full(act: Callable[[int], object]) -> int:
    """How often it worked before the disk was full."""
    for count in range(2_000):
        try:
            act(count)
        except KnownError as error:
            told = error
            break
    else:
        raise AssertionError("the disk never filled")
    assert told.code in FULL
    return count


def test_in_the_middle_of_a_tap(story: Story, data: Disk) -> None:
    _, entries = story.open_sitting()
    work = story.start(entries[0])
    desk, tables = story.device.assessing, story.device.tables
    occasion = tables.assessments.occasions(work.id)[0].id
    criteria = [item.id for item in story.device.shelf.get("CUL-KNI", "1").criteria()]
    where = {"by": ASSESSOR, "assessment": work.id, "occasion": occasion}
    before = len(tables.work.changes(work.id))
    data.fill()

    def tap(count: int) -> None:
        note = f"{count} " + "x" * 3000
        write_note(desk, criterion=criteria[count % len(criteria)], note=note, **where)  # type: ignore[arg-type]  # texts

    kept = until_full(tap)
    assert len(tables.work.changes(work.id)) == before + kept
    last = tables.work.changes(work.id)[-1] if kept else None
    assert last is None or last.new == tables.work.judgement(occasion, last.about)
    data.empty()
    mark(desk, criterion=criteria[0], mark=Mark.MET, **where)  # type: ignore[arg-type]  # all of them are texts
    assert len(tables.work.changes(work.id)) == before + kept + 1
    require_sound(story)


def decided(story: Story, form: tuple[str, str] = ("CUL-KNI", "1")) -> str:
    sitting, entries = story.open_sitting(form)
    work = story.start(entries[0])
    story.show_everything(work, sitting.id)
    story.decide_competent(work)
    return work.id


def sign(story: Story, work: str) -> object:
    return finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work])


def released(story: Story) -> str:
    """A decision that is signed and released: its certificate may be printed."""
    work = decided(story)
    sign(story, work)
    release(story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[work], looked_at=[work])
    return work


def checkpoint(story: Story) -> None:
    """Makes the write-ahead log give its room back, so that the next commit needs new room."""
    story.device.store.raw().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def test_in_the_middle_of_a_photo(story: Story, data: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Free space is asked before; here something else takes it while the file is written."""
    _, entries = story.open_sitting()
    work = story.start(entries[0])
    desk, tables = evidence_desk(story.device), story.device.tables
    occasion = tables.assessments.occasions(work.id)[0].id
    monkeypatch.setattr(type(desk.files), "free", lambda _files: 2**40)
    picture = io.BytesIO()
    Image.frombytes("RGB", (900, 900), os.urandom(3 * 900 * 900)).save(picture, "JPEG")

    def take() -> Evidence:
        picture.seek(0)
        return capture(desk, by=ASSESSOR, assessment=work.id, occasion=occasion, source=picture)

    data.fill(leave=65_536)
    assert refused(take) in FULL
    assert tables.evidence.of_assessment(work.id) == ()
    assert [path for path in (data.path / "data" / "evidence").rglob("*") if path.is_file()] == []
    data.empty()
    assert fault_of(desk.files, take()) == ""
    require_sound(story)


def test_in_the_middle_of_a_signing(story: Story, data: Disk) -> None:
    work = decided(story)
    tables = story.device.tables
    head = tables.records.active_chain().head_seq
    checkpoint(story)
    data.fill()
    assert refused(lambda: sign(story, work)) == "disk-full"
    assert tables.assessments.get(work).state is State.DECIDED
    assert tables.records.active_chain().head_seq == head
    data.empty()
    sign(story, work)
    assert tables.assessments.get(work).state is State.FINALISED
    require_sound(story)


def test_no_room_for_the_mark_of_the_chain(tmp_path: Path, disk: Callable[[str, int], Disk]) -> None:
    small = disk("state-disk", 1)
    story = begin(tmp_path / "data", small.path / "state")
    try:
        story.add_learner("Amina Bello", "2031")
        work = decided(story)
        tables = story.device.tables
        head = tables.records.active_chain().head_seq
        small.fill()
        assert refused(lambda: sign(story, work)) == "disk-full"
        assert tables.records.active_chain().head_seq == head
        assert tables.assessments.get(work).state is State.DECIDED
        assert not list((small.path / "state").glob("*.part"))
        small.empty()
        sign(story, work)
        require_sound(story)
    finally:
        story.device.close()


def test_in_the_middle_of_issuing(story: Story, data: Disk) -> None:
    work = released(story)
    tables = story.device.tables
    head = tables.records.active_chain().head_seq
    checkpoint(story)
    for leave in (0, 40_000, 400_000):
        data.fill(leave)
        try:
            numbers = issue(story.device.awards, by=ASSESSOR, assessments=[work])
        except KnownError as error:
            told = error.code
        else:
            told = ""
        data.empty()
        if not told:
            break
        assert told == "disk-full"
        assert tables.certificates.lines() == ()
        assert tables.records.active_chain().head_seq == head
        assert not list((data.path / "data" / "assets").glob(".*"))
    else:
        numbers = issue(story.device.awards, by=ASSESSOR, assessments=[work])
    assert [line.number for line in tables.certificates.lines()] == list(numbers)
    require_sound(story)


def test_in_the_middle_of_saving_a_pdf(story: Story, disk: Callable[[str, int], Disk]) -> None:
    work = released(story)
    numbers = issue(story.device.awards, by=ASSESSOR, assessments=[work])
    target = disk("target", 1)
    path = target.path / "all.pdf"
    write = PdfFiles(story.device.assets).write

    def saved() -> None:
        save(story.device.awards, by=ASSESSOR, numbers=numbers, path=path, write=write)

    for leave in (0, 4096, 20_000):
        target.fill(leave)
        assert refused(saved) == "disk-full"
        assert [found.name for found in target.path.iterdir()] == ["ballast"]
        target.empty()
    path.write_bytes(b"an older file")
    target.fill(8000)
    assert refused(saved) == "disk-full"
    assert path.read_bytes() == b"an older file"
    target.empty()
    saved()
    assert path.read_bytes().startswith(b"%PDF")
    outcomes = [row.outcome for row in story.device.tables.sheets.of_certificate(numbers[0])]
    assert outcomes == [CameOut.NOT_PRINTED] * 4 + [CameOut.CAME_OUT]


def copy(story: Story, stick: Path) -> object:
    from assessor_app.device import COPIES_TO

    receiver = bytes.fromhex(story.device.tables.settings.get(COPIES_TO))
    return make_copy(
        story.device.store,
        stick,
        receiver=receiver,
        centre="Harbour",
        now=story.clock.now(),
        extras=[Path("assets")],
    )


def test_in_the_middle_of_a_copy(
    story: Story, data: Disk, disk: Callable[[str, int], Disk], tmp_path: Path
) -> None:
    decided(story)
    stick = disk("stick", 4)
    for leave in (0, 4096, 100_000):
        stick.fill(leave)
        assert refused(lambda: copy(story, stick.path)) == "stick-full"
        assert [found.name for found in stick.path.iterdir()] == ["ballast"]
        stick.empty()
    data.fill()
    assert refused(lambda: copy(story, stick.path)) == "disk-full"
    assert list(stick.path.iterdir()) == []
    assert not list((data.path / "data").glob(".copy-*"))
    data.empty()
    copy(story, stick.path)
    (made,) = stick.path.iterdir()
    small = disk("small", 1)
    small.fill(60_000)
    assert refused(lambda: restore(made, story.recovery, into=small.path / "data")) == "disk-full"
    assert [found.name for found in small.path.iterdir()] == ["ballast"]
    restore(made, story.recovery, into=tmp_path / "restored")
    assert (tmp_path / "restored" / "assessor.db").exists()
    require_sound(story)


def test_in_the_middle_of_making_a_folder(disk: Callable[[str, int], Disk], tmp_path: Path) -> None:
    small = disk("small", 4)
    for leave in (0, 10_000, 100_000):
        small.fill(leave)
        assert refused(lambda: begin(small.path / "data", tmp_path / "state")) == "disk-full"
        assert [found.name for found in small.path.iterdir()] == ["ballast"]
        small.empty()
    begin(small.path / "data", tmp_path / "state").device.close()
