"""Sentences of the central issuer: its database, its keys, its invitations."""

from collections.abc import Callable

from assessor_app.wording.catalogue import gettext as _

SENTENCES: dict[str, Callable[[], str]] = {
    "database-unknown": lambda: _(
        "This is no database that the issuer can use. Give postgresql+psycopg://user@host/name, or a data folder."
    ),
    "database-unreachable": lambda: _(
        "The database does not answer, or does not let this program in. Look whether it runs, and whether user and password are right."
    ),
    "store-empty": lambda: _("There is no issuer here yet. Make one: assessor-app issuer init."),
    "store-older": lambda: _(
        "This issuer's database was made by an older version. Stop every process of it, make a copy, and run: assessor-app issuer upgrade."
    ),
    "store-newer": lambda: _(
        "This issuer's database was made by a newer version of this program. Install that version; nothing was changed."
    ),
}
