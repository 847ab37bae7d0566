"""Markup → elements with their places: well-formed, or an error that says where it is not."""

from __future__ import annotations

import re
from gettext import gettext as _
from typing import NamedTuple
from xml.parsers import expat

from drafter.remembered import Remembered


class MarkupError(Exception):
    """Markup that cannot be understood; `line` and `column` count from 1 in the markup."""

    def __init__(self, line: int, column: int, message: str, hint: str = "") -> None:
        self.line, self.column, self.message, self.hint = line, column, message, hint
        super().__init__(message)


class Element:
    """An element with its attributes, its children and its place in the markup."""

    __slots__ = ("attributes", "children", "column", "line", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], line: int, column: int) -> None:
        self.tag, self.attributes = tag, attributes
        self.line, self.column = line, column
        self.children: list[Element | str] = []

    def error(self, message: str, hint: str = "") -> MarkupError:
        """What is wrong with this element."""
        return MarkupError(self.line, self.column, message, hint)

    def elements(self, *tags: str) -> list[Element]:
        """The child elements, which must be of these tags; text between them is refused."""
        found = []
        for child in self.children:
            if isinstance(child, str):
                if child.strip():
                    raise self.error(
                        _("text stands directly in <{tag}>").format(tag=self.tag),
                        _("put it in one of: {tags}").format(tags=names(tags)),
                    )
            elif child.tag not in tags:
                raise child.error(
                    _("<{tag}> cannot stand in <{outer}>").format(tag=child.tag, outer=self.tag),
                    _("allowed here: {tags}").format(tags=names(tags)),
                )
            else:
                found.append(child)
        return found


def names(tags: tuple[str, ...]) -> str:
    """Tags as they are written."""
    return " ".join(f"<{tag}>" for tag in tags)


def elements(markup: str) -> Element:
    """Well-formed markup as a tree. HTML's named entities (``&nbsp;``) are known."""
    root = Element("document", {}, 1, 1)
    stack = [root]
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def opened(tag: str, attributes: dict[str, str]) -> None:
        line, column = parser.CurrentLineNumber - 1, parser.CurrentColumnNumber + 1
        element = Element(tag, attributes, line, column)
        stack[-1].children.append(element)
        stack.append(element)

    def closed(_tag: str) -> None:
        stack.pop()

    def entity(name: str, _is_parameter: bool) -> None:
        from html.entities import html5  # a large table, and seldom needed

        if f"{name};" not in html5:
            raise stack[-1].error(_("there is no sign '&{name};'").format(name=name))
        stack[-1].children.append(html5[f"{name};"])

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = lambda text: stack[-1].children.append(text)
    if "&" in markup:  # else this can be left out: expat refuses entities that XML does not have
        parser.UseForeignDTD(True)
        parser.SkippedEntityHandler = entity
        parser.ExternalEntityRefHandler = lambda *_reference: 1
    try:
        # `document` is on a line of its own, which is taken off again in every place.
        parser.Parse(f"<document>\n{markup}</document>", True)
    except expat.ExpatError as error:
        raise _malformed(error, stack) from None
    finally:  # what knows of one another would stay in memory until garbage is collected
        parser.StartElementHandler = parser.EndElementHandler = None
        parser.CharacterDataHandler = parser.SkippedEntityHandler = None
    return next(child for child in root.children if isinstance(child, Element))


# ── Markup that differs from other markup in its texts only ───────────────────

_TAG = re.compile(r"(<[^>]*>)")
# A tag that is understood by itself: no comment, and nothing in it stands for something else.
_PLAIN_TAG = re.compile(r"<(/?)(\w+)((?: [\w-]+=\"[^\"<>&\t\r\n]*\")*) ?(/?)>")
_ATTRIBUTE = re.compile(r" ([\w-]+)=\"([^\"]*)\"")
# What in a text would have to be read as something else, or refused.
_NOT_PLAIN = re.compile("[\x00-\x08\x0b-\x1f>&\ud800-\udfff\ufffe\uffff]")
_MOST_PLAIN = 2000  # characters, all of which expat gives at once


class _Tag(NamedTuple):
    """A tag that was read; what stands alone, such as ``<br/>``, both opens and closes."""

    name: str
    attributes: dict[str, str]
    opens: bool
    closes: bool


_kinds: Remembered[str, tuple[_Tag, ...]] = Remembered(64)


def elements_by_kind(markup: str) -> Element:
    """As `elements`, but without places, and quicker for the second piece with the same tags.

    Whether tags are well formed and nested does not depend on the plain text between them: so
    expat has to look at each sequence of tags once.
    """
    parts = _TAG.split(markup)
    texts, tags = parts[::2], parts[1::2]
    whole = "".join(texts)
    if len(whole) > _MOST_PLAIN or _NOT_PLAIN.search(whole):
        return elements(markup)
    key = "".join(tags)
    kind = _kinds[key]
    if kind is None:
        tree = elements(markup)
        read = [_PLAIN_TAG.fullmatch(tag) for tag in tags]
        if all(read):
            _kinds[key] = tuple([_tag(*found.groups("")) for found in read if found])
        return tree
    return _assembled(kind, texts)


def _tag(ends: str, name: str, attributes: str, alone: str) -> _Tag:
    return _Tag(name, dict(_ATTRIBUTE.findall(attributes)), not ends, bool(ends or alone))


def _assembled(tags: tuple[_Tag, ...], texts: list[str]) -> Element:
    """The elements with these tags and, before each tag and after the last, these texts."""
    root = Element("document", {}, 1, 1)
    stack = [root.children]
    texts[0] = f"\n{texts[0]}"  # as `elements` has it
    for text, (name, attributes, opens, closes) in zip(texts, tags, strict=False):
        if text:
            stack[-1].append(text)
        if opens:
            element = Element(name, attributes, 1, 1)
            stack[-1].append(element)
            stack.append(element.children)
        if closes:
            stack.pop()
    if texts[-1]:
        stack[-1].append(texts[-1])
    return root


def _malformed(error: expat.ExpatError, stack: list[Element]) -> MarkupError:
    line, column = error.lineno - 1, error.offset + 1
    if error.code == expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH] and len(stack) > 2:
        tag = stack[-1].tag
        return stack[-1].error(
            _("<{tag}> is not closed").format(tag=tag),
            _("write </{tag}> where it ends; <br/> and <note/> close themselves").format(tag=tag),
        )
    return MarkupError(
        line,
        column,
        _("the markup cannot be read here ({cause})").format(cause=expat.ErrorString(error.code)),
        _("write & as &amp; and < as &lt; in the template's own text"),
    )
