"""Files of any shape go in; sheets of people come out, every cell as typed, or one code why not."""

from payung.roster.reading.read import REFERENCE, ROSTER, read
from payung.roster.reading.shapes import Problem, Sheet, SourceFile

__all__ = ["REFERENCE", "ROSTER", "Problem", "Sheet", "SourceFile", "read"]
