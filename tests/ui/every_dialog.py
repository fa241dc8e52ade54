"""Every dialog that the program has, and those that one walk through the tour does not meet."""

import importlib
import pkgutil
from collections.abc import Iterator

import assessor_app.ui
from assessor_app.ui.kit.dialogs import Dialog

ELSEWHERE = {"assess.missing.MissingDialog": "upright-large"}
"""Only where a window is too narrow for all at once: by the way that shows it."""
_ROOT = f"{assessor_app.ui.__name__}."


def named(kind: type[Dialog]) -> str:
    """A dialog by module and class within the window's package."""
    return f"{kind.__module__}.{kind.__qualname__}".removeprefix(_ROOT)


def every_dialog() -> set[str]:
    """By name, those that are no mere foundation of others."""
    for module in pkgutil.walk_packages(assessor_app.ui.__path__, _ROOT):
        # What only another system has is no dialog.
        if not module.name.startswith(f"{_ROOT}battery."):
            importlib.import_module(module.name)
    return {named(kind) for kind in _kinds(Dialog) if kind.__module__.startswith(_ROOT)}


def _kinds(kind: type[Dialog]) -> Iterator[type[Dialog]]:
    for one in kind.__subclasses__():
        yield from _kinds(one)
        if not one.__name__.startswith("_"):
            yield one
