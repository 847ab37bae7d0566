"""Finding references to parliament's papers and to resolutions in a text.

The grammar was made on real letters, each row of it tested. A space may be any space, and the
end of a line. Capitals count: `W` is a paper of the Eerste Kamer and `w` is none. What the
grammar leaves alone: document numbers of the Kamer (`2020D51493`), references of a ministry
(`BZDOC-…`), and a number with a footnote's sign grown on to it (`VNVR 132513`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from typing import NamedTuple

from drafter.dutch.dates import MONTHS
from drafter.dutch.references import (
    Chamber,
    Dossier,
    Minutes,
    Motion,
    NotASession,
    Paper,
    Promise,
    Reference,
    Resolution,
    session_of,
)


class Found(NamedTuple):
    """A reference and where it stands."""

    start: int
    end: int
    text: str
    reference: Reference


def find(text: str) -> list[Found]:
    """All references in the text, in order; where two overlap, the longer one."""
    if not may_refer(text):
        return []
    # A grammar is compiled when a text holds something of it, and not before: that takes time.
    found = [
        one for signs, read in _GRAMMARS if any(s in text for s in signs) for one in read(text)
    ]
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def may_refer(text: str) -> bool:
    """Whether a text holds something that every reference has; without it, `find` finds none."""
    return _hint().search(text) is not None


@lru_cache(maxsize=256)  # the letters of a campaign share most of their texts
def names_of_resolutions(text: str) -> tuple[tuple[str, str], ...]:
    """What a text calls each resolution, as number and name: `1325` and `VNVR 1325`."""
    named = ((one, _COUNCIL_NAME.match(one.text)) for one in find(text))
    return tuple(
        (one.reference.number, f"{word[1] or 'resolutie'} {one.reference.number}")
        for one, word in named
        if word and isinstance(one.reference, Resolution)
    )


# ── One reference, as it is typed into a field of its own ─────────────────────


def paper(text: str) -> Paper | None:
    """A Kamerstuk: `29 521, nr. 336`, and any near miss such as `29521-336`."""
    typed = text.strip()
    return _first_paper(
        pattern.fullmatch(typed) for pattern in (_bare_paper(), _short_paper(), _footer())
    )


def likely_paper(text: str) -> Paper | None:
    """The paper that was probably meant where `paper` finds none."""
    number = r"(?<!\d)(\d\d)\D?(\d{3})\W+(?:[Nn][Rr]?\W+)?"
    match = re.search(rf"{number}([1-9]\d{{0,3}}|[A-Za-z]{{1,2}})(?!\w)", text)
    return match and Paper(Dossier(match[1] + match[2]), match[3].upper())


def is_document_number(text: str) -> bool:
    """Whether this is a document number of the Kamer: `2020D51493`."""
    return bool(re.fullmatch(r"\d{4}D\d{5}", text.strip()))


def minutes(text: str, *, annex: bool) -> Minutes | None:
    """A place in the Handelingen or, with `annex`, in their Aanhangsel."""
    match = _minutes_pattern().fullmatch(text.strip())
    read = _read_minutes(match) if match else None
    if read is None or (read.annex and not annex):
        return None
    return read._replace(annex=annex)


def resolution(text: str) -> Resolution | None:
    """A resolution of the Security Council: `1325`, `S/RES/1325 (2000)`, `VNVR 1325`."""
    patterns = (_text_resolution(), _symbol(), _bare_resolution())
    matches = (pattern.fullmatch(text.strip()) for pattern in patterns)
    return next((_read_resolution(match) for match in matches if match), None)


def motion(text: str) -> Motion | None:
    """A motion by its mover: `Bosman c.s.`, `motie-De Graaf c.s.`."""
    match = _motion().fullmatch(text.strip())
    return match and _read_motion(match)


def promise(text: str) -> Promise | None:
    """A promise to the Eerste Kamer: `T02300`."""
    match = _promise().fullmatch(text.strip())
    return match and Promise(match["number"])


# ── The grammar ───────────────────────────────────────────────────────────────

# The space that is no Latin-1 stands apart, as a repetition of one: a set with such a sign takes
# 0.15 ms to compile, and one expression has it ten times.
_S = "(?:[ \t\u00a0\n]|\u202f{1})"
_SPACES = re.compile(f"{_S}+")
_GAP, _MAYBE = f"{_S}{{1,3}}", f"{_S}{{0,3}}"
_DOSSIER = (
    rf"(?P<dossier>\d\d{_S}?\d{{3}})(?:-(?P<part>\d\d)(?!\d))?"
    rf"(?:(?:{_GAP}|-)(?P<chapter>[IVX]{{1,6}}[AB]?))?"
    rf"(?:{_MAYBE}\((?P<kingdom>R{_S}?\d{{4}})\))?"
)
_MONTH = "|".join(MONTHS)
# After "nr." any number; without it no year and no day of a month.
_SUFFIX = (
    rf"(?:[Nn]r\.?{_MAYBE}(?P<numbered>[1-9]\d{{0,3}}[a-z]?|[A-Z]{{1,2}})"
    rf"|(?P<suffix>(?!(?:19|20)\d\d\b)[1-9]\d{{0,3}}[a-z]?(?!{_S}(?:{_MONTH}))|[A-Z]{{1,2}}))"
    r"(?![\w-])"
)
_YEARS = r"(?P<session>\d{4}[/–-]\d{2,4})"
_PAGE = rf"(?:,?{_MAYBE}p\.{_MAYBE}(?P<page>\d+(?:[-–]\d+)?))?"
_PAPER = (
    rf"(?:(?P<chamber>I{{1,2}}),?{_GAP})?(?:{_YEARS},?{_GAP})?"
    rf"{_DOSSIER}(?:{_MAYBE},{_MAYBE}|{_GAP}){_SUFFIX}{_PAGE}"
)
_SHORT = (
    r"(?P<dossier>\d{5})(?:-(?P<part>\d\d)(?!\d))?(?:-(?P<chapter>[IVX]{1,6}[AB]?))?"
    r"-(?P<suffix>[1-9]\d{0,3}|[A-Z]{1,2})(?![\w-])"
)
_YEAR = rf"(?:{_MAYBE}\((?P<year>(?:19|20)\d\d)\))?"
_NUMBER = r"(?P<number>[12]\d{3})(?!\d)"
_COUNCIL = rf"VN(?:-|{_GAP})?Veiligheidsraads?(?:-|{_GAP})?(?:\(VNVR\){_MAYBE})?"
_COUNCIL_NAME = re.compile(r"(VNVR|UNSCR)\s?\d|.*esolutie", re.DOTALL)
_PARTICLE = r"(?:[Vv]an|[Dd]en?|[Dd]er|[Tt]e[nr]?|[Hh]et|[Ii]n|[Oo]p|[Ee]l|[Aa]l|[Bb]en|['’]t)"
_NAME = r"(?:[Dd]['’])?[A-ZÀ-ÖØ-Þ][^\W\d_]+"
_NAMES = rf"(?:{_PARTICLE} ){{0,3}}{_NAME}(?:-(?:{_PARTICLE} ){{0,3}}{_NAME})*(?: c\.s\.)?"


@cache
def _hint() -> re.Pattern[str]:
    """What every reference has something of; most texts hold none of it."""
    return re.compile(
        r"amerstuk|enmerk|kst-|vergaderjaar|Handelingen|esoluti|S/RES/|Res\.?\s?\d|VNVR|UNSCR"
        r"|otie-|mendement-|T\d{5}"
    )


@cache
def _text_paper() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:[Kk]amerstuk(?:ken)?|[Kk]enmerk:?){_MAYBE}{_PAPER}")


@cache
def _bare_paper() -> re.Pattern[str]:
    lead = rf"(?:(?:[Kk]amerstuk(?:ken)?|[Kk]enmerk:?){_MAYBE})?"
    return re.compile(rf"{lead}(?:{_PAPER})[.;]?")


@cache
def _short_paper() -> re.Pattern[str]:
    """The form of addresses: `kst-29521-336`; alone in a field, `29521-336` will do."""
    site = r"(?:https?://zoek\.officielebekendmakingen\.nl/)?"
    return re.compile(rf"(?:{site}kst-|[Kk]enmerk:?{_MAYBE})?{_SHORT}(?:\.html)?")


@cache
def _marked_short_paper() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:kst-|[Kk]enmerk:?{_MAYBE}){_SHORT}")


@cache
def _footer() -> re.Pattern[str]:
    """The line at the foot of a printed paper."""
    return re.compile(
        rf"(?<!\w)(?P<house>Eerste|Tweede){_GAP}Kamer,{_GAP}vergaderjaar{_GAP}{_YEARS},{_GAP}"
        rf"{_DOSSIER},{_GAP}{_SUFFIX}"
    )


@cache
def _minutes_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:(?P<annex>Aanhangsel(?:{_GAP}van{_GAP}de)?{_GAP})?Handelingen{_GAP})?"
        rf"(?P<chamber>I{{1,2}}){_GAP}{_YEARS},?{_GAP}[Nn]r\.?{_MAYBE}(?P<number>\d+)"
        rf"(?:,?{_GAP}item{_GAP}(?P<item>\d+))?{_PAGE}(?!\w)"
    )


@cache
def _text_resolution() -> re.Pattern[str]:
    """A year in brackets belongs to `resolutie 1325`; after `UNSCR 1325` it may be another's."""
    return re.compile(
        rf"(?<![\w/-])(?:(?:{_COUNCIL}|VNVR{_MAYBE}|UNSCR{_MAYBE})?"
        rf"(?P<word>[Rr]esolutie(?P<many>s)?{_MAYBE}|Res\.?{_S}?)|(?:VNVR|UNSCR){_S}?)"
        rf"{_NUMBER}(?(word){_YEAR}(?:{_GAP}van{_GAP}de{_GAP}VN-Veiligheidsraad(?!\w))?)"
    )


