"""The sentence for each code of a KnownError: what is wrong, where, and what to do."""

from assessor_app.domain.errors import KnownError
from assessor_app.wording.catalogue import gettext as _


def sentence(error: KnownError) -> str:
    """The sentence that a person reads."""
    return _("This did not work: {code}").format(code=str(error))
