"""Received files that nobody should trust: each is refused in one sentence, or does no harm."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from returned import RECEIVED, made_of, packed
from samples import LETTER

from drafter.problems import DrafterError, Problem
from drafter.received import accepted, rejected
from drafter.word.package import Part, pack, unpack
from drafter.word.receive import receive
from drafter.word.style import HouseStyle
from drafter.word.write import write
from drafter.word.xml import RELATIONSHIPS, R, W

FILE = Path(__file__).parents[2] / "templates" / "house-style" / "house-style.docx"
OPEN = f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>'
SHUT = "</w:body></w:document>"
SOUND = f"{OPEN}<w:p><w:r><w:t>Zo.</w:t></w:r></w:p>{SHUT}"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def document(xml: str = SOUND, **more: str) -> bytes:
    return packed({"word/document.xml": xml}, **more)  # type: ignore[arg-type]


def refused(data: bytes) -> Problem:
    with pytest.raises(DrafterError) as caught:
        receive(data, "terug.docx")
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.file) == ("not-docx", "terug.docx")
    assert problem.hint
    return problem


def changed(data: bytes, name: str, content: str | bytes) -> bytes:
    parts = unpack(data, "")
    parts[name] = Part.of(name, content)
    return pack(parts.values())


def external(kind: str, target: str) -> str:
    line = f'Id="x" Type="{R}/{kind}" Target="{target}" TargetMode="External"'
    return f"<Relationship {line}/>"


def test_a_sound_one_is_not_refused() -> None:
    assert [p.text for p in receive(document(), "").paragraphs] == ["Zo."]


# ── What is no Word document, or half of one ──────────────────────────────────


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "this is not a Word document"),
        (b"{\\rtf1 Geachte leden}", "this is not a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "this is not a Word document"),
        (document()[:-400], "this is not a Word document"),
        (document()[:300], "this is not a Word document"),
        (pack([Part.of("mimetype", "application/vnd.oasis.opendocument.text")]), "this is not a"),
        (pack([Part.of("a.txt", "b")]), "this is not a Word document"),
        (document("<workbook/>"), "this is not a Word document"),
        (document(f"{OPEN}<w:p>{SHUT}"), "damaged: word/document.xml"),
        (document(""), "damaged: word/document.xml"),
        (document(f"{OPEN}\x01{SHUT}"), "damaged: word/document.xml"),
        (document(f'{OPEN}<w:p><w:pPr><w:ilvl w:val="x"/></w:pPr></w:p>{SHUT}'), "damaged"),
        (document(f"{OPEN}<w:p><w:p/></w:p>{SHUT}"), "damaged"),
        (document(f"{OPEN}<v:x/>{SHUT}"), "damaged"),
    ],
    ids=[
        *("empty", "rtf", "doc", "cut off", "cut short", "odt", "another zip", "a spreadsheet"),
        *("not closed", "no XML", "control character", "no number", "paragraph in paragraph"),
        "no namespace",
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, sentence: str) -> None:
    assert sentence in refused(data).message


def test_the_hint_says_what_to_do() -> None:
    assert "password" in refused(b"\xd0\xcf\x11\xe0" + bytes(600)).hint
    assert "sent again" in refused(document()[:-400]).hint


def test_damage_is_told_by_the_name_of_the_part_alone() -> None:
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        message = refused(changed(document(), name, "<Relationship/>" * 2)).message
        assert message == f"this Word document is damaged: {name}"


def test_a_damaged_note_is_refused_by_the_name_of_its_part() -> None:
    data = changed(made_of(RECEIVED / "changed-footnotes"), "word/footnotes.xml", "<w:footnotes>")
    assert "word/footnotes.xml" in refused(data).message


# ── What would open, run or fetch something ───────────────────────────────────


@pytest.mark.parametrize(
    "dtd",
    [
        '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w SYSTEM "http://example.org/w.dtd">',
        '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
    ],
    ids=["a file", "an address", "a billion laughs"],
)
@pytest.mark.parametrize("part", ["document", "styles", "comments", "footnotes"])
def test_a_declaration_is_refused(dtd: str, part: str) -> None:
    parts = {"word/document.xml": SOUND, f"word/{part}.xml": f"{dtd}<w>&a;</w>"}
    assert "declaration" in refused(packed(parts)).message


@pytest.mark.parametrize("kind", ["image", "oleObject", "subDocument", "frame", "attachedToolbars"])
def test_what_is_fetched_from_outside_is_refused(kind: str) -> None:
    data = document(lines=external(kind, "https://example.org/spoor.png"))
    assert "https://example.org/spoor.png" in refused(data).message


def test_in_any_part(house_style: HouseStyle) -> None:
    line = external("image", "file:///etc/passwd")
    relations = f'<Relationships xmlns="{RELATIONSHIPS}">{line}</Relationships>'
    data = changed(write(LETTER, house_style), "word/_rels/header9.xml.rels", relations)
    assert "file:///etc/passwd" in refused(data).message


def test_links_and_the_template_of_an_office_are_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def called(*_arguments: object, **_named: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", called)
    monkeypatch.setattr(socket, "getaddrinfo", called)
    lines = external("attachedTemplate", "file:///C:/Sjablonen/brief.dotm")
    data = packed(
        {"word/document.xml": SOUND}, [["document.xml", "l", "https://example.org"]], lines=lines
    )
    assert [p.text for p in receive(data, "").paragraphs] == ["Zo."]


@pytest.mark.parametrize(
    "data",
    [
        document(kind=MACROS),
        packed({"word/document.xml": SOUND, "word/vbaProject.bin": b"\0"}),
        packed({"word/document.xml": SOUND, "word/VBAPROJECT.BIN": b"\0"}),
    ],
    ids=["type", "part", "part in capitals"],
)
def test_macros_are_refused(data: bytes) -> None:
    assert "macros" in refused(data).message


# ── Bombs ─────────────────────────────────────────────────────────────────────


def deflated(
    start: bytes, repeated: bytes, times: int, end: bytes, size: int | None = None
) -> Part:
    """A part of that many times the same, made without unpacking it here."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(repeated) + packer.flush(zlib.Z_FULL_FLUSH)
    data += again * times + packer.compress(end) + packer.flush()
    crc = zlib.crc32(start)
    for _time in range(times):
        crc = zlib.crc32(repeated, crc)
    whole = len(start) + len(repeated) * times + len(end)
    return Part("word/document.xml", 8, zlib.crc32(end, crc), size or whole, data)


