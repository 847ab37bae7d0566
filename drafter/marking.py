"""One paragraph of received text → one line of Markdown, proved by reading it back.

CommonMark cannot say every look: emphasis that begins on a bracket in the middle of a word, say.
So a line is written in several ways, and the first that reads back as what was received is
taken. Where none does, the text is kept and as little as possible of its looks is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from gettext import gettext as _
from itertools import groupby
from typing import Any, Final, NamedTuple

from drafter import markup, richtext
from drafter.document import Inlines, Link, Note, Paragraph, Run
from drafter.elements import MarkupError
from drafter.received import Piece


class NotMarkdown(ValueError):
    """Something that the Markdown of rich fields cannot hold; the message says what."""


class _Sign(NamedTuple):
    """One character with its look, or the sign of a note."""

    text: str
    bold: bool = False
    italic: bool = False
    language: str = ""
    link: str = ""
    note: str = ""  # its key; text is then ""

    @property
    def is_seen(self) -> bool:
        """Whether one can see how it looks."""
        return bool(self.text.strip())

    @property
    def is_space(self) -> bool:
        return not self.note and not self.is_seen


def marked(pieces: Iterable[Piece], notes: Mapping[str, str]) -> str:
    """The text as a line of Markdown, in which only what would be read as a mark is escaped.

    `notes` has the key of each note by its id in the file. White space at both ends goes, and
    looks that nobody sees, such as those of a space. Raises `NotMarkdown` for a note without a
    key and for a link that may not stand in a letter.
    """
    signs = _filled(_trimmed(list(_signs(pieces, notes))))
    if not signs:
        return ""
    for lesser in _LESSER:
        signs = _addressed(lesser(signs))
        for way in _WAYS:
            if (line := _Line(signs, way).proved()) is not None:
                return line
    raise AssertionError("every word of a document can be said without any look")


# ── What was received ─────────────────────────────────────────────────────────

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SHORT: Final = {region: code for code, region in markup.LANGUAGES.items()}


def _signs(pieces: Iterable[Piece], notes: Mapping[str, str]) -> Iterator[_Sign]:
    for piece in _without_commas(list(pieces)):
        if piece.note:
            if piece.note not in notes:
                raise NotMarkdown(_("a footnote that drafter does not find in the input"))
            yield _Sign("", note=notes[piece.note])
            continue
        language = piece.language if _LANGUAGE.fullmatch(piece.language) else ""
        link = _followed(piece.link) if piece.link else ""
        for sign in piece.text:
            yield _Sign(sign, piece.bold, piece.italic, language, link)


def _without_commas(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Without the commas that drafter itself puts between two notes."""
    around = zip((None, *pieces), pieces, (*pieces[1:], None), strict=False)
    for before, piece, after in around:
        if not (piece.text == "," and before and before.note and after and after.note):
            yield piece


def _followed(link: str) -> str:
    if address := richtext.address(link):
        return address
    raise NotMarkdown(_("a link to {address}").format(address=link))


def _trimmed(signs: Sequence[_Sign]) -> list[_Sign]:
    """Without white space at the ends and around line breaks, and without breaks at the ends."""
    kept: list[_Sign] = []
    for sign in signs:
        if sign.text == "\n":
            _strip_end(kept, breaks=False)
        elif sign.is_space and (not kept or kept[-1].text == "\n"):
            continue
        if kept or sign.text != "\n":
            kept.append(sign)
    _strip_end(kept, breaks=True)
    return kept


def _strip_end(signs: list[_Sign], *, breaks: bool) -> None:
    while signs and signs[-1].is_space and (breaks or signs[-1].text != "\n"):
        signs.pop()


def _filled(signs: Sequence[_Sign]) -> list[_Sign]:
    """White space and notes look as the signs on both sides do, so that marks go around them."""
    out = list(signs)
    last: _Sign | None = None
    for seen, group in groupby(range(len(signs)), lambda at: signs[at].is_seen):
        places = list(group)
        if seen:
            last = signs[places[-1]]
            continue
        after = signs[places[-1] + 1] if places[-1] + 1 < len(signs) else None
        for at in places:
            out[at] = _between(last, signs[at], after)
    return out


