"""Which builder makes the room behind each name. A room's modules are imported when somebody first goes there."""

from collections.abc import Callable, Mapping
from importlib import import_module

from assessor_app.desktop.rooms import Builder, Frame, Parts


def later(module: str, name: str) -> Builder:
    """A builder that is imported when it is used."""

    def build(parts: Parts, frame: Frame) -> None:
        found: Callable[[Parts, Frame], None] = getattr(import_module(f"assessor_app.desktop.{module}"), name)
        found(parts, frame)

    return build


BUILDERS: Mapping[str, Builder] = {
    "today": later("today", "build_today"),
    "start-sitting": later("floor", "build_sittings"),
    "assess": later("floor", "build_sittings"),
    "sitting": later("floor", "build_sitting"),
    "assessing": later("floor", "build_assessing"),
    "board": later("floor", "build_board"),
    "decide": later("deciding", "build_decide"),
    "handover": later("deciding", "build_handover"),
    "learners": later("office", "build_learners"),
    "find-learner": later("office", "build_learners"),
    "appeal": later("office", "build_learners"),
    "certificates": later("office", "build_certificates"),
    "find-certificate": later("office", "build_certificates"),
    "press": later("press", "build_press"),
    "verify": later("office", "build_verify"),
    "verify-code": later("office", "build_verify"),
    "sync": later("sync", "build_sync"),
    "copy-to-stick": later("sync", "build_sync"),
    "quality": later("office", "build_quality"),
    "settings": later("settings", "build_settings"),
}
