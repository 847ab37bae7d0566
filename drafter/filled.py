"""A position paper that was written in Word → what its input holds.

What a field cannot hold is remarked, and no word of it is lost: it becomes part of the text
nearest to it, or a comment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from gettext import gettext as _
from typing import Any, Final, NamedTuple, TypeAlias

from drafter import richtext
from drafter.as_markdown import as_markdown
from drafter.chapters import Chapter, Line, Parts, Section, Table, Text, Told, plain
from drafter.dutch import dates
from drafter.marking import marked
from drafter.received import Comment, Paragraph, Piece, Received, accepted
from drafter.values import slug

Path: TypeAlias = tuple[str | int, ...]
Fields: TypeAlias = dict[str, Any]


class Markdown(str):
    """A text in which marks count: that of a rich field or a note."""

    __slots__ = ()


class Remark(NamedTuple):
    """What somebody has to know of the text at a place in the input."""

    path: Path
    told: Told


class Filled(NamedTuple):
    """An input as plain data. Comments stand above the field with their path."""

    data: Mapping[str, Any]
    comments: Mapping[Path, Sequence[str]]
    remarks: tuple[Remark, ...]


class Known(NamedTuple):
    """What the workspace knows of its papers."""

    authors: Mapping[str, str]  # the line below a title → the working group, "" for none
    prompt: Callable[[str], str]  # what a skeleton asks for a field


def was_written(received: Received) -> bool:
    """Whether the document was made of an input that held texts, and not only prompts."""
    fields = received.baseline.fields if received.baseline else ()
    points = [one.value for one in fields if ".action_points." in one.id]
    return any(not richtext.PROMPT.search(text) for text in points)


def filled(received: Received, id: str, known: Known) -> Filled | None:
    """What the input of a paper holds; None when there is no chapter in the document.

    Tracked changes are taken as accepted.
    """
    parts = Parts(accepted(received.paragraphs))
    return _Writer(received, known).paper(parts, id) if parts.chapters else None


# ── Parts to fields ───────────────────────────────────────────────────────────

_PLACEHOLDER: Final = re.compile(r"aanbeveling-[0-9]+(?:-[a-z0-9]+)?")  # ids of a skeleton
_TYPED_BULLET: Final = re.compile(r"^\s*(?:[-–—•*=▪◦·]|[0-9]{1,2}[.)])\s+(?=\S)")
_OF_TEXT: Final = re.compile("Blokcitaat|List ")  # styles that say something within a text
_ID: Final = 32  # characters at most
_INTRODUCTION: Final = "Inleiding"
_EMPTY: Final = "–"  # what an empty cell says


class _Writer:
    def __init__(self, received: Received, known: Known) -> None:
        self._known = known
        self._names = _Names(received)
        self._notes = _Notes(received, self._names, known.prompt)
        self._comments = _Comments(received.comments)
        self._above: dict[Path, list[str]] = {}
        self._remarks: list[Remark] = []

    def paper(self, parts: Parts, id: str) -> Filled:
        data: Fields = {"kind": "position-paper", "id": id}
        data["title"] = self._line(parts.title, ("title",)) or self._known.prompt("title")
        data |= self._subtitles(parts.subtitles)
        data |= {"contents": "ja"} if parts.has_contents else {}
        data |= self._optional("lead", parts.lead)
        data["introduction"] = self._introduction(parts)
        data["recommendations"] = [
            self._chapter(chapter, ("recommendations", at))
            for at, chapter in enumerate(parts.chapters)
        ]
        data |= self._tables(parts.tables, ())
        data |= self._optional("closing", parts.closing) | self._optional("contact", parts.contact)
        if notes := self._notes.texts():
            data["notes"] = notes
        for paragraph in parts.homeless:
            self._homeless(plain(paragraph))
        self._say((), [*self._notes.rest(), *self._comments.rest()])
        return Filled(data, self._above, tuple(self._remarks))

    def _subtitles(self, lines: Sequence[Line]) -> Fields:
        """The period and the working group; the organisation's name comes by itself."""
        out: Fields = {}
        for line in lines:
            group = self._known.authors.get(line.text)
            if group is None and not out.keys() & {"period", "date"}:
                name = "date" if _is_date(line.text) else "period"
                out[name] = self._line(line, (name,))
            elif group is None:
                self._homeless(line.text)
            elif group:
                out["working_group"] = group
        return out

    def _optional(self, name: str, text: Text) -> Fields:
        made = self._text(text, (name,))
        return {name: made} if made else {}

    def _introduction(self, parts: Parts) -> Fields:
        path: Path = ("introduction",)
        out: Fields = {}
        notes: list[str] = []
        if parts.introduction:
            heading = self._line(parts.introduction, path)
            out |= {"heading": heading} if heading != _INTRODUCTION else {}
            notes = self._heading_note(out, parts.introduction)
        made = self._text(parts.opening, (*path, "text"), notes)
        return {**out, "text": made or Markdown(self._known.prompt("introduction"))}

    def _chapter(self, chapter: Chapter, path: Path) -> Fields:
        out: Fields = {
            "id": self._names.name("recommendations", chapter.heading),
            "heading": self._line(chapter.heading, path) or self._known.prompt("heading"),
        }
        notes = self._heading_note(out, chapter.heading)
        before, points, after = _points(chapter.points)
        nearest = chapter.sections[-1].text if chapter.sections else chapter.analysis
        nearest.paragraphs += before
        if before:
            nearest.told.append(_moved_up(before))
        if after:
            chapter.points.told.append(_joined(after))
        analysis = self._text(chapter.analysis, (*path, "analysis"), notes)
        out["analysis"] = analysis or Markdown(self._known.prompt("analysis"))
        if chapter.sections:
            out["sections"] = [
                self._section(section, (*path, "sections", at))
                for at, section in enumerate(chapter.sections)
            ]
        out |= self._tables(chapter.tables, path)
        if points:
            out |= self._action_points(chapter, [*points[:-1], [*points[-1], *after]], path)
        return out

    def _section(self, section: Section, path: Path) -> Fields:
        out: Fields = {
            "id": self._names.name("sections", section.heading),
            "heading": self._line(section.heading, path) or self._known.prompt("heading"),
        }
        notes = self._heading_note(out, section.heading)
        made = self._text(section.text, (*path, "text"), notes)
        return {**out, "text": made or Markdown(self._known.prompt("section"))}

    def _action_points(
        self, chapter: Chapter, points: Sequence[Sequence[Paragraph]], path: Path
    ) -> Fields:
        out: Fields = {}
        notes: list[str] = []
        if chapter.label:
            notes = self._heading_note(out, chapter.label, "action_points_note")
        made = []
        for at, point in enumerate(points):
            here = (*path, "action_points", at)
            text = Text(point)
            text.told = chapter.points.told if at == len(points) - 1 else []
            markdown = self._text(text, here, notes if at == 0 else [], depth=1)
            markdown = markdown or Markdown(self._known.prompt("action_point"))
            made.append({"id": self._names.name("action_points", *point), "text": markdown})
        return {**out, "action_points": made}

    # ── Fields ──

    def _line(self, line: Line | None, path: Path) -> str:
        """A literal field; what was said about it stands above it."""
        for paragraph in line.paragraphs if line else ():
            self._say(path, self._comments.of(paragraph))
            self._remark_drawings(paragraph, path)
        if line and path in (("title",), ("period",), ("date",)):
            self._say(path, self._notes.told(line.notes))
        return line.text if line else ""

    def _heading_note(self, out: Fields, line: Line, name: str = "heading_note") -> list[str]:
        """Give a heading its note, and return those that are too many."""
        first, *others = [*line.notes, ""]
        if first:
            out[name] = self._notes.key(first)
        return others[:-1]

    def _text(
        self, text: Text, path: Path, notes: Iterable[str] = (), depth: int = 0
    ) -> Markdown | None:
        """A rich field; `notes` are those that its heading has no room for."""
        paragraphs = []
        self._say(path, [f"Kop in Word: {text.heading}"] if text.heading else [])
        for paragraph in text.paragraphs:
            self._say(path, self._comments.of(paragraph))
            self._remark_drawings(paragraph, path)
            paragraphs.append(self._clean(paragraph, path))
        if signs := tuple([Piece("", note=note) for note in notes]):
            first, *rest = paragraphs or [Paragraph((), "Normal")]
            paragraphs = [first._replace(pieces=(*first.pieces, *signs)), *rest]
        self._remarks += [Remark(path, told) for told in text.told]
        for paragraph in paragraphs:
            self._notes.meet(paragraph)
        return Markdown(as_markdown(paragraphs, self._notes.keys, depth)) if paragraphs else None

    def _clean(self, paragraph: Paragraph, path: Path) -> Paragraph:
        """The paragraph with nothing in it that a rich field cannot hold."""
        pieces = []
        for piece in paragraph.pieces:
            if piece.link and not richtext.address(piece.link):
                self._remark(path, _lost_link(piece))
                piece = piece._replace(link="")
            pieces.append(piece)
        dutch = _without_wrong_language(pieces)
        style = paragraph.style if _OF_TEXT.match(paragraph.style) else "Normal"
        return paragraph._replace(pieces=tuple(dutch), style=style, drawings=0, cell=None)

    def _remark_drawings(self, paragraph: Paragraph, path: Path) -> None:
        if paragraph.drawings:
            self._remark(path, _lost_drawing(paragraph))

    def _remark(self, path: Path, told: Told) -> None:
        self._remarks.append(Remark(path, told))

    def _say(self, path: Path, lines: Iterable[str]) -> None:
        """Put comments above a field, or at the top of the input."""
        for line in lines:
            self._above.setdefault(path, []).append(line)

    def _homeless(self, text: str) -> None:
        self._say((), [f"Hiervoor is geen veld: {text}"])
        self._remark(
            (),
            Told(
                "no-place",
                _("a position paper has no place for “{text}”").format(text=text),
                _("it stands in a comment at the top of the input"),
            ),
        )

    # ── Tables ──

    def _tables(self, tables: Sequence[Table], path: Path) -> Fields:
        made = [self._table(one, (*path, "tables", at)) for at, one in enumerate(tables)]
        return {"tables": made} if made else {}

    def _table(self, table: Table, path: Path) -> Fields:
        rows = _rows(table.paragraphs)
        width = max(map(len, rows))
        if any(len(row) != width for row in rows):
            self._remark(path, _ragged())
        header, *body = [[*row, *[_EMPTY] * (width - len(row))] for row in rows]
        self._remarks += [Remark(path, told) for told in table.told]
        for paragraph in table.paragraphs:
            self._say(path, self._comments.of(paragraph))
            self._remark_drawings(paragraph, path)
        notes = [p.note for one in table.paragraphs for p in one.pieces if p.note]
        self._say(path, self._notes.told([*notes, *(table.caption.notes if table.caption else ())]))
        caption = self._line(table.caption, path) or self._known.prompt("caption")
        return {
            "id": self._names.name("tables", table.caption or Line(table.paragraphs[0])),
            "caption": caption,
            "columns": header,
            "rows": body or [[_EMPTY] * width],
        }


