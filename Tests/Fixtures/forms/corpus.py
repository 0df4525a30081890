"""Collects the files of the corpus: what to write, in which format, with which forms inside."""
from dataclasses import dataclass, field

from grid import Grid, a1

FILES = []


@dataclass
class File:
    name: str
    ext: str
    blocks: list           # grids, and for documents paragraphs (str) and headings (tuple)
    forms: list
    special: str           # what is unusual
    source: str            # whose layout it follows
    options: dict = field(default_factory=dict)

    def grids(self):
        return [b for b in self.blocks if isinstance(b, Grid)]


def file(name, ext, blocks, forms, special, source, **options):
    """Registers a file. `forms` in the order a reader meets them."""
    blocks = blocks if isinstance(blocks, list) else [blocks]
    forms = forms if isinstance(forms, list) else [forms]
    assert all(f.name != name for f in FILES), name
    FILES.append(File(name, ext, blocks, forms, special, source, options))


def places(entry):
    """tag -> name of its cell, with the sheet or table before it where there is more than one or no sheet."""
    out, grids = {}, entry.grids()
    offset = 0
    for k, g in enumerate(grids):
        if entry.ext in ("docx", "html") or entry.options.get("as_html"):
            prefix = f"T{k + 1}!"
        elif len(grids) > 1 and entry.ext != "csv":
            prefix = f"{g.title}!"
        else:
            prefix = ""
        for tag, (r, c) in g.found().items():
            assert tag not in out, f"{entry.name}: {tag} stands twice"
            out[tag] = prefix + a1(r + offset, c)
        if entry.ext == "csv":
            offset += g.height
    return out
