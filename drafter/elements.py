"""Markup → elements with their places: well-formed, or an error that says where it is not."""

from __future__ import annotations

from gettext import gettext as _
from xml.parsers import expat


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