def bomb(repeated: str, times: int, *, size: int | None = None, before: str = "") -> bytes:
    parts = unpack(document(), "")
    chunk = repeated * max(1, 100_000 // len(repeated))
    count = max(1, times * len(repeated) // len(chunk))
    part = deflated((OPEN + before).encode(), chunk.encode(), count, SHUT.encode(), size)
    parts["word/document.xml"] = part
    return pack(parts.values())


RUN = "<w:r><w:t>a</w:t></w:r>"
NESTED = "".join(f'<w:bookmarkStart w:id="{n}" w:name="b{n}"/>' for n in range(3000))
CLOSED = "".join(f'<w:bookmarkEnd w:id="{n}"/>' for n in range(3000))
STYLED = "".join(f'<w:p><w:pPr><w:pStyle w:val="s{n}"/></w:pPr>{RUN}</w:p>' for n in range(9000))
BASED = "".join(
    f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(9000)
)
STYLES = f'<w:styles xmlns:w="{W}">{BASED}</w:styles>'
BOMBS = {
    "a gigabyte": lambda: bomb(" ", 1_000_000_000),
    "a gigabyte that says it is small": lambda: bomb(" ", 1_000_000_000, size=999),
    "as large as may be, of paragraphs": lambda: bomb("<w:p/>", 2_600_000),
    "as large as may be, of text": lambda: bomb(f"<w:p>{RUN}</w:p>", 500_000),
    "paragraphs in many bookmarks": lambda: document(
        OPEN + NESTED + f"<w:p>{RUN}</w:p>" * 20_000 + CLOSED + SHUT
    ),
    "text in many changes": lambda: document(
        OPEN + "<w:p>" + "<w:ins>" * 200 + RUN * 9 + "</w:ins>" * 200 + "</w:p>" + SHUT
    ),
    "a row with many changes": lambda: document(
        OPEN + "<w:tbl><w:tr><w:trPr>" + "<w:ins/>" * 90_000 + f"</w:trPr></w:tr></w:tbl>{SHUT}"
    ),
    "fields that never end": lambda: document(
        OPEN + "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 90_000 + f"</w:p>{SHUT}"
    ),
    "elements in one another": lambda: document(
        f"{OPEN}<w:p>{'<w:x>' * 100_000}{'</w:x>' * 100_000}</w:p>{SHUT}"
    ),
    "styles on styles": lambda: packed(
        {"word/document.xml": OPEN + STYLED + SHUT, "word/styles.xml": STYLES}
    ),
    "a word of megabytes that never ends": lambda: bomb("a", 15_000_000, before="<w:p><w:r><w:t>"),
}
CHILD = """
import pathlib, re, sys
from drafter.problems import DrafterError
from drafter.word.receive import receive
try:
    receive(pathlib.Path(sys.argv[1]).read_bytes(), "terug.docx")
except DrafterError as error:
    print(len(error.problems), error.problems[0].code)
status = pathlib.Path("/proc/self/status").read_text()
print(int(re.search(r"VmHWM:\\s+(\\d+) kB", status)[1]) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from /proc")
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_little_memory(name: str, tmp_path: Path) -> None:
    path = tmp_path / "terug.docx"
    path.write_bytes(BOMBS[name]())
    done = subprocess.run(
        [sys.executable, "-c", CHILD, path], capture_output=True, text=True, check=True, timeout=60
    )
    *said, megabytes = done.stdout.split("\n")[:-1]
    assert said == ["1 not-docx"]
    assert int(megabytes) < 200


# ── Anything at all ───────────────────────────────────────────────────────────

TAGS = (
    *("w:p", "w:r", "w:t", "w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:pPr", "w:rPr", "w:b"),
    *("w:tbl", "w:tr", "w:tc", "w:trPr", "w:hyperlink", "w:fldSimple", "w:delText", "w:numPr"),
    *("w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd", "w:sym"),
    *("w:footnoteReference", "w:fldChar", "w:instrText", "w:br", "w:tab", "w:pStyle", "w:lang"),
)
ATTRIBUTES = st.sampled_from(
    [
        *("", ' w:id="1"', ' w:id="2" w:name="x"', ' w:author="A"', ' w:fldCharType="begin"'),
        *(' w:fldCharType="separate"', ' w:fldCharType="end"', ' w:char="F0E0" w:font="Wingdings"'),
        *(' w:val="Strong"', ' w:instr="HYPERLINK &quot;a&quot; \\l"', ' w:type="page"'),
    ]
)
ELEMENTS = st.recursive(
    st.sampled_from(["", "a", " b ", "é", "&amp;"]),
    lambda inner: st.builds(
        lambda tag, attributes, inside: f"<{tag}{attributes}>{''.join(inside)}</{tag}>",
        st.sampled_from(TAGS),
        ATTRIBUTES,
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(ELEMENTS, max_size=6))
def test_any_elements_in_any_order_are_read_or_refused(elements: list[str]) -> None:
    try:
        received = receive(document(OPEN + "".join(elements) + SHUT), "terug.docx")
    except DrafterError:
        return
    for paragraph in received.paragraphs:
        length = len(paragraph.text)
        assert all(0 <= f.start <= f.end <= length for f in paragraph.fields)
        assert all(0 <= c.start <= c.end <= length for c in paragraph.comments)
        assert all(piece.text or piece.note for piece in paragraph.pieces)
    traces = [p.end or any(piece.traces for piece in p.pieces) for p in received.paragraphs]
    assert received.tracked or not any(traces)
    accepted(received.paragraphs)
    rejected(received.paragraphs)


DRAFT = write(LETTER, HouseStyle.open(FILE))


@settings(max_examples=100, deadline=None)
@given(at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_changed_byte_anywhere_is_read_or_refused(at: float, bit: int) -> None:
    data = bytearray(DRAFT)
    data[int(at * len(data))] ^= 1 << bit
    with contextlib.suppress(DrafterError):
        receive(bytes(data), "terug.docx")
