"""What a form says of evidence is held at capture: pieces, lengths, sizes, and whether a photo keeps its place."""

import io
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from assessor_app.device.evidence import evidence_desk
from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import Evidence
from assessor_app.services.evidence.capture import capture
from assessor_app.services.evidence.look import open_evidence
from assessor_app.services.evidence.remove import put_back, remove
from assessor_app.services.evidence.witness import Statement, take_statement
from story import ASSESSOR, Story, begin
from wide_form import wide_form


class Bench:
    """One learner at work on a form with caps."""

    def __init__(self, folder: Path, said: str) -> None:
        self.story: Story = begin(folder / "data", folder / "state")
        device = self.story.device
        device.shelf.adopt(wide_form() + f"\n{said}".encode(), at=self.story.clock.now())
        self.story.add_learner("Amina Bello", "2031")
        _sitting, entries = self.story.open_sitting(("TST-WID", "1"))
        self.work = self.story.start(entries[0])
        self.desk = evidence_desk(device)
        (self.occasion,) = (item.id for item in device.tables.assessments.occasions(self.work.id))

    def capture(self, content: bytes, *, criterion: str = "1.1", **kept: Any) -> Evidence:
        return capture(
            self.desk,
            by=ASSESSOR,
            assessment=self.work.id,
            occasion=self.occasion,
            criterion=criterion,
            source=io.BytesIO(content),
            **kept,
        )

    def refused(self, content: bytes, **kept: Any) -> tuple[str, dict[str, object]]:
        with pytest.raises(KnownError) as error:
            self.capture(content, **kept)
        return error.value.code, dict(error.value.details)

    def content(self, piece: Evidence) -> bytes:
        with open_evidence(self.desk, by=ASSESSOR, evidence=piece.id) as stream:
            return stream.readall()


@pytest.fixture
def bench(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Bench]:
    found = Bench(tmp_path, request.param)
    yield found
    found.story.device.close()


def said(text: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("bench", [text], indirect=True)


def sound(seconds: float) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as made:
        made.setparams((1, 1, 8000, 0, "NONE", ""))
        made.writeframes(bytes(int(8000 * seconds)))
    return out.getvalue()


def photo_with_place() -> bytes:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x013B] = "Samsung", "SM-A546B", "Amina Bello"
    exif.get_ifd(0x8769).update({0x9003: "2026:11:22 09:58:07", 0xA431: "SERIAL-77", 0x927C: b"makers notes"})
    exif.get_ifd(0x8825).update(
        {1: "N", 2: (53.0, 20.0, 30.5), 3: "W", 4: (6.0, 15.0, 0.0), 27: b"ASCII\0\0\0GPS"}
    )
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "white").save(out, "JPEG", exif=exif, comment=b"taken by Amina")
    return out.getvalue()


@said("evidence: {pieces: 2}")
def test_a_criterion_takes_so_many_pieces_and_the_whole_work_any(bench: Bench) -> None:
    first = bench.capture(b"one")
    bench.capture(b"two")
    assert bench.refused(b"three") == ("evidence-too-many", {"most": 2, "criterion": "1.1"})
    told = Statement(who="Vera", relation="Foreman", words="I saw it.", saw_it=True, typed="Vera")
    with pytest.raises(KnownError, match="evidence-too-many"):
        take_statement(
            bench.desk,
            by=ASSESSOR,
            assessment=bench.work.id,
            occasion=bench.occasion,
            statement=told,
            criterion="1.1",
        )
    bench.capture(b"another's", criterion="1.2")
    for _count in range(3):
        bench.capture(b"of it all", criterion="")
    remove(bench.desk, by=ASSESSOR, evidence=first.id)
    bench.capture(b"three")
    with pytest.raises(KnownError, match="evidence-too-many"):
        put_back(bench.desk, by=ASSESSOR, evidence=first.id)


@said("evidence: {sound-seconds: 5, file-mib: 1}")
def test_what_is_too_long_or_too_large_is_refused_whole(bench: Bench) -> None:
    bench.capture(sound(6.9))  # recorders stop between two blocks
    assert bench.refused(sound(30)) == ("evidence-too-long", {"most": 5, "seconds": 30})
    assert bench.refused(bytes(2**20 + 1)) == ("evidence-too-large", {"most": 1})
    bench.capture(bytes(2**20))
    assert len(bench.desk.table.of_assessment(bench.work.id)) == 2


@said("evidence: {location: keep}")
def test_a_photo_keeps_place_time_and_device_where_the_form_asks_and_nothing_else(bench: Bench) -> None:
    kept = bench.content(bench.capture(photo_with_place()))
    exif = Image.open(io.BytesIO(kept)).getexif()
    assert (exif[0x010F], exif[0x0110]) == ("Samsung", "SM-A546B")
    assert exif.get_ifd(0x8769)[0x9003] == "2026:11:22 09:58:07"
    where = exif.get_ifd(0x8825)
    assert (where[1], tuple(float(one) for one in where[2])) == ("N", (53.0, 20.0, 30.5))
    for gone in (b"Amina", b"SERIAL", b"makers notes", b"ASCII"):
        assert gone not in kept


@said("evidence: {location: strip}")
def test_a_photo_keeps_nothing_where_the_form_does_not_ask(bench: Bench) -> None:
    kept = bench.content(bench.capture(photo_with_place()))
    assert b"Exif" not in kept
    assert b"Samsung" not in kept
