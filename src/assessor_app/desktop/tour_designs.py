"""The stops of designs: where each is used, a new one's name, and the editor with the page as it will be."""

from collections.abc import Iterator
from functools import partial

from assessor_app.desktop.tour_steps import Stop, on, room
from assessor_app.device import Device
from assessor_app.domain.people import Staff
from assessor_app.services.designs.change import choose_design, copy_design
from assessor_app.services.designs.desk import CENTRE, sector_scope
from assessor_app.ui.designs.editor import DesignEditor
from assessor_app.ui.designs.section import DesignsSection
from assessor_app.ui.settings.page import SettingsPage

_TITLE = "Harbour Road"


def design_stops(device: Device, administrator: Staff) -> Iterator[Stop]:
    """A design of the centre's own, like one that ships, and its editor."""
    desk = device.designs
    own = next((one.id for one in desk.store.newest() if one.title == _TITLE), "")
    if not own:
        own = copy_design(desk, by=administrator.id, name="modern", title=_TITLE)
        choose_design(desk, by=administrator.id, scope=CENTRE, name="engraver")
        choose_design(desk, by=administrator.id, scope=sector_scope("electrical"), name="trade")
    section = on(SettingsPage, partial(SettingsPage.open_section, name="designs"))
    yield Stop(name="settings-designs", steps=(room("settings"), section))
    ask = on(DesignsSection, lambda shown: shown.copy_asked.emit("diploma"))
    yield Stop(name="settings-design-name", steps=(section, ask))
    edit = on(DesignsSection, lambda shown: shown.change_asked.emit(own))
    yield Stop(name="settings-design-editor", steps=(room("settings"), section, edit))
    for part in ("letters", "pictures", "words", "order", "sizes"):
        opened = on(DesignEditor, partial(DesignEditor.open_part, key=part))
        yield Stop(name=f"settings-design-{part}", steps=(room("settings"), section, edit, opened))
