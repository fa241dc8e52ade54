"""Forms that are bombs, giants or no forms at all; and a version in use, which no file can change."""

from pathlib import Path

import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.wording.errors import sentence
from doors import tell
from story import begin


def test_a_form_in_use_is_refused_with_other_content(tmp_path: Path) -> None:
    story = begin(tmp_path / "data", tmp_path / "state")
    shelf = story.device.shelf
    content = shelf.offered()["CUL-KNI", "1"].content
    shelf.adopt(content, at=story.clock.now())
    shelf.adopt(content, at=story.clock.now())
    with pytest.raises(KnownError, match="form-version-changed") as caught:
        shelf.adopt(content + b"# a remark\n", at=story.clock.now())
    assert "CUL-KNI" in sentence(caught.value)
    assert shelf.offered()["CUL-KNI", "1"].content == content
    story.device.close()


BOMB = "a: &a [x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{below}'] * 8)}]\n"
    for below, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (BOMB.encode(), 1),
        (b"x: " + b"y" * 10_000_000, 2),
        (b"[" * 1_000_000, 2),
        (b"title: \xff\xfe", 2),
        (b"\x00" * 1000, 2),
        (b"", 2),
    ],
    ids=["a bomb", "10 MB", "deep", "not UTF-8", "zeros", "nothing"],
)
def test_forms_check_of_hostile_files(tmp_path: Path, data: bytes, status: int) -> None:
    path = tmp_path / "form.yaml"
    path.write_bytes(data)
    told = tell("forms", "check", path, state=tmp_path / "state", timeout=30)
    assert told.status == status, told.err
    assert told.out.startswith(f"{path}:")
    assert "Traceback" not in told.err


def test_forms_check_of_what_is_no_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing.yaml"):
        told = tell("forms", "check", path, state=tmp_path / "state")
        assert told.status == 2
        assert "Traceback" not in told.err
