"""Photos from a phone on a real folder: badges that were printed, photographed, and read back."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from assessor_app.device.evidence import badge_holders, evidence_desk, open_work, present
from assessor_app.documents.qr import QrSegment, qr_matrix
from assessor_app.documents.reading import photo_codes
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Learner
from assessor_app.domain.roll import Doubt
from assessor_app.services.badges.issue import issue, revoke
from assessor_app.services.evidence.remove import remove
from assessor_app.services.evidence.roll import keep_given, read_roll
from assessor_app.services.evidence.roll_parts import Given, Part, Roll
from story import ADMIN, ASSESSOR, Story, begin


@dataclass
class Card:
    """A phone's card, its photos a minute apart."""

    folder: Path
    count: int = 0

    def take(self, picture: Image.Image) -> Path:
        self.count += 1
        path = self.folder / f"IMG_{self.count}.jpg"
        exif = Image.Exif()
        exif.get_ifd(0x8769)[0x9003] = f"2026:11:22 10:{self.count:02d}:00"
        picture.save(path, "JPEG", exif=exif)
        return path

    def work(self, colour: str) -> Path:
        return self.take(Image.new("RGB", (640, 480), colour))

    def badges(self, *texts: str, blur: int = 0) -> Path:
        page = Image.new("RGB", (640 * len(texts), 640), "white")
        for place, text in enumerate(texts):
            matrix = qr_matrix([QrSegment(text, "alnum")], worn=True)
            code = Image.new("1", (len(matrix), len(matrix)), 1)
            for row, modules in enumerate(matrix):
                for column, dark in enumerate(modules):
                    code.putpixel((column, row), 0 if dark else 1)
            page.paste(code.resize((480, 480)), (640 * place + 80, 80))
        return self.take(page.filter(ImageFilter.GaussianBlur(blur)) if blur else page)


@dataclass
class Bench:
    story: Story
    card: Card
    sitting: str
    works: list[str]
    badges: list[str]

    def read(self) -> Roll:
        device = self.story.device
        return read_roll(
            evidence_desk(device),
            sitting=self.sitting,
            files=sorted(self.card.folder.iterdir(), reverse=True),
            badges=badge_holders(device, by=ASSESSOR),
            codes=photo_codes,
            present=present(device),
            works=open_work(device),
            tell=lambda _done, _of: None,
        )

    def kept(self, work: str) -> int:
        return len(self.story.device.tables.evidence.of_assessment(work))


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    story = begin(tmp_path / "data", tmp_path / "state")
    learners = [story.add_learner("Amina Bello", "2031"), story.add_learner("Bo Li", "2032")]
    badges = [item.text for item in issue(story.device.badges, by=ADMIN, learners=learners)]
    sitting, entries = story.open_sitting(("CUL-KNI", "1"))
    works = [story.start(entry).id for entry in entries]
    folder = tmp_path / "card"
    folder.mkdir()
    yield Bench(story, Card(folder), sitting.id, works, badges)
    story.device.close()


def whole(part: Part) -> Given:
    """All of a part, for whose badge stood before it."""
    assert part.learner is not None
    return Given(learner=part.learner.id, photos=tuple(photo.name for photo in part.stretch.photos))


def names(roll: Roll) -> list[tuple[str, list[str], str]]:
    return [
        (
            part.learner.name if part.learner else "",
            [photo.name for photo in part.stretch.photos],
            part.why_not,
        )
        for part in roll.parts
    ]


def test_each_photo_goes_to_whoever_the_badge_before_it_names_and_only_when_kept(bench: Bench) -> None:
    card, (amina, bo) = bench.card, bench.badges
    card.work("gray")
    card.badges(amina)
    card.work("red")
    card.work("tomato")
    card.badges(bo)
    card.work("blue")
    (card.folder / "notes.txt").write_text("no photo")
    (card.folder / "torn.jpg").write_bytes(b"\xff\xd8\xff torn")
    roll = bench.read()
    assert names(roll) == [
        ("", ["IMG_1.jpg"], "badge-before"),
        ("Amina Bello", ["IMG_3.jpg", "IMG_4.jpg"], ""),
        ("Bo Li", ["IMG_6.jpg"], ""),
    ]
    assert sorted(roll.unreadable) == ["notes.txt", "torn.jpg"]
    assert [bench.kept(work) for work in bench.works] == [0, 0], "nothing is kept before somebody looked"
    nobody, first, _second = roll.parts
    desk = evidence_desk(bench.story.device)
    kept = keep_given(desk, roll, whole(first), by=ASSESSOR)
    assert [item.taken_at for item in kept] == ["2026-11-22T10:03:00+00:00", "2026-11-22T10:04:00+00:00"]
    assert [bench.kept(work) for work in bench.works] == [2, 0]
    assert nobody.sure is None
    names_of = [taker.learner.name for taker in roll.takers]
    assert names_of == ["Amina Bello", "Bo Li"], "what is nobody's may be given to anybody at work"
    keep_given(desk, roll, Given(learner=bench.story.learners[1], photos=("IMG_1.jpg",)), by=ASSESSOR)
    assert [bench.kept(work) for work in bench.works] == [2, 1]


