"""The paragraphs of one part of a received file, with every tracked change that they are in.

A story is what Word calls the body, the footnotes or the comments: text that goes on by itself.
Drawings and text boxes are no part of it, nor are the former looks that Word keeps of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import ClassVar, Final

from drafter.received import Cell, Field, Kind, Paragraph, Piece, Range, Trace
from drafter.word.events import After, At, Attributes, Budget, Reader
from drafter.word.looks import PLAIN, Look, Styles
from drafter.word.numbering import Numbering
from drafter.word.spans import Span, Spot, spread

_DEFAULT_STYLE: Final = "Normal"
_SEPARATORS: Final = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_MOST_TRACES: Final = 16  # changes in one another: Word writes two
_MOST_CODES: Final = 64

DRAWINGS: Final = ("w:drawing", "w:pict", "w:object")

# Where w:ins and w:del are properties, and not around text.
_PROPERTIES: Final = frozenset({"w:rPr", "w:trPr", "w:numPr"})

# What AutoCorrect makes of -->, ==>, <--, :-) and the like: signs of Wingdings by their number.
# A font for signs has its own in a private stretch of Unicode; elsewhere they say nothing.
_WINGDINGS: Final = {
    **{0xDF: "←", 0xE0: "→", 0xE7: "⇐", 0xE8: "⇒", 0xF3: "⇔"},
    **{0x4A: "☺", 0x4B: "😐", 0x4C: "☹"},
}
_NO_SIGN: Final = "\ufffd"
_PRIVATE: Final = 0xF000
_SIGNS: Final = {_PRIVATE + number: _WINGDINGS.get(number, _NO_SIGN) for number in range(0x100)}


class _Code:
    """A field of Word: its code while that is read, then what it shows."""

    def __init__(self, code: str = "") -> None:
        self.code = code
        self.shown = False
        self.link = ""

    def show(self) -> None:
        """From here on what it shows is read."""
        self.shown = True
        self.link = _address(self.code)


class _Growing:
    """The paragraph that is being read."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.length = 0
        self.style = ""
        self.level: int | None = None
        self.list: str | None = None  # None where it says nothing itself
        self.end: tuple[Trace, ...] = ()
        self.drawings = 0
        self._look = Piece("")  # of the text that is being gathered
        self._gathered: list[str] = []

    def write(self, text: str, look: Piece) -> None:
        if look != self._look:
            self.close()
            self._look = look
        self._gathered.append(text)
        self.length += len(text)

    def close(self) -> None:
        """Make a piece of what was gathered."""
        if self._gathered:
            self.pieces.append(self._look._replace(text="".join(self._gathered)))
            self._gathered = []