def _between(before: _Sign | None, sign: _Sign, after: _Sign | None) -> _Sign:
    if before is None or after is None:
        return _Sign(sign.text, note=sign.note)
    return sign._replace(
        bold=before.bold and after.bold,
        italic=before.italic and after.italic,
        language=before.language if before.language == after.language else "",
        link=sign.link if before.link == sign.link == after.link else "",
    )


def _addressed(signs: Sequence[_Sign]) -> list[_Sign]:
    """Addresses lead to themselves: a rich text makes links of them, whoever wrote them."""
    out = list(signs)
    text = "".join([sign.text or " " for sign in signs])
    for start, end in richtext.bare_addresses(text):
        if not any(sign.link for sign in signs[start:end]):
            link = richtext.address(text[start:end])
            out[start:end] = [sign._replace(link=link) for sign in signs[start:end]]
    return out


# ── What is lost where nothing else helps ─────────────────────────────────────


def _without_edges(signs: Sequence[_Sign]) -> list[_Sign]:
    """Emphasis begins and ends on letters and digits."""
    out = list(signs)
    for places in (range(len(out)), range(len(out))[::-1]):
        bold = italic = False
        for at in places:
            is_letter = out[at].text.isalnum()
            bold = out[at].bold and (bold or is_letter)
            italic = out[at].italic and (italic or is_letter)
            out[at] = out[at]._replace(bold=bold, italic=italic)
    return out


def _either(signs: Sequence[_Sign]) -> list[_Sign]:
    """Nothing is both bold and italic."""
    return [sign._replace(italic=sign.italic and not sign.bold) for sign in signs]


def _without(**looks: Any) -> Callable[[Sequence[_Sign]], list[_Sign]]:
    return lambda signs: [sign._replace(**looks) for sign in signs]


_LESSER: Final[tuple[Callable[[Sequence[_Sign]], list[_Sign]], ...]] = (
    list,
    _without_edges,
    _either,
    _without(bold=False, italic=False),
    _without(language=""),
    _without(link=""),
)

# ── Writing ───────────────────────────────────────────────────────────────────


class _Way(NamedTuple):
    """A way to write the same."""

    outermost: tuple[str, ...] = ()  # which looks go around which; (): the longest stretch
    address: str = "{}"  # a text that is an address itself; "": as any other link
    bold: str = "**"
    italic: str = "*"


_LOOKS: Final = ("bold", "italic", "link", "language")
_WAYS: Final = tuple(
    _Way(outermost, address, bold, italic)
    for outermost in ((), _LOOKS, ("italic", "bold", "language", "link"))
    for bold, italic in (("**", "*"), ("**", "_"), ("__", "*"))
    for address in ("{}", "<{}>", "")
)
_ESCAPED: Final = frozenset("\\*_[]<>")
_BEGINS: Final = re.compile(r"[-+]|[0-9]+(?=[.)])")  # a list, at the begin of a line
_MOST: Final = 60  # escapes of which each is tried whether it can be left out


