import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.dutch.address import person_salutation
from drafter.dutch.names import Person, address_line, full_name, name_after_title


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


BERG = Person("Berg", "van der", initials="A.")
ANNE = Person("Berg", "van der", first_name="Anne")
VELZEN = Person("Velzen", "van", "C.", second_particle="in het", second_surname="Veld")


# domain.md 2.3: a particle after initials or a first name
@pytest.mark.parametrize(
    ("person", "expected", "source"),
    [
        (BERG, "A. van der Berg", "OT-N, TA-V j-van-den-berg"),
        (ANNE, "Anne van der Berg", "OT-N, TA-V j-van-den-berg"),
        (
            Person("Veld", "in het", "C.", second_particle="van", second_surname="Velzen"),
            "C. in het Veld-van Velzen",
            "BRP, TA-V mevrouw-van-der-ven-van-dijk",
        ),
        (Person("Raet", "de", noble_title="baron"), "baron de Raet", "OT-N"),
        (Person("Raet", "de", "W.", noble_title="baron"), "W. baron de Raet", "OT-N"),
        (Person("Hamdaoui", "el", first_name="Mounir"), "Mounir el Hamdaoui", "OT-N"),
        (Person("Meeren", "Van der", first_name="Patsy"), "Patsy Van der Meeren", "OT-N"),
        (Person("Hart", "'t", "M."), "M. 't Hart", "OT-N"),
        (Person("Ancona", "d'", first_name="Hedy"), "Hedy d'Ancona", "OT-N"),
        (Person("Zonnetje", "in het", "J.R."), "J.R. in het Zonnetje", "BRP aanhef"),
        (Person("Berghe", "Op Den", "J.R."), "J.R. Op Den Berghe", "BRP aanhef"),
        (
            Person("Broeck", "Van Der", "J.R.", second_particle="Op Den", second_surname="Berghe"),
            "J.R. Van Der Broeck-Op Den Berghe",
            "BRP aanhef",
        ),
        (Person("Veld", "in het"), "In het Veld", "BRP aanhef, no initials"),
        (Person("IJzerman", initials="P."), "P. IJzerman", "TA ijsland"),
    ],
)
def test_full_name(person: Person, expected: str, source: str) -> None:
    assert plain(full_name(person)) == expected, source


# domain.md 2.3: a particle with nothing, or only mevrouw, heer, minister or dr. before it
@pytest.mark.parametrize(
    ("before", "person", "expected", "source"),
    [
        ("mevrouw", BERG, "mevrouw Van der Berg", "OT-N"),
        ("minister", Person("Steur", "van der"), "minister Van der Steur", "OT-N, S001"),
        ("dr. mr.", Person("Sluis", "van der"), "dr. mr. Van der Sluis", "OT-N"),
        ("mevrouw", VELZEN, "mevrouw Van Velzen-in het Veld", "BRP, TA-V"),
        ("mevrouw", Person("Hart", "'t"), "mevrouw 't Hart", "OT-N, BRP"),
        ("mevrouw", Person("Hart", "’t"), "mevrouw ’t Hart", "OT-N, BRP"),
        ("mevrouw", Person("Ancona", "d'"), "mevrouw d'Ancona", "OT-N, BRP"),
        ("mevrouw", Person("Ancona", "d’"), "mevrouw d’Ancona", "OT-N, BRP"),
        ("de heer", Person("Hamdaoui", "el"), "de heer El Hamdaoui", "OT-N"),
        ("mevrouw", Person("Berghe", "Op Den"), "mevrouw Op Den Berghe", "OT-N, BRP"),
        ("mevrouw", Person("Mey", "de", fixed_spelling=True), "mevrouw de Mey", "OT-N"),
        ("mevrouw", Person("Veld", "in het"), "mevrouw In het Veld", "BRP"),
        ("mevrouw", Person("Hof", "van 't"), "mevrouw Van 't Hof", "OT-N"),
        ("mevrouw", Person("Groenen"), "mevrouw Groenen", "BRP aanhef"),
        (
            "mevrouw",
            Person("Groenen", second_surname="Groenink"),
            "mevrouw Groenen-Groenink",
            "BRP aanhef",
        ),
        (
            "mevrouw",
            Person("Wolkje", "'t", second_particle="in het", second_surname="Zonnetje"),
            "mevrouw 't Wolkje-in het Zonnetje",
            "BRP aanhef",
        ),
        (
            "mevrouw",
            Person("Zonnetje", "in het", second_particle="'t", second_surname="Wolkje"),
            "mevrouw In het Zonnetje-'t Wolkje",
            "BRP aanhef",
        ),
        (
            "mevrouw",
            Person("Berghe", "Op Den", second_particle="Van Der", second_surname="Broeck"),
            "mevrouw Op Den Berghe-Van Der Broeck",
            "BRP aanhef",
        ),
    ],
)
def test_name_after_title(before: str, person: Person, expected: str, source: str) -> None:
    assert f"{before} {name_after_title(person)}" == expected, source