class Story(Reader):
    """Reads the paragraphs, or those of each note or comment by its id."""

    def __init__(
        self, styles: Styles, numbering: Numbering, addresses: Mapping[str, str], budget: Budget
    ) -> None:
        super().__init__(budget)
        self.paragraphs: list[Paragraph] = []
        self.notes: dict[str, list[Paragraph]] = {}
        self.signs: dict[str, Attributes] = {}  # of each note or comment: its attributes
        self.owners: dict[str, str] = {}  # id of a paragraph → the comment it is in
        self.tracked = False
        self._styles = styles
        self._numbering = numbering
        self._addresses = addresses
        self._within = self.paragraphs
        self._owner = ""
        self._paragraph: _Growing | None = None
        self._after_sign = False
        self._run = PLAIN  # what the run itself says
        self._run_style = ""
        self._look: Piece | None = None  # of the text here; None until it is wanted
        self._traces: tuple[Trace, ...] = ()
        self._rows: list[tuple[Trace, ...]] = []  # changes of the rows and cells around
        self._tables = 0  # around what is being read
        self._cell = Cell(-1, -1, -1)  # the last one that began, of tables that are in no other
        self._links: list[str] = []
        self._codes: list[_Code] = []
        self._open: dict[tuple[type[Field | Range], str], tuple[str, Spot]] = {}
        self._begun: dict[str, Spot] = {}  # where each bookmark that is open began
        self._spans: list[Span] = []
        self._anchored: set[str] = set()  # the comments that have a place

    # ── Paragraphs ────────────────────────────────────────────────────────────

    def _begin(self, attributes: Attributes) -> None:
        if self._paragraph is not None:
            raise ValueError("a paragraph in a paragraph")
        self._paragraph = _Growing()
        self._look = None
        if "w14:paraId" in attributes:
            self.owners[attributes["w14:paraId"]] = self._owner

    def _finish(self, _text: str) -> None:
        grown, self._paragraph = self._paragraph, None
        if grown is None:
            return
        for code in self._codes:  # one that never ended hides no more than its paragraph
            code.shown = True
        grown.close()
        level, numbering = grown.level, grown.list
        if numbering is None:
            level, numbering = self._styles.item(grown.style)
        level = (level or 0) if numbering else None
        self._within.append(
            Paragraph(
                tuple(grown.pieces),
                self._styles.name(grown.style) if grown.style else _DEFAULT_STYLE,
                level,
                numbering,
                end=(*self._around(grown.end), *grown.end),
                ordered=level is not None and self._numbering.ordered(numbering, level),
                cell=self._cell if self._tables else None,
                drawings=grown.drawings,
            )
        )

    def _style(self, attributes: Attributes) -> None:
        if self._paragraph:
            self._paragraph.style = attributes.get("w:val", "")

    def _level(self, attributes: Attributes) -> None:
        if self._paragraph:
            self._paragraph.level = int(attributes.get("w:val", "0"))

    def _number(self, attributes: Attributes) -> None:
        if self._paragraph:
            number = attributes.get("w:val", "")
            self._paragraph.list = "" if number == "0" else number  # 0 takes it out of its list

    # ── Tracked changes ───────────────────────────────────────────────────────

    def _begin_change(self, kind: Kind, attributes: Attributes) -> None:
        """A change around text, or of the paragraph's end, or of a row."""
        trace = _trace(kind, attributes)
        parent = self.path[-1]
        if parent == "w:trPr":
            self._change_row(trace)
        elif parent == "w:rPr" and self.path[-2] == "w:pPr" and self._paragraph:
            self._paragraph.end = _more(self._paragraph.end, trace)
            self.tracked = True
        elif parent not in _PROPERTIES:
            self._traces = _more(self._traces, trace)
            self._look = None

    def _finish_change(self, _text: str) -> None:
        if self.path[-1] not in _PROPERTIES and self._traces:
            self._traces = self._traces[:-1]
            self._look = None

    def _change_row(self, trace: Trace) -> None:
        """A change of the row, or of the cell, that is being read."""
        self._rows[-1:] = [_more(row, trace) for row in self._rows[-1:]]
        self.tracked = True
        self._look = None

    def _begin_table(self, _attributes: Attributes) -> None:
        self._tables += 1
        if self._tables == 1:
            self._cell = Cell(self._cell.table + 1, -1, -1)

    def _finish_table(self, _text: str) -> None:
        self._tables -= 1

    def _begin_row(self, _attributes: Attributes) -> None:
        self._rows.append(())
        if self._tables == 1:
            self._cell = Cell(self._cell.table, self._cell.row + 1, -1)

    def _begin_cell(self, _attributes: Attributes) -> None:
        self._rows.append(())
        if self._tables == 1:
            self._cell = self._cell._replace(column=self._cell.column + 1)

    def _finish_row(self, _text: str) -> None:
        self._rows.pop()
        self._look = None

    def _finish_cell(self, text: str) -> None:
        """The last paragraph of a cell ends with it, and is never joined with another cell's."""
        if self._within:
            self._within[-1] = self._within[-1]._replace(end=self._around(()))
        self._finish_row(text)

    def _around(self, own: Iterable[Trace]) -> tuple[Trace, ...]:
        """The changes of the rows and cells here, but for what the text says itself."""
        if not self._rows:
            return ()
        kinds = {trace.kind for trace in own}
        return tuple([trace for row in self._rows for trace in row if trace.kind not in kinds])

    # ── Text ──────────────────────────────────────────────────────────────────

    def _begin_run(self, _attributes: Attributes) -> None:
        self._run = PLAIN
        self._run_style = ""
        self._look = None

    def _dress(self, tag: str, attributes: Attributes) -> None:
        """A property of a run; those of the sign of a paragraph's end do not count."""
        if self.path[-2:] == ["w:r", "w:rPr"]:
            if tag == "w:rStyle":
                self._run_style = attributes.get("w:val", "")
            else:
                self._run = self._run.told(tag, attributes)
            self._look = None

    def _looks(self, paragraph: _Growing) -> Piece:
        """The look and the history of the text here."""
        look: Look = self._run.over(self._styles.run(self._run_style))
        own = look.language != self._styles.language(paragraph.style)
        piece = Piece(
            "",
            (*self._around(self._traces), *self._traces),
            bool(look.bold),
            bool(look.italic),
            self._link(),
            (look.language or "") if own else "",
        )
        self.tracked = self.tracked or bool(piece.traces)
        self.budget.spend(len(piece.traces))
        return piece

    def _link(self) -> str:
        """The address that the text here leads to."""
        codes = [code.link for code in self._codes]
        return next(filter(None, (*reversed(self._links), *reversed(codes))), "")

    def _write(self, text: str) -> None:
        paragraph = self._paragraph
        if paragraph is None or any(not code.shown for code in self._codes):
            return
        if self._after_sign:  # what stands between the sign of a note and its text
            text = text[1:] if text[:1] in (" ", "\t") else text
            self._after_sign = False
        if text:
            if self._look is None:
                self._look = self._looks(paragraph)
            paragraph.write(text, self._look)

    def _text_ends(self, text: str) -> None:
        self._write(_WHITE.sub(" ", text).translate(_SIGNS))

    def _break(self, attributes: Attributes) -> None:
        if attributes.get("w:type", "textWrapping") == "textWrapping":  # not of a page or column
            self._write("\n")

    def _tab(self, _attributes: Attributes) -> None:
        if self.path[-1] == "w:r":  # else it is where a tab stops
            self._write("\t")

    def _draw(self, _attributes: Attributes) -> None:
        if self._paragraph:
            self._paragraph.drawings += 1

    def _symbol(self, attributes: Attributes) -> None:
        number = int(attributes.get("w:char", "FFFD"), 16)
        if attributes.get("w:font", "").startswith("Wingdings"):
            number = _PRIVATE + (number & 0xFF)
        printable = 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE
        self._write(chr(number).translate(_SIGNS) if printable else _NO_SIGN)

    # ── Notes and comments ────────────────────────────────────────────────────

    def _begin_note(self, attributes: Attributes) -> None:
        id = attributes.get("w:id", "")
        if attributes.get("w:type") in _SEPARATORS:
            self._within = []
        else:
            self._within = self.notes.setdefault(id, [])
            self.signs[id] = attributes
            self._owner = id

    def _sign(self, _attributes: Attributes) -> None:
        self._after_sign = True

    def _refer(self, prefix: str, attributes: Attributes) -> None:
        if paragraph := self._paragraph:
            traces = self._looks(paragraph).traces
            paragraph.close()
            paragraph.pieces.append(Piece("", traces, note=prefix + attributes.get("w:id", "")))

    # ── Links and fields of Word ──────────────────────────────────────────────

    def _begin_link(self, attributes: Attributes) -> None:
        address = self._addresses.get(attributes.get("r:id", ""), "")
        anchor = attributes.get("w:anchor", "")
        self._links.append(f"{address}#{anchor}" if address and anchor else address)
        self._look = None

    def _finish_link(self, _text: str) -> None:
        self._links.pop()
        self._look = None

    def _begin_code(self, code: str) -> None:
        self._codes.append(_Code(code))
        if len(self._codes) > _MOST_CODES:
            raise ValueError("fields in fields")

    def _show_code(self) -> None:
        for code in self._codes[-1:]:
            code.show()
        self._look = None

    def _finish_code(self) -> None:
        del self._codes[-1:]
        self._look = None

    def _begin_simple(self, attributes: Attributes) -> None:
        self._begin_code(attributes.get("w:instr", ""))
        self._show_code()

    def _mark_code(self, attributes: Attributes) -> None:
        kind = attributes.get("w:fldCharType")
        if kind == "begin":
            self._begin_code("")
        elif kind == "separate":
            self._show_code()
        elif kind == "end":
            self._finish_code()

    def _code(self, text: str) -> None:
        if self._codes and not self._codes[-1].shown:
            self._codes[-1].code += text

    # ── Bookmarks and anchors of comments ─────────────────────────────────────

    def _here(self) -> Spot:
        length = self._paragraph.length if self._paragraph else 0
        return Spot(self._within, len(self._within), length)

    def _open_bookmark(self, attributes: Attributes) -> None:
        name = attributes.get("w:name", "")
        if name and not name.startswith("_"):  # Word's own, of headings and references
            # LibreOffice begins one again in each paragraph and ends the last of these alone.
            start = self._begun.setdefault(name, self._here())
            self._open[Field, attributes.get("w:id", "")] = (name, start)

    def _open_comment(self, attributes: Attributes) -> None:
        id = attributes.get("w:id", "")
        self._open[Range, id] = (id, self._here())

    def _close(self, make: type[Field | Range], attributes: Attributes) -> None:
        """The end of what was opened; one without the other says nothing."""
        if opened := self._open.pop((make, attributes.get("w:id", "")), None):
            self._add(Span(make, *opened, self._here()))
            self._begun.pop(opened[0], None)

    def _add(self, span: Span) -> None:
        self._spans.append(span)
        if span.make is Range:
            self._anchored.add(span.name)

    def _point(self, attributes: Attributes) -> None:
        """The sign of a comment: where it stands, if it has no range of its own."""
        id = attributes.get("w:id", "")
        if id not in self._anchored:
            self._add(Span(Range, id, self._here(), self._here()))

    def finish(self) -> None:
        """Give each paragraph the bookmarks and comments that reach into it."""
        spread(self._spans, self.budget)

    AT: ClassVar[dict[str, At]] = {
        "w:p": _begin,
        "w:pStyle": _style,
        "w:ilvl": _level,
        "w:numId": _number,
        "w:ins": lambda self, attributes: self._begin_change("inserted", attributes),
        "w:del": lambda self, attributes: self._begin_change("deleted", attributes),
        "w:cellIns": lambda self, attributes: self._change_row(_trace("inserted", attributes)),
        "w:cellDel": lambda self, attributes: self._change_row(_trace("deleted", attributes)),
        "w:moveFrom": lambda self, attributes: self._begin_change("moved-from", attributes),
        "w:moveTo": lambda self, attributes: self._begin_change("moved-to", attributes),
        "w:tbl": _begin_table,
        "w:tr": _begin_row,
        "w:tc": _begin_cell,
        **dict.fromkeys(DRAWINGS, _draw),
        "w:r": _begin_run,
        "w:rStyle": lambda self, attributes: self._dress("w:rStyle", attributes),
        "w:b": lambda self, attributes: self._dress("w:b", attributes),
        "w:i": lambda self, attributes: self._dress("w:i", attributes),
        "w:lang": lambda self, attributes: self._dress("w:lang", attributes),
        "w:br": _break,
        "w:cr": lambda self, _attributes: self._write("\n"),
        "w:tab": _tab,
        "w:ptab": _tab,
        "w:noBreakHyphen": lambda self, _attributes: self._write("\u2011"),
        "w:softHyphen": lambda self, _attributes: self._write("\u00ad"),
        "w:sym": _symbol,
        "w:footnote": _begin_note,
        "w:endnote": _begin_note,
        "w:comment": _begin_note,
        "w:footnoteRef": _sign,
        "w:endnoteRef": _sign,
        "w:footnoteReference": lambda self, attributes: self._refer("", attributes),
        "w:endnoteReference": lambda self, attributes: self._refer(ENDNOTE, attributes),
        "w:hyperlink": _begin_link,
        "w:fldSimple": _begin_simple,
        "w:fldChar": _mark_code,
        "w:bookmarkStart": _open_bookmark,
        "w:bookmarkEnd": lambda self, attributes: self._close(Field, attributes),
        "w:commentRangeStart": _open_comment,
        "w:commentRangeEnd": lambda self, attributes: self._close(Range, attributes),
        "w:commentReference": _point,
    }
    AFTER: ClassVar[dict[str, After]] = {
        "w:p": _finish,
        **dict.fromkeys(("w:ins", "w:del", "w:moveFrom", "w:moveTo"), _finish_change),
        "w:tbl": _finish_table,
        "w:tr": _finish_row,
        "w:tc": _finish_cell,
        "w:t": _text_ends,
        "w:delText": _text_ends,
        "w:hyperlink": _finish_link,
        "w:fldSimple": lambda self, _text: self._finish_code(),
        "w:instrText": _code,
        "w:delInstrText": _code,
    }
    TEXTS = frozenset({"w:t", "w:delText", "w:instrText", "w:delInstrText"})
    SKIPPED = frozenset(
        (
            *(*DRAWINGS, "w:sectPr", "w:sdtPr", "w:sdtEndPr"),
            *("w:pPrChange", "w:rPrChange", "w:tblPrChange", "w:trPrChange", "w:tcPrChange"),
            *("w:sectPrChange", "w:tblGridChange", "w:tblPrExChange", "w:numberingChange"),
            "mc:Choice",  # what stands beside it says the same in a way that all can read
        )
    )