class _Line:
    """A line that is written in one way."""

    def __init__(self, signs: Sequence[_Sign], way: _Way) -> None:
        self._signs = signs
        self._way = way
        self._parts: list[str] = []
        self._escapes: list[int] = []  # the parts that might be read as a mark
        self._write(signs, frozenset())

    def proved(self) -> str | None:
        """The line, with as few escapes as it can do with; None if it reads back otherwise."""
        wanted = list(map(_looks, self._signs))
        keys = {sign.note for sign in self._signs if sign.note}

        def holds(escaped: Collection[int]) -> bool:
            return _read(self._line(escaped), keys) == wanted

        if holds(()):
            return self._line(())
        needed = set(self._escapes)
        if not holds(needed):
            return None
        for at in reversed(self._escapes) if len(self._escapes) <= _MOST else ():
            if holds(needed - {at}):
                needed.discard(at)
        return self._line(needed)

    def _line(self, escaped: Collection[int]) -> str:
        return "".join([f"\\{s}" if at in escaped else s for at, s in enumerate(self._parts)])

    def _write(self, signs: Sequence[_Sign], within: frozenset[str]) -> None:
        at = 0
        while at < len(signs):
            lengths = {
                look: _stretch(signs[at:], look)
                for look in self._way.outermost or _LOOKS
                if signs[at].is_seen and look not in within and getattr(signs[at], look)
            }
            if not lengths:
                self._write_sign(signs[at])
                at += 1
                continue
            look = next(iter(lengths)) if self._way.outermost else max(lengths, key=lengths.get)  # type: ignore[arg-type]
            part = signs[at : at + lengths[look]]
            if look != "link" or not self._write_address(part):
                opening, closing = self._marks(look, part[0])
                self._parts.append(opening)
                self._write(part, within | {look})
                self._parts.append(closing)
            at += len(part)

    def _marks(self, look: str, sign: _Sign) -> tuple[str, str]:
        if look == "link":
            return "[", f"]({_destination(sign.link)})"
        if look == "language":
            return "[", f"]{{lang={_SHORT.get(sign.language, sign.language)}}}"
        mark = getattr(self._way, look)
        return mark, mark

    def _write_address(self, signs: Sequence[_Sign]) -> bool:
        """Write a link whose text is where it leads; whether it is one."""
        text = "".join([sign.text for sign in signs])
        bare = text in (signs[0].link, signs[0].link.removeprefix("mailto:"))
        is_one = richtext.address(text) == signs[0].link or bare
        if is_one and self._way.address:
            self._parts.append(self._way.address.format(text))
        return is_one and bool(self._way.address)

    def _write_sign(self, sign: _Sign) -> None:
        if sign.note:
            self._parts.append(f"[^{sign.note}]")
        elif sign.text == "\n":
            self._parts.append("\\\n")
        else:
            if sign.text in _ESCAPED or self._begins_list(sign.text):
                self._escapes.append(len(self._parts))
            self._parts.append(sign.text)

    def _begins_list(self, text: str) -> bool:
        """Whether this sign could end the sign of a list."""
        before = "".join(self._parts).rpartition("\n")[2]
        return text in "+-" if not before else text in ".)" and before.isdecimal()


def _stretch(signs: Sequence[_Sign], look: str) -> int:
    """How many of the first signs share this look; the last of them is one that is seen."""
    value = getattr(signs[0], look)
    end = next((at for at, one in enumerate(signs) if getattr(one, look) != value), len(signs))
    while not signs[end - 1].is_seen:
        end -= 1
    return end


def _destination(url: str) -> str:
    """An address as a link has it; the only signs that could end it too early are brackets."""
    return f"<{url}>" if "(" in url or ")" in url else url


# ── Reading back ──────────────────────────────────────────────────────────────


def _looks(sign: _Sign) -> tuple[str, ...]:
    """What can be seen of a sign, to compare."""
    if not sign.is_seen:
        return (sign.text, sign.note)
    language = markup.LANGUAGES.get(sign.language, sign.language)
    return (sign.text, str(sign.bold), str(sign.italic), language, sign.link)


def _read(line: str, keys: Iterable[str]) -> list[tuple[str, ...]] | None:
    """What is printed of a line; None if it is not one paragraph."""
    notes = markup.Notes(dict.fromkeys(keys, ""), "")
    text = f"x\n\n{line}"  # alone, a > without words is no quotation
    try:
        _x, *blocks = markup.parse(f'<f id="text">{richtext.to_markup(text)}</f>', notes)
    except MarkupError:  # a note or source that is none
        return None
    if len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
        return None
    return list(map(_looks, _printed(blocks[0].content)))


def _printed(content: Inlines) -> Iterator[_Sign]:
    for inline in content:
        if isinstance(inline, Note):
            yield _Sign("", note=inline.key)
        elif isinstance(inline, Link):
            link = richtext.address(inline.url)
            yield from (sign._replace(link=link) for sign in _printed(inline.runs))
        elif isinstance(inline, Run) and not inline.superscript:  # the comma between notes
            for sign in inline.text:
                yield _Sign(sign, inline.bold, inline.italic, inline.language or "")
