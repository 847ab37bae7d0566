"""Where demands of position papers are used: in which letters, in which words, since when.

What a document said of a demand stands in its record (`outputs`); when the paper says something
else by now, that document is stale.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path
from typing import NamedTuple

from drafter import outputs, source
from drafter.library import CITED, Library
from drafter.placed import Mapping, Node, Sequence, Typed
from drafter.problems import DrafterError, Place, Problem, nearest
from drafter.workspace import Workspace

_FOREIGN = r"\[([^\]]*)\]\{lang=[^}]*\}"


class Use(NamedTuple):
    """An ask that uses a demand; `wording` is its own heading, empty when it has none."""

    place: Place
    wording: str


class Made(NamedTuple):
    """A document that was made with a demand: what it used, and of which input."""

    document: Path
    maker: Path | None
    text: str


class Listed(NamedTuple):
    """A demand with its uses; `text` is None when no paper has it any more."""

    name: str
    text: str | None
    tags: tuple[str, ...]
    uses: tuple[Use, ...]
    made: tuple[Made, ...]

    def is_stale(self, made: Made) -> bool:
        """Whether the paper says something else now than when the document was made."""
        return self.text is None or _words(self.text) != _words(made.text)

    def matches(self, text: str) -> bool:
        """Whether the name, the text or a tag holds this, in any capitals."""
        return any(text.casefold() in said.casefold() for said in self._said())

    def _said(self) -> Iterator[str]:
        yield self.name
        yield from self.tags
        if self.text is not None:
            yield " ".join(_words(self.text))
        else:
            yield from (" ".join(_words(made.text)) for made in self.made)


class Overview(NamedTuple):
    """All demands, and what is wrong with letters that could therefore not be looked at."""

    demands: tuple[Listed, ...]
    problems: tuple[Problem, ...]


def overview(workspace: Workspace) -> Overview:
    """The demands of a workspace's papers, and those that a document was once made with.

    Raises `DrafterError` when there is no paper, or one that cannot be used.
    """
    library = Library(workspace.papers)
    if not library.papers():
        raise DrafterError([_no_papers(workspace.papers)])
    known = {demand.name: demand for demand in library.demands()}
    uses, problems = _uses(workspace)
    made = _made(workspace.outputs)
    gone = sorted((uses.keys() | made.keys()) - known.keys())
    listed = [
        Listed(
            name,
            str(known[name].text) if name in known else None,
            tuple(map(str, known[name].tags)) if name in known else (),
            tuple(uses.get(name, ())),
            tuple(made.get(name, ())),
        )
        for name in [*known, *gone]
    ]
    return Overview(tuple(listed), tuple(problems))


def chosen(demands: tuple[Listed, ...], text: str | None, tag: str | None) -> tuple[Listed, ...]:
    """Those that match a text and have a tag. Raises `ValueError`, with words, for none."""
    if tag is not None:
        tags = {one for demand in demands for one in demand.tags}
        if tag not in tags:
            raise ValueError(_no_tag(tag, sorted(tags)))
        demands = tuple(demand for demand in demands if tag in demand.tags)
    if text is not None:
        demands = tuple(demand for demand in demands if demand.matches(text))
        if not demands:
            raise ValueError(_("no demand matches '{text}'").format(text=text))
    return demands


def _no_tag(tag: str, known: list[str]) -> str:
    message = _("no demand has the tag '{tag}'").format(tag=tag)
    if near := nearest(tag, known):
        return message + "; " + _("did you mean '{near}'?").format(near=near)
    return message + ("; " + _("known are: {tags}").format(tags=", ".join(known)) if known else "")


def stale(demands: tuple[Listed, ...]) -> dict[Path, list[tuple[Listed, Made]]]:
    """The documents made with another text than the papers have now, each with its demands."""
    found: dict[Path, list[tuple[Listed, Made]]] = defaultdict(list)
    for demand in demands:
        for made in demand.made:
            if demand.is_stale(made):
                found[made.document].append((demand, made))
    return dict(sorted(found.items()))


def in_short(text: str, width: int) -> str:
    """The begin of a text, without what is markup."""
    from textwrap import shorten

    plain = re.sub(_FOREIGN, r"\1", re.sub(CITED, "", text))
    return shorten(plain, width, placeholder=" …")


def differences(before: str, after: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Both texts in pieces, each with whether the other has it not."""
    from difflib import SequenceMatcher

    old, new = _words(before), _words(after)
    left, right = [], []
    for tag, *at in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left.append((" ".join(old[at[0] : at[1]]), tag != "equal"))
        right.append((" ".join(new[at[2] : at[3]]), tag != "equal"))
    return [piece for piece in left if piece[0]], [piece for piece in right if piece[0]]


def _words(text: str) -> list[str]:
    """The words and what they cite, however the lines are broken."""
    return text.split()


def _made(folder: Path) -> dict[str, list[Made]]:
    """The documents in a folder by the demands that they were made with."""
    found: dict[str, list[Made]] = defaultdict(list)
    for document, record in outputs.records(folder):
        demands = record.get("demands")
        if isinstance(demands, dict):
            maker = outputs.maker(document)
            for name, text in demands.items():
                found[name].append(Made(document, maker, str(text)))
    return found


def _uses(workspace: Workspace) -> tuple[dict[str, list[Use]], list[Problem]]:
    """The asks of letters and campaigns by the demands that they use, and unreadable files."""
    found: dict[str, list[Use]] = defaultdict(list)
    problems: list[Problem] = []
    for folder in (workspace.letters, workspace.campaigns):
        for path in sorted(folder.rglob("*.y*ml")):
            try:
                root = source.read(path).root
            except DrafterError as error:
                problems += error.problems
                continue
            for ask, name in _asks(root):
                heading = ask.get("heading")
                wording = str(heading).strip() if isinstance(heading, Typed) else ""
                found[name.strip()].append(Use(name.place, wording))
    return found, problems


def _asks(node: Node) -> Iterator[tuple[Mapping, Typed]]:
    """Every group with a `use` that names an action point, and not just a paper."""
    if isinstance(node, Mapping):
        name = node.get("use")
        if isinstance(name, Typed) and "/" in name:
            yield node, name
        for _key, value in node.items:
            yield from _asks(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _asks(item)


def _no_papers(folder: Path) -> Problem:
    return Problem(
        Place(str(folder)),
        "no-papers",
        _("there is no position paper here"),
        _("go to your workspace with 'cd', or make one with 'drafter init'"),
    )
