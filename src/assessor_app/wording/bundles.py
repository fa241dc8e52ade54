"""What came of a centre bundle, in words: the window and the command line say the same."""

from assessor_app.services.bundles.make import Bundled
from assessor_app.services.bundles.take import Taken
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.errors import sentence


def made_words(done: Bundled) -> str:
    """Where it is now, and what to do with it."""
    if not done.files:
        words = _(
            "For {device}: {what}. It goes through the awarding body with the next sync, sealed for that computer alone, and"
            " waits there for 30 days. On its Sync page, sync and choose “Take it”."
        )
        return words.format(device=done.device, what=_counted(done))
    words = _(
        "On the stick for {device}: {what}. Take it there, and choose “Take what another computer sends” on its Sync page. File:"
        " {files}"
    )
    return words.format(device=done.device, what=_counted(done), files=", ".join(done.files))


def taken_words(done: Taken) -> str:
    """What is new here, and what somebody has to look at."""
    if not done.files and not done.problems:
        return _("Nothing for this computer is there.")
    told = [_("New here: {what}.").format(what=_counted(done))] if done.files else []
    if done.staff:
        told.append(_("Whoever is new chooses a PIN here, in Settings."))
    if done.chosen:
        told.append(_("Certificates are drawn in the designs that were chosen there, from now on."))
    if done.signatures:
        signatures = ngettext(
            "{count} signature is as it is there.",
            "{count} signatures are as they are there.",
            done.signatures,
        )
        told.append(signatures.format(count=done.signatures))
    if done.doubtful:
        doubt = _("These numbers are here under another learner, and were left as they are: {numbers}")
        told.append(doubt.format(numbers=", ".join(done.doubtful)))
    return " ".join([*told, *(sentence(one) for one in done.problems)])


def waiting_words(senders: tuple[str, ...]) -> str:
    """That something came through the awarding body and waits here."""
    words = _(
        "From {devices} something came through the awarding body. Nothing of it is taken in until you say so."
    )
    return words.format(devices=", ".join(senders))


def _counted(done: Bundled | Taken) -> str:
    learners, forms, rosters = done.learners, done.forms, done.rosters
    designs = done.designs
    parts = (
        (learners, ngettext("{count} learner", "{count} learners", learners)),
        (done.staff, ngettext("{count} member of staff", "{count} members of staff", done.staff)),
        (forms, ngettext("{count} form", "{count} forms", forms)),
        (rosters, ngettext("{count} planned sitting", "{count} planned sittings", rosters)),
        (designs, ngettext("{count} design of its own", "{count} designs of its own", designs)),
    )
    return ", ".join(words.format(count=count) for count, words in parts if count) or _("nothing")
