"""Numbers as people write them, in the language in use."""

from decimal import Decimal

from assessor_app.wording.catalogue import spoken


def number_words(value: float) -> str:
    """A measured number as it was taken, as "0.42" or "0,42": all of its digits, never an exponent, nothing grouped."""
    from babel.numbers import get_decimal_symbol

    digits = format(Decimal(repr(float(value))).normalize(), "f")
    return digits.replace(".", get_decimal_symbol(spoken().replace("-", "_")))
