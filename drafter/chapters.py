"""The paragraphs of a position paper that came back → its parts, by the styles of the template.

Which words a writer changed does not matter here, and tracked changes are accepted. Everything
that stands in the document goes to some part; what had another place there is remarked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from gettext import gettext as _
from typing import Final, Literal, NamedTuple

from drafter.received import Paragraph


class Told(NamedTuple):
    """What somebody has to know of a part."""

    code: str
    message: str
    hint: str


class Text:
    """What becomes a rich field."""

    def __init__(self, paragraphs: Iterable[Paragraph] = ()) -> None:
        self.paragraphs = list(paragraphs)
        self.told: list[Told] = []
        self.heading = ""  # above it, where the template writes another


class Line:
    """What becomes a literal field, such as a heading; of several paragraphs, one line."""

    def __init__(self, paragraph: Paragraph) -> None:
        self.paragraphs = [paragraph]

    @property
    def text(self) -> str:
        """The words."""
        return " ".join(map(plain, self.paragraphs))

    @property
    def notes(self) -> list[str]:
        """The ids of the notes in it."""
        return [piece.note for one in self.paragraphs for piece in one.pieces if piece.note]


class Section:
    """Text under a sub-heading."""

    def __init__(self, heading: Line) -> None:
        self.heading = heading
        self.text = Text()


class Table:
    """The paragraphs of a table, each with its cell."""

    def __init__(self, caption: Line | None) -> None:
        self.caption = caption
        self.paragraphs: list[Paragraph] = []
        self.told: list[Told] = []


class Chapter:
    """A recommendation; `points` is all that stands under the word Actiepunten."""

    def __init__(self, heading: Line) -> None:
        self.heading = heading
        self.analysis = Text()
        self.sections: list[Section] = []
        self.tables: list[Table] = []
        self.label: Line | None = None
        self.points = Text()


def plain(paragraph: Paragraph) -> str:
    """The words of a paragraph, on one line."""
    return " ".join("".join([piece.text for piece in paragraph.pieces]).split())


CLOSING: Final = "Tot slot"
_KICKER: Final = "Position paper"
_POINTS: Final = re.compile(r"actiepunt(?:en)?\s*:?", re.IGNORECASE)
_CONTACT: Final = re.compile(r"contact\s*:?", re.IGNORECASE)
_HEADING: Final = re.compile(r"heading ([1-9])")
_MAIN: Final = "heading 1"
_NUMBERED: Final = "Genummerde kop"
_LABEL: Final = "Tussenkop"
_LEAD: Final = "Inleiding"

_Part = Literal["front", "introduction", "chapter", "closing", "contact"]


class Parts:
    """A position paper by its parts. Without chapters it is none."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        self.title: Line | None = None
        self.subtitles: list[Line] = []
        self.lead = Text()
        self.has_contents = False
        self.introduction: Line | None = None  # its heading
        self.opening = Text()
        self.chapters: list[Chapter] = []
        self.tables: list[Table] = []  # outside the chapters
        self.closing = Text()
        self.contact = Text()
        self.homeless: list[Paragraph] = []
        self._part: _Part = "front"
        self._here = self.lead
        self._table: Table | None = None
        self._caption: Paragraph | None = None
        self._read([one for one in paragraphs if _counts(one)])

    def _read(self, paragraphs: Sequence[Paragraph]) -> None:
        closing = _place_of_closing(paragraphs)
        for at, paragraph in enumerate(paragraphs):
            if paragraph.cell is not None:
                self._read_cell(paragraph)
            elif self._table and not self._table.caption and paragraph.style == "caption":
                self._table.caption = Line(paragraph)  # below the table, as some like it
            else:
                self._give_caption()
                self._read_paragraph(paragraph, is_closing=at == closing)
            self._table = self._table if paragraph.cell is not None else None
        self._give_caption()

    def _read_paragraph(self, paragraph: Paragraph, *, is_closing: bool) -> None:
        style, text = paragraph.style, plain(paragraph)
        is_heading = bool(_HEADING.fullmatch(style)) or style == _LABEL
        if style == _NUMBERED:
            self._begin_chapter(paragraph)
        elif self._part == "chapter" and _POINTS.fullmatch(text):
            self.chapters[-1].label = Line(paragraph)
            self._here = self.chapters[-1].points
        elif is_heading and self.chapters and _CONTACT.fullmatch(text):
            self._part, self._here = "contact", self.contact
        elif is_closing:
            self._begin_closing(text)
        elif style == _MAIN and self._part in ("front", "chapter"):
            self._begin_with_main_heading(paragraph)
        elif is_heading:
            self._read_heading(paragraph)
        elif style == "caption":
            self._caption = paragraph
        elif style.lower().startswith("toc"):
            self.has_contents = True
        elif self._part != "front" or not self._is_of_title(paragraph):
            self._read_text(paragraph)

    def _is_of_title(self, paragraph: Paragraph) -> bool:
        """Whether it belongs to the lines of the title; then it is taken."""
        if paragraph.style == "Title" and self.title:
            self.title.paragraphs.append(paragraph)
        elif paragraph.style == "Title":
            self.title = Line(paragraph)
        elif paragraph.style == "Subtitle":
            self.subtitles.append(Line(paragraph))
        elif paragraph.style == "Bovenkop":
            self.homeless += [paragraph] if plain(paragraph) != _KICKER else []
        else:
            return False
        return True

    # ── Headings ──

    def _begin_chapter(self, paragraph: Paragraph) -> None:
        self.chapters.append(Chapter(Line(paragraph)))
        self._part, self._here = "chapter", self.chapters[-1].analysis

    def _begin_closing(self, text: str) -> None:
        self._part, self._here = "closing", self.closing
        if text != CLOSING:
            self.closing.heading = text
            self._tell(
                "own-heading",
                _("above this stood “{text}”; the template writes “{own}”").format(
                    text=text, own=CLOSING
                ),
                _("put it in the text, or make a template of your own"),
            )

    def _begin_with_main_heading(self, paragraph: Paragraph) -> None:
        if self._part == "front":
            self.introduction = Line(paragraph)
            self._part, self._here = "introduction", self.opening
            return
        self._begin_chapter(paragraph)
        self._tell(
            "became-chapter",
            _("“{text}” was a main heading in Word, and is a chapter now").format(
                text=plain(paragraph)
            ),
            _("does it belong to the chapter before it? Then put it under 'sections' there"),
        )

    def _read_heading(self, paragraph: Paragraph) -> None:
        if self._part != "chapter":
            self._write_bold(paragraph)
            return
        chapter = self.chapters[-1]
        is_late = self._here is chapter.points
        chapter.sections.append(Section(Line(paragraph)))
        self._here = chapter.sections[-1].text
        if is_late:
            self._tell(
                "moved",
                _("“{text}” stood below the action points, and stands above them now").format(
                    text=plain(paragraph)
                ),
                _("look whether it reads well there"),
            )

    def _write_bold(self, paragraph: Paragraph) -> None:
        bold = tuple([piece._replace(bold=True) for piece in paragraph.pieces])
        self._read_text(paragraph._replace(pieces=bold, style="Normal", level=None, list=""))
        self._tell(
            "no-heading",
            _("here is no place for a heading: “{text}” is a line in bold now").format(
                text=plain(paragraph)
            ),
            _("only chapters have headings within them, under 'sections'"),
        )

    def _tell(self, code: str, message: str, hint: str) -> None:
        self._here.told.append(Told(code, message, hint))

    # ── Text and tables ──

    def _read_text(self, paragraph: Paragraph) -> None:
        if self._part == "chapter" and self._here is not self.chapters[-1].points:
            for table in self.chapters[-1].tables:
                table.told = [_below_the_text()]
        if self._here is self.lead and self.lead.paragraphs and paragraph.style != _LEAD:
            self._part, self._here = "introduction", self.opening
        self._here.paragraphs.append(paragraph)

    def _give_caption(self) -> None:
        """A caption without a table is text."""
        if self._caption is not None:
            self._read_text(self._caption._replace(style="Normal"))
            self._caption = None

    def _read_cell(self, paragraph: Paragraph) -> None:
        if self._table is None or not _in_one_table(self._table.paragraphs[0], paragraph):
            self._table = Table(Line(self._caption) if self._caption else None)
            self._caption = None
            if self._part == "chapter":
                self.chapters[-1].tables.append(self._table)
                is_late = self._here is self.chapters[-1].points
                self._table.told += [_below_the_text()] if is_late else []
            else:
                self.tables.append(self._table)
                self._table.told.append(_at_the_end())
        self._table.paragraphs.append(paragraph)


