"""Blocks of rows that many forms share; everything that differs between regions is a parameter."""
import re

from grid import C, Num


def shown(value, numbers=True):
    """A plain number becomes a number cell, anything else stays as printed."""
    if isinstance(value, (int, float)):
        return Num(str(value), "General")
    if numbers and isinstance(value, str) and re.match(r"^-?\d+(\.\d+)?$", value):
        return Num(value, "General")
    return value


def field(form, i, key, numbers):
    """The cell of an indicator in one column."""
    tags = {"name": "name", "target": "target", "value": "target", "actual": "actual", "weight": "weight", "score": "score", "reason": "reason"}
    if key == "name":
        value = i.prefix + i.name if not i.placeholder else i.name
    elif key in i.more:
        value = i.more[key]
    elif key in ("target", "actual"):
        value = shown(getattr(i, key), numbers)
    elif key in ("weight", "score"):
        value = shown(getattr(i, key))
    elif key == "reason":
        value = i.reason or None
    elif key == "sign":
        value = i.sign
    elif key == "value":
        value = shown(i.value, numbers)
    elif key == "unit":
        value = i.unit
    else:
        value = None
    tag = (form, i, tags[key]) if key in tags and not i.placeholder else None
    return value, tag


def runs(keys):
    """Lengths of runs of equal keys: at the first of each run its length, else 0."""
    out, k = [0] * len(keys), 0
    while k < len(keys):
        n = k
        while n < len(keys) and keys[n] == keys[k]:
            n += 1
        out[k] = n - k
        k = n
    return out


def indicators(g, form, rows, columns, head=(), lead=None, down1="merge", down2="merge", levels={}, numbers=True, extra={}):
    """Writes the indicator table.

    columns: keys, or (key, width). head: header rows, each a list of cells. lead: the cell left of the whole block.
    down1, down2: how a level cell goes on downwards: merge, repeat or blank. levels: printed words for level names.
    extra: key -> (text, over all rows) for a column that is one tall cell."""
    columns = [c if isinstance(c, tuple) else (c, 1) for c in columns]
    first = runs([i.level1 for i in rows])
    second = runs([(i.level1, i.level2) for i in rows])
    for k, line in enumerate(head):
        cells = list(line)
        if lead and k == 0:
            lead.h = len(head) + len(rows)
            cells = [lead] + cells
        g.row(*cells)
    for k, i in enumerate(rows):
        cells = []
        if lead and not head and k == 0:
            lead.h = len(rows)
            cells.append(lead)
        for key, w in columns:
            if key in ("l1", "l2"):
                name = i.level1 if key == "l1" else i.level2
                text = i.more.get(key, levels.get(name, name))
                span, way = (first[k], down1) if key == "l1" else (second[k], down2)
                if way == "merge":
                    if span:
                        cells.append(C(text, w, span))
                elif way == "repeat":
                    cells.append(C(text, w))
                else:
                    cells.append(C(text if span else None, w))
            elif key in extra:
                if k == 0:
                    cells.append(C(extra[key], w, len(rows)))
            else:
                value, tag = field(form, i, key, numbers)
                cells.append(C(value, w, 1, tag))
        i.row_key = g.row(*cells)
