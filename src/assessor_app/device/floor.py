"""Desks for the floor: assessing, the board, deciding, sittings, and what goes out on paper."""

from functools import cache
from typing import TYPE_CHECKING

from assessor_app.domain.people import Staff
from assessor_app.resources import forms_folder

if TYPE_CHECKING:
    from assessor_app.device.desks import Device
    from assessor_app.domain.catalogue import Catalogue
    from assessor_app.services.assessing.desk import Desk
    from assessor_app.services.board.desk import BoardDesk
    from assessor_app.services.deciding.desk import DecisionDesk
    from assessor_app.services.deciding.ports import PinCheck
    from assessor_app.services.sittings.desk import SittingDesk
    from assessor_app.services.slips.desk import SlipDesk


def assessing(device: "Device") -> "Desk":
    from assessor_app.services.assessing.desk import Desk

    return Desk(
        transactions=device.store,
        assessments=device.tables.assessments,
        work=device.tables.work,
        pieces=device.tables.pieces,
        sittings=device.tables.sittings,
        staff=device.tables.staff,
        learners=device.tables.learners,
        forms=device.shelf,
        stops=device.tables.stops,
        before=device.tables.before,
        prior=device.tables.prior,
        clock=device.clock,
        elsewhere=device.tables.elsewhere,
    )


def board(device: "Device") -> "BoardDesk":
    from assessor_app.services.board.desk import BoardDesk

    return BoardDesk(
        desk=device.assessing,
        reads=device.tables.board,
        stops=device.tables.stops,
        timings=device.tables.timings,
        seats=device.tables.seats,
        stations=device.tables.stations,
        sheets=device.tables.paper,
        require_pin=_pin_check(device),
    )


def deciding(device: "Device") -> "DecisionDesk":
    from assessor_app.device.evidence import evidence_desk
    from assessor_app.services.deciding.desk import DecisionDesk

    return DecisionDesk(
        desk=device.assessing,
        ledger=device.ledger,
        assessments=device.tables.assessments,
        outcomes=device.tables.outcomes,
        countersigned=device.tables.countersigned,
        evidence=evidence_desk(device),
        sittings=device.tables.sittings,
        staff=device.tables.staff,
        learners=device.tables.learners,
        timings=device.tables.timings,
        require_pin=_pin_check(device),
    )


def sittings(device: "Device") -> "SittingDesk":
    from assessor_app.services.assessing.desk import whole_work
    from assessor_app.services.deciding.countersign import words_on
    from assessor_app.services.sittings.desk import SittingDesk

    return SittingDesk(
        transactions=device.store,
        sittings=device.tables.sittings,
        assessments=device.tables.assessments,
        before=device.tables.before,
        learners=device.tables.learners,
        staff=device.tables.staff,
        shelf=device.shelf,
        ledger=device.ledger,
        manifest=device.tables.manifest,
        stops=device.tables.stops,
        stations=device.tables.stations,
        timings=device.tables.timings,
        words=lambda assessment: words_on(
            device.tables.countersigned, whole_work(device.assessing, assessment)
        ),
        clock=device.clock,
    )


def slips(device: "Device") -> "SlipDesk":
    from assessor_app.services.slips.desk import SlipDesk

    return SlipDesk(
        desk=device.assessing,
        sittings=device.tables.sittings,
        settings=device.tables.settings,
        countersigned=device.tables.countersigned,
        after=device.tables.after,
        catalogue=shipped_catalogue,
    )


def _pin_check(device: "Device") -> "PinCheck":
    def check(*, staff_id: str, pin: str) -> Staff:
        from assessor_app.services.people.pin import require_pin

        return require_pin(device.pins, staff_id=staff_id, pin=pin)

    return check


@cache
def shipped_catalogue() -> "Catalogue":
    """The catalogue that came with the program."""
    from assessor_app.formats.catalogue_yaml import parse_catalogue

    return parse_catalogue((forms_folder() / "catalogue.yaml").read_bytes())
