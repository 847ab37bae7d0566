"""The campaign that comes with drafter, and the form for a new one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command import drafter

from drafter.pipeline import Pipeline
from drafter.workspace import Workspace

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "inputs" / "campaigns" / "nap-1325.yaml"

# NAP 1325, report of 20-2-2025 (2025D07508): the lead committee and the five that follow.
ASKS = {
    "buitenlandse-zaken": ["eigen-budget", "toezichtsraad", "bescherming-verdedigers"],
    "defensie": ["conflictanalyse", "sleutelposten", "training-voor-vertrek"],
    "justitie-en-veiligheid": [
        "gevolgen-volgen",
        "rechten-als-uitgangspunt",
        "training-voor-vertrek",
    ],
    "asiel-en-migratie": ["protocollen-uitvoeren", "geld-tegen-geweld", "diaspora"],
    "buitenlandse-handel": [
        "mensenrechten-handelsmissies",
        "toegankelijke-fondsen",
        "vervolg-partnerschappen",
    ],
    "onderwijs": ["stem-en-werk", "mannen-en-jongens"],
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new workspace to work in."""
    assert drafter("init", tmp_path / "brieven").code == 0
    monkeypatch.chdir(tmp_path / "brieven")
    return tmp_path / "brieven"


def test_the_example_gives_every_committee_its_own_asks() -> None:
    drafts = Pipeline(Workspace(ROOT)).drafts(EXAMPLE)
    asks = {draft.key: [ask.id for ask in draft.model.asks] for draft in drafts}
    assert asks == ASKS
    assert [draft.warnings for draft in drafts] == [()] * 6


def test_the_example_puts_every_ask_to_the_minister_whom_the_committee_watches() -> None:
    pipeline = Pipeline(Workspace(ROOT))
    for draft in pipeline.drafts(EXAMPLE):
        letter = draft.model
        parliament = pipeline.registers.parliament(letter.date)
        committee = parliament.committees.find(letter.addressee.committee, letter.date)
        watched = parliament.offices().overseen_by(committee, letter.date)
        assert watched is not None
        assert {ask.to for ask in letter.asks} == {watched.official_name}


def test_the_example_comes_with_a_workspace(here: Path) -> None:
    made = drafter("batch", "inputs/campaigns/nap-1325.yaml", "--final", "--out", "brieven")
    assert (made.code, made.err) == (0, "")
    names = [path.name for path in (here / "brieven").glob("2027-01-25-*.docx")]
    assert len(names) == 6
    assert all(any(name.startswith(f"2027-01-25-{key}-") for name in names) for key in ASKS)


def test_a_new_campaign_is_in_order_once_it_is_filled_in(here: Path) -> None:
    assert drafter("new", "campaign", "Vrede én veiligheid").code == 0
    path = here / "inputs" / "campaigns" / "vrede-en-veiligheid.yaml"
    assert "this still has to be filled in" in drafter("batch", path, "--final").err
    assert not (here / "outputs" / "vrede-en-veiligheid").exists()

    text = path.read_text("utf-8")
    path.write_text(re.sub(r"\[invullen:[^]]*\]", "Tekst", text), "utf-8")
    assert drafter("check", path).out == "1 input is in order\n"
    made = drafter("batch", path, "--final")
    assert (made.code, made.err) == (0, "")
    assert len(list((here / "outputs" / "vrede-en-veiligheid").glob("*.docx"))) == 2
