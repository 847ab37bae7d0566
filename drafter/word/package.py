"""The container: a .docx is a zip of parts.

`zipfile` is not used. It cannot copy a part as it stands, compressed, and importing it
costs more than writing a letter.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from gettext import gettext as _
from typing import NamedTuple

from drafter.problems import DrafterError, Place, Problem

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_STAMP = (0, 1 << 5 | 1)  # time and date of every part: 1980-01-01, the zip format's own epoch
_STORED, _DEFLATED = 0, 8
_LEVEL = 3  # above it the letter gets slower, but hardly smaller
_SMALL = 16_384  # bytes; a part of this size is stored as it is: a disk holds as much for it

_MOST_PARTS = 2_000
_MOST_BYTES = 100_000_000  # of all parts together, unpacked


class Part(NamedTuple):
    """One part as it lies in the zip: `data` as packed, `size` in bytes, unpacked."""

    name: str
    method: int
    crc: int
    size: int
    data: bytes

    @classmethod
    def of(cls, name: str, content: str | bytes) -> Part:
        """A new part, compressed when that is worth while."""
        raw = content.encode() if isinstance(content, str) else content
        if len(raw) > _SMALL:
            return cls.deflated(name, raw)
        return cls(name, _STORED, zlib.crc32(raw), len(raw), raw)

    @classmethod
    def deflated(cls, name: str, raw: bytes) -> Part:
        """A new part, compressed: for one that is kept for many letters."""
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
        data = packer.compress(raw) + packer.flush()
        return cls(name, _DEFLATED, zlib.crc32(raw), len(raw), data)

    def content(self) -> bytes:
        """The part unpacked; never more than it said it would be. Raises ValueError if damaged."""
        raw = self.data if self.method == _STORED else self._inflate()
        if len(raw) != self.size or zlib.crc32(raw) != self.crc:
            raise ValueError(self.name)
        return raw

    def _inflate(self) -> bytes:
        try:
            return zlib.decompressobj(-15).decompress(self.data, self.size + 1)
        except zlib.error as error:
            raise ValueError(self.name) from error


def pack(parts: Iterable[Part]) -> bytes:
    """The zip of these parts, in this order. The same parts give the same bytes."""
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for part in parts:
        name = part.name.encode("ascii")
        shape = (part.method, *_STAMP, part.crc, len(part.data), part.size, len(name), 0)
        body += (_LOCAL.pack(b"PK\3\4", 20, 0, *shape), name, part.data)
        directory += (_CENTRAL.pack(b"PK\1\2", 20, 20, 0, *shape, 0, 0, 0, 0, offset), name)
        offset += _LOCAL.size + len(name) + len(part.data)
    count, length = len(directory) // 2, sum(map(len, directory))
    end = _END.pack(b"PK\5\6", 0, 0, count, count, length, offset, 0)
    return b"".join((*body, *directory, end))


def unpack(data: bytes, file: str) -> dict[str, Part]:
    """The parts of a zip by name, still compressed. `file` is named in messages.

    Raises DrafterError (code `not-docx`) for anything that is not a sound zip of
    reasonable size. What a part unpacks to is limited by what it declares here.
    """
    try:
        parts = list(_parts(data))
    except (struct.error, ValueError) as error:
        raise refusal(file, _("this is not a Word document (.docx)"), _why(data)) from error
    by_name = {part.name: part for part in parts}
    if len(by_name) != len(parts) or sum(part.size for part in parts) > _MOST_BYTES:
        raise refusal(
            file,
            _("this .docx is built in a way that Word never writes"),
            _("open it in Word, save it under another name and try again"),
        )
    return by_name


def refusal(file: str, message: str, hint: str = "") -> DrafterError:
    """The error for a file that cannot be used."""
    return DrafterError([Problem(Place(file), "not-docx", message, hint)])


def _why(data: bytes) -> str:
    if data.startswith(b"\xd0\xcf\x11\xe0"):  # the container of .doc and of encrypted .docx
        return _("it is an old .doc, or it has a password; save it in Word as .docx, without one")
    return _("open it in Word and save it as .docx")


def _parts(data: bytes) -> Iterable[Part]:
    """Each entry of the central directory, which alone says what a zip holds."""
    end = data.rindex(b"PK\5\6", max(0, len(data) - 65_557))
    _sig, _disk, _first, count, total, _length, offset, _comment = _END.unpack_from(data, end)
    if count != total or count > _MOST_PARTS:
        raise ValueError
    left = len(data)  # sound parts do not overlap
    for _number in range(count):
        entry = _CENTRAL.unpack_from(data, offset)
        signature, flags, method = entry[0], entry[3], entry[4]
        crc, packed, size, name_length, extra, comment = entry[7:13]
        left -= packed
        if signature != b"PK\1\2" or flags & 1 or method not in (_STORED, _DEFLATED) or left < 0:
            raise ValueError
        start = offset + _CENTRAL.size
        name = data[start : start + name_length].decode()
        yield Part(name, method, crc, size, _stored(data, entry[16], packed))
        offset = start + name_length + extra + comment


def _stored(data: bytes, offset: int, length: int) -> bytes:
    """The bytes of the part whose local header stands at `offset`."""
    header = _LOCAL.unpack_from(data, offset)
    start = offset + _LOCAL.size + header[9] + header[10]
    if header[0] != b"PK\3\4" or start + length > len(data):
        raise ValueError
    return data[start : start + length]
