"""The container: a .docx is a zip of parts.

`zipfile` is not used. It cannot copy a part as it stands, compressed, and importing it
costs more than writing a letter.
"""

import struct
import zlib
from collections.abc import Iterable
from functools import cached_property
from gettext import gettext as _
from typing import Literal, NamedTuple

from drafter.problems import DrafterError, Place, Problem
from drafter.remembered import Remembered

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_LENGTHS = struct.Struct("<3H")  # in an entry of the directory: of name, extra field and comment
_LENGTHS_AT = 28
_OFFSET = 42  # where an entry says where its part stands: the last that comes before the name
_STAMP = (0, 1 << 5 | 1)  # time and date of every part: 1980-01-01, the zip format's own epoch
_STORED, _DEFLATED = 0, 8
_LEVEL = 3  # above it the letter gets slower, but hardly smaller
_SMALL = 16_384  # bytes; a part of this size is stored as it is: a disk holds as much for it

_MOST_PARTS = 2_000
_MOST_BYTES = 100_000_000  # of all parts together, unpacked


class _Part(NamedTuple):
    name: str
    method: int
    crc: int
    size: int
    data: bytes


class Part(_Part):
    """One part as it lies in the zip: `data` as packed, `size` in bytes, unpacked."""

    @classmethod
    def of(cls, name: str, content: str | bytes) -> "Part":
        """A new part, compressed when that is worth while."""
        raw = content.encode() if isinstance(content, str) else content
        if len(raw) > _SMALL:
            return cls.deflated(name, raw)
        return cls(name, _STORED, zlib.crc32(raw), len(raw), raw)

    @classmethod
    def deflated(cls, name: str, raw: bytes) -> "Part":
        """A new part, compressed: for one that is kept for many letters."""
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
        data = packer.compress(raw) + packer.flush()
        return cls(name, _DEFLATED, zlib.crc32(raw), len(raw), data)

    @cached_property
    def headers(self) -> tuple[bytes, bytes, bytes]:
        """What stands before it in a zip; its entry in the directory, to and from its offset.

        A part that many letters have in common keeps these.
        """
        name = self.name.encode("ascii")
        shape = (self.method, *_STAMP, self.crc, len(self.data), self.size, len(name), 0)
        entry = _CENTRAL.pack(b"PK\1\2", 20, 20, 0, *shape, 0, 0, 0, 0, 0)
        return _LOCAL.pack(b"PK\3\4", 20, 0, *shape) + name, entry[:_OFFSET], name

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
        local, entry, name = part.headers
        directory += (entry, offset.to_bytes(4, "little"), name)
        body += (local, part.data)
        offset += len(local) + len(part.data)
    count, length = len(directory) // 3, sum(map(len, directory))
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
    if sum([part.size for part in parts]) > _MOST_BYTES:
        raise too_large(file)
    if len(by_name) != len(parts):
        raise refusal(
            file,
            _("this .docx is built in a way that Word never writes"),
            _("open it in Word, save it under another name and try again"),
        )
    return by_name


def refusal(file: str, message: str, hint: str = "") -> DrafterError:
    """The error for a file that cannot be used."""
    return DrafterError([Problem(Place(file), "not-docx", message, hint)])


def too_large(file: str) -> DrafterError:
    """The error for a file that would unpack to more than any document needs."""
    return refusal(
        file,
        _("this document is far larger than a letter or a paper"),
        _("copy its text into a new document, save that and try again"),
    )


def _why(data: bytes) -> str:
    if data.startswith(b"\xd0\xcf\x11\xe0"):  # the container of .doc and of encrypted .docx
        return _("it is an old .doc, or it has a password; save it in Word as .docx, without one")
    if data.startswith(b"PK"):
        return _("a piece of it is missing or damaged; have it sent again")
    return _("open it in Word and save it as .docx")


def _parts(data: bytes) -> Iterable[Part]:
    """Each entry of the central directory, which alone says what a zip holds."""
    end = data.rindex(b"PK\5\6", max(0, len(data) - 65_557))
    _sig, _disk, _first, count, total, _length, offset, _comment = _END.unpack_from(data, end)
    if count != total or count > _MOST_PARTS:
        raise ValueError
    left = len(data)  # sound parts do not overlap
    for _number in range(count):
        name_length, extra, comment = _LENGTHS.unpack_from(data, offset + _LENGTHS_AT)
        name = offset + _CENTRAL.size
        end = name + name_length
        entry = data[offset : offset + _OFFSET] + data[name:end]
        at = int.from_bytes(data[offset + _OFFSET : name], "little")
        known = _seen[entry]
        if known and data.startswith(known.lies, at):
            part = known.part
        else:
            part = _found(data, offset, at, data[name:end].decode())
            _remember(entry, part, data, at)
        left -= len(part.data)
        if left < 0:
            raise ValueError
        yield part
        offset = end + extra + comment


def _found(data: bytes, offset: int, at: int, name: str) -> Part:
    """The part whose entry of the directory stands at `offset`, and itself at `at`."""
    entry = _CENTRAL.unpack_from(data, offset)
    signature, flags, method = entry[0], entry[3], entry[4]
    crc, packed, size = entry[7:10]
    if signature != b"PK\1\2" or flags & 1 or method not in (_STORED, _DEFLATED):
        raise ValueError
    start = _start(data, at)
    if start + packed > len(data):
        raise ValueError
    return Part(name, method, crc, size, data[start : start + packed])


def _start(data: bytes, at: int) -> int:
    """Where the bytes of the part stand whose header stands at `at`."""
    header = _LOCAL.unpack_from(data, at)
    if header[0] != b"PK\3\4":
        raise ValueError
    return at + _LOCAL.size + int(header[9]) + int(header[10])


# ── Read before ───────────────────────────────────────────────────────────────
#
# The letters of a batch have most parts in common, to the byte. Such a part is the very same
# object each time, by which others know what they know of it.


class _Seen(NamedTuple):
    """A part that was in two files at least, and its bytes in them, header and all."""

    part: Part
    lies: bytes


_LONGEST_SEEN = 32_768  # bytes; a longer part is taken out of its file each time
# By the entry in the directory, but for the offset; False for a part that was met once.
_seen: Remembered[bytes, _Seen | Literal[False]] = Remembered(256)


def _remember(entry: bytes, part: Part, data: bytes, at: int) -> None:
    """Keep the part if it is met again; of one that is met for the first time, only that."""
    if _seen[entry] is None:
        _seen[entry] = False
    elif len(part.data) <= _LONGEST_SEEN:
        _seen[entry] = _Seen(part, data[at : _start(data, at) + len(part.data)])
