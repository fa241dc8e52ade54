"""Those who were not listed: asked for by name, known or new, and put among those present."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from assessor_app.domain.sitting import Identified
from assessor_app.services.people.reading import roster_for
from assessor_app.services.sittings.attend import come_unlisted, walk_in
from assessor_app.ui.keeping import keep_typed
from assessor_app.ui.kit.dialogs import while_open
from assessor_app.ui.session import Session
from assessor_app.ui.sittings.presenter import SittingParts, found_in, people
from assessor_app.ui.sittings.sitting import SittingPage
from assessor_app.ui.sittings.walk_in import WalkInDialog
from assessor_app.ui.tasks import Tasks

Keep = Callable[[Callable[[], Any], Callable[[], None]], None]


def ask_walk_in(
    page: SittingPage,
    forms: Sequence[tuple[str, str]],
    sitting: str,
    parts: SittingParts,
    *,
    tasks: Tasks,
    keep: Keep,
    session: Session,
) -> WalkInDialog:
    """Opens the walk-in dialog; `keep` runs the act that it comes to, and then what is to be done once it is kept."""
    by = session.by
    dialog = WalkInDialog(page.look, forms, identified=page.identified(), parent=page.window())
    learners, desk = parts.learners, parts.desk
    dialog.searched.connect(
        lambda text: tasks.read(
            lambda: people(found_in(roster_for(learners, desk.staff, by=by), text, limit=5)),
            done=while_open(dialog, dialog.show_known),
        )
    )
    about = f"walk-in:{sitting}"
    kept = partial(session.drafts.forget_typed, by, about)
    dialog.new_asked.connect(
        lambda name, identified, form: keep(
            lambda: walk_in(
                desk, by=by, sitting=sitting, name=name, form=_ref(form), identified=Identified(identified)
            ),
            kept,
        )
    )
    dialog.known_asked.connect(
        lambda learner, identified, form: keep(
            lambda: come_unlisted(
                desk,
                by=by,
                sitting=sitting,
                learner=learner,
                form=_ref(form),
                identified=Identified(identified),
            ),
            kept,
        )
    )
    keep_typed(session.drafts, dialog, by=by, about=about, changed_alone=True)
    dialog.open()
    return dialog


def _ref(key: str) -> tuple[str, str]:
    code, _slash, version = key.partition("/")
    return code, version
