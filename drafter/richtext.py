"""A rich field's Markdown → markup.

Known are emphasis, links, lists, block quotes, notes, sources and ``[text]{lang=en}``;
everything else is literal. markdown-it does the reading, with every other rule switched off. It is
loaded only for texts that hold a character that could mean something: most do not, and
it costs as much time as the rest of a letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

PROMPT = re.compile(r"\[invullen:[^\]]*\]", re.IGNORECASE)
_MARKUP = re.compile(r"[*_\[\\<]|^[ \t]*(?:[-+>]|\d+[.)])|^(?: {4}|\t)", re.MULTILINE)
_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)  # nobody sees the two spaces of a line break
_PARAGRAPHS = re.compile(r"\n(?:[ \t]*\n)+")
_URL = r"https?://[^\s<>«»“”]*[^\s<>«»“”.,;:!?)\]'’\"]"
_PROMPT_OR_URL = re.compile(f"{PROMPT.pattern}|{_URL}", re.IGNORECASE)
# Compiled when markdown-it first reads a text; few letters have one that it must read.
_LIST = r"(?!([-*])(?:[ \t]*\1){2,}[ \t]*$)(?:[-+*]|0*1[.)])[ \t]+\S"
_LANGUAGE = r"\{ *lang *= *[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)[\"']? *\}"
_NOTE = r"\[\^([^\]\s]+)\]"
_SOURCE = r"\[@([^\]\s]+)\](\.?)"  # a name may end in a full stop itself
# What is read without markdown-it: a note, a source, foreign words without other markup, a prompt.
_SIMPLE = re.compile(
    rf"(?i:{PROMPT.pattern})|{_NOTE}|{_SOURCE}"
    rf"|\[([^\[\]*_\\<]+)\]{_LANGUAGE}"
)
_WORDS = re.compile(r">[^<]*[^<\s]|<note|<source")  # without them, `>` was no quotation
_SAFE_URL = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)


def address(url: str) -> str:
    """Where a link to `url` in a rich text leads; "" when a text can hold no such link."""
    written = _reader().normalizeLink(url)
    return written if _SAFE_URL.fullmatch(written) else ""


def bare_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where the addresses stand in a text that become links without any mark."""
    for match in _PROMPT_OR_URL.finditer(text):
        if not match.group().startswith("["):
            yield match.span()