def _is_date(text: str) -> bool:
    try:
        dates.parse_date(text)
    except ValueError:
        return False
    return True


def _rows(paragraphs: Iterable[Paragraph]) -> list[list[str]]:
    cells: dict[tuple[int, int], list[str]] = {}
    for paragraph in paragraphs:
        assert paragraph.cell is not None, "only cells are in a table"
        cells.setdefault(paragraph.cell[1:], []).append(plain(paragraph))
    rows: dict[int, list[str]] = {}
    for (row, _column), texts in sorted(cells.items()):
        rows.setdefault(row, []).append(" ".join(filter(None, texts)) or _EMPTY)
    return [row for row in rows.values() if set(row) != {_EMPTY}] or [[_EMPTY]]


_Points: TypeAlias = tuple[list[Paragraph], list[list[Paragraph]], list[Paragraph]]


def _points(text: Text) -> _Points:
    """What stands before the action points, each of them, and what stands after the last.

    Where nothing is an item of a list, every paragraph is an action point, whatever sign for
    a bullet its writer typed.
    """
    levels = [one.level for one in text.paragraphs if one.level is not None]
    if not levels:
        return _grouped([_untyped(one) for one in text.paragraphs], lambda one: bool(plain(one)))
    least = min(levels)
    before, points = _grouped(text.paragraphs, lambda one: one.level == least)[:2]
    points = [[_lifted(one, least) for one in point] for point in points]
    last = points[-1]
    end = next((at for at, one in enumerate(last) if _is_loose(one)), len(last))
    return before, [*points[:-1], last[:end]], last[end:]


