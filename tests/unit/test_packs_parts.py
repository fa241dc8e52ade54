"""Files of a pack that anybody may have made: opened within bounds, and each named for what it is."""

import io
import zipfile
from pathlib import Path

import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.formats.unsigned_award import is_unsigned_award
from assessor_app.services.packs import parts
from assessor_app.services.packs.check import Kind, PartChecks, check_parts, gravest
from assessor_app.services.packs.parts import File, files_in, is_several
from assessor_app.wording.packs import pack_sentence, part_sentence, part_word


def zip_of(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return path


def refuse(*_: object) -> object:
    raise KnownError("file-no-code")


CHECKS = PartChecks(
    codes_in=refuse,  # type: ignore[arg-type]
    judge_code=refuse,  # type: ignore[arg-type]
    looks_like_credential=lambda content: content.startswith(b"{"),
    judge_credential=refuse,  # type: ignore[arg-type]
    attached_to=lambda _pdf: {},
)


def test_a_folder_and_an_archive_are_read_alike(tmp_path: Path) -> None:
    folder = tmp_path / "pack" / "inner"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_bytes(b"one")
    (folder / ".hidden").write_bytes(b"nothing")
    archive = zip_of(tmp_path / "pack.zip", inner__a=b"one")
    assert [file.content for file in files_in(tmp_path / "pack")] == [b"one"]
    assert [(file.name, file.content) for file in files_in(archive)] == [("inner/a", b"one")]
    assert is_several(folder)
    assert is_several(archive)
    assert not is_several(folder / "a.txt")
    assert not is_several(tmp_path / "not there")


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "link").symlink_to(tmp_path / "secret")
    assert list(files_in(tmp_path / "pack")) == []


def test_what_unpacks_to_more_than_it_says_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "MOST_EACH", 1000)
    archive = zip_of(tmp_path / "bomb.zip", large=bytes(1001), small=b"x")
    assert [(file.name, file.content) for file in files_in(archive)] == [("large", None), ("small", b"x")]
    monkeypatch.setattr(parts, "MOST_TOGETHER", 1500)
    together = zip_of(tmp_path / "many.zip", a=bytes(900), b=bytes(900))
    with pytest.raises(KnownError, match="pack-too-large"):
        list(files_in(together))


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST_FILES", 2)
    with pytest.raises(KnownError, match="pack-too-large"):
        list(files_in(zip_of(tmp_path / "many.zip", a=b"", b=b"", c=b"")))


def test_broken_archives_are_said_to_be(tmp_path: Path) -> None:
    whole = zip_of(tmp_path / "whole.zip", a=b"a" * 5000, b=b"b" * 5000).read_bytes()
    for cut in (5, 30, len(whole) // 2, len(whole) - 3):
        (tmp_path / "cut.zip").write_bytes(whole[:cut])
        with pytest.raises(KnownError, match="file-unreadable"):
            list(files_in(tmp_path / "cut.zip"))
    damaged = bytearray(whole)
    damaged[40] ^= 0xFF
    (tmp_path / "damaged.zip").write_bytes(damaged)
    assert None in [file.content for file in files_in(tmp_path / "damaged.zip")]


def test_names_of_an_archive_stay_on_their_line(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a\x1b[2Jb\nc", b"x")
    (tmp_path / "odd.zip").write_bytes(buffer.getvalue())
    (file,) = files_in(tmp_path / "odd.zip")
    assert file.name.isprintable()


def test_each_part_is_named_for_what_it_is() -> None:
    award = b'{"type": ["VerifiableCredential", "EuropeanDigitalCredential"]}'
    files = [
        File(name="award", content=award),
        File(name="README.txt", content=b"words"),
        File(name="slip.pdf", content=b"%PDF-1.7"),
        File(name="gone", content=None),
        File(name="credential", content=b"{}"),
    ]
    found = list(check_parts(CHECKS, files))
    assert [part.kind for part in found] == [Kind.UNSIGNED, Kind.OTHER, Kind.OTHER, Kind.UNREAD, Kind.UNREAD]
    assert gravest(found) is None
    assert all(part_word(part) and part_sentence(part) for part in found)
    assert "neither" in pack_sentence(found)


def test_a_signed_one_is_not_taken_for_unsigned() -> None:
    assert is_unsigned_award(b'{"type": "EuropeanDigitalCredential"}')
    assert not is_unsigned_award(b'{"type": "EuropeanDigitalCredential", "proof": {}}')
    assert not is_unsigned_award(b"EuropeanDigitalCredential")
    assert not is_unsigned_award(
        b'{"type": "EuropeanDigitalCredential", "a": [' + b"[]," * 2_000_000 + b"0]}"
    )
    assert not is_unsigned_award(b"[" * 100_000 + b"EuropeanDigitalCredential")
