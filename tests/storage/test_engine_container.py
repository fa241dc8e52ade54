"""What is packed comes out the same, in whatever pieces it arrives; what is hostile never leads out of the folder."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.domain.errors import KnownError
from assessor_app.storage.engine.container import Member, Packing, Unpacking


class Kept(io.BytesIO):
    """A sink whose bytes outlive its closing."""

    def __init__(self, into: dict[str, bytes], name: str) -> None:
        super().__init__()
        self._into, self._name = into, name

    def close(self) -> None:
        self._into.setdefault(self._name, self.getvalue())
        super().close()


def unpack(packed: bytes, size: int) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    with Unpacking(lambda name: Kept(found, name), lambda _count: None) as unpacking:
        for start in range(0, len(packed), size):
            unpacking.write(packed[start : start + size])
        unpacking.finish()
    return found


def head(name: object, size: object) -> bytes:
    text = json.dumps({"name": name, "size": size}).encode()
    return len(text).to_bytes(4, "big") + text


def code(packed: bytes) -> str:
    with pytest.raises(KnownError) as caught:
        unpack(packed, 7)
    return caught.value.code


@given(
    st.dictionaries(
        st.from_regex(r"[a-z0-9]{1,8}(/[a-z]{1,8})?\.x", fullmatch=True), st.binary(), max_size=5
    ),
    st.integers(1, 99),
)
def test_any_files_in_any_pieces(
    tmp_path_factory: pytest.TempPathFactory, contents: dict[str, bytes], size: int
) -> None:
    folder = tmp_path_factory.mktemp("pack")
    members = []
    for number, (name, content) in enumerate(contents.items()):
        path = folder / str(number)
        path.write_bytes(content)
        members.append(Member(name, path))
    packing = Packing(members, {"centre": "C"}, lambda _count: None)
    packed = b"".join(iter(lambda: packing.read(size), b""))
    assert unpack(packed, size) == contents


def test_a_file_erased_meanwhile_is_left_out(tmp_path: Path) -> None:
    packing = Packing([Member("gone", tmp_path / "gone")], {}, lambda _count: None)
    assert unpack(packing.read(10_000), 100) == {}


@pytest.mark.parametrize(
    "name", ["../up", "/root", "a//b", "a/../../b", "a\\b", "C:x", ".hidden", "", 7, None, "nul\0"]
)
def test_a_name_that_leads_elsewhere_is_refused(name: object) -> None:
    assert code(head(name, 0)) == "copy-damaged"


@pytest.mark.parametrize("size", [-1, "1", None, 1.5])
def test_a_size_that_makes_no_sense_is_refused(size: object) -> None:
    assert code(head("a", size)) == "copy-damaged"


@given(st.binary(max_size=300))
def test_random_bytes_are_damaged(packed: bytes) -> None:
    assert code(packed) == "copy-damaged"


def test_a_listed_hash_that_differs_is_damaged() -> None:
    manifest = json.dumps({"members": [{"name": "a", "size": 1, "sha256": "0" * 64}]}).encode()
    assert code(head("a", 1) + b"x" + head("manifest.json", len(manifest)) + manifest) == "copy-damaged"
