"""A question that says "u" in a letter to parliament.

A member of parliament takes the question over and puts it to the minister in a debate. It is
therefore in the member's words, which speak of the minister in the third person; "u" would be
the member. What is quoted says "u" to somebody else.

PASS  question: Is de minister bereid om zijn toezegging na te komen?
PASS  question: Herinnert de minister zich de belofte “wij laten u niet in de steek”?
FAIL  question: Bent u bereid om uw toezegging na te komen?
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from gettext import gettext as _

from drafter.checks.subject import Subject
from drafter.model import Letter
from drafter.problems import Problem

# Between quotes of any kind, in a block quotation, or in another language. Compiled when used.
_QUOTED = (
    r"(?m)“[^”]*”|„[^”]*”|«[^»]*»|\"[^\"]*\"|‘[^’\n]*’(?!\w)|(?<!\w)'[^'\n]*'(?!\w)"
    r"|^ *>.*$|\[[^\]]*\]\{lang=[^}]*\}"
)
# "U" is also a letter: U-bocht, U.S., U2.
_SAYS_YOU = r"(?i)(?<![\w.'’-])(?:u|uw|uzelf)(?![\w'’-]|\.\w)"
_YOU = ("u", "uw", "uzelf")


def check(subject: Subject) -> Iterator[Problem]:
    """A warning for each such question."""
    letter = subject.model
    if not isinstance(letter, Letter):
        return
    asks = [(ask, word) for ask in letter.asks if (word := _says_you(ask.question or ""))]
    if asks and any(one.in_parliament for one in letter.addressed):
        for ask, word in asks:
            yield Problem(
                subject.place(f"asks.{ask.id}.question"),
                "second-person",
                _("this question says '{word}': a member puts it to the minister").format(
                    word=word
                ),
                _("write it in the third person: 'Is de minister bereid …?'"),
                "warning",
            )


@lru_cache(maxsize=256)  # the letters of a campaign share most of their questions
def _says_you(question: str) -> str:
    """The first such word outside quotations, or nothing."""
    words = (word.strip(".,;:?!\"'“”‘’()[]*_") for word in question.casefold().split())
    if not any(word in _YOU for word in words):
        return ""  # as nearly all do: no need to compile what follows
    found = re.search(_SAYS_YOU, re.sub(_QUOTED, " ", question))
    return found[0] if found else ""