@cache
def _next_resolution() -> re.Pattern[str]:
    return re.compile(rf"(?:,{_MAYBE}|{_GAP}en{_GAP}){_NUMBER}{_YEAR}")


@cache
def _symbol() -> re.Pattern[str]:
    """As the United Nations number their documents."""
    return re.compile(rf"(?<!\w)S/RES/(?P<number>\d{{3,4}})(?!\d){_YEAR}")


@cache
def _bare_resolution() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:VNVR|UNSCR){_MAYBE})?(?P<number>\d{{3,4}}){_YEAR}")


@cache
def _motion() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:(?P<kind>[Mm]otie|[Aa]mendement)-)?(?P<name>{_NAMES})(?!\w)")


@cache
def _promise() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:[Tt]oezegging{_GAP})?(?P<number>T\d{{5}})(?!\w)")


# ── From a match to a reference ───────────────────────────────────────────────


def _papers_by(pattern: Callable[[], re.Pattern[str]], text: str) -> Iterator[Found]:
    for match in pattern().finditer(text):
        if read := _read_paper(match):
            yield _found(match, read)


def _first_paper(matches: Iterator[re.Match[str] | None]) -> Paper | None:
    return next((read for match in matches if match and (read := _read_paper(match))), None)


_HOUSES: dict[str, Chamber] = {"Eerste": "I", "Tweede": "II", "I": "I", "II": "II"}


