"""Desks for people: PINs, staff, learners and their badges."""

from typing import TYPE_CHECKING

from assessor_app.storage.engine.badge_home import badges_folder

if TYPE_CHECKING:
    from assessor_app.device.desks import Device
    from assessor_app.services.badges.issue import BadgeDesk
    from assessor_app.services.badges.staff import StaffBadgeDesk
    from assessor_app.services.erasing.desk import ErasingDesk
    from assessor_app.services.people.learners import LearnerDesk
    from assessor_app.services.people.pin import PinDesk
    from assessor_app.services.people.staff import StaffDesk
    from assessor_app.storage.engine.staff_keys import StaffBadgesOfFolder


def pins(device: "Device") -> "PinDesk":
    from assessor_app.services.people.pin import PinDesk

    return PinDesk(
        transactions=device.store,
        staff=device.tables.staff,
        clock=device.clock,
        changed=_staff_badges_of(device).take,
    )


def staff(device: "Device") -> "StaffDesk":
    from assessor_app.services.people.staff import StaffDesk
    from assessor_app.storage.engine.staff_keys import StaffKeysOfFolder

    keys = StaffKeysOfFolder(slots=device.slots, key=device.key)
    return StaffDesk(transactions=device.store, staff=device.tables.staff, keys=keys, clock=device.clock)


def staff_badges(device: "Device") -> "StaffBadgeDesk":
    from assessor_app.services.badges.staff import StaffBadgeDesk

    return StaffBadgeDesk(staff=device.staff, pins=device.pins, badges=_staff_badges_of(device))


def _staff_badges_of(device: "Device") -> "StaffBadgesOfFolder":
    from assessor_app.storage.engine.badge_slots import BadgeSlots
    from assessor_app.storage.engine.staff_keys import StaffBadgesOfFolder

    slots = BadgeSlots(device.folder, badges_folder(device.state), now=device.clock.now)
    return StaffBadgesOfFolder(slots=slots, key=device.key)


def learners(device: "Device") -> "LearnerDesk":
    from assessor_app.services.people.learners import LearnerDesk

    return LearnerDesk(
        transactions=device.store,
        learners=device.tables.learners,
        staff=device.tables.staff,
        ledger=device.ledger,
        clock=device.clock,
    )


def badges(device: "Device") -> "BadgeDesk":
    from assessor_app.services.badges.issue import BadgeDesk

    return BadgeDesk(
        transactions=device.store,
        badges=device.tables.badges,
        learners=device.tables.learners,
        staff=device.tables.staff,
        clock=device.clock,
    )


def erasing(device: "Device") -> "ErasingDesk":
    from assessor_app.services.erasing.desk import ErasingDesk

    return ErasingDesk(
        ledger=device.ledger,
        store=device.tables.erasing,
        certificates=device.tables.certificates,
        learners=device.tables.learners,
        staff=device.tables.staff,
        enrolment=device.tables.enrolment,
        pins=device.pins,
        files=device.vault,
    )
