"""Where somebody stands on the board: written down while they work, and brought up again."""

from collections.abc import Mapping
from dataclasses import replace

from assessor_app.services.board.paper import Copying
from assessor_app.ui.board.page import BoardPage
from assessor_app.ui.board.views import VIEWS
from assessor_app.ui.sheets.place import sheet_of


def place_of(page: BoardPage, copying: Copying | None) -> dict[str, str]:
    """The form, the view, the criterion, the learner's entry, the bench; and the paper sheet that is copied."""
    showing = page.showing
    found = {
        "form": page.view.form,
        "view": page.views.which(),
        "criterion": showing.criterion,
        "entry": page.views.whose(),
        "bench": showing.bench,
    }
    return found | sheet_of(copying)


def stand_at(page: BoardPage, details: Mapping[str, str]) -> None:
    """Brings the view and the criterion up; whose tile it was is pointed at by whoever opened the board."""
    if details.get("view") in VIEWS:
        page.pick(details["view"])
    page.watch(details.get("criterion", ""))
    page.choose(replace(page.showing, bench=details.get("bench", "")))