def escape(text: str) -> str:
    """The text as markup, also in an attribute; `html` would first load a large table."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#x27;")


@lru_cache(maxsize=256)  # the letters of a campaign share most of their texts
def to_markup(text: str) -> str:
    """Block markup (paragraphs, lists, quotes) for a rich text."""
    paragraphs = _PARAGRAPHS.split(text.strip())
    if all(map(_is_simple, paragraphs)):
        return "".join(f"<p>{_simple(_unwrap(part.strip()))}</p>" for part in paragraphs)
    markup = "".join(_blocks(_reader().parse(_TRAILING.sub("", text))))
    return markup if _WORDS.search(markup) else f"<p>{_text(text.strip())}</p>"


@lru_cache(maxsize=256)
def to_inline_markup(text: str) -> str:
    """One line of markup for a rich text that cannot hold paragraphs, such as a note."""
    line = _unwrap(text.strip())
    if _is_simple(line):
        return _simple(line)
    (inline,) = _reader().parseInline(line)
    return "".join(_inlines(inline.children or []))


def _is_simple(text: str) -> bool:
    return not _MARKUP.search(_SIMPLE.sub("", text))


def _simple(line: str) -> str:
    """A line without Markdown but for notes, sources and foreign words."""
    pieces = []
    position = 0
    for match in _SIMPLE.finditer(line):
        pieces += [_linked(line[position : match.start()]), _sign(match)]
        position = match.end()
    return "".join([*pieces, _linked(line[position:])])


def _sign(match: re.Match[str]) -> str:
    key, source, stop, words, language = match.groups()
    if key:
        return _cite(key)
    if source:
        return _name(source, stop)
    return _foreign(words, language) if words else _prompt(match[0])


def _foreign(words: str, language: str) -> str:
    return f'<span lang="{language}">{_linked(words)}</span>'


def _cite(key: str) -> str:
    return f'<note key="{escape(key)}"/>'


def _name(source: str, stop: str) -> str:
    return f'<source key="{escape(source)}" stop="{stop}"/>'


@lru_cache(maxsize=256)
def literal(text: str) -> str:
    """Literal text as markup: escaped, line breaks kept, prompts marked; nothing else."""
    return _around(PROMPT, _prompt, text)


def _linked(text: str) -> str:
    """Rich text without Markdown: as `literal`, and bare addresses become links."""
    return _around(_PROMPT_OR_URL, _prompt_or_link, text)


def _around(pattern: re.Pattern[str], render: Callable[[str], str], text: str) -> str:
    """`text` escaped, with `render` for what matches `pattern`."""
    pieces = []
    position = 0
    for match in pattern.finditer(text):
        pieces += [_text(text[position : match.start()]), render(match.group())]
        position = match.end()
    return "".join([*pieces, _text(text[position:])])


def _prompt(text: str) -> str:
    return f"<prompt>{_text(text)}</prompt>"


def _prompt_or_link(text: str) -> str:
    return _prompt(text) if text.startswith("[") else f'<a href="{escape(text)}">{_text(text)}</a>'


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br/>")


def _unwrap(paragraph: str) -> str:
    """Lines of one paragraph as one line, as Markdown reads them."""
    lines = (line.strip(" \t") for line in paragraph.split("\n"))
    return " ".join(line for line in lines if line)


# ── markdown-it ───────────────────────────────────────────────────────────────


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("zero")
    # An address is printed as it was typed, %20 and all.
    reader.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    reader.enable(["list", "blockquote", "emphasis", "link", "autolink", "escape", "newline"])
    # An address that no letter should lead to stays what it is: text.
    reader.validateLink = lambda url: bool(_SAFE_URL.fullmatch(url))  # type: ignore[method-assign]
    reader.inline.ruler.before("link", "note", _note_rule)
    reader.inline.ruler.before("link", "source", _source_rule)
    reader.inline.ruler.before("link", "prompt", _prompt_rule)
    reader.inline.ruler.before("link", "language", _language_rule)
    reader.block.ruler.at("list", _list_rule, {"alt": ["paragraph", "reference", "blockquote"]})
    return reader


def _list_rule(state: Any, line: int, end: int, silent: bool) -> bool:
    """A list, when it is meant as one: ``2026.`` and ``* * *`` begin no list.

    `silent` asks whether this line ends the text before it; an item ends the one before.
    """
    from markdown_it.rules_block import list_block

    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
    return (silent or bool(re.match(_LIST, text))) and list_block(state, line, end, silent)


def _language_rule(state: Any, silent: bool) -> bool:
    """``[text]{lang=en}``: a passage in another language."""
    start = state.pos
    if state.src[start] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, start)
    match = re.compile(_LANGUAGE).match(state.src, end + 1) if end >= 0 else None
    if match is None:
        return False
    if not silent:
        last, state.pos, state.posMax = state.posMax, start + 1, end
        state.push("span_open", "span", 1).attrSet("lang", match.group(1))
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
        state.posMax = last
    state.pos = match.end()
    return True


def _note_rule(state: Any, silent: bool) -> bool:
    """``[^key]``: a footnote whose text stands under `notes`."""
    return _found("note", re.compile(_NOTE).match(state.src, state.pos), state, silent)


def _source_rule(state: Any, silent: bool) -> bool:
    """``[@key]``: the name of a source that stands under `sources`."""
    match = re.compile(_SOURCE).match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("source", "", 0)
        token.content, token.info = match.groups()
    state.pos = match.end()
    return True


def _prompt_rule(state: Any, silent: bool) -> bool:
    """``[invullen: …]``: an instruction, whatever signs it holds."""
    return _found("prompt", PROMPT.match(state.src, state.pos), state, silent)


def _found(kind: str, match: re.Match[str] | None, state: Any, silent: bool) -> bool:
    if match is None:
        return False
    if not silent:
        state.push(kind, "", 0).content = match.group(match.lastindex or 0)
    state.pos = match.end()
    return True


_BLOCKS: dict[str, str] = {
    "paragraph_open": "<p>",
    "paragraph_close": "</p>",
    "bullet_list_open": "<ul>",
    "bullet_list_close": "</ul>",
    "ordered_list_open": "<ol>",
    "ordered_list_close": "</ol>",
    "list_item_open": "<li>",
    "list_item_close": "</li>",
    "blockquote_open": "<blockquote>",
    "blockquote_close": "</blockquote>",
}


def _blocks(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield "".join(_inlines(token.children or []))
        else:
            yield _BLOCKS[token.type]


def _inlines(tokens: Sequence[Token]) -> Iterator[str]:
    closes: list[str] = []
    for token in tokens:
        if token.type in ("link_open", "span_open"):
            opening, closing = _OPENINGS[token.type](token)
            closes.append(closing)
            yield opening
        elif token.type in ("link_close", "span_close"):
            yield closes.pop()
        elif token.type == "text" and "</a>" in closes:
            yield _text(token.content)
        else:
            yield _INLINES[token.type](token)


def _link(token: Token) -> tuple[str, str]:
    url = escape(str(token.attrGet("href") or ""))
    return (f'<a href="{url}">', "</a>") if url else ("", "")


def _span(token: Token) -> tuple[str, str]:
    return f'<span lang="{token.attrGet("lang")}">', "</span>"


_OPENINGS: dict[str, Callable[[Any], tuple[str, str]]] = {"link_open": _link, "span_open": _span}

_INLINES: dict[str, Callable[[Any], str]] = {
    "text": lambda token: _linked(token.content),
    "text_special": lambda token: _text(token.content),
    "softbreak": lambda _token: " ",
    "hardbreak": lambda _token: "<br/>",
    "strong_open": lambda _token: "<strong>",
    "strong_close": lambda _token: "</strong>",
    "em_open": lambda _token: "<em>",
    "em_close": lambda _token: "</em>",
    "prompt": lambda token: _prompt(_unwrap(token.content)),
    "note": lambda token: _cite(token.content),
    "source": lambda token: _name(token.content, token.info),
}
