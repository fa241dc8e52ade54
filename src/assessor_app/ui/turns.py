"""Turns of what is read and shown: what comes late is not painted over what is newer."""


class Turns:
    """A number for each read when it is asked for, and for each write once it is done.

    A read that was asked for before a write was done is late: the write's own answer says what is on disk then.
    """

    def __init__(self) -> None:
        self._asked = self._newest = 0

    def take(self) -> int:
        """The next turn."""
        self._asked += 1
        return self._asked

    def late(self, turn: int) -> bool:
        """Whether something newer is shown already; otherwise this is the newest from now on."""
        if turn < self._newest:
            return True
        self._newest = turn
        return False


class Failures:
    """Acts in the order in which they were asked for: of several that fail together the first one leads back."""

    def __init__(self) -> None:
        self._begun = self._told = 0

    def begin(self) -> int:
        """The number of an act that is asked for now."""
        self._begun += 1
        return self._begun

    def first(self, number: int) -> bool:
        """Whether this act that failed was asked for after the last failure was told."""
        if number <= self._told:
            return False
        self._told = self._begun
        return True
