"""A part of the device that is made when it is first asked for, and then kept."""

from importlib import import_module
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from assessor_app.device.desks import Device

Part = TypeVar("Part")


class Made(Generic[Part]):
    """A desk, made once by a function of its own name in a module beside this file.

    A desk brings its modules with it: a first window needs few of them.
    """

    def __init__(self, module: str) -> None:
        self._module = module

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, device: "Device", _owner: type) -> Part:
        made: Part = getattr(import_module(f"{__package__}.{self._module}"), self._name)(device)
        device.__dict__[self._name] = made  # found before this descriptor from now on
        return made