def _grouped(paragraphs: Iterable[Paragraph], begins: Callable[[Paragraph], bool]) -> _Points:
    """The paragraphs before the first that begins something, and each such with those after it."""
    before: list[Paragraph] = []
    groups: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        if begins(paragraph):
            groups.append([paragraph])
        else:
            (groups[-1] if groups else before).append(paragraph)
    return before, groups, []


def _is_loose(paragraph: Paragraph) -> bool:
    """Whether a paragraph is no part of a list."""
    return paragraph.level is None and not paragraph.style.startswith("List Continue")


def _lifted(paragraph: Paragraph, levels: int) -> Paragraph:
    level = paragraph.level
    return paragraph if level is None else paragraph._replace(level=level - levels)


def _untyped(paragraph: Paragraph) -> Paragraph:
    """Without a bullet that was typed as text."""
    first = [one._replace(text=_TYPED_BULLET.sub("", one.text)) for one in paragraph.pieces[:1]]
    return paragraph._replace(pieces=(*first, *paragraph.pieces[1:]))


# ── Notes, names, comments ────────────────────────────────────────────────────


class _Notes:
    """The notes by their keys, in the order in which they are met."""

    def __init__(self, received: Received, names: _Names, prompt: Callable[[str], str]) -> None:
        self._received = received
        self._names = names
        self._prompt = prompt
        self.keys: dict[str, str] = {}  # id in the file → key
        self._told: set[str] = set()
        body = accepted(received.paragraphs)
        self._ids = [piece.note for one in body for piece in one.pieces if piece.note]
        self._texts: dict[str, Markdown] = {}

    def meet(self, paragraph: Paragraph) -> None:
        for piece in paragraph.pieces:
            if piece.note:
                self.key(piece.note)

    def key(self, id: str) -> str:
        """The key of a note; one that only says where another stands has the key of that."""
        if id not in self.keys:
            text = self._text(id)
            again = _AGAIN.fullmatch(text)
            number = int(again[1]) if again else 0
            if 0 < number <= self._ids.index(id):
                self.keys[id] = self.key(self._ids[number - 1])
            else:
                self.keys[id] = self._names.name("notes", *self._received.notes.get(id, ()))
                self._texts[self.keys[id]] = Markdown(text or self._prompt("note"))
        return self.keys[id]

    def texts(self) -> dict[str, Markdown]:
        return self._texts

    def told(self, ids: Iterable[str]) -> list[str]:
        """The notes of something that cannot have one, in words."""
        wanted = list(ids)
        self._told.update(wanted)
        return [f"Voetnoot uit Word: {self._text(id)}" for id in wanted]

    def rest(self) -> list[str]:
        """Those of which the sign stood in something that the template writes itself."""
        known = self._told | self.keys.keys()
        return self.told([id for id in self._ids if id not in known])

    def _text(self, id: str) -> str:
        settled = accepted(self._received.notes.get(id, ()))
        return " ".join(filter(None, (marked(_on_one_line(one), {}) for one in settled)))


