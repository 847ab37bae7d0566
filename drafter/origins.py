"""Where printed text stands that no field of the input holds.

A template is carried out once more, with each piece of its markup marked by the line that it
came from. What is printed there and is no text of the template itself is looked for in the rows
of the registers that this document uses, and in what is known of the organisation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from html import unescape
from itertools import accumulate
from pathlib import Path
from typing import Final, Literal, NamedTuple

from drafter.addressee import Addressee
from drafter.addressing import Parliament
from drafter.dutch.committees import Committee
from drafter.dutch.offices import Office
from drafter.model import Letter
from drafter.pipeline import Draft, Pipeline
from drafter.printed import Layout
from drafter.problems import Place
from drafter.review_rows import Origin, Template
from drafter.template import Traced
from drafter.workspace import DATA
from drafter.yaml_layout import BOM, LINE_BREAK, Node, line_begins, reading
from drafter.yaml_layout import Path as Steps

_TOKEN: Final = re.compile(
    r"""<!--.*?-->|<(?:[^"'>]|"[^"]*"|'[^']*')*>|&[^;\s]+;|[^<&]""", re.DOTALL
)
_TAG: Final = re.compile(r"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_LABEL: Final = re.compile(r"""\s(?:label|heading)=("[^"]*"|'[^']*')""")  # attributes with text
# Of a row, what no document prints.
_NOT_PRINTED: Final = frozenset(
    (
        *("id", "key", "chamber", "code", "source", "confirmed", "valid_from", "valid_to"),
        *("email", "audience", "stages"),
    )
)
_SHORTEST: Final = 3  # signs: an article stands anywhere
# What templates print that is worded by what the input says of it.
_MADE_OF: Final = {"occasion": "occasion", "line": "addressee"}
_CHOSEN: Final = ("committees.yaml", "offices.yaml")  # of these the input names a row
# What templates print of the sender; all else is first looked for in the registers.
_OF_SENDER: Final = ("place", "organisation", "author", "signatory")


def with_origins(
    rows: Iterable[Template], pipeline: Pipeline, draft: Draft, layout: Layout
) -> tuple[Template, ...]:
    """The rows with the places of their text, as far as these can be known."""
    found = _Origins(pipeline, draft, layout)
    return tuple([row._replace(origin=found.of(row.at)) for row in rows])


class _Sign(NamedTuple):
    """A printed sign of no field, and where it stands in the markup."""

    text: str
    at: int


class _Origins:
    def __init__(self, pipeline: Pipeline, draft: Draft, layout: Layout) -> None:
        self._pipeline, self._draft = pipeline, draft
        self._pieces = pipeline.templates.traced(draft.template, draft.values)
        self._markup = "".join([piece.markup for piece in self._pieces])
        self._begins = [0, *accumulate(len(piece.markup) for piece in self._pieces)]
        self._signs = list(_signs(self._markup))
        printed = [
            piece.text
            for line in layout.lines
            for piece in line.pieces
            if piece.field is None and not piece.mention
        ]
        if "".join("".join(printed).split()) != "".join([sign.text for sign in self._signs]):
            self._signs = []  # a template that asks what it has printed itself

    def of(self, number: int | None) -> Origin | None:
        """Where the sign with this number among those of no field came from."""
        if number is None or number >= len(self._signs):
            return None
        at = self._signs[number].at
        piece = self._pieces[index := bisect_right(self._begins, at) - 1]
        if piece.printed is None:
            return self._of_template("template", piece)
        text = _plain(piece.markup)
        offset = len(_plain(piece.markup[: at - self._begins[index]]))
        return self._of_register(piece, text, offset) or self._of_template("words", piece)

    def _of_template(self, kind: Literal["template", "words"], piece: Traced) -> Origin:
        place = self._pipeline.templates.line(piece.template, piece.line)
        own = self._pipeline.workspace.root / "templates" / piece.template
        is_own = Path(place.file).resolve() == own.resolve()
        return Origin(kind, place, "" if is_own else str(own), self._instead(piece))

    def _instead(self, piece: Traced) -> str:
        """The field that can say it otherwise: it is there already, but for a salutation."""
        model = self._draft.model
        root = (piece.printed or "").partition(".")[0]
        if root in _MADE_OF and isinstance(model, Letter):
            return _MADE_OF[root]
        to_one = isinstance(model, Letter) and isinstance(model.addressee, Addressee)
        is_salutation = piece.printed == "addressee.salutation"
        return piece.printed or "" if is_salutation and to_one else ""

    def _of_register(self, piece: Traced, text: str, offset: int) -> Origin | None:
        """The row of which the longest text stands here."""
        root = (piece.printed or "").partition(".")[0]
        signs = root == "signatory"
        sender = [row for row in self._organisation if ("signatories" in row.path) == signs]
        known = [sender, self._addressed]
        if root == "occasion":
            known.insert(0, self._meeting)
        elif root not in _OF_SENDER:
            known.reverse()
        here = [row for rows in known for row in rows if _stands_at(row.text, text, offset)]
        row = max(here, key=lambda row: len(row.text), default=None)
        if row is None:
            return None
        is_chosen = row in self._addressed and Path(row.place.file).name in _CHOSEN
        return Origin("register", row.place, row.own, "addressee" if is_chosen else "")

    @cached_property
    def _organisation(self) -> list[_Row]:
        workspace = self._pipeline.workspace
        file, own = workspace.organisation, workspace.root / "inputs" / "organisation.yaml"
        return list(_texts(file, "" if file == own else str(own)))

    @cached_property
    def _addressed(self) -> list[_Row]:
        """Those to whom the letter goes, and the committee that meets."""
        model = self._draft.model
        if not isinstance(model, Letter):
            return []
        used = dict.fromkeys(_used(model, self._pipeline.registers.parliament(model.date)))
        return [row for key in used for row in self._rows(*key)]

    @cached_property
    def _meeting(self) -> list[_Row]:
        model = self._draft.model
        if not isinstance(model, Letter) or model.occasion is None:
            return []
        kind = model.occasion.kind(self._pipeline.registers.meetings, model.date)
        return self._rows("meetings", kind.key, "")

    def _rows(self, register: str, key: str, since: str) -> list[_Row]:
        """The texts of a row: the workspace's own goes before drafter's."""
        own = self._pipeline.workspace.register / f"{register}.yaml"
        rows = list(_texts(own, "", key, since)) if own.is_file() else []
        return rows or list(_texts(DATA / f"{register}.yaml", str(own), key, since))


def _signs(markup: str) -> Iterator[_Sign]:
    """The signs that a document of this markup shows and that are of no field, without spaces."""
    in_field = 0
    for token in _TOKEN.finditer(markup):
        text = token.group()
        if text[0] == "<" and len(text) > 1:
            in_field += (text.startswith("<f ")) - (text == "</f>")
            if shown := _LABEL.search(text):
                yield from _shown(shown.group(1)[1:-1], token.start() + shown.start(1) + 1)
        elif not in_field:
            yield from _shown(text, token.start())


def _shown(markup: str, begin: int) -> Iterator[_Sign]:
    for token in _TOKEN.finditer(markup):
        for sign in "".join(unescape(token.group()).split()):
            yield _Sign(sign, begin + token.start())


def _plain(markup: str) -> str:
    """The text of markup."""
    return unescape(_TAG.sub(lambda tag: "\n" if tag.group().startswith("<br") else "", markup))


# ── What is known of others ───────────────────────────────────────────────────


class _Row(NamedTuple):
    """A text in a file of ours; `own` is where a version of one's own goes."""

    text: str
    path: Steps
    place: Place
    own: str


def _used(letter: Letter, parliament: Parliament) -> Iterator[tuple[str, str, str]]:
    """The rows of the registers that a letter uses: register, key, and begin of the period."""
    for one in letter.addressed:
        for committee, chamber in parliament.committees_of(one):
            yield "committees", committee.key, _since(committee)
            yield "chambers", chamber.key, ""
        for office in parliament.offices_of(one):
            yield "offices", office.key, _since(office)
        if own := parliament.chamber_of(one):
            yield "chambers", own.key, ""
    if letter.occasion and letter.occasion.committee:
        meets = parliament.committees.find(letter.occasion.committee, letter.date)
        yield "committees", meets.key, _since(meets)


def _since(one: Committee | Office) -> str:
    return one.valid_from.isoformat() if one.valid_from else ""


def _texts(file: Path, own: str, key: str | None = None, since: str = "") -> Iterator[_Row]:
    """The texts of a file, or of the row with this key in it, in the period that began then."""
    source = file.read_text("utf-8").removeprefix(BOM)
    nodes = reading(source).nodes
    begins, lines = line_begins(source), LINE_BREAK.split(source)
    for path, node in nodes.items():
        if node.scalar is None or not _is_of(path, nodes, key, since):
            continue
        line = bisect_right(begins, node.start)
        column = node.start - begins[line - 1] + 1
        yield _Row(node.scalar.text, path, Place(str(file), line, column, lines[line - 1]), own)


def _is_of(path: Steps, nodes: Mapping[Steps, Node], key: str | None, since: str) -> bool:
    """Whether a text is of this row and period, and can be printed."""

    def said(at: Steps) -> str:
        node = nodes.get(at)
        return node.scalar.text if node and node.scalar else ""

    if _NOT_PRINTED.intersection(path) or (key is not None and said((*path[:1], "key")) != key):
        return False
    return "periods" not in path or said((*path[:3], "valid_from")) == since


def _stands_at(text: str, within: str, offset: int) -> bool:
    """Whether these whole words stand around a sign, whatever their capitals."""
    if len(text) < _SHORTEST:
        return False
    found = re.finditer(rf"(?<!\w){re.escape(text)}(?!\w)", within, re.IGNORECASE)
    return any(one.start() <= offset < one.end() for one in found)


def _is_in(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())
