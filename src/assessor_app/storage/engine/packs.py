"""Puts packs where a person chose, a stick as a rule: a folder or a ZIP file, whole or not at all."""

import io
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

from assessor_app.domain.errors import KnownError
from assessor_app.services.packs.ports import PackFile
from assessor_app.storage.engine.files import sync_folder, write_outside, write_whole

_SOME_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest day that ZIP knows: the same files make the same archive."""


class PackFiles:
    """Writes packs. A folder is made beside its place and moved there whole, in place of one of the same name."""

    def folder(self, path: Path, files: Sequence[PackFile]) -> None:
        """Raises KnownError `disk-…`, `file-not-written` (path, why)."""
        part, old = path.with_name(f".{path.name}.part"), path.with_name(f".{path.name}.old")
        try:
            for left in (part, old):
                shutil.rmtree(left, ignore_errors=True)
            part.mkdir(parents=True)
            for file in files:
                write_whole(part / file.name, file.content)
            if path.exists():
                path.rename(old)
            part.rename(path)
            sync_folder(path.parent)
        except OSError as error:
            raise KnownError("file-not-written", path=str(path), why=error.strerror or str(error)) from error
        finally:
            shutil.rmtree(part, ignore_errors=True)
            if old.exists() and not path.exists():
                old.rename(path)
            shutil.rmtree(old, ignore_errors=True)

    def zip(self, path: Path, name: str, files: Sequence[PackFile]) -> None:
        """One file with the folder `name` in it. Raises as `folder`."""
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w", compression=zipfile.ZIP_DEFLATED) as archive:
            for file in files:
                entry = zipfile.ZipInfo(f"{name}/{file.name}", date_time=_SOME_DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, file.content)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise KnownError("file-not-written", path=str(path), why=error.strerror or str(error)) from error
        write_outside(path, (whole.getvalue(),))
