"""A table that forgets what nobody asks for."""

from __future__ import annotations

from drafter.remembered import Remembered


def test_what_is_not_there_is_none() -> None:
    table: Remembered[str, int] = Remembered(2)
    assert table["a"] is None
    table["a"] = 1
    assert table["a"] == 1


def test_it_holds_two_generations_at_most() -> None:
    table: Remembered[int, int] = Remembered(10)
    for number in range(100):
        table[number] = number
        assert len(table) <= 10
    assert [table[number] for number in (79, 98, 99)] == [None, 98, 99]


def test_what_is_asked_for_again_and_again_stays() -> None:
    table: Remembered[int, int] = Remembered(10)
    table[-1] = 1
    for number in range(100):
        table[number] = number
        assert number % 5 or table[-1] == 1
    assert table[3] is None


def test_it_forgets_all_of_both_generations() -> None:
    table: Remembered[int, int] = Remembered(2)
    for number in range(3):
        table[number] = number
    table.clear()
    assert [table[number] for number in range(3)] == [None, None, None]