def _read_paper(match: re.Match[str]) -> Paper | None:
    part = {name: value or "" for name, value in match.groupdict().items()}
    dossier = Dossier(
        _SPACES.sub("", part["dossier"]),
        part["part"],
        part["chapter"],
        _SPACES.sub("", part.get("kingdom", "")),
    )
    try:
        session = session_of(part["session"]) if part.get("session") else ""
    except NotASession:
        return None
    suffix = part["suffix"] or part["numbered"]
    stated = _HOUSES.get(part.get("house") or part.get("chamber") or "")
    return Paper(dossier, suffix, session, part.get("page", ""), stated)


def _minutes(text: str) -> Iterator[Found]:
    for match in _minutes_pattern().finditer(text):
        if "Handelingen" in match[0] and (read := _read_minutes(match)):
            yield _found(match, read)


def _read_minutes(match: re.Match[str]) -> Minutes | None:
    try:
        session = session_of(match["session"])
    except NotASession:
        return None
    item, page = match["item"] or "", match["page"] or ""
    chamber = _HOUSES[match["chamber"]]
    return Minutes(chamber, session, match["number"], item, page, bool(match["annex"]))


def _symbols(text: str) -> Iterator[Found]:
    for match in _symbol().finditer(text):
        yield _found(match, _read_resolution(match))


def _resolutions(text: str) -> Iterator[Found]:
    for first in _text_resolution().finditer(text):
        following: re.Match[str] | None = first
        while following:
            start = following.start() if following is first else following.start("number")
            end = following.end()
            yield Found(start, end, text[start:end], _read_resolution(following))
            following = _next_resolution().match(text, end) if first["many"] else None


def _read_resolution(match: re.Match[str]) -> Resolution:
    return Resolution(match["number"], match["year"] or "")


def _motions(text: str) -> Iterator[Found]:
    for match in _motion().finditer(text):
        if match["kind"]:
            yield _found(match, _read_motion(match))


def _read_motion(match: re.Match[str]) -> Motion:
    amends = (match["kind"] or "").casefold() == "amendement"
    return Motion(match["name"], "amendement" if amends else "motie")


def _promises(text: str) -> Iterator[Found]:
    for match in _promise().finditer(text):
        yield _found(match, Promise(match["number"]))


def _found(match: re.Match[str], reference: Reference) -> Found:
    return Found(match.start(), match.end(), match[0], reference)


# What a text has something of → what reads it.
_GRAMMARS: tuple[tuple[tuple[str, ...], Callable[[str], Iterator[Found]]], ...] = (
    (("amerstuk", "enmerk"), partial(_papers_by, _text_paper)),
    (("kst-", "enmerk"), partial(_papers_by, _marked_short_paper)),
    (("vergaderjaar",), partial(_papers_by, _footer)),
    (("Handelingen",), _minutes),
    (("S/RES/",), _symbols),
    (("esoluti", "Res", "VNVR", "UNSCR"), _resolutions),
    (("otie-", "mendement-"), _motions),
    (tuple(f"T{digit}" for digit in range(10)), _promises),
)
