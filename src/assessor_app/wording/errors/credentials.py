"""Sentences about digital credentials."""

from collections.abc import Callable

from assessor_app.wording.catalogue import gettext as _

SENTENCES: dict[str, Callable[[], str]] = {
    "credential-elsewhere": lambda: _(
        "The credential of certificate {number} is made by the awarding body when it registers the certificate. Sync, and export it then."
    ),
    "credential-too-long": lambda: _(
        "The credential of certificate {number} would be longer than other programs read (256 KiB). Shorten the texts of the form in its next version."
    ),
    "jwt-key-unreadable": lambda: _(
        "This file is no P-256 private key in PEM without a passphrase. JWTs are signed with ES256 alone; choose such a key."
    ),
    "no-credential": lambda: _("Certificate {number} is {state} and has no credential."),
    "status-list-full": lambda: _("This list of withdrawals is half full. Begin the next list."),
}
