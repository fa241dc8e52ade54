"""What stands in the fields of a dialog, read and put back: by each field's name, in the order in which they stand."""

from collections import Counter
from collections.abc import Iterator, Mapping

from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.buttons import Choice
from assessor_app.ui.kit.fields import Field, Select, Tick

Asked = Field | Select | Tick | Choice


def read_fields(root: QWidget) -> dict[str, str]:
    """Words, chosen keys, and `yes` or nothing of a tick. What is masked is never read."""
    return {name: _read(one) for name, one in _fields(root)}


def write_fields(root: QWidget, typed: Mapping[str, str]) -> None:
    """Puts back what was read of the same dialog; fields that are no more are passed by."""
    for name, one in _fields(root):
        if name in typed and typed[name] != _read(one):
            _write(one, typed[name])


def _fields(root: QWidget) -> Iterator[tuple[str, Asked]]:
    seen: Counter[str] = Counter()
    for one in root.findChildren(QWidget):
        if isinstance(one, Field | Select | Tick | Choice) and not (
            isinstance(one, Field) and one.is_secret()
        ):
            name = one.edit.accessibleName() if isinstance(one, Field) else one.accessibleName()
            seen[name] += 1
            yield f"{name} #{seen[name]}", one


def _read(one: Asked) -> str:
    if isinstance(one, Field):
        return one.text()
    if isinstance(one, Select):
        return one.key()
    if isinstance(one, Tick):
        return "yes" if one.isChecked() else ""
    return one.current()


def _write(one: Asked, said: str) -> None:
    if isinstance(one, Field):
        one.write(said)
    elif isinstance(one, Select):
        one.choose(said)
    elif isinstance(one, Tick):
        one.setChecked(bool(said))
    else:
        one.choose(said)
        # Whoever shows other fields for another answer, or keeps it by itself, hears of it as of a person's.
        one.chosen.emit(said)
