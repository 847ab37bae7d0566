"""What is remembered of other documents changes nothing: not what is written, not what is read."""

from __future__ import annotations

import importlib
import pkgutil
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import ALL, KAMERBRIEF, LETTER, MINIMAL, RESOLUTIE, para, text

import drafter.word
from drafter.document import (
    Block,
    Contents,
    Details,
    Document,
    Heading,
    Link,
    List,
    ListItem,
    Note,
    NoteNumber,
    Paragraph,
    Quote,
    Run,
    Table,
)
from drafter.problems import DrafterError
from drafter.word import package, proof, read, shared, xml
from drafter.word.package import Part, pack, unpack
from drafter.word.proof import prove
from drafter.word.style import HouseStyle
from drafter.word.write import write

HOUSE_STYLE = HouseStyle.open(
    Path(__file__).parents[2] / "templates" / "house-style" / "house-style.docx"
)
TABLES: tuple[Any, ...] = (
    *(shared._facts, shared._written, proof._laid, read._fields, xml._sound, package._seen),
)
MODULES = [
    importlib.import_module(f"drafter.word.{found.name}")
    for found in pkgutil.iter_modules(drafter.word.__path__)
]


def forget() -> None:
    """As in a process that has just begun."""
    for table in TABLES:
        table.clear()
    for module in MODULES:
        for found in vars(module).values():
            if hasattr(found, "cache_clear"):
                found.cache_clear()


def test_every_table_is_known_here() -> None:
    """A new table has to be forgotten too, or the other tests here test nothing."""
    found = [
        (module.__name__, name)
        for module in MODULES
        for name, value in vars(module).items()
        if type(value) in (dict, set) and name.islower() and not name.startswith("__")
        if not any(value is table for table in TABLES)
    ]
    assert found == []


def outcome(action: Callable[[], object]) -> object:
    try:
        return action()
    except DrafterError as error:
        return [(problem.code, problem.message) for problem in error.problems]


# ── Letters in any order ──────────────────────────────────────────────────────


def asked(name: str) -> ListItem:
    """An ask with three fields, and a note in one of them."""
    note = Note(f"n-{name}", (Run("Zie "), Run(name, field=f"notes.{name}"), Run(".")))
    heading = Paragraph(text(f"Kop {name}", f"asks.{name}.heading"), "ask-heading")
    question = (Run("Vraag: "), Run(f"wat van {name}?", field=f"asks.{name}.question"), note)
    return ListItem((heading, Paragraph(question, "question"), List((ListItem((para("Punt"),)),))))


ITEMS = tuple(map(asked, ("a", "b", "c", "e", "a.b", "a_b", "d" * 50)))
LINK = Link("https://example.org/1", (Run("een", field="x.een"), Run(" en twee", field="x.twee")))
SAME = Note("z", (Run("Z."),))
SHARED: tuple[Block, ...] = (
    Paragraph((Run("Zo"), SAME)),
    Paragraph((Run("En zo"), SAME, Run("."))),
    Paragraph((Run("Als in noot "), NoteNumber("z"))),
    Paragraph((Link("https://example.org/3", (Run("vier"),)),)),
    Paragraph((Link("https://example.org/4", (Run("vijf"),)),)),
    para("Geachte leden,", "salutation"),
    para("Een opening.", field="opening"),
    para("En verder.", field="opening"),
    Paragraph((Run("Een bron", field="bron"), KAMERBRIEF, Run("."))),
    Paragraph((Run("Nog een", field="tweede"), RESOLUTIE)),
    Paragraph((Run("Twee", field="r"), Note("r", (Run("R, "), Run("r", field="r"))), Run("."))),
    Paragraph((Run("Genoemd", field="m"), Note("m", (Run("M: "), NoteNumber("m"))))),
    Paragraph((Run("Met noot "), NoteNumber("n-a"), Run(", zoals "), NoteNumber("m"))),
    Paragraph((LINK, Run(" en "), Link("https://example.org/2", (Run("drie"),)))),
    Paragraph((Link("https://example.org/2", (Run("drie"),)), LINK)),
    Heading(1, text("Kop", "heading"), numbered=True),
    para("Nog eens.", field="opening"),
    Quote((para("Citaat", field="quote"), List((ITEMS[0],), ordered=True))),
    List(ITEMS[:2], ordered=True),
    List(ITEMS[1:3], ordered=True, continues=True),
    Table((text("a"),), ((text("cel", "cell"),), (text("nog een"),))),
    Details((("Datum", text("1 mei", "date")), ("Betreft", text("Mali", "subject")))),
)


