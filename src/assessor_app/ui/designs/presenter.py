"""Designs in Settings: reads them, draws them off the window's thread, keeps what was changed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from assessor_app.domain.design import CertificateDesign
from assessor_app.domain.errors import KnownError
from assessor_app.services.designs.change import (
    add_logo,
    choose_design,
    copy_design,
    put_signature,
    save_design,
)
from assessor_app.services.designs.desk import DesignDesk
from assessor_app.ui.designs.editor import DesignEditor
from assessor_app.ui.designs.files import DesignFiles
from assessor_app.ui.designs.naming import NameDialog
from assessor_app.ui.designs.section import DesignsSection
from assessor_app.ui.designs.vector import as_png, is_svg
from assessor_app.ui.designs.view import DesignsView, Looked, ToEdit
from assessor_app.ui.kit.dialogs import put_away, still_open, while_open
from assessor_app.ui.kit.files import ask_to_open
from assessor_app.ui.session import Session
from assessor_app.ui.settings.page import SettingsPage
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence

_SETTLES_MS = 220
_MOST_BYTES = 40 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class DesignParts:
    """What designs are kept and drawn with; everything called here may take long.

    `look` reads what the section shows; `to_edit` a design with what it can take; `draw` says what keeps a design
    from being used, and draws its front, or its back (True), at so many dots per inch.
    """

    desk: DesignDesk
    look: Callable[[], DesignsView]
    to_edit: Callable[[str], ToEdit]
    draw: Callable[[CertificateDesign, bool, float], Looked]
    tasks: Tasks
    session: Session


class Designs(QObject):
    """Wires the section of designs, and the editor."""

    def __init__(self, page: SettingsPage, parts: DesignParts) -> None:
        super().__init__(page)
        self._page, self._parts = page, parts
        self._section: DesignsSection | None = None
        self._files = DesignFiles(
            page, desk=parts.desk, draw=parts.draw, tasks=parts.tasks, session=parts.session
        )
        self._files.taken.connect(self._show)
        page.designs_shown.connect(self._wire)

    def _wire(self, section: DesignsSection) -> None:
        self._section = section
        section.destroyed.connect(lambda: self._forget(section))
        section.chosen.connect(self._choose)
        self._files.wire(section)
        section.copy_asked.connect(self._ask_name)
        section.change_asked.connect(self._edit)
        section.signature_asked.connect(self._ask_signature)
        section.signature_dropped.connect(lambda staff: self._put_signature(staff, None))
        self._show()

    def _forget(self, section: DesignsSection) -> None:
        if self._section is section:
            self._section = None

    def _show(self) -> None:
        self._parts.tasks.soon(self._parts.look, done=self._arrived)

    def _arrived(self, view: DesignsView) -> None:
        if self._section is not None:
            self._section.show_view(view)

    def _changed(self, _result: object) -> None:
        self._show()

    def _choose(self, scope: str, design: str) -> None:
        desk, by = self._parts.desk, self._parts.session.by
        self._parts.tasks.run(
            lambda: choose_design(desk, by=by, scope=scope, name=design), done=self._changed
        )

    def _ask_name(self, like: str) -> None:
        desk, by = self._parts.desk, self._parts.session.by
        dialog = NameDialog(self._page.look, parent=self._page.window())

        def made(name: str) -> None:
            put_away(dialog)
            self._show()
            self._edit(name)

        def refused(error: KnownError) -> None:
            if still_open(dialog):
                dialog.refuse(sentence(error))

        dialog.named.connect(
            lambda title: self._parts.tasks.run(
                lambda: copy_design(desk, by=by, name=like, title=title), done=made, failed=refused
            )
        )
        dialog.open()

    def _edit(self, design: str) -> None:
        self._parts.tasks.read(lambda: self._parts.to_edit(design), done=self._open)

    def _open(self, to_edit: ToEdit) -> None:
        editor = DesignEditor(self._page.look, to_edit, parent=self._page.window())
        timer = QTimer(editor)
        timer.setSingleShot(True)
        timer.setInterval(_SETTLES_MS)
        timer.timeout.connect(lambda: self._draw(editor))
        editor.edited.connect(timer.start)
        editor.save_asked.connect(lambda: self._save(editor))
        editor.logo_asked.connect(lambda: self._ask_logo(editor))
        editor.open()
        self._draw(editor)

    def _draw(self, editor: DesignEditor) -> None:
        """Draws the design as it stands; what came of an older one is left aside."""
        design, back = editor.design, editor.side.current() == "back"
        dots = 96 * editor.devicePixelRatioF() * editor.look.metrics.text(100) / 100

        def drawn(looked: Looked) -> None:
            if editor.design is design:
                editor.show_looked(looked)

        self._parts.tasks.soon(lambda: self._parts.draw(design, back, dots), done=while_open(editor, drawn))

    def _save(self, editor: DesignEditor) -> None:
        desk, by, design = self._parts.desk, self._parts.session.by, editor.design

        def kept(_version: object) -> None:
            put_away(editor)
            self._show()

        def refused(error: KnownError) -> None:
            if still_open(editor):
                editor.refuse(sentence(error))

        self._parts.tasks.run(lambda: save_design(desk, by=by, design=design), done=kept, failed=refused)

    def _ask_logo(self, editor: DesignEditor) -> None:
        path = ask_to_open(editor, _("Choose a logo"), _("Pictures (*.png *.jpg *.jpeg *.svg *.webp)"))
        if not path:
            return
        desk, by = self._parts.desk, self._parts.session.by

        def refused(error: KnownError) -> None:
            if still_open(editor):
                editor.refuse(sentence(error))

        self._parts.tasks.soon(
            lambda: add_logo(desk, by=by, data=_picture(Path(path))),
            done=while_open(editor, editor.take_logo),
            failed=refused,
        )

    def _ask_signature(self, staff: str) -> None:
        path = ask_to_open(
            self._page, _("Choose a picture of a signature"), _("Pictures (*.png *.jpg *.jpeg *.svg *.webp)")
        )
        if path:
            self._put_signature(staff, Path(path))

    def _put_signature(self, staff: str, path: Path | None) -> None:
        desk, by = self._parts.desk, self._parts.session.by
        self._parts.tasks.soon(
            lambda: put_signature(desk, by=by, staff=staff, data=None if path is None else _picture(path)),
            done=self._changed,
        )


def _picture(path: Path) -> bytes:
    """The bytes of a picture; a drawing (SVG) as dots. KnownError `photo-unreadable`."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES)
    except OSError as error:
        raise KnownError("photo-unreadable") from error
    return as_png(data) if is_svg(data) else data
