"""A position paper as plain data → YAML with explanation, as a person would type it.

The explanation is Dutch, like everything that stands in an input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from drafter import richtext, source
from drafter.filled import Filled, Markdown, Path

_WIDTH: Final = 92  # of a line; shorter where it is indented deep
_NARROWEST: Final = 50
_LONGEST: Final = 4096  # of a literal text, which stays on its line

_EXPLAINED: Final[Mapping[str, tuple[str, ...]]] = {
    "contents": ("ja: er komt een inhoudsopgave in het paper.",),
    "lead": ("De boodschap in twee zinnen, in grotere letters.",),
    "introduction": (
        "Na de streep (|) staat de tekst, ingesprongen op de volgende regels.",
        "Een witregel begint een nieuwe alinea; een nieuwe regel binnen een alinea doet niets.",
    ),
    "recommendations": (
        "De genummerde hoofdstukken. Het nummer komt vanzelf.",
        "Naar het id van een actiepunt kunnen brieven verwijzen; verander het daarna niet meer.",
        "Met tags kiezen brieven actiepunten. Zet ze onder een actiepunt, bijvoorbeeld zo:",
        "    tags: [defensie]",
    ),
    "tables": ("Tabellen aan het eind van het paper.",),
    "closing": ("Slotwoord en contact.",),
    "notes": (
        "De voetnoten. In de tekst verwijst u ernaar met de naam tussen [^ en ].",
        "Dezelfde noot mag op meer plaatsen staan.",
    ),
}
_HEAD: Final = """\
# Dit position paper is overgenomen uit {file}.
#
#   - Een regel die met # begint, is uitleg; drafter slaat die over.
#   - Staat er in een tekst een dubbele punt met een spatie erachter, of een #? Zet er dan
#     aanhalingstekens omheen: "Zo: bijvoorbeeld".
#   - In langere teksten kunt u *cursief*, **vet**, [een link](https://www.wo-men.nl), lijsten
#     (regels die met - beginnen) en voetnoten [^bron] gebruiken.
"""


def composed(filled: Filled, file: str) -> str:
    """The YAML of an input that was taken from this file."""
    above = _above(filled.comments, (), 0)
    head = _HEAD.format(file=_commented(file))
    fields = _fields(filled.data, filled.comments, (), 0)
    return "\n".join([head, *above, *([""] if above else []), *fields, ""])


def _above(comments: Mapping[Path, Sequence[str]], path: Path, indent: int) -> list[str]:
    """The comments above the thing at a path."""
    return [line for text in comments.get(path, ()) for line in _comment(text, indent)]


def _comment(text: str, indent: int) -> Iterator[str]:
    for line in _folded(_commented(text), max(_NARROWEST, _WIDTH - indent - 2), "", "  "):
        yield f"{' ' * indent}# {line}"


def _commented(text: str) -> str:
    """A text that can stand in a comment."""
    return "".join([sign if sign.isprintable() else " " for sign in text])


# ── Fields ────────────────────────────────────────────────────────────────────


def _fields(
    data: Mapping[str, Any], comments: Mapping[Path, Sequence[str]], path: Path, indent: int
) -> Iterator[str]:
    """The lines of a group of fields."""
    for name, value in data.items():
        here = (*path, name)
        if not path:
            if name in _EXPLAINED or isinstance(value, Markdown):
                yield ""
            yield from (f"# {line}" for line in _EXPLAINED.get(name, ()))
        yield from _above(comments, here, indent)
        yield from _field(name, value, comments, here, indent)


def _field(
    name: str, value: Any, comments: Mapping[Path, Sequence[str]], path: Path, indent: int
) -> Iterator[str]:
    start = f"{' ' * indent}{name}:"
    if isinstance(value, str):
        first, *rest = _scalar(value, indent + 2)
        yield f"{start} {first}"
        yield from rest
    elif isinstance(value, Mapping):
        yield start
        yield from _fields(value, comments, path, indent + 2)
    else:
        yield start
        yield from _items(value, comments, path, indent + 2)


def _items(
    items: Sequence[Any], comments: Mapping[Path, Sequence[str]], path: Path, indent: int
) -> Iterator[str]:
    mark = f"{' ' * indent}- "
    for at, item in enumerate(items):
        here = (*path, at)
        if at and path == ("recommendations",):
            yield ""
        yield from _above(comments, here, indent)
        if isinstance(item, Mapping):
            lines = list(_fields(item, comments, here, indent + 2))
        elif isinstance(item, str):
            lines = [f"{' ' * (indent + 2)}{_scalar(item, indent + 2)[0]}"]
        else:
            lines = list(_items(item, comments, here, indent + 2))
        first = next(at for at, line in enumerate(lines) if not line.lstrip().startswith("#"))
        yield from (line[2:] for line in lines[:first])
        yield mark + lines[first][indent + 2 :]
        yield from lines[first + 1 :]


# ── Texts ─────────────────────────────────────────────────────────────────────


def _scalar(text: str, indent: int) -> list[str]:
    """A text as YAML has it: the rest of the line of its field, and the lines below that."""
    text = type(text)(_UNSEEN.sub(" ", text))
    if isinstance(text, Markdown):
        lines = fold(text, max(_NARROWEST, _WIDTH - indent)).split("\n")
        return ["|", *[f"{' ' * indent}{line}".rstrip() for line in lines]]
    return [source.dump([text], _LONGEST).removeprefix("- ").rstrip()]


# Signs that nobody sees and no block of YAML can hold.
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")

# ── Folding ───────────────────────────────────────────────────────────────────

_PREFIX: Final = re.compile(r"(?:> ?|(?:[-*]|[0-9]+[.)]) | +)*")
_BEGINS: Final = re.compile(r"[-+*>]|[0-9]+[.)]")  # what could begin something else


def fold(markdown: str, width: int) -> str:
    """Markdown whose long lines are cut between words; it prints what it did."""
    folded = "\n".join([piece for line in markdown.split("\n") for piece in _cut(line, width)])
    same = richtext.to_markup(folded) == richtext.to_markup(markdown)
    return folded if same else markdown


def _cut(line: str, width: int) -> Iterator[str]:
    """A line as several; below the mark of an item or a quotation, its text goes on."""
    match = _PREFIX.match(line)
    mark = match[0] if match else ""
    return _folded(line[len(mark) :], width, mark, re.sub("[^>]", " ", mark))


def _folded(text: str, width: int, before: str, below: str) -> Iterator[str]:
    """A text in lines, none of which begins with what could be a mark."""
    held, *words = text.split(" ")
    for word in words:
        is_full = len(before) + len(held) + 1 + len(word) > width
        if is_full and word and not _BEGINS.match(word) and held[-1:] not in ("", " ", "\\"):
            yield before + held
            before, held = below, word
        else:
            held = f"{held} {word}"
    yield before + held
