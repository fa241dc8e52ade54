"""The window's search field: words typed anywhere, and the room that they lead to."""

from assessor_app.device import Device
from assessor_app.domain import number as numbers
from assessor_app.domain.errors import KnownError
from assessor_app.domain.folding import fold
from assessor_app.domain.form import Form
from assessor_app.domain.people import Role, Staff
from assessor_app.domain.seeing import Seen, may_see


def find(device: Device, words: str, *, staff: Staff) -> tuple[str, str]:
    """A room, and what it is opened on.

    A certificate's number leads to that certificate, a form's code or title to a sitting on it for those who may
    start one, anything else to the learners (or, where nobody is called so, to the certificates) it finds. Raises
    KnownError("number-check") for a certificate's number with a slip in it.
    """
    number = _number(words)
    if number:
        return "certificates", number
    forms = [offered.form for offered in device.shelf.offered().values()] if staff.has(Role.ASSESSOR) else []
    coded = [form for form in forms if fold(words) in {fold(form.code), fold(form.ref)}]
    if coded:
        return "start-sitting", _key(coded[-1])
    # Who may not see the learners is told so only where nothing else is called so.
    known = may_see(staff, Seen.ROSTER) and device.tables.learners.search(words, limit=1)
    if not known:
        titled = [form for form in forms if _begins(words, form.title)]
        if titled:
            return "start-sitting", _key(titled[-1])
        if device.tables.certificates.lines(words=words, limit=1):
            return "find-certificate", words
    return "find-learner", words


def _number(words: str) -> str:
    """The certificate's number that these words are; empty where they are none."""
    try:
        return numbers.normalise(words)
    except KnownError as error:
        if error.code == "number-unreadable":
            return ""
        raise


def _begins(words: str, title: str) -> bool:
    """Whether each word typed begins a word of the title."""
    held = fold(title).split()
    return all(any(word.startswith(typed) for word in held) for typed in fold(words).split())


def _key(form: Form) -> str:
    return f"{form.code}/{form.version}"
