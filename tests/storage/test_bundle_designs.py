"""A centre's own designs between two of its computers: added by version, chosen by the newer word, signatures withdrawn too."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from test_designs import certificates, picture

from assessor_app.documents.page import decode
from assessor_app.domain.design import Picture
from assessor_app.domain.errors import KnownError
from assessor_app.formats.centre_bundle import (
    DesignChosenItem,
    DesignItem,
    LogoItem,
    SignatureItem,
    picture_text,
)
from assessor_app.formats.design_yaml import parse_design
from assessor_app.formats.items import ItemReader, Known, line_of
from assessor_app.services.bundles.designs import (
    design_items,
    take_choice,
    take_design,
    take_logo,
    take_signature,
)
from assessor_app.services.designs.change import (
    add_logo,
    choose_design,
    copy_design,
    put_signature,
    save_design,
)
from assessor_app.services.designs.desk import CENTRE, sector_scope
from story import ADMIN, ASSESSOR, Story, begin

AT = "2026-11-27T09:00:00+00:00"


@pytest.fixture
def floor(tmp_path: Path) -> Iterator[Story]:
    made = begin(tmp_path / "floor", tmp_path / "floor-state")
    yield made
    made.device.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Story]:
    made = begin(tmp_path / "office", tmp_path / "office-state")
    made.clock.moment += timedelta(minutes=90)
    yield made
    made.device.close()


def carry(source: Story, target: Story) -> int:
    """Takes everything over as the lines of a bundle would; how many things were new."""
    reader, desk, new = ItemReader(), target.device.bundles, 0
    with desk.ledger.transactions.atomic():
        for made in design_items(source.device.bundles):
            item = reader.read(line_of(made))
            if isinstance(item, LogoItem):
                take_logo(desk, item, at=AT, by=ADMIN)
            elif isinstance(item, DesignItem):
                new += take_design(desk, item, by=ADMIN)
            elif isinstance(item, DesignChosenItem):
                new += take_choice(desk, item, by=ADMIN)
            elif isinstance(item, SignatureItem):
                new += take_signature(desk, item, by=ADMIN)
    return new


def dressed(story: Story) -> str:
    """A design with a logo and signatures, chosen for the centre; its id."""
    desk = story.device.designs
    name = copy_design(desk, by=ADMIN, name="modern", title="Ours")
    design = parse_design(desk.text(name))
    logo = add_logo(desk, by=ADMIN, data=picture())
    put_signature(desk, by=ADMIN, staff=ASSESSOR, data=picture((900, 300)))
    save_design(desk, by=ADMIN, design=replace(design, logo=Picture(sha256=logo, height=40), signed=True))
    choose_design(desk, by=ADMIN, scope=CENTRE, name=name)
    return name


def test_the_office_prints_as_the_floor_does(floor: Story, office: Story) -> None:
    name = dressed(floor)
    assert carry(floor, office) == 4, "two versions, a choice, a signature"
    assert carry(floor, office) == 0, "twice is once"
    here, there = office.device.designs, floor.device.designs
    assert here.store.versions() == there.store.versions()
    assert here.store.signatures() == there.store.signatures()
    form = floor.device.shelf.offered()["ELE-SAF", "1"].form
    assert here.chosen(form) == there.chosen(form)
    office.add_learner("Amina Bello", "2031")
    page = decode(certificates(office)[0].page)
    assert (page.design, len(page.art)) == (name, 2), "the design's drawing and the logo"


def test_the_newer_choice_counts_whichever_way_it_goes(floor: Story, office: Story) -> None:
    name = dressed(floor)
    carry(floor, office)
    choose_design(office.device.designs, by=ADMIN, scope=CENTRE, name="trade")
    choose_design(office.device.designs, by=ADMIN, scope=sector_scope("electrical"), name=name)
    assert carry(floor, office) == 0, "an older word changes nothing"
    assert carry(office, floor) == 2
    assert floor.device.designs.store.choices() == {CENTRE: "trade", sector_scope("electrical"): name}
    floor.clock.moment += timedelta(minutes=200)
    choose_design(floor.device.designs, by=ADMIN, scope=CENTRE, name="")
    assert carry(floor, office) == 1
    assert CENTRE not in office.device.designs.store.choices()


def test_a_signature_that_was_taken_away_goes_everywhere_and_is_not_brought_back(
    floor: Story, office: Story
) -> None:
    dressed(floor)
    carry(floor, office)
    put_signature(office.device.designs, by=ADMIN, staff=ASSESSOR, data=None)
    assert carry(floor, office) == 0, "the floor still has it, from before"
    assert office.device.designs.store.signatures() == {}
    assert carry(office, floor) == 1
    assert floor.device.designs.store.signatures() == {}
    floor.clock.moment += timedelta(minutes=200)
    put_signature(floor.device.designs, by=ADMIN, staff=ASSESSOR, data=picture((900, 300)))
    assert carry(floor, office) == 1
    assert ASSESSOR in office.device.designs.store.signatures()


def test_two_computers_that_changed_one_design_apart_are_told(floor: Story, office: Story) -> None:
    name = dressed(floor)
    carry(floor, office)
    for story, title in ((floor, "Ours, blue"), (office, "Ours, green")):
        design = parse_design(story.device.designs.text(name))
        save_design(story.device.designs, by=ADMIN, design=replace(design, title=title))
    design = parse_design(floor.device.designs.text(name))
    save_design(floor.device.designs, by=ADMIN, design=replace(design, title="Ours, bluer"))
    desk = office.device.bundles
    refused = []
    for item in design_items(floor.device.bundles):
        if isinstance(item, DesignItem):
            try:
                take_design(desk, item, by=ADMIN)
            except KnownError as error:
                refused.append((error.code, item.version))
    assert refused == [("design-version-changed", 3), ("design-version-changed", 4)]
    assert parse_design(office.device.designs.text(name)).title == "Ours, green"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"text": "title: nonsense\n"}, "catalogue-damaged"),
        ({"version": 7}, "design-version-changed"),
    ],
)
def test_a_design_that_is_not_what_it_says_is_refused(
    floor: Story, office: Story, change: dict[str, object], code: str
) -> None:
    dressed(floor)
    first = next(one for one in design_items(floor.device.bundles) if isinstance(one, DesignItem))
    wrong = DesignItem(**{**{name: getattr(first, name) for name in first.__struct_fields__}, **change})
    with pytest.raises(KnownError, match=code):
        take_design(office.device.bundles, wrong, by=ADMIN)
    assert office.device.designs.store.versions() == ()


def test_a_logo_that_is_no_picture_is_not_kept(office: Story) -> None:
    from hashlib import sha256

    data = b"\x89PNG\r\n\x1a\n and nothing more"
    item = LogoItem(sha256=sha256(data).hexdigest(), png=picture_text(data))
    made: Known = item
    assert ItemReader().read(line_of(made)) == item
    with pytest.raises(KnownError, match="photo-unreadable"):
        take_logo(office.device.bundles, item, at=AT, by=ADMIN)
    assert office.device.designs.store.picture(item.sha256) is None
