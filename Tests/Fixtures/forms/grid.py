"""A table as people lay it out: rows of cells with spans, each cell possibly standing for a fact."""
from dataclasses import dataclass, field
from decimal import Decimal
import datetime
import re

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def a1(row, column):
    """The name of a cell; both numbers count from 0."""
    name, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = LETTERS[rest] + name
    return f"{name}{row + 1}"


@dataclass
class Pct:
    """A fraction that a workbook shows as a percentage; elsewhere it is printed with the sign."""
    fraction: str
    places: int = 0

    def __str__(self):
        return f"{(Decimal(self.fraction) * 100).quantize(Decimal(10) ** -self.places)}%"


@dataclass
class Num:
    """A number cell with a number format of its own."""
    text: str
    form: str = "0.00"

    def __str__(self):
        if self.form == "General":
            return self.text
        places = len(self.form.split(".")[1]) if "." in self.form else 0
        shown = Decimal(self.text).quantize(Decimal(10) ** -places)
        return f"{shown:,}" if "," in self.form else str(shown)


@dataclass
class Sum:
    """A formula with the value it last showed."""
    formula: str
    value: str

    def __str__(self):
        return self.value


@dataclass
class Day:
    """A date cell; printed as year/month/day where there are no date cells."""
    date: datetime.date

    def __str__(self):
        return f"{self.date.year}/{self.date.month}/{self.date.day}"


@dataclass
class Rich:
    """A text of several runs, every second one bold."""
    runs: tuple

    def __str__(self):
        return "".join(self.runs)


@dataclass
class C:
    """A cell: what it shows, how many columns and rows it takes, and the fact it stands for."""
    value: object = None
    w: int = 1
    h: int = 1
    tag: object = None

    def text(self):
        return "" if self.value is None else str(self.value)


def N(text, w=1, h=1, tag=None):
    """A number cell."""
    return C(Num(str(text), "General"), w, h, tag)


@dataclass
class Grid:
    """A table. Rows are filled from the left, around the cells that reach down from above."""
    width: int
    title: str = "Sheet1"
    cells: dict = field(default_factory=dict)
    taken: dict = field(default_factory=dict)
    height: int = 0
    hidden_rows: set = field(default_factory=set)
    hidden_columns: set = field(default_factory=set)
    hidden: bool = False
    nested: bool = False  # in a document: the table stands inside the only cell of another
    notes: dict = field(default_factory=dict)  # (row, column) -> text of a cell note
    plain: bool = False  # neighbouring cells stay apart: no merges are written, the text stands in the first
    widths: dict = field(default_factory=dict)

    def row(self, *items):
        """Adds a row; a string, a number or None is a cell of one column. The row must fill the width."""
        r, c = self.height, 0
        for item in items:
            cell = item if isinstance(item, C) else C(item)
            while (r, c) in self.taken:
                c += 1
            self.cells[r, c] = cell
            for i in range(cell.h):
                for j in range(cell.w):
                    assert (r + i, c + j) not in self.taken, f"overlap at {a1(r + i, c + j)} {cell.text()}"
                    self.taken[r + i, c + j] = (r, c)
            c += cell.w
        while (r, c) in self.taken:
            c += 1
        assert c == self.width, f"row {r + 1} of {self.title}: {c} of {self.width} columns: {[i.text() if isinstance(i, C) else i for i in items]}"
        self.height += 1
        return r

    def line(self, text, h=1):
        """A row of one cell over the whole width."""
        return self.row(C(text, w=self.width, h=h))

    def blank(self):
        return self.row(*[None] * self.width)

    def found(self):
        """Where each tagged cell stands: tag -> (row, column)."""
        return {cell.tag: at for at, cell in self.cells.items() if cell.tag is not None}


def folded(text):
    """A text without spaces, for comparisons."""
    return re.sub(r"\s", "", str(text or ""))
