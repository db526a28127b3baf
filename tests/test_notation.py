"""How a cell writes a number, a mark, a yes or a no (design, section 5: Numbers, Marks)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zielcalc.model.actuals import Mark
from zielcalc.model.notation import Fault, Number, StoredNumber, Written, read_entry, read_number
from zielcalc.model.quantity import decimal_text
from zielcalc.model.unit import COUNT, PERCENT, YES_NO, parse_unit

EUR = parse_unit("EUR")
assert EUR


def readings(text: str) -> tuple[str, str]:
    """Give a number as the comma and as the point notation read it; '–' where one cannot."""
    number = read_number(text)
    assert isinstance(number, Written), number
    return tuple(  # type: ignore[return-value]
        decimal_text(one.value, one.decimals) if one else "–" for one in (number.comma, number.point)
    )


@pytest.mark.parametrize(
    ("text", "comma", "point"),
    [
        ("3089", "3089", "3089"),
        ("0", "0", "0"),
        ("22,30", "22.30", "–"),
        ("22.34", "–", "22.34"),
        ("3.089", "3089", "3.089"),
        ("3,089", "3.089", "3089"),
        ("1.596.852.249", "1596852249", "–"),
        ("1,596,852,249", "–", "1596852249"),
        ("3730.59085177", "–", "3730.59085177"),
        ("1.234,5", "1234.5", "–"),
        ("1,234.5", "–", "1234.5"),
        ("0.123", "–", "0.123"),
        ("0,123", "0.123", "–"),
        ("1234.567", "–", "1234.567"),
        ("12.34.567", None, None),
        ("1 234", "1234", "1234"),
        ("1\u00a0234\u00a0567,5", "1234567.5", "–"),
        ("1\u2009234", "1234", "1234"),
        ("1\u202f234", "1234", "1234"),
        ("1'234.50", "–", "1234.50"),
        ("1’234", "1234", "1234"),
        ("1'234 567", None, None),
        ("1 23", None, None),
        ("12 3456", None, None),
        ("0 123", None, None),
        ("+5", "5", "5"),
        ("-23", "-23", "-23"),
        ("-  23", "-23", "-23"),
        ("−23", "-23", "-23"),
        ("− 0,5", "-0.5", "–"),
        ("  7  ", "7", "7"),
    ],
)
def test_numbers(text: str, comma: str | None, point: str | None) -> None:
    if comma is None:
        assert read_number(text.strip()) == Fault("bad-value")
    else:
        assert readings(text.strip()) == (comma, point)


@pytest.mark.parametrize(
    "text",
    [
        *("1e3", "1_000", ".5", "5,", "5.", "٣", "１２", "²", "1/3", "0x10", "inf", "NaN", "--5", "+-5", "5-", "1.2.3"),
        *("1..000", "1,,5", "1.000,", "12abc", "3 089 €", "%", "+", "5 % %", "1.000 000", "- - 3", "–5", "1\n000\n"),
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert read_entry(text, EUR) == Fault("bad-value")


def test_a_percentage_is_written_with_or_without_its_sign() -> None:
    plain, signed, spaced = (read_entry(text, PERCENT) for text in ("6,7", "6,7%", "6,7 %"))
    number = Number(Fraction(67, 10), 1)
    assert plain == Written(number, None)
    assert signed == spaced == Written(number, None, is_percentage=True)


@pytest.mark.parametrize("unit", ["count", "EUR", "pp", "grade", "ratio"])
def test_a_percent_sign_elsewhere_is_a_fault(unit: str) -> None:
    found = parse_unit(unit)
    assert found
    assert read_entry("5 %", found) == Fault("percent-in-count")


def test_a_count_is_never_negative_money_may_be() -> None:
    assert read_entry("-5", COUNT) == read_entry("− 3.089", COUNT) == Fault("negative-count")
    assert read_entry("-0", COUNT) == read_entry("0", COUNT)
    assert read_entry("-5", EUR) == Written(Number(Fraction(-5), 0), Number(Fraction(-5), 0))


def test_a_count_may_be_fractional() -> None:
    assert read_entry("3730.59085177", COUNT) == Written(None, Number(Fraction(373059085177, 10**8), 8))


@pytest.mark.parametrize("text", ["", "  ", ".", "...", "…", "x", "X", "/", "k.A.", "k. A.", "n/a", "N/A", "\u00a0"])
@pytest.mark.parametrize("unit", [COUNT, PERCENT, YES_NO])
def test_missing(text: str, unit: object) -> None:
    assert read_entry(text, unit) is Mark.MISSING  # type: ignore[arg-type]


def test_suppressed() -> None:
    assert read_entry("*", COUNT) is Mark.SUPPRESSED
    assert read_entry("*", YES_NO) == Fault("bad-yes-no")


@pytest.mark.parametrize("text", ["-", "–", " - "])
def test_nil(text: str) -> None:
    nil = read_entry(text, COUNT)
    assert isinstance(nil, Written)
    assert nil.is_nil
    assert nil.values == (0, 0)
    assert read_entry(text, YES_NO) == Fault("nil-yes-no")


def test_yes_and_no() -> None:
    for text in ("ja", "Ja", "YES", "erfüllt", "Erfüllt", "erfu\u0308llt", "erfuellt", "true", "WAHR", "1"):
        assert read_entry(text, YES_NO) is True, text
    for text in ("nein", "no", "nicht erfüllt", "nicht  erfüllt", "false", "0"):
        assert read_entry(text, YES_NO) is False, text
    for text in ("2", "vielleicht", "j", "1,0", "100 %"):
        assert read_entry(text, YES_NO) == Fault("bad-yes-no"), text


def test_a_stored_number_has_one_reading() -> None:
    assert read_entry(StoredNumber("3.089"), COUNT) == Written(
        Number(Fraction("3.089"), 3), Number(Fraction("3.089"), 3)
    )
    assert read_entry("3.089", COUNT) != read_entry(StoredNumber("3.089"), COUNT)


def test_a_number_of_any_length_costs_nothing() -> None:
    assert read_entry("9" * 40, COUNT) == Written(
        Number(Fraction(int("9" * 40)), 0), Number(Fraction(int("9" * 40)), 0)
    )
    for text in ("9" * 41, "9" * 1_000_000, "0." + "1" * 40, "-" + "1" * 200_000, StoredNumber("1" + "0" * 300)):
        assert read_entry(text, COUNT) == Fault("number-too-long")
    for text in ("x" * 1_000_000, "1 " * 500_000 + "x", " " * 1_000 + "a"):
        assert isinstance(read_entry(text, COUNT), Fault)


@given(st.integers(-(10**12), 10**12), st.integers(0, 6), st.sampled_from(["", ".", " ", "'", "\u202f"]))
def test_what_is_written_with_a_comma_is_read_again(digits: int, decimals: int, mark: str) -> None:
    value = Fraction(digits, 10**decimals)
    text = decimal_text(value, decimals, "de").replace(".", mark)
    number = read_number(text)
    assert isinstance(number, Written)
    assert number.comma == Number(value, decimals)


@given(st.text(max_size=120))
def test_no_text_is_more_than_a_fault(text: str) -> None:
    for unit in (COUNT, PERCENT, YES_NO):
        read_entry(text, unit)
