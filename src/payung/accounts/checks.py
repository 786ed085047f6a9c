"""What the name of somebody who acts must be."""

from payung.kernel.refusal import Refusal

LONGEST_NAME = 120


class NotAName(Refusal):
    """Nobody can answer under such a name in the audit trail."""


def signable(name: str) -> str:
    """The name of who answers for what is done, on one line with single blanks. Raises NotAName."""
    plain = " ".join(name.split())
    if not plain or len(plain) > LONGEST_NAME or not plain.isprintable():
        raise NotAName(
            f"Nama petugas (--by) tidak dapat dicatat. Tulis nama sebenarnya, paling panjang {LONGEST_NAME} huruf."
        )
    return plain
