"""Designs in Settings: which one is used where, those that there are, and pictures of signatures."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.ui.designs.paper_view import PaperView
from assessor_app.ui.designs.taking import Took
from assessor_app.ui.designs.view import DesignLine, DesignsView
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.fields import Select
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.layout import Card, clear, column, holding, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_SMALL = 250


class DesignsSection(QWidget):
    """Everything about designs.

    Signals:
        chosen(str, str): a scope, and the design for it, empty for none of its own.
        file_asked(): a design is to be taken from a file; answer with `say_took`.
        copy_asked(str), change_asked(str): a design's id.
        signature_asked(str), signature_dropped(str): a member of staff.
    """

    chosen = Signal(str, str)
    file_asked = Signal()
    copy_asked = Signal(str)
    change_asked = Signal(str)
    signature_asked = Signal(str)
    signature_dropped = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.view: DesignsView | None = None
        self._box: QVBoxLayout = column(gap=2)
        self.setLayout(self._box)
        self.scope = Select(look, _("For"))
        self.design = Select(look, _("Design"))
        self.signer = Select(look, _("Member of staff"))
        self.pictures: dict[str, PaperView] = {}
        self.scope.activated.connect(lambda _index: self._show_scope())
        self.design.activated.connect(lambda _index: self.chosen.emit(self.scope.key(), self.design.key()))
        self.signer.activated.connect(lambda _index: self._show_signer())
        self._now = Text(look, "", tone="muted")
        self._has = Text(look, "", tone="muted")
        self.drop = PlainButton(look, _("Take it away"), icon="trash-2")
        self.drop.clicked.connect(lambda: self.signature_dropped.emit(self.signer.key()))
        self._gallery = column(gap=2)
        self.took = Text(look, "")
        self.took.hide()
        self._box.addWidget(self._choice())
        self._box.addWidget(self._taking())
        self._box.addWidget(holding(self._gallery))
        self._box.addWidget(self._signatures())

    def show_view(self, view: DesignsView) -> None:
        """Shows everything; what is chosen in the lists stays chosen."""
        self.view = view
        self.scope.offer([(one.key, one.word) for one in view.scopes])
        self.signer.offer([(one.id, one.name) for one in view.signers])
        self._show_scope()
        self._show_signer()
        self._show_gallery(view.designs)

    def say_took(self, took: Took) -> None:
        """What became of the file."""
        here = _("{title}, version {version}, is here, beneath. Choose it above where it is to be used.")
        told = took.refused or here.format(title=took.title, version=took.version)
        self.took.say_in(told, "danger" if took.refused else "met")
        self.took.show()

    def _choice(self) -> Card:
        look = self.look
        about = _(
            "A design is used for certificates from now on; those that were issued never change. "
            "A form's design comes before its sector's, and a sector's before the centre's."
        )
        return Card(
            Text(look, _("Which design is printed"), role="row", bold=True),
            Text(look, about, tone="muted"),
            Text(look, _("For"), role="small", bold=True),
            self.scope,
            Text(look, _("Design"), role="small", bold=True),
            self.design,
            self._now,
            gap=1.5,
        )

    def _taking(self) -> Card:
        look = self.look
        take = PlainButton(look, _("Take a file…"), icon="file-up", name=_("Take a design from a file…"))
        take.clicked.connect(self.file_asked)
        about = _(
            "A design is a file (YAML) that another centre, or whoever draws for you, can write; one of your own that comes back is its next version."
        )
        return Card(
            Text(look, _("Designs that there are"), role="row", bold=True),
            Text(look, about, tone="muted"),
            holding(Flow(take, gap=look.metrics.apart(8))),
            self.took,
            gap=1.5,
        )

    def _signatures(self) -> Card:
        look = self.look
        choose = PlainButton(look, _("Choose a picture…"), icon="image")
        choose.clicked.connect(lambda: self.signature_asked.emit(self.signer.key()))
        about = _(
            "A picture of a signature is printed over its member's name, in designs that say so. It is kept encrypted, and deleted when you take it away."
        )
        return Card(
            Text(look, _("Signatures"), role="row", bold=True),
            Text(look, about, tone="muted"),
            self.signer,
            self._has,
            holding(Flow(choose, self.drop, gap=look.metrics.apart(8))),
            gap=1.5,
        )

    def _show_scope(self) -> None:
        view = self.view
        if view is None:
            return
        scope = view.scope(self.scope.key())
        none = _("The program's own") if not scope.key else _("As said above it")
        self.design.offer([("", none), *((one.id, one.title) for one in view.designs)])
        self.design.choose(scope.design)
        said = [
            _("{scope}: {design}").format(scope=one.word, design=view.title(one.design))
            for one in view.scopes
            if one.design
        ]
        self._now.say("  ·  ".join(said))
        self._now.setVisible(bool(said))

    def _show_signer(self) -> None:
        view = self.view
        one = next((it for it in view.signers if it.id == self.signer.key()), None) if view else None
        has = one is not None and one.has_picture
        self._has.say(_("There is a picture.") if has else _("There is no picture."))
        self.drop.setEnabled(has)

    def _show_gallery(self, designs: Sequence[DesignLine]) -> None:
        clear(self._gallery)
        self.pictures = {}
        for one in designs:
            self._gallery.addWidget(self._card(one))

    def _card(self, one: DesignLine) -> Card:
        look = self.look
        picture = PaperView(look, _("Design {title}").format(title=one.title), width=_SMALL)
        picture.show_png(one.png)
        self.pictures[one.id] = picture
        copy = PlainButton(
            look,
            _("Make one like it…"),
            icon="copy",
            name=_("Make a design like {title}").format(title=one.title),
        )
        copy.clicked.connect(lambda: self.copy_asked.emit(one.id))
        buttons = [copy]
        if one.own:
            change = PlainButton(
                look, _("Change…"), icon="pencil", name=_("Change {title}").format(title=one.title)
            )
            change.clicked.connect(lambda: self.change_asked.emit(one.id))
            buttons.append(change)
        kind = _("Your own, version {version}").format(version=one.version) if one.own else one.about
        told = column(
            Text(look, one.title, role="row", bold=True),
            Text(look, kind, tone="muted"),
            holding(Flow(*buttons, gap=look.metrics.apart(8))),
            None,
            gap=1,
        )
        line = row(picture, holding(told), gap=2)
        line.setStretch(1, 1)
        return Card(holding(line))