def test_lost_foreign_and_doubled_badges_name_nobody(bench: Bench) -> None:
    card, (amina, bo) = bench.card, bench.badges
    card.badges(amina)
    card.work("red")
    card.badges("ASSESSOR-L:" + "A" * 26)
    card.work("green")
    card.badges(amina, bo)
    card.work("blue")
    revoke(bench.story.device.badges, by=ADMIN, learner=bench.story.learners[0])
    roll = bench.read()
    assert names(roll) == [
        ("", ["IMG_2.jpg"], "badge-unknown"),
        ("", ["IMG_4.jpg"], "badge-unknown"),
        ("", ["IMG_5.jpg", "IMG_6.jpg"], "badge-unknown"),
    ]
    assert [part.stretch.doubt for part in roll.parts] == [None, None, Doubt.OTHER_BADGES]


def test_what_follows_a_badge_that_nobody_could_read_is_nobodys_until_somebody_says_so(bench: Bench) -> None:
    card, (amina, bo) = bench.card, bench.badges
    card.badges(amina)
    card.work("red")
    card.badges(bo, blur=18)
    card.work("blue")
    card.badges(bo)
    card.work("green")
    card.count += 6
    card.work("gray")
    roll = bench.read()
    assert names(roll) == [
        ("Amina Bello", ["IMG_2.jpg"], ""),
        ("Amina Bello", ["IMG_3.jpg", "IMG_4.jpg"], ""),
        ("Bo Li", ["IMG_6.jpg"], ""),
        ("Bo Li", ["IMG_13.jpg"], ""),
    ]
    assert [part.stretch.doubt for part in roll.parts] == [None, Doubt.BLURRED, None, Doubt.PAUSE]
    assert [part.sure is not None for part in roll.parts] == [True, False, True, False]


def test_two_files_of_one_name_are_two_pictures(bench: Bench, tmp_path: Path) -> None:
    bench.card.badges(bench.badges[0])
    bench.card.work("red")
    again = tmp_path / "again"
    again.mkdir()
    other = Card(again, count=1)
    second = other.work("blue")
    device = bench.story.device
    roll = read_roll(
        evidence_desk(device),
        sitting=bench.sitting,
        files=[*sorted(bench.card.folder.iterdir()), second],
        badges=badge_holders(device, by=ASSESSOR),
        codes=photo_codes,
        present=present(device),
        works=open_work(device),
        tell=lambda _done, _of: None,
    )
    assert [photo.name for photo in roll.parts[0].stretch.photos] == ["IMG_2.jpg", "IMG_2.jpg (2)"]
    kept = keep_given(evidence_desk(device), roll, whole(roll.parts[0]), by=ASSESSOR)
    assert [item.name for item in kept] == ["IMG_2.jpg", "IMG_2.jpg"]
    assert kept[0].sha256 != kept[1].sha256
    second.unlink()
    with pytest.raises(KnownError, match="evidence-unopenable"):
        keep_given(evidence_desk(device), roll, whole(roll.parts[0]), by=ASSESSOR)


def test_a_card_that_is_read_again_brings_only_what_is_new(bench: Bench) -> None:
    card, (amina, bo), device = bench.card, bench.badges, bench.story.device
    desk = evidence_desk(device)
    card.badges(amina)
    card.work("red")
    first = card.work("tomato")
    card.badges(bo)
    card.work("blue")
    roll = bench.read()
    assert roll.kept == 0
    for part in roll.parts:
        keep_given(desk, roll, whole(part), by=ASSESSOR)
    again = bench.read()
    assert (again.parts, again.kept) == ((), 3)
    card.badges(amina)
    card.work("green")
    (taken_out,) = [
        piece for piece in device.tables.evidence.of_assessment(bench.works[0]) if piece.name == first.name
    ]
    remove(desk, by=ASSESSOR, evidence=taken_out.id)
    third = bench.read()
    assert names(third) == [("Amina Bello", [first.name], ""), ("Amina Bello", ["IMG_7.jpg"], "")]
    assert third.kept == 2