def _counts(paragraph: Paragraph) -> bool:
    has_text = any(piece.note or piece.text.strip() for piece in paragraph.pieces)
    return has_text or bool(paragraph.drawings) or paragraph.cell is not None


def _in_one_table(one: Paragraph, other: Paragraph) -> bool:
    return bool(one.cell and other.cell and one.cell.table == other.cell.table)


def _place_of_closing(paragraphs: Sequence[Paragraph]) -> int:
    """Where the heading above the last words stands; -1 if there is none.

    It has the words of the template, or is the last main heading below which no chapter and
    no action point stands.
    """
    mains = [at for at, one in enumerate(paragraphs) if one.style == _MAIN]
    if named := [at for at in mains if plain(paragraphs[at]).casefold() == CLOSING.casefold()]:
        return named[-1]
    of_chapters = [
        at
        for at, one in enumerate(paragraphs)
        if one.style == _NUMBERED or _POINTS.fullmatch(plain(one))
    ]
    last = of_chapters[-1] if of_chapters else len(paragraphs)
    return next((at for at in reversed(mains) if at > last), -1)


def _below_the_text() -> Told:
    return Told(
        "moved",
        _("this table stands between the text of its chapter and the action points now"),
        _("look whether the text around it still fits"),
    )


def _at_the_end() -> Told:
    return Told(
        "moved",
        _("this table stood outside the chapters, and stands below the last of them now"),
        _("does it belong to a chapter? Then move it to 'tables' there"),
    )
