"""The stops of printed papers: what lies here, handing out, the security paper, replacements."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QAbstractButton

from assessor_app.desktop.tour_steps import Stop, member, on, room, sign_in
from assessor_app.device import Device
from assessor_app.domain.people import Role
from assessor_app.ui.pressroom.hand_out import HandOutDialog
from assessor_app.ui.pressroom.page import PressPage
from assessor_app.ui.pressroom.stock_dialogs import DeliveryDialog, DestroyDialog
from assessor_app.ui.pressroom.view import COPIES, HAND_OUT, HANDED, STOCK


def press_room(device: Device) -> Iterator[Stop]:
    """Each list, and what is asked there."""
    yield Stop(name="papers-to-hand-out", steps=(sign_in(member(device, Role.CENTRE_STAFF)), room("press")))
    choose = on(PressPage, lambda page: page.tables[HAND_OUT].selectRow(0))
    ask = on(PressPage, lambda page: page.hand_out.click())
    yield Stop(name="papers-hand-out", steps=(choose, ask))
    other = on(HandOutDialog, partial(_pick, at=1))
    unsaid = on(HandOutDialog, lambda dialog: dialog.go_on.click())
    yield Stop(name="papers-hand-out-refused", steps=(ask, other, unsaid))
    yield Stop(name="papers-handed-out", steps=(on(PressPage, lambda page: page.show_list(HANDED)),))
    yield Stop(name="security-paper", steps=(on(PressPage, lambda page: page.show_list(STOCK)),))
    receive = on(PressPage, lambda page: page.receive.click())
    yield Stop(name="security-paper-delivery", steps=(receive, on(DeliveryDialog, _twice)))
    aside = on(PressPage, lambda page: page.aside.click())
    yield Stop(name="security-paper-missing", steps=(aside,))
    shred = on(PressPage, lambda page: page.shred.click())
    yield Stop(name="security-paper-destroy", steps=(shred,))
    yield Stop(name="security-paper-witness", steps=(shred, on(DestroyDialog, _go_on)))
    report = on(PressPage, lambda page: page.print.click())
    yield Stop(name="security-paper-report", steps=(report,))
    yield Stop(name="replacements", steps=(on(PressPage, lambda page: page.show_list(COPIES)),))


def _pick(dialog: HandOutDialog, *, at: int) -> None:
    dialog.kind.findChildren(QAbstractButton)[at].click()


def _twice(dialog: DeliveryDialog) -> None:
    """Numbers that were received before."""
    dialog.first.write("SC-004240")
    dialog.last.write("SC-004260")
    dialog.go_on.click()


def _go_on(dialog: DestroyDialog) -> None:
    dialog.how.write("Shredded")
    dialog.witness.setCurrentIndex(1)
    dialog.go_on.click()