_AGAIN: Final = re.compile(r"Zie noot ([0-9]+)\.?")


def _on_one_line(paragraph: Paragraph) -> Iterator[Piece]:
    """The pieces of a note: no breaks, no notes, and links that a letter may have."""
    for piece in paragraph.pieces:
        if not piece.note:
            link = piece.link if piece.link and richtext.address(piece.link) else ""
            yield piece._replace(text=" ".join(piece.text.split("\n")), link=link)


class _Names:
    """Ids for things: what the record of the skeleton calls them, else their first words."""

    def __init__(self, received: Received) -> None:
        fields = received.baseline.fields if received.baseline else ()
        self._ids = {name: field.id for field in fields for name in field.bookmarks}
        self._taken: dict[str, set[str]] = {}

    def name(self, scope: str, *of: Line | Paragraph) -> str:
        taken = self._taken.setdefault(scope, set())
        paragraphs = [one for a in of for one in (a.paragraphs if isinstance(a, Line) else [a])]
        known = [id for one in paragraphs for id in self._known(one, scope) if id not in taken]
        words = " ".join(plain(one) for one in paragraphs)
        words = _short(richtext.PROMPT.sub("", words), _LONGEST.get(scope, _ID))
        given = [id for id in known if not (words and _PLACEHOLDER.fullmatch(id))]
        id = given[0] if given else _free(words or _SINGULAR[scope], taken)
        taken.add(id)
        return id

    def _known(self, paragraph: Paragraph, scope: str) -> Iterator[str]:
        for field in paragraph.fields:
            steps = self._ids.get(re.sub(r"_Copy_\d+$", "", field.bookmark), "").split(".")
            if scope in steps[:-1]:
                yield steps[steps.index(scope) + 1]


