"""The designs that ship, for whoever keeps designs."""


class Shipped:
    """Files beside the program."""

    def names(self) -> tuple[str, ...]:
        """Ids, the program's own first."""
        from assessor_app.documents.certificate_design import shipped_names

        return shipped_names()

    def text(self, name: str) -> bytes:
        from assessor_app.documents.certificate_design import shipped_text

        return shipped_text(name)
