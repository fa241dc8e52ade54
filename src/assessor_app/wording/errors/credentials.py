"""Sentences about digital credentials."""

from collections.abc import Callable

from assessor_app.wording.catalogue import gettext as _

SENTENCES: dict[str, Callable[[], str]] = {
    "award-unsigned": lambda: _("An award for Europass that nobody has signed: it proves nothing by itself."),
    "badge-colour": lambda: _(
        "A colour is # and six digits or letters A to F, as #1E3A5F. Nothing was changed."
    ),
    "badge-contrast": lambda: _(
        "On this colour it cannot be read (contrast {ratio} : 1, at least 4.5). Choose a darker or a lighter colour; nothing was changed."
    ),
    "badge-part-unknown": lambda: _(
        "This badge has a shape or a sign that cannot be drawn here. Choose others."
    ),
    "badge-text": lambda: _(
        "The word on a badge has at most {most} letters, on one line. Nothing was changed."
    ),
    "credential-elsewhere": lambda: _(
        "The credential of certificate {number} is made by the awarding body when it registers the certificate. Sync, and export it then."
    ),
    "credential-none": lambda: _(
        "This picture carries no credential. Ask for the badge as it was handed out: a picture that was copied or made smaller has lost it."
    ),
    "credential-other-proof": lambda: _(
        "This credential is signed in a way that is not read here (eddsa-rdfc-2022 and JWT are). Nothing can be said about it."
    ),
    "credential-refused": lambda: _(
        "This credential cannot be relied on, and nothing can be said about it: {refused}."
    ),
    "credential-too-hard": lambda: _(
        "This file is made so that checking it never ends, or is broken. Nothing can be said about it; get it again from whoever gave it to you."
    ),
    "credential-too-large": lambda: _(
        "This file is too large for a credential (at most 256 KiB, as a picture 16 MiB). Get it again from whoever gave it to you."
    ),
    "credential-too-long": lambda: _(
        "The credential of certificate {number} would be longer than other programs read (256 KiB). Shorten the texts of the form in its next version."
    ),
    "credential-unreadable": lambda: _(
        "This file cannot be read as a credential (JSON, JWT, or a PNG or SVG with one inside). Get it again from whoever gave it to you."
    ),
    "credential-unsigned": lambda: _(
        "Nobody has signed this file, so nothing can be said about it. A badge from before Open Badges 3.0 is looked up where it was issued."
    ),
    "jwt-key-unreadable": lambda: _(
        "This file is no P-256 private key in PEM without a passphrase. JWTs are signed with ES256 alone; choose such a key."
    ),
    "no-credential": lambda: _("Certificate {number} is {state} and has no credential."),
    "endorsement-elsewhere": lambda: _(
        "This centre's credentials are signed by its awarding body: endorsements of its forms are asked for and taken there."
    ),
    "endorsement-ended": lambda: _(
        "This endorsement was taken away here, and its word is not taken twice. Ask for a new one."
    ),
    "no-such-endorsement": lambda: _("This endorsement is not here any more. Nothing was changed."),
    "endorsement-other": lambda: _(
        "This endorsement is of another form, another version, or another centre's. Send the request again, and bring what comes back."
    ),
    "endorsements-enough": lambda: _(
        "This version of the form has {most} endorsements already, and takes no more."
    ),
    "endorsement-request-unreadable": lambda: _(
        "This is no request for an endorsement. Ask the centre to send the file again, as it was written."
    ),
    "endorser-key-unreadable": lambda: _(
        "This file is no Ed25519 private key in PEM without a passphrase. Name another, or one that is not there yet: it is made."
    ),
    "endorsement-unreadable": lambda: _(
        "This is no endorsement whose signature is good. Ask for it again, signed as the request says."
    ),
    "learner-number-unknown": lambda: _("No learner here, or more than one, has the number {number}."),
    "transcript-asked": lambda: _(
        "The awarding body signs the transcript of {name}. It is asked for, and comes with the next sync."
    ),
    "transcript-empty": lambda: _("{name} holds no certificate that has a credential."),
    "verify-one-thing": lambda: _(
        "Give one thing to check: qr; or number with name; or credential; or file."
    ),
    "verify-unreadable": lambda: _(
        "This is no request to check something. Send a JSON object as the documentation of /verify says."
    ),
    "seal-key-kind": lambda: _(
        "The key of this certificate is of a kind that readers of PDF do not take. RSA from 2,048 bits and ECDSA they do; ask whoever issued it."
    ),
    "seal-not-in-force": lambda: _(
        "This certificate holds from {begins} to {until}, and today is not among those days. Ask whoever issued it for another."
    ),
    "seal-unreadable": lambda: _(
        "This file cannot be opened as a certificate with its key (PKCS#12, .p12 or .pfx), or the passphrase is another."
    ),
    "status-list-full": lambda: _("This list of withdrawals is half full. Begin the next list."),
}
