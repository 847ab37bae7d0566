"""The house style at run time: what a letter takes from house-style.docx.

The file is an ordinary Word document that a colleague may restyle. Styles are therefore
found by name, because Word gives them other ids in other languages; page, headers and
footers come from its two sections, the first for letters and the second for papers.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from gettext import gettext as _
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from drafter.problems import DrafterError, Place, Problem
from drafter.word.names import NAMES, TOKEN, TOKENS
from drafter.word.package import Part, refusal, unpack
from drafter.word.relations import Relation, part_name, relations
from drafter.word.xml import SEPARATOR, Element, W, tree

_AFTER_LISTS: Final = "<w:numIdMacAtCleanup|</w:numbering>"
_STYLE_ID: Final = f"{W}{SEPARATOR}styleId"
_OWN: Final = ("footnotes", "numbering")  # parts that each letter writes anew

# Here and in `read`, NamedTuple instead of dataclass: it costs a seventh to define, and every
# start of the command pays.


class Look(NamedTuple):
    """What the writer must know of a style. Lengths in twips (1/20 point)."""

    id: str
    left: int = 0
    before: int = 0
    after: int = 0
    line: int = 0


class Running(NamedTuple):
    """A header or footer, cut at its tokens: text, token, text, token, …, text."""

    name: str
    pieces: tuple[str, ...]


class Page(NamedTuple):
    """Page, headers and footers of one layout."""

    section: str  # the w:sectPr element
    column: int  # width of the text, in twips
    running: tuple[Running, ...]
    relations: str  # the lines of document.xml.rels
    copied: tuple[Part, ...]  # parts that go into each letter as they are
    types: str  # the entries of [Content_Types].xml


class HouseStyle(NamedTuple):
    """The house style, opened once and used for every letter."""

    looks: Mapping[str, Look]
    language: str
    indents: tuple[int, ...]  # of the text of a list per level, in twips
    lists: Mapping[bool, str]  # ordered or not → the w:abstractNumId
    heading_number: str  # how a numbered heading shows its number: "%1"
    numbering: tuple[str, str]  # the part up to and from where new instances go
    first_list: int  # the first w:numId that is free
    footnotes: tuple[str, str]
    first_note: int  # the first w:id that its separators leave free
    pages: Mapping[str, Page]

    @classmethod
    def open(cls, path: Path) -> "HouseStyle":
        """Read and check the file. Raises DrafterError with everything that is missing."""
        file = str(path)
        try:
            parts = unpack(path.read_bytes(), file)
            return _house_style(_Source(file, parts))
        except FileNotFoundError as error:
            raise refusal(file, _("the house style is not there")) from error
        except (KeyError, ValueError, AttributeError) as error:
            raise refusal(
                file,
                _("the house style cannot be read: {reason}").format(reason=error),
                _("build it anew, or take the last version that worked"),
            ) from error


class _Source:
    """The parts of the file, and how they hang together."""

    def __init__(self, file: str, parts: Mapping[str, Part]) -> None:
        self.file = file
        self.parts = parts
        self.main = "word/document.xml"
        self.relations = relations(parts, self.main)

    def text(self, name: str) -> str:
        return self.parts[name].content().decode()

    def only(self, kind: str) -> str:
        """The name of the one part that the document relates to in this way."""
        for relation in self.relations:
            if relation.kind == kind:
                return part_name(self.main, relation.target)
        raise ValueError(_("it has no {part}").format(part=kind))


def _house_style(source: _Source) -> HouseStyle:
    part = source.parts[source.only("styles")]
    styles, looks = _tree(part), _by_role(_looks(part))
    sections = re.findall(r"<w:sectPr\b.*?</w:sectPr>", source.text(source.main), re.DOTALL)
    problems = list(_lacking(looks, source.file)) + list(_sections(sections, source.file))
    if not problems:
        pages = {
            layout: _page(source, section)
            for layout, section in zip(("letter", "paper"), sections, strict=True)
        }
        problems = [p for name, page in pages.items() for p in _tokens(name, page, source.file)]
    if problems:
        raise DrafterError(problems)
    numbering = tree(source.parts[source.only("numbering")].content())
    bullets, numbers, headings = (
        _definition(styles, numbering, looks[role])
        for role in ("unordered-1", "ordered-1", "heading-numbered")
    )
    footnotes = _cut_notes(source.text(source.only("footnotes")))
    return HouseStyle(
        looks=MappingProxyType(looks),
        language=styles.get("docDefaults/rPrDefault/rPr/lang", "val") or "nl-NL",
        indents=_indents(numbering, bullets),
        lists=MappingProxyType({False: bullets, True: numbers}),
        heading_number=_heading_number(numbering, headings),
        numbering=_cut(source.text(source.only("numbering")), _AFTER_LISTS),
        first_list=1 + max(_numbers(numbering)),
        footnotes=footnotes,
        first_note=1 + max(map(int, re.findall(r'\bw:id="(-?\d+)"', footnotes[0])), default=0),
        pages=MappingProxyType(pages),
    )


# ── Styles and numbering ──────────────────────────────────────────────────────


@lru_cache(maxsize=2)  # the letter has the same part as the house style
def _looks(styles: Part) -> Mapping[str, Look]:
    """Every style by its name."""
    wanted = f"{W}{SEPARATOR}style"
    found = (element for element in _tree(styles).children if element.tag == wanted)
    return {style.get("name", "val") or "": _look(style) for style in found}


def _by_role(looks: Mapping[str, Look]) -> dict[str, Look]:
    """The styles that drafter uses, by what the tree calls them.

    LibreOffice writes the names of Word's own styles with other capitals. It also adds a
    Caption of its own to caption, so a name that is spelled exactly goes first.
    """
    folded = {name.lower(): look for name, look in looks.items()}
    found = {role: looks.get(name) or folded.get(name.lower()) for role, name in NAMES.items()}
    return {role: look for role, look in found.items() if look}


def _look(style: Element) -> Look:
    def length(path: str, *attributes: str) -> int:
        return int(next(filter(None, (style.get(path, name) for name in attributes)), 0))

    return Look(
        style.attributes[_STYLE_ID],
        length("pPr/ind", "left", "start"),
        length("pPr/spacing", "before"),
        length("pPr/spacing", "after"),
        length("pPr/spacing", "line"),
    )


@lru_cache(maxsize=2)
def _tree(styles: Part) -> Element:
    return tree(styles.content())


@lru_cache(maxsize=8)
def style_names(styles: Part) -> Mapping[str, str]:
    """Id → name of the styles in a styles part, those that drafter uses in its own spelling.

    Raises ValueError if it is not XML.
    """
    looks = _looks(styles)
    ours = {look.id: NAMES[role] for role, look in _by_role(looks).items()}
    return {look.id: name for name, look in looks.items()} | ours


def _definition(styles: Element, numbering: Element, look: Look) -> str:
    """The w:abstractNumId behind a paragraph style."""
    style = next(s for s in styles.children if s.attributes.get(_STYLE_ID) == look.id)
    wanted = style.get("pPr/numPr/numId", "val")
    for number in numbering.children:
        if number.attributes.get(f"{W}{SEPARATOR}numId") == wanted:
            return number.get("abstractNumId", "val") or ""
    name = style.get("name", "val")
    raise ValueError(_("the style “{name}” has no numbering").format(name=name))


def _numbers(numbering: Element) -> Iterator[int]:
    key = f"{W}{SEPARATOR}numId"
    return (int(n.attributes[key]) for n in numbering.children if key in n.attributes)


def _levels(numbering: Element, definition: str) -> Iterator[Element]:
    for abstract in numbering.children:
        if abstract.attributes.get(f"{W}{SEPARATOR}abstractNumId") == definition:
            yield from (c for c in abstract.children if c.tag == f"{W}{SEPARATOR}lvl")


def _indents(numbering: Element, definition: str) -> tuple[int, ...]:
    levels = list(_levels(numbering, definition))[:3]
    indents = (level.get("pPr/ind", "left") or level.get("pPr/ind", "start") for level in levels)
    return tuple(int(indent or 0) for indent in indents)


def _heading_number(numbering: Element, definition: str) -> str:
    first = next(_levels(numbering, definition))
    return first.get("lvlText", "val") or "%1"


def _cut(text: str, mark: str) -> tuple[str, str]:
    at = re.search(mark, text)
    if at is None:
        raise ValueError(mark)
    return text[: at.start()], text[at.start() :]


def _cut_notes(text: str) -> tuple[str, str]:
    """The part with its separators but without the sample notes."""
    head, _notes = _cut(text, r"<w:footnote (?![^>]*w:type=)|</w:footnotes>")
    return head, "</w:footnotes>"


# ── Sections ──────────────────────────────────────────────────────────────────


def _page(source: _Source, section: str) -> Page:
    used = {
        match["id"]: match["when"]
        for tag in re.findall(r"<w:(?:header|footer)Reference\b[^>]*>", section)
        if (match := re.search(r'(?=.*w:type="(?P<when>\w+)").*r:id="(?P<id>[^"]+)"', tag))
    }
    kept = tuple(r for r in source.relations if _belongs(r, used))
    running = tuple(
        Running(name, tuple(TOKEN.split(source.text(name))))
        for relation in kept
        if relation.id in used
        for name in [part_name(source.main, relation.target)]
    )
    names = {part_name(source.main, relation.target) for relation in kept}
    copied = {part.name: part for name in sorted(names) for part in _with_its_own(source, name)}
    own = {r.name for r in running} | {source.only(kind) for kind in _OWN}
    return Page(
        section=section,
        column=_column(section),
        running=running,
        relations="".join(relation.line() for relation in kept),
        copied=tuple(part for name, part in copied.items() if name not in own),
        types=_types(source, names | copied.keys()),
    )


def _belongs(relation: Relation, used: Mapping[str, str]) -> bool:
    """Whether a letter of this layout needs what the document relates to."""
    if relation.kind in ("header", "footer"):
        return relation.id in used
    return not relation.external and relation.kind in (
        *("styles", "numbering", "settings", "fontTable", "theme", "footnotes", "endnotes"),
    )


def _with_its_own(source: _Source, name: str) -> Iterator[Part]:
    """A part, its relations and what those point at, such as a logo in a header."""
    yield source.parts[name]
    folder, _slash, file = name.rpartition("/")
    own = relations(source.parts, name)
    if own:
        yield source.parts[f"{folder}/_rels/{file}.rels"]
    for relation in own:
        if not relation.external:
            yield from _with_its_own(source, part_name(name, relation.target))


def _types(source: _Source, names: set[str]) -> str:
    """The lines of [Content_Types].xml for these parts and for the document itself."""
    needed = {f"/{name}" for name in names} | {f"/{source.main}"}
    lines = re.findall(r"<(?:Default|Override)\b[^>]*>", source.text("[Content_Types].xml"))
    return "".join(
        line
        for line in lines
        if line.startswith("<Default") or re.search(r'PartName="([^"]*)"', line)[1] in needed  # type: ignore[index]
    )


def _column(section: str) -> int:
    def length(tag: str, attribute: str) -> int:
        found = re.search(rf'<w:{tag}\b[^>]*\bw:{attribute}="(\d+)"', section)
        return int(found[1]) if found else 0

    return length("pgSz", "w") - length("pgMar", "left") - length("pgMar", "right")


# ── What can be wrong with it ─────────────────────────────────────────────────


def _problem(file: str, message: str, hint: str) -> Problem:
    return Problem(Place(file), "house-style", message, hint)


def _lacking(looks: Mapping[str, Look], file: str) -> Iterator[Problem]:
    for role, name in NAMES.items():
        if role not in looks:
            yield _problem(
                file,
                _("the style “{name}” is missing").format(name=name),
                _(
                    "add it in Word under exactly this name; "
                    "an old copy in templates/house-style/ can be removed or renewed"
                ),
            )


def _sections(sections: list[str], file: str) -> Iterator[Problem]:
    if len(sections) != 2:
        yield _problem(
            file,
            _("the file has {count} sections").format(count=len(sections)),
            _("keep two: first the letter, then the paper"),
        )
    if any("w:titlePg" not in section for section in sections):
        yield _problem(
            file,
            _("a section has no first page of its own"),
            _(
                "switch on “Different first page” in both sections; "
                "LibreOffice can lose it when it saves, Word does not"
            ),
        )


def _tokens(layout: str, page: Page, file: str) -> Iterator[Problem]:
    """The draft mark on the first page and on the others, the other tokens anywhere."""
    found = [token for running in page.running for token in running.pieces[1::2]]
    for token in TOKENS:
        if found.count(token) < (2 if token == "concept" else 1):
            yield _problem(
                file,
                _("“«{token}»” is missing in the headers and footers of the {layout}").format(
                    token=token, layout=layout
                ),
                _("type it there in one go, in one look, so that Word keeps it together"),
            )
