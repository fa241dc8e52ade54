"""A start brings in only what a first window needs: drawing, spreadsheets and signing come with their first use."""

import subprocess
import sys

import pytest

NOT_AT_START = {
    "PIL", "babel", "calamine", "cbor2", "dateutil", "joserfc", "msgspec", "openpyxl", "pikepdf", "pypdfium2",
    "python_calamine", "qrcode", "regex", "reportlab", "sqlite_utils", "uharfbuzz", "yaml", "zxingcpp",
}  # fmt: skip


def imported_by(module: str) -> set[str]:
    """Top-level names of the modules that a new process has after importing one."""
    said = subprocess.run(
        [sys.executable, "-c", f"import sys, {module}; print(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
    )
    return {name.partition(".")[0] for name in said.stdout.split()}


def test_opening_a_data_folder_imports_nothing_that_draws_or_signs() -> None:
    assert not imported_by("assessor_app.device") & NOT_AT_START


@pytest.mark.parametrize("module", ["assessor_app.ui.frame.window", "assessor_app.ui.signin.page"])
def test_the_first_pages_import_nothing_heavy(module: str) -> None:
    assert not imported_by(module) & NOT_AT_START
