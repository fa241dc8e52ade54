import hashlib
from pathlib import Path

import pytest

from assessor_app.documents.assets import Assets, FolderAssets, MemoryAssets
from assessor_app.domain.errors import KnownError
from assessor_app.storage.engine.files import sync_folder


@pytest.fixture(params=["memory", "folder"])
def assets(request: pytest.FixtureRequest, tmp_path: Path) -> Assets:
    return (
        MemoryAssets() if request.param == "memory" else FolderAssets(tmp_path / "assets", settle=sync_folder)
    )


def test_what_is_put_is_got_by_its_hash(assets: Assets) -> None:
    sha256 = assets.put(b"a font")
    assert sha256 == hashlib.sha256(b"a font").hexdigest()
    assert assets.get(sha256) == b"a font"
    assert assets.put(b"a font") == sha256


@pytest.mark.parametrize("sha256", ["0" * 64, "../../etc/passwd", ""])
def test_what_was_never_put_is_missing(assets: Assets, sha256: str) -> None:
    with pytest.raises(KnownError, match="asset-missing"):
        assets.get(sha256)


def test_a_file_that_changed_is_damaged_and_is_not_handed_out(tmp_path: Path) -> None:
    assets = FolderAssets(tmp_path, settle=sync_folder)
    sha256 = assets.put(b"a font")
    (tmp_path / sha256).write_bytes(b"another")
    with pytest.raises(KnownError, match="asset-damaged"):
        assets.get(sha256)
    assert [path.name for path in tmp_path.iterdir()] == [sha256]


def test_a_name_is_on_the_disk_before_anything_refers_to_it(tmp_path: Path) -> None:
    folder, settled = tmp_path / "assets", list[tuple[str, list[str]]]()
    assets = FolderAssets(
        folder,
        settle=lambda where: settled.append((where.name, sorted(path.name for path in where.iterdir()))),
    )
    sha256 = assets.put(b"a font")
    assert settled == [(tmp_path.name, ["assets"]), ("assets", [sha256])]
    assets.put(b"a font")
    assert len(settled) == 2
