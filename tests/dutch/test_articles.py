"""De or het before whom a question is put to."""

from __future__ import annotations

import pytest

from drafter.dutch.articles import article


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("minister van Defensie", "de"),
        ("minister-president", "de"),
        ("ministers van Defensie en van Buitenlandse Zaken", "de"),
        ("staatssecretaris van Defensie", "de"),
        ("regering", "de"),
        ("kabinet", "het"),
        ("Kabinet", "het"),
        ("ministerie van Defensie", "het"),
        ("Presidium", "het"),
    ],
)
def test_each_office_has_its_article(name: str, expected: str) -> None:
    assert article(name) == expected
