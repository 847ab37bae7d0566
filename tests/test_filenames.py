"""Names of files are what every system takes, and as near to what was meant as that can be."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.filenames import LONGEST, distinct, safe


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Verslag van de reünie.pdf", "Verslag van de reünie.pdf"),
        ("NAP 1325 (2021-2025), versie 3.5.docx", "NAP 1325 (2021-2025), versie 3.5.docx"),
        ("Brief: wat nu?.pdf", "Brief- wat nu.pdf"),
        ('a"*:<>?/\\|#%b.pdf', "a-b.pdf"),
        ("C:\\bijlagen\\brief.pdf", "C-bijlagen-brief.pdf"),
        ("twee  spaties\tof\neen regel.pdf", "twee spaties of een regel.pdf"),
        ("brief .pdf", "brief.pdf"),
        ("brief. ", "brief"),
        ("brief..pdf", "brief.pdf"),
        ("~$brief.docx", "brief.docx"),
        (".lock", "lock"),
        ("desktop.ini", "_desktop.ini"),
        ("a_vti_b.pdf", "a-b.pdf"),
        ("CON", "_CON"),
        ("con.pdf", "_con.pdf"),
        ("nul.tar.gz", "_nul.tar.gz"),
        ("LPT¹.pdf", "_LPT¹.pdf"),
        ("COM10.pdf", "COM10.pdf"),
        ("Conclusie.pdf", "Conclusie.pdf"),
        ("re\u0301gie.pdf", "régie.pdf"),  # as macOS writes it
        ("rekening\u202efdp.exe", "rekeningfdp.exe"),  # a suffix that only seems another
        ("a\x00b\x7f.pdf", "ab.pdf"),
        ("", "bijlage"),
        ("...", "bijlage"),
        ("?.pdf", "bijlage.pdf"),
        ("x" * 200 + ".pdf", "x" * 96 + ".pdf"),
        ("Kort. En dan een hele zin na de punt", "Kort. En dan een hele zin na de punt"),
    ],
)
def test_a_name_is_made_safe(name: str, expected: str) -> None:
    assert safe(name) == expected


@given(st.text() | st.text('CONpr~$. -_é😀"#', max_size=300))
def test_whatever_a_name_is_it_becomes_safe(name: str) -> None:
    found = safe(name)
    assert safe(found) == found
    assert 0 < len(found) <= LONGEST
    assert len(found.encode()) < 255
    assert not set(found) & set('"*:<>?/\\|#%')
    assert found == unicodedata.normalize("NFC", found)
    assert found[0] not in "~$. "
    assert found[-1] not in ". "
    assert found.partition(".")[0].upper() not in ("CON", "PRN", "AUX", "NUL", "COM1", "LPT9")


def test_names_that_are_the_same_are_numbered() -> None:
    assert distinct(["a.pdf", "A.PDF", "a?.pdf", "b.pdf"]) == [
        "a.pdf",
        "A-2.PDF",
        "a-3.pdf",
        "b.pdf",
    ]


def test_a_number_goes_before_another_name_that_has_it_already() -> None:
    found = distinct(["a.pdf", "a-2.pdf", "a.pdf", "x" * 101, "x" * 102])
    assert found[:3] == ["a.pdf", "a-2.pdf", "a-3.pdf"]
    assert found[3:] == ["x" * 100, "x" * 98 + "-2"]