def letter(chance: random.Random) -> Document:
    """A letter of shared blocks, lists of shared items, and a block of its own."""
    lists = [List(tuple(chance.sample(ITEMS, 2)), chance.random() < 0.5) for _ in range(3)]
    own = para("".join(chance.choices("ab <&>\"'\t\né", k=6)), field="own")
    blocks = [
        *chance.sample((*SHARED, own), chance.randrange(1, 13)),
        *lists[: chance.randrange(4)],
    ]
    chance.shuffle(blocks)
    if chance.random() < 0.1:
        blocks.append(Contents("Inhoud"))
    fields = chance.sample(["opening", "a.b", "a_b", "A.b", "x", "asks.a.heading"], 3)
    return MINIMAL._replace(
        blocks=tuple(blocks),
        draft=chance.random() < 0.8,
        language=chance.choice(["nl-NL", "nl-NL", "en-GB"]),
        baseline=MINIMAL.baseline._replace(
            values={field: chance.choice(["a & b", "<\r", "é"]) for field in fields}
        ),
        layout=chance.choice(["letter", "letter", "paper"]),
    )


@pytest.mark.parametrize("seed", range(40))
def test_letters_in_any_order_give_the_same_bytes(seed: int) -> None:
    chance = random.Random(seed)
    documents = [letter(chance) for _ in range(12)]
    alone = []
    for document in documents:
        forget()
        alone.append(outcome(lambda one=document: write(one, HOUSE_STYLE)))  # type: ignore[misc]
    assert sum(isinstance(result, bytes) for result in alone) > 2
    forget()
    for document, expected in [*zip(documents, alone, strict=True)] * 2:
        assert outcome(lambda one=document: write(one, HOUSE_STYLE)) == expected  # type: ignore[misc]
        if isinstance(expected, bytes):
            prove(document, expected)


def test_of_two_notes_with_one_key_the_first_is_referred_to() -> None:
    one, other, mention = SHARED[:3]
    first, second = (
        MINIMAL._replace(blocks=blocks) for blocks in ((one, mention), (other, one, mention))
    )
    forget()
    alone = write(second, HOUSE_STYLE)
    forget()
    write(first, HOUSE_STYLE)
    assert write(second, HOUSE_STYLE) == alone


# ── Files that differ a little ────────────────────────────────────────────────

SNIPPETS = (
    *("", "x", "<", ">", "&", "&amp;", "&#13;", "&x;", '"', "'", "]]>", "\x01", "\r", "\0", "é"),
    *("<w:t>", "</w:t>", "</w:p>", "<w:p>", "<w:br/>", "<!-- a -->", "<![CDATA[a]]>", "7"),
    *('<w:bookmarkEnd w:id="3"/>', '<w:bookmarkStart w:name="x" w:id="3"/>', "</field>"),
    *("\ufffe", "\U000f0000"),
)
PARTS = ("word/document.xml", "word/footnotes.xml", "customXml/item1.xml", "docProps/core.xml")


def changed(data: bytes, name: str, at: float, length: int, snippet: str) -> bytes:
    """The file with a piece of one part replaced."""
    parts = unpack(data, "")
    content = parts[name].content().decode()
    start = int(at * len(content))
    parts[name] = Part.of(name, content[:start] + snippet + content[start + length :])
    return pack(parts.values())


