"""Sentences about joining an issuer, and about what goes to it and comes back."""

from collections.abc import Callable

from assessor_app.wording.catalogue import gettext as _

SENTENCES: dict[str, Callable[[], str]] = {
    "address-missing": lambda: _(
        "This device joined its awarding body by stick, and has no address for it. Sync by stick, or give the address under Settings."
    ),
    "answer-not-issuer": lambda: _(
        "Whoever answered is not the awarding body's server; it may be the sign-in page of this network. Nothing is lost; open a web page, sign in to the network, and try again."
    ),
    "answer-other": lambda: _(
        "The answer that came belongs to something that was sent before. Nothing is lost; what is still unsent is sent again at the next contact."
    ),
    "asset-unknown": lambda: _(
        "A font or drawing was sent that no certificate here needs. It was not kept; nothing is missing."
    ),
    "catalogue-damaged": lambda: _(
        "A file of the catalogue that was sent ({path}) is damaged. The catalogue held here stays in use; sync again."
    ),
    "chain-ended": lambda: _(
        "This chain of records was ended when the device began another, and what comes behind its end is not taken. Nothing of it was stored; call the awarding body."
    ),
    "chain-not-yours": lambda: _(
        "These records are of a chain that is not this device's. Nothing of them was stored; they come in from the device that signed them."
    ),
    "code-unreadable": lambda: _(
        "This is not a one-time code, or a character is mistyped. It has four groups of five characters."
    ),
    "code-wrong": lambda: _(
        "This one-time code is not known here, was used already, or is too old. Ask the awarding body for another."
    ),
    "delegation-not-ours": lambda: _(
        "The delegation that was sent is not this awarding body's, or is for another device. The one held here stays in use; call the awarding body."
    ),
    "enrolment-waits": lambda: _(
        "The awarding body does not know the new chain of this device yet. Nothing is lost; sync again when it has answered."
    ),
    "enrolled-newer": lambda: _(
        "The answer was made for a newer version of this program. Install the newer version and take it in again."
    ),
    "enrolled-not-issuer": lambda: _(
        "Whoever answered as {name} does not know the one-time code, or is not the awarding body that is trusted here. Nothing was changed; call the awarding body."
    ),
    "enrolled-other": lambda: _(
        "This is the answer to another device, or to an earlier request. Take the file that was made for the request of this device."
    ),
    "enrolled-unreadable": lambda: _(
        "This file is not an awarding body's answer, or a part of it is missing. Copy it from the stick again, or ask for it again."
    ),
    "enrolment-newer": lambda: _(
        "This request was made by a newer version of the program. Install the newer version to answer it."
    ),
    "enrolment-proof-wrong": lambda: _(
        "The request names an older key ({subject}) that did not vouch for the new one. Nothing was changed; make the request again on the device itself."
    ),
    "enrolment-unreadable": lambda: _(
        "This file is not a device's request, or a part of it is missing. Make it again on the device."
    ),
    "envelope-altered": lambda: _(
        "What arrived is not what was signed: it was cut off or changed on the way. Nothing of it was stored; send it again."
    ),
    "envelope-clash": lambda: _(
        "Two different envelopes with the same number came from this device: its folder was copied or restored. Nothing of the second was stored; open Sync on the device and start a new chain of records."
    ),
    "envelope-newer": lambda: _(
        "This was made by a newer version of the program. Install the newer version and take it in again."
    ),
    "envelope-other-receiver": lambda: _(
        "This is meant for somebody else. Nothing of it was read; take the file that names this receiver."
    ),
    "envelope-too-large": lambda: _(
        "This is larger than anything that is taken in at once. Nothing of it was stored; send it in smaller parts."
    ),
    "envelope-unknown-sender": lambda: _(
        "The sender ({sender}) is not known here. Nothing of it was stored; enrol the device first."
    ),
    "envelope-unreadable": lambda: _(
        "This is not something that this program sent, or it is damaged. Nothing of it was stored; send it again."
    ),
    "evidence-manifest-wrong": lambda: _(
        "What was announced of a piece of evidence does not agree with itself. Nothing of it was stored; send it again."
    ),
    "evidence-no-key": lambda: _(
        "This piece of evidence came without its key, so it cannot be opened here. Ask the centre for it."
    ),
    "evidence-no-such-piece": lambda: _(
        "Nobody announced a piece of evidence with this address and place ({place}). Send what announces it first."
    ),
    "evidence-not-the-record": lambda: _(
        "This piece of evidence is not the one that the record names. Do not rely on it; ask the centre for it again."
    ),
    "evidence-piece-differs": lambda: _(
        "A part of a piece of evidence (number {place}) is not what was announced: it was cut off or changed on the way. It was not stored; send it again."
    ),
    "evidence-too-long": lambda: _(
        "This piece of evidence has more than {most} parts of 1 MiB, the most that can be sent. It stays on the device."
    ),
    "item-unknown": lambda: _(
        "A part of what was sent is of a kind that this version does not know, and was passed over. The rest was taken; nothing needs to be done."
    ),
    "no-bundle": lambda: _("This file is no centre bundle. Take it in where it belongs: under Sync."),
    "no-such-device-here": lambda: _(
        "No other device of this centre is called “{device}”, or more than one is. Those that are known here: {names}. Sync first if it joined just now."
    ),
    "paper-not-the-record": lambda: _(
        "The page that was sent for a certificate is not the one that its record names. It was not kept; the record counts, and the paper is printed where it was made."
    ),
    "not-enrolled": lambda: _(
        "This device belongs to no awarding body yet, so nothing is handed over. Nothing is lost; enrol it with a one-time code from the awarding body."
    ),
    "parcel-not-passed-on": lambda: _(
        "The awarding body does not pass on what was for {device}: that computer is not in use any more, or one of the two is suspended. Nothing changed here; sync, and choose another computer."
    ),
    "parcel-too-large": lambda: _(
        "What was for {device} is larger than the awarding body passes on. Nothing changed here; give it by stick."
    ),
    "parcel-too-many": lambda: _(
        "Too much waits at the awarding body for {device} already. Nothing changed here; sync that computer first, or give it by stick."
    ),
    "piece-differs": lambda: _(
        "Something large that was sent in parts is not what was announced. None of it was used; sync again."
    ),
    "receipt-newer": lambda: _(
        "This receipt was made by a newer version of the program. Install the newer version and sync again."
    ),
    "receipt-unknown-issuer": lambda: _(
        "No awarding body that is trusted here vouches for this receipt ({issuer}). The records stay unsent; call the awarding body."
    ),
    "receipt-unreadable": lambda: _(
        "What came is not a receipt, or a part of it is missing. The records stay unsent; sync again."
    ),
    "record-refused": lambda: _(
        "This record was not stored: the awarding body has another one in its place, or it lies too far ahead. Nothing was lost here; see what is said of its chain."
    ),
    "records-missing": lambda: _(
        "Records came whose predecessors are missing. They are kept and wait; the missing ones are sent again by themselves."
    ),
    "sent-already": lambda: _(
        "This record was handed over already, so it cannot be set aside. Its state stands beside it."
    ),
    "sync-fault": lambda: _(
        "The program met a fault of its own while it handed records over; it is written down. Nothing is lost: what was not confirmed is sent again at the next contact."
    ),
    "sync-file-damaged": lambda: _(
        "This file is damaged or cut off: the stick may have been pulled out too early. Nothing of it was used; copy it again."
    ),
    "sync-file-other-receiver": lambda: _(
        "This file is sealed to somebody else and cannot be opened here. Take the file that names this receiver."
    ),
    "sync-file-unreadable": lambda: _(
        "This file is not one that this program wrote for a stick. Choose another; it was left untouched."
    ),
}
