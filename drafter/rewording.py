"""What could be typed to have a wanted text printed: the least change first.

None of it is sure to be right; whoever tries it sees that by printing it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from gettext import gettext as _

from drafter.as_markdown import as_markdown
from drafter.carrying import as_signs, carried
from drafter.listings import New
from drafter.marking import NotMarkdown, marked
from drafter.proposals import Text, Version
from drafter.received import Paragraph, Piece
from drafter.review_rows import Added

_DEPTHS = (0, 1, 2)  # of the template's lists that a text can stand in


def values(one: Text, typed: str, wanted: str, notes: Mapping[str, str]) -> Iterator[str]:
    """What could be typed for a field; `notes` has the keys of new notes by their ids."""
    return iter(dict.fromkeys(_every_value(one, typed, wanted, notes)))


def _every_value(one: Text, typed: str, wanted: str, notes: Mapping[str, str]) -> Iterator[str]:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", typed.strip()):
        yield from _dates(wanted)
    yield from carried(one.printed, typed, wanted, marked=one.rich)
    if one.rich:
        for version in one.versions:
            yield from _looks(version, typed, notes)
        yield as_signs(wanted)
    yield wanted


def _looks(version: Version, typed: str, notes: Mapping[str, str]) -> Iterator[str]:
    """Markdown of a version: its changes in what was typed, then the whole anew."""
    keys = {**version.notes, **notes}
    try:
        was = "\n\n".join(
            marked(pieces, {key: key for key in _keys(pieces)}) for pieces in version.printed
        )
        now = "\n\n".join(marked(_native(paragraph.pieces), keys) for paragraph in version.content)
        yield from carried(was, typed, now)
        for depth in _DEPTHS:
            yield as_markdown(version.content, keys, depth)
    except NotMarkdown:
        return


def _keys(pieces: Iterable[Piece]) -> list[str]:
    return [piece.note for piece in pieces if piece.note]


def _native(pieces: Iterable[Piece]) -> list[Piece]:
    """Without the languages, of which what was printed does not tell."""
    return [piece._replace(language="") for piece in pieces]


def _dates(text: str) -> Iterator[str]:
    from drafter.dutch.dates import parse_date

    try:
        yield parse_date(text).isoformat()
    except ValueError:
        return


def items(new: New) -> Iterator[dict[str, str]]:
    """What could be typed for a new item, but for its id: an ask, or an action point."""
    if new.added.list != "asks":
        yield from ({"text": text} for text in _typed(new.added, _DEPTHS[1:]))
        return
    if not new.more:
        yield from ({"question": text} for text in _typed(new.added, _DEPTHS[1:]))
        return
    *between, last = new.more
    to, question = _addressed(last)
    for text in _typed(question, _DEPTHS):
        middle = [next(_typed(one, _DEPTHS)) for one in between]
        yield {
            "heading": new.added.text.strip(),
            **({"background": "\n\n".join(middle)} if middle else {}),
            "question": text,
            **({"to": to} if to else {}),
        }


_TO = re.compile(r"Vraag aan (?:de|het) ([^:]+):\s*")  # as the templates print it


def _addressed(added: Added) -> tuple[str, Added]:
    """To whom a question says that it is, and the question without that."""
    found = _TO.match(added.text)
    if found is None:
        return "", added
    left = found.end()
    pieces = []
    for piece in added.content.pieces:
        pieces.append(piece._replace(text=piece.text[left:]))
        left = max(0, left - len(piece.text))
    content = added.content._replace(pieces=tuple(pieces))
    return found[1].strip(), added._replace(text=added.text[found.end() :], content=content)


def _typed(added: Added, depths: Iterable[int]) -> Iterator[str]:
    """What could be typed for a new paragraph."""
    text = added.text.strip()
    found = []
    for depth in depths:
        try:
            found.append(as_markdown([added.content], {}, depth))
        except NotMarkdown:
            break
    yield from dict.fromkeys((*found, text, as_signs(text)))


def obstacle(one: Text, notes: Mapping[str, str]) -> str:
    """What Markdown cannot say of a text as it stands in a copy, for people; "" if nothing.

    `notes` has the keys of new notes by their ids.
    """
    wanted = one.versions if one.rich else ()
    found = (_unsaid(version.content, {**version.notes, **notes}) for version in wanted)
    return next(filter(None, found), "")


def obstacle_of_item(new: New) -> str:
    """As `obstacle`, for a new item; what stands above more paragraphs is no Markdown."""
    return _unsaid([added.content for added in new.more or [new.added]], {})


def _unsaid(paragraphs: Sequence[Paragraph], notes: Mapping[str, str]) -> str:
    try:
        as_markdown(paragraphs, notes)
    except NotMarkdown as what:
        return _("this field cannot hold {what}; change it yourself").format(what=what)
    return ""


def note_text(text: str) -> str:
    """What is typed for the text of a new note."""
    return as_signs(" ".join(text.split()))
