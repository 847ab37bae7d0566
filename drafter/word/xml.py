"""XML, as much as Word needs: escaping what is written, and a strict parser for what is read.

Reading uses expat itself. ElementTree takes five milliseconds to import and cannot refuse
a document type declaration.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Final, TypeVar
from xml.parsers import expat

from drafter.remembered import Remembered

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = f"{OFFICE}/relationships"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
DC: Final = "http://purl.org/dc/elements/1.1/"
CORE: Final = f"{PACKAGE}/metadata/core-properties"
RELATIONSHIPS: Final = f"{PACKAGE}/relationships"
TYPES: Final = f"{PACKAGE}/content-types"
BASELINE: Final = "urn:drafter:baseline:1"  # ours: the values that a draft was made from

# expat writes a name as namespace, this separator, local name.
SEPARATOR: Final = " "


def escape(text: str) -> str:
    """The text as element content."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quote(text: str) -> str:
    """The text as an attribute value, without the quotes around it."""
    value = escape(text).replace('"', "&quot;")
    return value.replace("\n", "&#10;").replace("\t", "&#9;")


# ── Reading ───────────────────────────────────────────────────────────────────

Start = Callable[[str, dict[str, str]], object]
End = Callable[[str], object]
Text = Callable[[str], object]


def parse(data: bytes, start: Start, end: End, text: Text) -> None:
    """Call `start`, `end` and `text` for what is in the part.

    Raises ValueError if it is not well-formed, or has a document type declaration.
    """
    parser = _parser()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    _feed(parser, data)


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=SEPARATOR)
    parser.StartDoctypeDeclHandler = _refuse
    return parser


class DeclarationError(ValueError):
    """The part has a document type declaration, which could name files and addresses."""


def _refuse(*_declaration: object) -> None:
    raise DeclarationError("document type declaration")


def _feed(parser: expat.XMLParserType, data: bytes) -> None:
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError) as error:  # not well-formed; an unknown encoding
        raise ValueError(str(error)) from error


# ── Reading fast ──────────────────────────────────────────────────────────────
#
# To call Python for each element costs expat more than to judge the whole part. So expat
# judges, and a regular expression finds the tags that matter. That is sound in the plain
# spelling of XML alone: our prefixes, and every < and > of a tag. Word, LibreOffice and this
# package write hardly anything else; a part in another spelling is first spelled anew.

_PREFIX: Final = {W: "w", R: "r", MC: "mc", DC: "dc", BASELINE: "", RELATIONSHIPS: ""}
_OURS: Final = frozenset(_PREFIX.values())
_OTHER: Final = "other"  # the prefix of all other namespaces, where we spell

_ATTRIBUTE: Final = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REFERENCE: Final = re.compile("&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-z]+));")
_NAMED: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}

Tag = tuple[str, str, str]  # name; the rest of what is inside it; the text after it


def tags(*names: str) -> re.Pattern[str]:
    """What finds the tags with these names, such as `w:p` where it begins and `/w:p` where it ends.

    Those with the same prefix stand together, which halves the time.
    """
    groups: dict[str, list[str]] = {}
    for prefix, colon, local in (name.rpartition(":") for name in names):
        groups.setdefault(prefix + colon, []).append(local)
    either = "|".join(f"{prefix}(?:{'|'.join(some)})" for prefix, some in groups.items())
    return re.compile(rf"<({either})(?=[\s/>])([^>]*)>([^<]*)")


def find(data: bytes, wanted: re.Pattern[str]) -> list[Tag]:
    """The wanted tags of a part, in order. Raises ValueError like `parse`."""
    return wanted.findall(spelled(data))


def spelled(data: bytes) -> str:
    """The part in the plain spelling. Raises ValueError like `parse`."""
    try:
        text = data.decode()
    except UnicodeDecodeError:  # another encoding
        return _spelled(data)
    return text if _is_plain(text) else _spelled(data)


Known = TypeVar("Known")


def cut(
    data: bytes, end: str, known: Callable[[list[str]], list[Known | None]]
) -> tuple[list[str], list[Known | None]]:
    """The part in the plain spelling, cut at each `end`, such as that of a paragraph.

    With each piece comes what is known of it, if together with its end it is an element that
    is sound for sure: a part is sound when it is so without these. Raises ValueError like
    `parse`.
    """
    try:
        pieces = data.decode().split(end)
    except UnicodeDecodeError:  # another encoding
        pieces = []
    found = known(pieces)
    new = [piece for piece, one in zip(pieces, found, strict=True) if one is None]
    if not new or not _is_plain(end.join(new)):
        pieces = spelled(data).split(end)
        found = known(pieces)
    return pieces, found


# ── Judged before ─────────────────────────────────────────────────────────────
#
# What parts of letters have in common is their tags. A part whose tags were found sound is
# sound with any other text between them, as long as that holds no sign that XML reads or
# forbids: where all < and > belong to tags, text can stand between any two of them, but for
# the declaration and the first tag.