@settings(max_examples=200, deadline=None)
@given(
    name=st.sampled_from(PARTS),
    at=st.floats(0, 1, exclude_max=True),
    length=st.sampled_from([0, 1, 2, 9, 40]),
    snippet=st.sampled_from(SNIPPETS),
)
def test_a_file_that_differs_a_little_is_read_as_if_it_were_the_first(
    name: str, at: float, length: int, snippet: str
) -> None:
    data = changed(write(LETTER, HOUSE_STYLE), name, at, length, snippet)
    forget()
    first = outcome(lambda: read.read(data))
    proved = outcome(lambda: prove(LETTER, data))
    forget()
    for document in (*ALL.values(), LETTER, LETTER):
        prove(document, write(document, HOUSE_STYLE))
    for _again in range(2):
        assert outcome(lambda: read.read(data)) == first
        assert outcome(lambda: prove(LETTER, data)) == proved


def test_the_ends_of_a_bookmark_are_tied_by_their_numbers_in_any_spelling() -> None:
    def told(start: str, end: str) -> object:
        text = "<w:r><w:t>a</w:t></w:r>"
        xml = f"<w:p><w:bookmarkStart {start}/>{text}<w:bookmarkEnd {end}/>{text}</w:p>"
        data = write(MINIMAL, HOUSE_STYLE)
        at = unpack(data, "")["word/document.xml"].content().decode().index("<w:p>")
        paragraphs = read.read(changed(data, "word/document.xml", 0, 0, "")).paragraphs
        parts = unpack(data, "")
        body = parts["word/document.xml"].content().decode()
        parts["word/document.xml"] = Part.of("word/document.xml", body[:at] + 2 * xml + body[at:])
        return read.read(pack(parts.values())).paragraphs[: -len(paragraphs)]

    spellings = [
        ('w:id="0" w:name="x"', 'w:id="0"'),
        ('w:name="x" w:id="0"', 'w:id="0"'),
        ('w:name="x" w:id="0"', 'w:id="7"'),
        ("w:id='0' w:name=\"x\"", 'w:id="7"'),
        ('w:id="5" w:name="x"', 'w:id="7"'),
    ]
    alone = []
    for spelling in spellings:
        forget()
        alone.append(outcome(lambda one=spelling: told(*one)))  # type: ignore[misc]
    assert alone[0] == alone[1] != alone[2] == alone[3] == alone[4]
    for spelling, expected in zip(spellings * 2, alone * 2, strict=True):
        assert outcome(lambda one=spelling: told(*one)) == expected  # type: ignore[misc]


@pytest.mark.parametrize("seed", range(20))
def test_a_changed_byte_anywhere_in_the_file_is_read_as_if_it_were_the_first(seed: int) -> None:
    data = bytearray(write(LETTER, HOUSE_STYLE))
    for _again in range(3):
        prove(LETTER, bytes(data))
    chance = random.Random(seed)
    for at in chance.sample(range(len(data)), 40):
        other = data.copy()
        other[at] ^= 1 << chance.randrange(8)
        warm = outcome(lambda one=bytes(other): read.read(one))  # type: ignore[misc]
        kept = [dict(table) for table in TABLES]
        forget()
        assert outcome(lambda one=bytes(other): read.read(one)) == warm  # type: ignore[misc]
        for table, before in zip(TABLES, kept, strict=True):
            table.update(before)


def test_a_part_that_is_met_again_is_the_same_object() -> None:
    data = write(LETTER, HOUSE_STYLE)
    unpack(data, "")
    once, again = unpack(data, ""), unpack(data, "")
    assert once.keys() == again.keys()
    assert all(once[name] is again[name] for name in once)


def test_no_table_grows_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafter.word.write.pack", pack)  # too many to keep for the judges
    forget()
    for number in range(2500):
        document = MINIMAL._replace(
            blocks=(para(f"Alinea {number}", field="a"),),
            baseline=MINIMAL.baseline._replace(values={"a": str(number)}),
        )
        prove(document, write(document, HOUSE_STYLE))
    assert 100 < max(map(len, TABLES)) <= 512