def test_photos_without_a_time_are_known_again_too(bench: Bench) -> None:
    desk = evidence_desk(bench.story.device)
    bench.card.badges(bench.badges[0])
    for name in ("a.jpg", "b.jpg"):
        Image.effect_noise((200, 150), 40).convert("RGB").save(bench.card.folder / name, "JPEG")
    (part,) = bench.read().parts
    keep_given(desk, bench.read(), whole(part), by=ASSESSOR)
    Image.new("RGB", (640, 480), "green").save(bench.card.folder / "b.jpg", "JPEG")
    again = bench.read()
    assert [photo.name for part in again.parts for photo in part.stretch.photos] == ["b.jpg"]
    assert again.kept == 1


def test_photos_of_an_earlier_day_are_nobodys_until_somebody_says_whose(bench: Bench) -> None:
    bench.card.badges(bench.badges[0])
    bench.card.work("red")
    device = bench.story.device
    device.store.raw().execute("UPDATE sitting SET date = '2026-11-23'")
    (part,) = bench.read().parts
    assert (part.stretch.doubt, part.sure) == (Doubt.OTHER_DAY, None)
    assert part.learner is not None


def test_who_is_not_at_work_here_and_a_minor_without_consent_are_told(bench: Bench) -> None:
    device = bench.story.device
    other = Learner(id="9" * 32, name="Cleo Nagy", number="2033")
    device.tables.learners.put(other, at="2026-11-22T09:00:00+00:00", by=ADMIN)
    young = Learner(id=bench.story.learners[0], name="Amina Bello", number="2031", said_under_18=True)
    device.tables.learners.put(young, at="2026-11-22T09:00:00+00:00", by=ADMIN)
    (badge,) = issue(device.badges, by=ADMIN, learners=[other.id])
    bench.card.badges(badge.text)
    bench.card.work("red")
    bench.card.badges(bench.badges[0])
    bench.card.work("blue")
    assert names(bench.read()) == [
        ("Cleo Nagy", ["IMG_2.jpg"], "not-at-work"),
        ("Amina Bello", ["IMG_4.jpg"], "minor-without-consent"),
    ]


def test_who_allows_no_photographs_is_kept_only_with_a_word(bench: Bench) -> None:
    device = bench.story.device
    refusing = Learner(id=bench.story.learners[0], name="Amina Bello", number="2031", said_under_18=False)
    device.tables.learners.put(refusing, at="2026-11-22T09:00:00+00:00", by=ADMIN)
    bench.card.badges(bench.badges[0])
    bench.card.work("red")
    bench.card.badges(bench.badges[1])
    bench.card.work("blue")
    roll = bench.read()
    assert [part.taker.asks_work_only for part in roll.parts if part.taker] == [True, False]
    desk = evidence_desk(device)
    with pytest.raises(KnownError, match="photographs-refused"):
        keep_given(desk, roll, whole(roll.parts[0]), by=ASSESSOR)
    (kept,) = keep_given(desk, roll, replace(whole(roll.parts[0]), work_only=True), by=ASSESSOR)
    assert kept.work_only


def test_a_roll_too_long_is_refused_and_reading_can_be_stopped(bench: Bench) -> None:
    desk = evidence_desk(bench.story.device)
    bench.card.work("red")
    files = list(bench.card.folder.iterdir())
    device = bench.story.device

    def read(count: int, *, stop: bool = False) -> Roll:
        def tell(_done: int, _of: int) -> None:
            if stop:
                raise KnownError("cancelled")

        return read_roll(
            desk,
            sitting=bench.sitting,
            files=files * count,
            badges=badge_holders(device, by=ASSESSOR),
            codes=photo_codes,
            present=present(device),
            works=open_work(device),
            tell=tell,
        )

    with pytest.raises(KnownError, match="roll-too-long"):
        read(501)
    with pytest.raises(KnownError, match="cancelled"):
        read(1, stop=True)
    assert io.BytesIO(files[0].read_bytes()).read(2) == b"\xff\xd8"