# domain.md 2.2: persons in the address (Taalunie, taal-en-gender-brieven-en-e-mails-algemeen)
@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (Person("Verbeek", initials="K."), "K. Verbeek"),
        (Person("Verbeek", first_name="Kim"), "Kim Verbeek"),
        (Person("Vinks", first_name="An", preference="mevrouw"), "Mevrouw An Vinks"),
        (Person("Yilmaz", initials="O.", preference="heer"), "De heer O. Yilmaz"),
        (Person("Berg", "van der", "A.", preference="mevrouw"), "Mevrouw A. van der Berg"),
        (
            Person("Berg", "van der", "A.", titles="dr.", preference="mevrouw"),
            "Mevrouw dr. A. van der Berg",
        ),
        (Person("Berg", "van der", "A.", titles="dr."), "Dr. A. van der Berg"),
        (Person("Berg", "van der", preference="heer"), "De heer Van der Berg"),
        # domain.md 2.3: who has a namesake, as in the Kamer's open data (TKOD)
        (Person("Vries", "de", "A.", first_name="Aukje"), "A. (Aukje) de Vries"),
        (
            Person("Vries", "de", "A.", "Aukje", preference="mevrouw", titles="dr."),
            "Mevrouw dr. A. (Aukje) de Vries",
        ),
        (Person("Dijk", "van", first_name="Jasper"), "Jasper van Dijk"),
        (
            Person("Raet", "de", noble_title="baron", preference="heer"),
            "De heer baron de Raet",
        ),
    ],
)
def test_address_line(person: Person, expected: str) -> None:
    assert plain(address_line(person)) == expected


# domain.md 2.1: salutation of one person; and BRP aanhef for an unknown preference
@pytest.mark.parametrize(
    ("person", "expected", "source"),
    [
        (
            Person("Berg", "van der", "A.", preference="mevrouw"),
            "Geachte mevrouw Van der Berg,",
            "TA-G",
        ),
        (Person("Vries", "de", preference="heer"), "Geachte heer De Vries,", "TA-G"),
        (Person("Berg", "van der", "A."), "Geachte A. van der Berg,", "TA-NB"),
        (Person("Groenen", initials="J.R."), "Geachte J.R. Groenen,", "BRP aanhef"),
        (Person("Berg", "van der", first_name="Anne"), "Geachte Anne van der Berg,", "TA-NB"),
        (Person("Vries", "de", "A.", first_name="Aukje"), "Geachte A. de Vries,", "TA-NB"),
        (VELZEN._replace(preference="mevrouw"), "Geachte mevrouw Van Velzen-in het Veld,", "BRP"),
        (Person("Hart", "'t", "M.", preference="heer"), "Geachte heer 't Hart,", "OT-N, BRP"),
        (Person("Ancona", "d'", "H.", preference="mevrouw"), "Geachte mevrouw d'Ancona,", "OT-N"),
        (Person("Raet", "de", "W.", noble_title="baron"), "Geachte W. baron de Raet,", "OT-N"),
        (
            Person("Meeren", "Van der", first_name="Patsy", fixed_spelling=True),
            "Geachte Patsy Van der Meeren,",
            "OT-N",
        ),
        (Person("Zonnetje", "in het"), "Geachte In het Zonnetje,", "BRP aanhef"),
        (
            Person("Berg", "van der", "A.", titles="dr.", preference="mevrouw"),
            "Geachte mevrouw Van der Berg,",
            "TA-G",
        ),
    ],
)
def test_person_salutation(person: Person, expected: str, source: str) -> None:
    assert plain(person_salutation(person)) == expected, source


def test_initials_and_surname_stay_on_one_line() -> None:
    assert full_name(BERG) == "A.\u00a0van der Berg"
    assert address_line(BERG) == "A.\u00a0van der Berg"
    assert full_name(ANNE) == "Anne van der Berg"


WORDS = st.text(st.characters(categories=["Lu", "Ll"]), min_size=1, max_size=8)


@given(WORDS, WORDS, st.sampled_from(["", "A."]), st.sampled_from(["", "van", "'t", "d'"]))
def test_without_preference_there_is_no_gendered_word(
    surname: str, second: str, initials: str, particle: str
) -> None:
    person = Person(surname, particle, initials, second_surname=second)
    rest = plain(person_salutation(person)).replace(surname, "").replace(second, "").lower()
    line = plain(address_line(person)).replace(surname, "").replace(second, "").lower()
    for word in ("heer", "mevrouw"):
        assert word not in rest
        assert word not in line


@given(WORDS, st.sampled_from(["", "Van Den", "van", "'t"]), st.sampled_from(["", "De", "de"]))
def test_a_fixed_spelling_is_never_changed(surname: str, particle: str, second: str) -> None:
    person = Person(
        surname, particle, second_particle=second, second_surname=surname, fixed_spelling=True
    )
    assert name_after_title(person) == full_name(person)
    assert name_after_title(person).startswith(f"{particle} {surname}".strip())
