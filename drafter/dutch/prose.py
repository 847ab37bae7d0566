"""What of a typed text is Dutch prose, and what is not.

Addresses on the web, code, references and foreign passages follow rules of their own. They are
covered with letters, one for one, so that every place in the text stays where it was.
"""

from __future__ import annotations

import re

_NOT_PROSE = re.compile(
    r"""
    \[\^[^\]\s]+\]                             # the sign of a footnote
  | \[[^\]]*\]\{lang=[\w-]+\}                  # a foreign passage
  | \[invullen:[^\]]*\]                        # an instruction to the writer
  | (?<=\])\([^)\s]*\)                         # where a link leads
  | `[^`\n]+`                                  # code
  | (?:https?://|www\.)[^\s<>«»“”"]*[^\s<>«»“”".,;:!?)\]'’]
  | [\w.+-]+@[\w-]+(?:\.[\w-]+)+               # an e-mail address
  | \{\{.*?\}\} | \{%.*?%\} | <[^<>\s][^<>]*>  # code of templates and of pages
  | [^\s"'“”‘’«»(),;:!?]+[=<>{}\\@#|~^][^\s"'“”‘’«»(),;:!?]*  # other code, and WO=MEN
  | [=<>{}\\@#|~^][^\s"'“”‘’«»(),;:!?]+
  | [\w./-]*\w\.(?:docx?|pdf|ya?ml|html|odt|xlsx)\b          # the name of a file
  | \bHandelingen\s+I{1,2}\s[^;()\n]*?\bp\.\s?\d+-\d+        # a reference in legal form
    """,
    re.VERBOSE | re.IGNORECASE,
)
_QUOTATION = re.compile(
    r"""^[ \t]*>.*$|“[^”\n]*”|„[^”\n]*”|«[^»\n]*»|"[^"\n]*"|(?<!\w)['‘].*?['’](?!\w)""",
    re.MULTILINE,
)
_NOTE = "\x00"  # beside a word, but no part of it


def prose(text: str) -> str:
    """The text with all that is no Dutch prose covered."""
    return _NOT_PROSE.sub(_cover, text)


def own_words(text: str) -> str:
    """Prose without what is quoted from others: their words are theirs."""
    return _QUOTATION.sub(_cover, text)


def _cover(found: re.Match[str]) -> str:
    covered = found.group()
    if covered.startswith("[^"):
        return _NOTE * len(covered)
    return "".join("\n" if character == "\n" else "x" for character in covered)
