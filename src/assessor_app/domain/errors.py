"""The two kinds of error: what a person can act on, and everything else, which is our bug."""


class KnownError(Exception):
    """Something a person can act on: said in one plain sentence, nothing lost, and on we go.

    The code names the sentence; `wording.errors` has the sentence for each code. Anything that is not a
    KnownError is a bug and goes to the crash dialog and the log.
    """

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value}" for name, value in self.details.items())
        return f"{self.code}({shown})"