_LONGEST: Final = {"notes": 24}
_SINGULAR: Final = {
    "notes": "noot",
    "recommendations": "aanbeveling",
    "sections": "deel",
    "tables": "tabel",
    "action_points": "actiepunt",
}


def _short(text: str, most: int) -> str:
    """The first words of a text as an id."""
    name = slug(re.sub(r"https?://(?:www\.)?", "", text))
    return name if len(name) <= most else name[: most + 1].rpartition("-")[0] or name[:most]


def _free(name: str, taken: Iterable[str]) -> str:
    known = set(taken)
    number = 1
    while (found := name if number == 1 else f"{name}-{number}") in known:
        number += 1
    return found


class _Comments:
    """What colleagues remarked, each told once; what is settled is left out."""

    def __init__(self, comments: Sequence[Comment]) -> None:
        open = [one for one in comments if not one.resolved and not one.replies_to]
        self._comments = {one.id: one for one in open}
        self._replies: dict[str, list[Comment]] = {}
        for one in comments:
            if one.replies_to:
                self._replies.setdefault(one.replies_to, []).append(one)

    def of(self, paragraph: Paragraph) -> Iterator[str]:
        for range in paragraph.comments:
            comment = self._comments.pop(range.comment, None)
            if comment is not None:
                words = paragraph.text[range.start : range.end].strip()
                yield from self._thread(comment, f" bij ‘{_cut(words, 60)}’" if words else "")

    def rest(self) -> Iterator[str]:
        """Those of which nobody knows what they are about."""
        for comment in self._comments.values():
            yield from self._thread(comment, "")

    def _thread(self, comment: Comment, about: str) -> Iterator[str]:
        yield f"Opmerking van {comment.author or 'iemand'}{about}: {_line_of(comment)}"
        for reply in self._replies.get(comment.id, ()):
            yield f"  Antwoord van {reply.author or 'iemand'}: {_line_of(reply)}"


def _line_of(comment: Comment) -> str:
    return " ".join(comment.text.split())


# ── The language of a text ────────────────────────────────────────────────────

_DUTCH: Final = re.compile(r"\b(?:de|het|een|van|en|dat|die|niet|is|zijn|voor|met|op|te|om|ook)\b")
_ENGLISH: Final = re.compile(r"\b(?:the|of|and|to|a|for|that|is|are|not|with|on|from|by|this|an)\b")


def _without_wrong_language(pieces: Sequence[Piece]) -> list[Piece]:
    """Dutch that Word took for English, because of the keyboard, is Dutch."""
    out = []
    for piece in pieces:
        text = piece.text.casefold()
        is_dutch = len(_DUTCH.findall(text)) > len(_ENGLISH.findall(text))
        is_wrong = is_dutch and piece.language.startswith("en")
        out.append(piece._replace(language="") if is_wrong else piece)
    return out


# ── What is told ──────────────────────────────────────────────────────────────


def _shown(paragraphs: Sequence[Paragraph]) -> str:
    return _cut(plain(paragraphs[0]), 50)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0] or text[:most]} …"


def _moved_up(paragraphs: Sequence[Paragraph]) -> Told:
    return Told(
        "moved",
        _("“{text}” stood between 'Actiepunten' and the first of them; it stands above now").format(
            text=_shown(paragraphs)
        ),
        _("look whether it reads well there"),
    )


def _joined(paragraphs: Sequence[Paragraph]) -> Told:
    return Told(
        "joined",
        _("“{text}” stood below the action points, and belongs to the last of them now").format(
            text=_shown(paragraphs)
        ),
        _("move it to 'analysis' if it is about all of them"),
    )


def _lost_link(piece: Piece) -> Told:
    return Told(
        "no-link",
        _("“{text}” is no link any more: a letter cannot have one to {address}").format(
            text=piece.text, address=piece.link
        ),
        _("a link begins with https:// or mailto:"),
    )


def _lost_drawing(paragraph: Paragraph) -> Told:
    text = plain(paragraph)
    where = _("an image or text box at “{text}” was left out").format(text=_shown([paragraph]))
    return Told(
        "no-drawing",
        where if text else _("an image or text box was left out"),
        _("type the words of it here; an image can be put in the finished document only"),
    )


def _ragged() -> Told:
    return Told(
        "ragged-table",
        _("the rows of this table did not have the same number of cells"),
        _("look whether every cell stands in the right column"),
    )
