import io
import struct
import zipfile
import zlib

import pytest

from drafter.problems import DrafterError
from drafter.word.package import Part, pack, unpack

PARTS = [Part.of("a.xml", "een & twee"), Part.of("b/c.bin", bytes(range(256)) * 40)]


def test_another_program_reads_the_zip() -> None:
    with zipfile.ZipFile(io.BytesIO(pack(PARTS))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["a.xml", "b/c.bin"]
        assert archive.read("a.xml").decode() == "een & twee"
        assert archive.getinfo("a.xml").date_time == (1980, 1, 1, 0, 0, 0)


def test_reads_its_own_zip_and_that_of_another_program() -> None:
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("stored.txt", "zo", zipfile.ZIP_STORED)
        archive.writestr("deflated.txt", "zo" * 99, zipfile.ZIP_DEFLATED)
    assert {n: p.content() for n, p in unpack(other.getvalue(), "").items()} == {
        "stored.txt": b"zo",
        "deflated.txt": b"zo" * 99,
    }
    assert list(unpack(pack(PARTS), "").values()) == PARTS


def test_the_same_parts_give_the_same_bytes() -> None:
    assert pack(PARTS) == pack(unpack(pack(PARTS), "").values())


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (b"", "save it as .docx"),
        (b"Geachte leden,", "save it as .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
        (pack(PARTS)[:-30], "sent again"),
        (pack([]).replace(b"\0\0\0\0\0\0", b"\0\0\5\0\5\0", 1), "sent again"),
        (pack([PARTS[0], PARTS[0]]), "another name"),
        (pack([Part("bomb", 8, 0, 2_000_000_000, b"")]), "a new document"),
    ],
    ids=["empty", "text", "doc", "cut off", "no entries", "twice the same part", "too large"],
)
def test_refuses_what_is_no_sound_zip(data: bytes, hint: str) -> None:
    with pytest.raises(DrafterError) as refused:
        unpack(data, "brief.docx")
    (problem,) = refused.value.problems
    assert (problem.code, problem.place.file) == ("not-docx", "brief.docx")
    assert hint in problem.hint


def test_unpacks_no_more_than_was_declared() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = packer.compress(bytes(5_000_000)) + packer.flush()
    with pytest.raises(ValueError, match="bomb"):
        Part("bomb", 8, 0, 10, bomb).content()


def test_notices_a_changed_byte() -> None:
    part = PARTS[0]
    with pytest.raises(ValueError, match=r"a\.xml"):
        part._replace(crc=part.crc ^ 1).content()


def test_refuses_an_encrypted_part() -> None:
    data = bytearray(pack(PARTS))
    central = data.index(b"PK\1\2")
    struct.pack_into("<H", data, central + 8, 1)
    with pytest.raises(DrafterError):
        unpack(bytes(data), "")
