"""The container of .xlsx and .ods: a zip of XML parts, from anybody and so read with care."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from xml.parsers import expat

from drafter.spreadsheet.table import Locked, Refused, TooLarge

_MOST_BYTES = 20_000_000  # of a part, unpacked
_CHUNK = 65_536
_IS_ZIP = b"PK\3\4"
_IS_OLE = b"\xd0\xcf\x11\xe0"  # the container of .xls, and of an .xlsx with a password

Attributes = Mapping[str, str]


class Package:
    """The parts of a file. Raises `Refused` when it is broken, `Locked` when it has a password."""

    @staticmethod
    def is_one(data: bytes) -> bool:
        """Whether this was meant to be a package, by its first bytes."""
        return data.startswith((_IS_ZIP, _IS_OLE))

    def __init__(self, data: bytes) -> None:
        if data.startswith(_IS_OLE):
            raise Locked
        with _sound():
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        self.names = frozenset(self._zip.namelist())

    def parse(
        self,
        name: str,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Read a part as XML: elements and attributes by their names without prefix.

        Raises `Refused` when it is not there, is no XML, or declares entities, as neither
        format does; `TooLarge` when it unpacks to more than any campaign needs.
        """
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler = lambda name, attributes: start(
            _local(name), {_local(key): value for key, value in attributes.items()}
        )
        if end is not None:
            parser.EndElementHandler = lambda name: end(_local(name))
        if text is not None:
            parser.CharacterDataHandler = text
        with _sound():
            for chunk in self._chunks(name):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)

    def _chunks(self, name: str) -> Iterator[bytes]:
        """A part in pieces; never more than it says it is, which zipfile sees to."""
        part = self._zip.getinfo(name)
        if part.file_size > _MOST_BYTES:
            raise TooLarge
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused
        with self._zip.open(part) as file:
            while chunk := file.read(_CHUNK):
                yield chunk


@lru_cache(maxsize=256)  # a file has few names, each thousands of times
def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse(*_declaration: object) -> None:
    raise Refused


@contextmanager
def _sound() -> Iterator[None]:
    """Whatever a damaged file makes a parser say: it is refused."""
    try:
        yield
    except (
        *(zipfile.BadZipFile, zlib.error, expat.ExpatError, struct.error, NotImplementedError),
        *(OSError, EOFError, LookupError, ValueError, OverflowError),
    ) as error:
        raise Refused from error
    except RuntimeError as error:  # what zipfile says of a password
        raise Locked from error
