"""Numbers as they are written in Indonesian: 1.234,5 · 92% · Rp1.250.000."""

from decimal import ROUND_HALF_UP, Decimal

Numeric = int | float | Decimal
SWAP = str.maketrans(",.", ".,")


def number(value: Numeric | None, decimals: int = 1) -> str:
    """`1.234,5`, with at most so many decimals and none that are zero."""
    if value is None or value == "":
        return ""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{abs(exact):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return ("−" if exact < 0 else "") + text.translate(SWAP)


def percent(value: Numeric | None, decimals: int = 1) -> str:
    """`145,8%` for 145.83; nothing measured is a dash."""
    return f"{number(value, decimals)}%" if value is not None and value != "" else "–"


def rupiah(value: Numeric | None) -> str:
    """`Rp1.250.000`."""
    if value is None or value == "":
        return ""
    return f"−Rp{number(-value, 2)}" if value < 0 else f"Rp{number(value, 2)}"
