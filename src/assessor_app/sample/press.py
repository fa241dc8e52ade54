"""The sample centre's printing: a box of security paper, a run that jammed once, papers that lie there."""

from collections.abc import Mapping, Sequence

from assessor_app.device import Device
from assessor_app.domain.handing import Collector, Shown
from assessor_app.domain.stock import StockKind
from assessor_app.sample.sittings import STROKES
from assessor_app.services.printing.handing import Handed, hand_out, unclaimed
from assessor_app.services.printing.runs import say_last_good, send, start
from assessor_app.services.stock.keep import destroy, put_aside, receive

FIRST, LAST = "SC-004201", "SC-004250"


def print_some(device: Device, people: Mapping[str, str], numbers: Sequence[str]) -> None:
    """Prints these on security paper: one sheet jams, one more is damp, the first paper is collected."""
    by, administrator = people["centre-staff"], people["administrator"]
    desk = device.press
    today = device.clock.now().date()
    receive(
        device.stock, by=administrator, first=FIRST, last=LAST, received_on=today, note="Delivery note 118"
    )
    run = start(desk, by=by, numbers=numbers, about="Electrical A", serial=FIRST).run
    if run is None:
        raise ValueError("a run has several papers")
    say_last_good(desk, by=by, run=run, good=1, spoiled=1)
    send(desk, by=by, run=run, serial="SC-004203")
    say_last_good(desk, by=by, run=run, good=len(numbers) - 1)
    damp = f"SC-{4203 + len(numbers) - 1:06d}"
    put_aside(
        device.stock, by=by, first=damp, last=damp, kind=StockKind.SPOILED, reason="Damp from the window."
    )
    destroy(
        device.stock,
        by=by,
        serials=["SC-004202"],
        witness=people["assessor"],
        pin="4071",
        reason="Cut up in the office.",
    )
    for row in unclaimed(desk, by=by)[:1]:
        handed = Handed(kind=Collector.HOLDER, identified=Shown.DOCUMENT, strokes=STROKES)
        hand_out(desk, by=by, sheets=[row.sheet], handed=handed)