_TEXT: Final = re.compile(">([^<>]+)<")
_NO_TEXT: Final = re.compile("&(?!(?:amp|lt|gt|quot);)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LONGEST: Final = 16_384  # characters; a longer one is judged each time
_sound: Remembered[str, bool] = Remembered(256)  # skeletons


def texts(xml: str) -> list[str]:
    """What is tags and what is the text between them, in turn; the < and > around it are gone."""
    return _TEXT.split(xml)


def are_plain(texts: Iterable[str]) -> bool:
    """Whether these can stand between tags."""
    return _NO_TEXT.search("\n".join(texts)) is None


def _is_plain(xml: str) -> bool:
    """Whether this is well-formed, and in the plain spelling."""
    pieces = texts(xml.removeprefix(DECLARATION))
    skeleton = DECLARATION + "><".join(pieces[::2])
    if not xml.startswith(DECLARATION) or not are_plain(pieces[1::2]):
        return _is_judged_plain(xml)
    if _sound[skeleton]:
        return True
    if not _is_judged_plain(skeleton):
        return False
    if len(skeleton) <= _LONGEST:
        _sound[skeleton] = True
    return True


def _is_judged_plain(text: str) -> bool:
    try:
        return _judge(text.encode())
    except ValueError:
        return False


def _judge(data: bytes) -> bool:
    """Whether the part has the plain spelling. Raises ValueError like `parse`.

    Expat takes half the time when it need not resolve prefixes. Those that a part declares,
    and whether it declares ours, shows in its text as well.
    """
    strange: list[object] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartCdataSectionHandler = lambda: strange.append("CDATA")
    parser.CommentHandler = strange.append
    parser.ProcessingInstructionHandler = lambda *target: strange.append(target)
    _feed(parser, data)
    return (
        not strange
        and _usual(tuple(_DECLARED.findall(data)))
        and all(declared in data for sign, declared in _SIGNS if sign in data)
        and data.startswith(_UTF_8)
        and data.count(b"<") == data.count(b">")
        and b"\r" not in data
    )


_UTF_8: Final = (b'<?xml version="1.0" encoding="UTF-8"', b'<?xml version="1.0"?>')


_DECLARED: Final = re.compile(rb"""xmlns(?::([\w.-]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SIGNS: Final = tuple(  # what shows that a prefix of ours is used, and what declares it
    (f"<{prefix}:".encode(), f"xmlns:{prefix}=".encode()) for prefix in ("w", "mc", "dc")
)


@lru_cache(maxsize=64)
def _usual(declared: tuple[tuple[bytes, bytes, bytes], ...]) -> bool:
    """Whether our prefixes stand for our namespaces, and for nothing else."""
    spaces = [(prefix.decode(), (one or two).decode()) for prefix, one, two in declared]
    return spaces != [] and all(
        _PREFIX.get(space, _OTHER) == (prefix if prefix in _OURS else _OTHER)
        for prefix, space in spaces
    )


def _spelled(data: bytes) -> str:
    """The part as this package would have written it."""
    out: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        inside = "".join(f' {_short(name)}="{quote(value)}"' for name, value in attributes.items())
        out.append(f"<{_short(tag, _OTHER)}{inside}>")

    def end(tag: str) -> None:
        out.append(f"</{_short(tag, _OTHER)}>")

    parse(data, start, end, lambda text: out.append(escape(text)))
    return "".join(out)


def _short(name: str, bare: str = "") -> str:
    """The name with our prefix; `bare` is the prefix for a name in no namespace."""
    space, _separator, local = name.rpartition(SEPARATOR)
    prefix = _PREFIX.get(space, _OTHER) if space else bare
    return f"{prefix}:{local}" if prefix else local


@lru_cache(maxsize=256)
def attributes(inside: str) -> Mapping[str, str]:
    """Those of a tag that was found, by their names."""
    return {name: content("", one or two) for name, one, two in _ATTRIBUTE.findall(inside)}


def content(inside: str, text: str) -> str:
    """The text in an element that was found; what follows an empty one is not in it."""
    if inside[-1:] == "/":
        return ""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(reference: re.Match[str]) -> str:
    hexadecimal, decimal, name = reference.groups()
    return _NAMED[name] if name else chr(int(hexadecimal, 16) if hexadecimal else int(decimal))


# ── Small parts, as trees ─────────────────────────────────────────────────────


class Element:
    """An element with its attributes and what is inside it, but for its text."""

    __slots__ = ("attributes", "children", "tag")

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Element] = []

    def child(self, tag: str) -> Element | None:
        """The first child with this tag."""
        return next((child for child in self.children if child.tag == tag), None)

    def get(self, path: str, attribute: str) -> str | None:
        """The attribute of the element at the end of a path such as `pPr/ind`, all Word's own."""
        element: Element | None = self
        for name in path.split("/"):
            element = element and element.child(f"{W}{SEPARATOR}{name}")
        return element.attributes.get(f"{W}{SEPARATOR}{attribute}") if element else None


def tree(data: bytes) -> Element:
    """The part as a tree, for small parts. Raises ValueError like `parse`."""
    top = Element("", {})
    path = [top]

    def start(tag: str, attributes: dict[str, str]) -> None:
        element = Element(tag, attributes)
        path[-1].children.append(element)
        path.append(element)

    parse(data, start, lambda _tag: path.pop(), lambda _text: None)
    return top.children[0]
