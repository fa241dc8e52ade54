"""The hard limits of everything that is sent or handed over, in one place (`docs/sync.md`)."""

KIB = 1024
MIB = 1024 * KIB

MOST_HEAD_BYTES = 8 * KIB
"""Of an envelope's head, as JSON."""
MOST_ITEMS = 10_000
"""Records and everything else in one envelope. A sender begins with far fewer and adapts to the link."""
MOST_LINE_BYTES = 24 * MIB
"""One item: a record of 8 MiB whose every character is escaped, and its personal part."""
MOST_PLAIN_BYTES = 32 * MIB
"""A body, before it is compressed: whoever reads it never holds more."""
MOST_BODY_BYTES = 33 * MIB
"""A body as it is sent: what cannot be compressed grows a little."""
MOST_ENVELOPE_BYTES = MOST_BODY_BYTES + 64 * KIB
MOST_WINDOW_BYTES = 8 * MIB
"""What reading a compressed body may ask of memory."""
MOST_PERSONAL_BYTES = 4 * MIB
PIECE_BYTES = MIB
"""Evidence and other large things go in pieces of this size."""
MOST_PIECES = 2_048
MOST_PARCEL_BYTES = 4 * MIB
"""A sealed parcel for another device: a bundle that is longer goes in several."""
MOST_FARTHEST = 100_000
"""A record so far beyond a chain's head is not kept waiting for those before it."""
MOST_BADGES = 200
"""Designs of badges that a device tells of: one for each sector or form."""
MOST_CREDENTIALS = 100
"""Asked for once more at a time."""
MOST_TRANSCRIPTS = 5
"""Asked for at a time: each is signed while the device waits."""
MOST_REQUEST_BYTES = MIB
MOST_ANSWER_BYTES = 11 * MIB
"""An enrolment's request and its answer, which brings the catalogue."""
MOST_OLD_CHAINS = 64
MOST_EARLIER = 32
"""Delegations of an old chain beside the last one: a centre that stood alone renews its own two or three times a year."""
