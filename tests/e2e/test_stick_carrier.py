"""A folder on a stick: written whole and read back, whatever else lies there."""

import os
from pathlib import Path

import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.formats.stick_names import enrolment_request, piece, to_issuer
from assessor_app.transport.stick import Stick

CHAIN, ADDRESS = "04ab" * 8, "3f" * 32
NAME = to_issuer("Greenfield College", CHAIN, 12)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_whole_and_found_again(tmp_path: Path) -> None:
    stick = Stick(tmp_path)
    path = stick.write(NAME, b"sealed")
    assert path.name == "to-issuer-greenfield-college-04ab04ab-000012.assessor-sync"
    assert [(file.name, file.read()) for file in stick.envelopes()] == [(NAME, b"sealed")]
    stick.write(enrolment_request("Greenfield College", CHAIN), b"asked")
    assert [file.read() for file in stick.enrolments()] == [b"asked"]
    assert names_in(tmp_path) == sorted([NAME, enrolment_request("Greenfield College", CHAIN)])


def test_the_same_thing_twice_is_one_file_and_is_not_touched(tmp_path: Path) -> None:
    stick = Stick(tmp_path)
    written = stick.write(NAME, b"sealed")
    os.utime(written, (1, 1))
    stick.write(NAME, b"sealed")
    assert written.stat().st_mtime == 1
    stick.write(NAME, b"other")
    assert written.read_bytes() == b"other"


def test_envelopes_come_in_the_order_of_their_counters(tmp_path: Path) -> None:
    stick = Stick(tmp_path)
    for counter in (12, 3, 100):
        stick.write(to_issuer("C", CHAIN, counter), b"%d" % counter)
    assert [file.read() for file in stick.envelopes()] == [b"3", b"12", b"100"]


def test_what_else_lies_there_is_passed_over(tmp_path: Path) -> None:
    stick = Stick(tmp_path)
    stick.write(NAME, b"sealed")
    (tmp_path / "holiday.jpg").write_bytes(b"jpg")
    (tmp_path / "folder.assessor-sync").mkdir()
    (tmp_path / "elsewhere").write_bytes(b"secret")
    (tmp_path / "link.assessor-sync").symlink_to(tmp_path / "elsewhere")
    assert [file.name for file in stick.envelopes()] == [NAME]


def test_what_a_pulled_stick_left_half_written_is_not_read_and_is_swept(tmp_path: Path) -> None:
    stick = Stick(tmp_path)
    (tmp_path / f".{NAME}.0a1b2c3d").write_bytes(b"hal")
    (tmp_path / ".somebody").write_bytes(b"else's")
    assert list(stick.envelopes()) == []
    assert stick.sweep() == 1
    assert names_in(tmp_path) == [".somebody"]


def test_what_is_too_large_for_any_file_of_ours_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / NAME).open("wb") as file:
        file.truncate(10**10)
    (found,) = Stick(tmp_path).envelopes()
    with pytest.raises(KnownError) as refused:
        found.read()
    assert refused.value.code == "sync-file-unreadable"


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refused:
        Stick(tmp_path / "gone")
    assert refused.value.code == "stick-missing"


def test_a_stick_that_was_pulled_out_meanwhile_is_said(tmp_path: Path) -> None:
    stick = Stick(tmp_path / ".")
    gone = Stick(tmp_path)
    gone.folder = tmp_path / "gone"
    with pytest.raises(KnownError) as refused:
        gone.write(NAME, b"x")
    assert refused.value.code == "file-not-written"
    assert list(gone.envelopes()) == []
    assert list(stick.envelopes()) == []


@pytest.mark.parametrize(
    "name", ["../out.assessor-sync", "a/b.assessor-sync", "A.assessor-sync", "x.exe", ""]
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="a name"):
        Stick(tmp_path).write(name, b"x")


def test_pieces_lie_where_both_sides_look_and_are_written_once(tmp_path: Path) -> None:
    stick = Stick(tmp_path)
    assert stick.write_piece(ADDRESS, 7, b"seven")
    assert not stick.write_piece(ADDRESS, 7, b"seven")
    assert tmp_path.joinpath(*piece(ADDRESS, 7)).read_bytes() == b"seven"
    assert tmp_path.joinpath(*piece(ADDRESS, 7)).relative_to(tmp_path).parts[:2] == ("evidence", "3f")


def test_pieces_do_not_follow_a_link_out_of_the_stick(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / "evidence").symlink_to(tmp_path / "home")
    with pytest.raises(KnownError) as refused:
        Stick(tmp_path / "stick").write_piece(ADDRESS, 0, b"x")
    assert refused.value.code == "file-not-written"
    assert names_in(tmp_path / "home") == []
