"""Setting up a centre with whatever somebody pasted into its fields."""

from pathlib import Path

import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.trust.anchors import read_anchor_list
from story import begin


def test_the_centres_texts_are_plain_lines_before_they_are_signed(tmp_path: Path) -> None:
    story = begin(
        tmp_path / "data", tmp_path / "state", name=" Harbour\u202e  Training\n Centre ", phone="+353\t1 555"
    )
    try:
        centre = story.device.tables.settings.centre()
        assert (centre.name, centre.phone) == ("Harbour Training Centre", "+353 1 555")
        listed = read_anchor_list(story.device.tables.trust.own_anchors()).content
        assert listed.name == listed.centres[centre.id].name == centre.name
    finally:
        story.device.close()


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("name", "H" * 301, "text-too-long"),
        ("approval_number", "4" * 301, "text-too-long"),
        ("phone", "\u200e\u200e", "centre-incomplete"),
        ("host", "check.example.org/path", "host-unreadable"),
    ],
)
def test_what_cannot_be_signed_or_printed_is_said_and_nothing_is_left(
    tmp_path: Path, field: str, text: str, code: str
) -> None:
    with pytest.raises(KnownError, match=code):
        begin(tmp_path / "data", tmp_path / "state", clock=None, **{field: text})
    assert not list(tmp_path.glob("*data*"))
