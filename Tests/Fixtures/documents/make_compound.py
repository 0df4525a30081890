"""Writes small compound files that are recognised but not read: .doc, .wps, .ppt and protected workbooks.

Only their streams' names matter; the container is the one xlwt writes.
"""
import os
import struct

from xlwt.CompoundDoc import XlsDoc

HERE = os.path.dirname(os.path.abspath(__file__))


def container(name, stream_name, stream):
    doc = XlsDoc()
    path = os.path.join(HERE, name)
    doc.save(path, stream)
    data = bytearray(open(path, "rb").read())
    at = data.find("Workbook".encode("utf-16-le"))
    encoded = stream_name.encode("utf-16-le")
    data[at : at + 64] = encoded.ljust(64, b"\0")
    struct.pack_into("<H", data, at + 64, len(encoded) + 2)
    open(path, "wb").write(data)


def record(number, body):
    return struct.pack("<HH", number, len(body)) + body


if __name__ == "__main__":
    container("word.doc", "WordDocument", bytes(5000))
    container("writer.wps", "WordDocument", bytes(5000))
    container("slides.ppt", "PowerPoint Document", bytes(5000))
    container("encrypted.xlsx", "EncryptedPackage", bytes(5000))
    begin = record(0x0809, struct.pack("<HHHHLL", 0x0600, 5, 0, 0, 0, 0))
    container("filepass.xls", "Workbook", begin + record(0x002F, struct.pack("<HHH", 1, 1, 1) + bytes(48)) + record(0x000A, b"") + bytes(4200))
