"""What a proofreader marks in typed text, and what is left alone."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.dutch import proofreading
from drafter.dutch.mending import Mending
from drafter.dutch.proofreading import Remarks, proofread

MENDED = {
    *("straight-quote", "apostrophe", "double-space", "space-before-mark"),
    *("range-dash", "dash", "ellipsis", "compound"),
}


def mended(text: str, codes: Iterable[str] = MENDED) -> str:
    """The text with the mendings of these codes made."""
    for mending in reversed(proofread(text).mendings):
        if mending.code in codes:
            text = text[: mending.start] + mending.replacement + text[mending.end :]
    return text


def codes(text: str) -> list[str]:
    return [mending.code for mending in proofread(text).mendings]


# ── What needs no judgement ───────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        # quotation marks, nested too
        ('Zij noemt dit "een begin".', "Zij noemt dit “een begin”."),
        ("Zij noemt dit 'een begin'.", "Zij noemt dit ‘een begin’."),
        ("\"Zij zei: 'nu!'\"", "“Zij zei: ‘nu!’”"),
        ("'Zij zei: \"nu\"'", "‘Zij zei: “nu”’"),
        ('("een", "twee")', "(“een”, “twee”)"),
        ('de VN-"missie" in Mali', "de VN-“missie” in Mali"),
        ('Dit heet "gender".[^bron]', "Dit heet “gender”.[^bron]"),
        ('Dit heet "gender"[^bron].', "Dit heet “gender”[^bron]."),
        ('een "[do no harm]{lang=en}" norm', "een “[do no harm]{lang=en}” norm"),
        ('een "*zachte*" norm', "een “*zachte*” norm"),
        ('Eerst "een\nbegin" dan', "Eerst “een\nbegin” dan"),
        ('"Een\n\n"Twee"', "“Een\n\n“Twee”"),  # each paragraph of a long quotation opens
        ("_'x'_ en **\"y\"**", "_‘x’_ en **“y”**"),
        ('"WO=MEN" vraagt', "“WO=MEN” vraagt"),
        # apostrophes
        ("foto's van zo'n A4'tje", "foto’s van zo’n A4’tje"),
        ("'s Avonds en 's-Hertogenbosch", "’s Avonds en ’s-Hertogenbosch"),
        ("Jan van 't Hoff, d'Ancona", "Jan van ’t Hoff, d’Ancona"),
        ("in de jaren '70 en '80", "in de jaren ’70 en ’80"),
        ("Frans' brief", "Frans’ brief"),
        ("'Foto's uit '70' heet het", "‘Foto’s uit ’70’ heet het"),
        ("de letter 'n'", "de letter ‘n’"),
        ("NAP's en [NGO]{lang=en}'s", "NAP’s en [NGO]{lang=en}’s"),
        ("‘s Avonds in ‘70", "’s Avonds in ’70"),
        ("foto´s en foto`s en foto‘s", "foto’s en foto’s en foto’s"),
        # spaces; a non-breaking one counts
        ("Een.  Twee", "Een. Twee"),
        ("Een.\u00a0 Twee", "Een.\u00a0Twee"),
        ("een , twee ; drie : vier .", "een, twee; drie: vier."),
        ("een\u00a0, twee", "een, twee"),
        ("een  , twee", "een, twee"),
        ("(een )", "(een)"),
        ("dit [^bron] , dat", "dit [^bron], dat"),
        # dashes
        ("2016-2017", "2016–2017"),
        ("in 2016-17", "in 2016–17"),
        ("in 2016 - 2017", "in 2016–2017"),
        ("p. 4-6 en pp.\u00a012-14", "p. 4–6 en pp.\u00a012–14"),
        ("bladzijden 4-6", "bladzijden 4–6"),
        ("van 10.00-12.30 uur", "van 10.00–12.30 uur"),
        ("op 9-11 juni", "op 9–11 juni"),
        ("dit is - voorlopig - genoeg", "dit is – voorlopig – genoeg"),
        ("dit is -- voorlopig", "dit is – voorlopig"),
        # the rest
        ("bereid om ...?", "bereid om …?"),
        ("[...]", "[…]"),
        ("de VN Veiligheidsraad", "de VN-Veiligheidsraad"),
        ("VN\u00a0Veiligheidsraadsresolutie", "VN-Veiligheidsraadsresolutie"),
        ("de VN\nVeiligheidsraad", "de VN-Veiligheidsraad"),
    ],
)
def test_a_slip_is_mended(typed: str, expected: str) -> None:
    assert mended(typed) == expected
    assert proofread(expected).mendings == ()


@pytest.mark.parametrize(
    "text",
    [
        # well written
        "Zij noemt dit “een ‘zachte’ norm”: ’s avonds, foto’s, ’70, zo’n A4’tje.",
        "In 2026–2027 (p. 4–6) – zo blijkt – is dat …",
        "in- en uitvoer, genderkennis en -ervaring, Noord-Holland, lhbtiq+",
        # numbers with a hyphen that are no range
        "2026-06-09 en 9-6-2026, 2026-06, 2026-12",
        "Kamerstuk 21 501-02, nr. 1723; kst-29521-336; 2020D51493; NAP1325-IV",
        "Handelingen II 2010/11, nr. 108, item 5, p. 25-36",
        "070-123 45 67, 06-12345678, +31 70 123 45 67",
        "GVV-2026-2027, S/RES/1325 (2000), T02300",
        "een 2-1 overwinning, 3 - 2 = 1, artikel-100 brief, 50-50",
        "ISBN 978-90-123-4567-8, de jaren 2017-2016",
        # addresses, files and code
        "https://www.wo-men.nl/a--b/2016-2017?x='y'&z=1...html",
        "[plan](https://www.wo-men.nl/2016-2017) en info@wo-men.nl, www.x.nl/4-6",
        "brief-2016-2017.docx, `a  - b...`, {{ 'x' }}, <a href='x'>, =SOM(A1)",
        "2500 ES  DEN HAAG",
        # foreign passages and prompts
        '[Don\'t - "stop" ... 2016-2017]{lang=en}',
        "[invullen: zoals  'dit' ...]",
        "een hoek van 5' en 30'",
        "in 2016 - 27 deelnemers",
        # Markdown
        "- een\n-  twee\n  - drie\n1.  vier\n> vijf\n>  zes",
        "Regel een  \nregel twee",
        "    ingesprongen",
        # marks that stand alone, or for something else
        "een \" alleen, een ' alleen",
        'een scherm van 27"',
        "de verhouding 1 : 2",
        "bereid om …? En … dan",
        "het .nl-domein, zie :) of .5",
    ],
)
def test_what_is_right_or_no_prose_is_left_alone(text: str) -> None:
    assert proofread(text).mendings == ()


# ── What the writer has to judge ──────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "code", "marked", "proposal"),
    [
        # domain.md 6.2, "abbreviations read as words", one by one
        ("Dit geldt o.a. voor Mali.", "abbreviation", "o.a.", "onder andere"),
        ("Vragen m.b.t. Mali.", "abbreviation", "m.b.t.", "over"),
        ("Dat is i.v.m. Mali.", "abbreviation", "i.v.m.", "vanwege"),
        ("Dat wil, d.w.z. niet.", "abbreviation", "d.w.z.", "dat wil zeggen"),
        ("Bijv. in Mali.", "abbreviation", "Bijv.", "bijvoorbeeld"),
        ("Dit geldt m.n. daar.", "abbreviation", "m.n.", "vooral"),
        ("op 23 februari jl.", "relative-date", " jl.", ""),
        ("Begin mei a.s. is er overleg.", "relative-date", " a.s.", ""),
        # domain.md 6.3
        ("of hij of zij dat wil", "gendered", "hij of zij", "die, of het meervoud"),
        ("met zijn/haar gezin", "gendered", "zijn/haar", "diens, of het meervoud"),
        ("Dames en heren, welkom", "gendered", "Dames en heren", "aanwezigen"),
        ("dhr./mevr. Jansen", "gendered", "dhr./mevr.", "de naam zonder aanspreekvorm"),
        ("Geachte heer/mevrouw", "gendered", "heer/mevrouw", "de naam zonder aanspreekvorm"),
        ("een moeder of vader", "gendered", "moeder of vader", "ouder"),
        # domain.md 6.2, "capitals"
        ("Vraag de Minister van Defensie.", "capital", "Minister", "minister"),
        ("door de Ministers van", "capital", "Ministers", "ministers"),
        ("aan de Staatssecretaris", "capital", "Staatssecretaris", "staatssecretaris"),
        ("of het Kabinet dat wil", "capital", "Kabinet", "kabinet"),
        ("dat de Regering dit wil", "capital", "Regering", "regering"),
        # domain.md 6.2, "exclamation"
        ("Dat is een goed voorbeeld!", "exclamation", "!", "."),
    ],
)
def test_words_that_could_be_better_are_marked_with_a_proposal(
    text: str, code: str, marked: str, proposal: str
) -> None:
    (found,) = proofread(text).mendings
    assert found == Mending(found.start, found.start + len(marked), proposal, code)
    assert text[found.start : found.end] == marked
    assert code not in MENDED


@pytest.mark.parametrize(
    "text",
    [
        "M.N. de Vries en A.S. Jansen",
        "nr. 336, p. 4, art. 100, drs. A.B. van den Berg, t.a.v. de griffier",
        "vrouwen en mannen, vrouwen en meisjes, haar leden, zijn brief",
        "Minister van Defensie is zij niet. Ministers komen en gaan.",
        "De minister-president, de Minister-President, het Kabinet van de Koning",
        "het ministerie van Defensie, de Kamer, de Tweede Kamer, een Kamerlid",
        # the words of others
        "Zij schreef: “Aan de Minister, o.a. zijn/haar brief!”",
        "Zij schreef: “De VN Veiligheidsraad”.",
        "> Aan de Minister, o.a. zijn/haar brief!",
        "a != b",
    ],
)
def test_other_words_are_left_alone(text: str) -> None:
    assert proofread(text).mendings == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“een” en ‘twee’", {"double": 0, "single": 9}),
        ("“een ‘twee’” en “drie”", {"double": 0}),
        ("‘een “twee” foto’s’ en ‘drie’", {"single": 0}),
        ("„een” en «twee»", {"low": 0, "guillemets": 9}),
        ("foto’s van ’s avonds", {}),
    ],
)
def test_the_outermost_quotation_marks_are_known(text: str, expected: dict[str, int]) -> None:
    assert proofread(text).systems == expected


# ── Any text ──────────────────────────────────────────────────────────────────

PIECES = (
    *("o.a.", "jl.", "bijv.", "VN", "Veiligheidsraad", "hij", "zij", "zijn", "haar", "heer"),
    *("mevrouw", "dhr.", "mw.", "Dames", "Heren", "dames", "heren", "Minister", "Kabinet", "uur"),
    *("moeder", "vader", "woord", "mei", "p.", "4", "16", "2016", "2017", "de", "het", "en"),
    *("'", '"', "‘", "’", "“", "”", "`", " ", "  ", "\u00a0", "\n", "\n\n", "-", "--", "...", "."),
    *(",", "!", "?", ":", "/", "(", ")", "of", "- ", "[^a]", "[x]{lang=en}", "*", "x_y"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.lists(
    st.sampled_from(PIECES), max_size=12
).map(" ".join)


@given(TEXTS)
def test_a_text_that_is_not_looked_at_closely_has_nothing_to_remark(text: str) -> None:
    close = proofreading._closely(text)
    assert proofread(text) in (close, Remarks())
    if close.strikes:
        assert proofread(text) == close


@given(TEXTS)
def test_mendings_stand_in_the_text_and_apart(text: str) -> None:
    at = 0
    for mending in proofread(text).mendings:
        assert at <= mending.start < mending.end <= len(text)
        assert text[mending.start : mending.end] != mending.replacement
        at = mending.end


@given(TEXTS)
def test_mending_changes_signs_and_no_words(text: str) -> None:
    def words(text: str) -> list[str]:
        return re.findall(r"\w+", text)

    assert words(mended(text)) == words(text)