ENDNOTE: Final = "endnote-"  # before the id of a note that stands at the end of the document
_WHITE: Final = re.compile(r"[\t\r\n]")  # in the text itself, where Word reads a space


def _trace(kind: Kind, attributes: Attributes) -> Trace:
    return Trace(kind, attributes.get("w:author", ""), attributes.get("w:date", ""))


def _more(traces: tuple[Trace, ...], trace: Trace) -> tuple[Trace, ...]:
    """The traces with one more."""
    if len(traces) >= _MOST_TRACES:
        raise ValueError("changes in changes")
    return (*traces, trace)


_WORD_OF_CODE: Final = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')


def _address(code: str) -> str:
    r"""The address in the code of a field, if that is a link: `HYPERLINK "https://…" \l "part"`."""
    words = [(quoted or bare).replace("\\\\", "\\") for quoted, bare in _WORD_OF_CODE.findall(code)]
    if not words or words[0].upper() != "HYPERLINK":
        return ""
    address, anchor, switch = "", "", ""
    for word in words[1:]:
        if word in _SWITCHES:
            switch = word
        elif not switch:
            address = address or word
        else:
            anchor = word if switch == "\\l" else anchor
            switch = ""
    return f"{address}#{anchor}" if address and anchor else address


_SWITCHES: Final = frozenset({"\\l", "\\o", "\\t"})  # those with a word after them
