"""Codes: all that zielcalc can print as a code, what it says and how it is mended, in English and German.

Problems and notices; the verdicts of targets, and the reasons why one has none.
"""

from __future__ import annotations

import re
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from zielcalc.model.amount import Amount, Decimals, Limit, Premise, Reckoning, Spot, Spots
from zielcalc.model.problem import Place, Problem
from zielcalc.model.quantity import Lang, short_text
from zielcalc.model.words import WORDS


class Code(Struct, frozen=True):
    """What a code says and, where there is a usual mending, the hint to it; `{gaps}` are filled from the problem.

    `more_en`, `more_de` are further lines below the excerpt; one of which a gap is not known is left out.
    """

    en: str
    de: str
    hint_en: str = ""
    hint_de: str = ""
    is_notice: bool = False
    more_en: tuple[str, ...] = ()
    more_de: tuple[str, ...] = ()


GAP = r"\{(\w+)\}"
"""What is filled in when a message is printed."""


def message(problem: Problem, lang: Lang) -> str:
    """Say what a problem is, in one sentence."""
    code = CODES[problem.code]
    return _fill(code.de if lang == "de" else code.en, problem, lang)


def hint(problem: Problem, lang: Lang) -> str:
    """Say how a problem is probably mended; empty where nothing is known."""
    code = CODES[problem.code]
    return _filled(code.hint_de if lang == "de" else code.hint_en, problem, lang)


def more(problem: Problem, lang: Lang) -> list[str]:
    """Say what else there is to a problem, line by line."""
    code = CODES[problem.code]
    lines = (_filled(text, problem, lang) for text in (code.more_de if lang == "de" else code.more_en))
    return [line for line in lines if line]


def told(problem: Problem, lang: Lang) -> list[str]:
    """Say all there is to a problem beside its message, line by line: how it is mended, and what else there is."""
    return [*filter(None, [hint(problem, lang)]), *more(problem, lang)]


def related(problem: Problem, lang: Lang) -> list[tuple[Place, str]]:
    """Give the further places that a problem names, each with the line that names it, as if it were the only one."""
    code = CODES[problem.code]
    found = []
    for text in (code.hint_de, *code.more_de) if lang == "de" else (code.hint_en, *code.more_en):
        named = [(gap, spots) for gap in re.findall(GAP, text) if isinstance(spots := problem.args.get(gap), Spots)]
        for gap, spot in ((gap, spot) for gap, spots in named for spot in spots.items if spot.place.line):
            alone = replace(spot, place=Place(spot.place.file))
            said = _filled(text, replace(problem, args={**problem.args, gap: alone}), lang)
            found += [(spot.place, said)] if said else []
    return found


def _filled(text: str, problem: Problem, lang: Lang) -> str:
    """Fill the gaps of a text; where one is not known, it is empty."""
    gaps = set(re.findall(GAP, text))
    return _fill(text, problem, lang) if all(problem.args.get(gap) is not None for gap in gaps) else ""


def _fill(text: str, problem: Problem, lang: Lang) -> str:
    def filled(gap: re.Match[str]) -> str:
        shown = _shown(problem.args.get(gap[1]), lang)
        # Where nothing is said, the blank before it is too much.
        return gap[0][: gap[0].index("{")] + shown if shown else ""

    return re.sub(f" ?{GAP}", filled, text)


SYSTEM_REASONS = {
    "No such file or directory": "Datei oder Ordner nicht vorhanden",
    "Is a directory": "ist ein Ordner",
    "Not a directory": "ist kein Ordner",
    "Permission denied": "keine Berechtigung",
    "No space left on device": "kein Platz auf dem Datenträger",
    "Read-only file system": "Dateisystem nur lesbar",
    "File name too long": "Dateiname zu lang",
    "closed": "geschlossen",
    # git
    "not inside a git repository": "kein Git-Repository hier",
    "git is not installed": "git ist nicht installiert",
}
"""What the operating system or git says of a file, in German; anything else is passed on as it says it."""


YAML_REASONS = {
    "mapping values are not allowed in this context": (
        "a ':' where no key can stand",
        "ein Doppelpunkt, wo kein Schlüssel stehen kann",
    ),
    "did not find expected ',' or ']'": ("a ',' or ']' is missing", "„,“ oder „]“ fehlt"),
    "did not find expected ',' or '}'": ("a ',' or '}' is missing", "„,“ oder „}“ fehlt"),
    "found unexpected end of stream": ("a quotation is never closed", "ein Anführungszeichen wird nie geschlossen"),
    "did not find expected key": (
        "this does not go on from what stands before it",
        "das setzt nicht fort, was davor steht",
    ),
    "could not find expected ':'": ("a key without ':'", "ein Schlüssel ohne Doppelpunkt"),
    "did not find expected '-' indicator": ("an entry of a list without '-'", "ein Eintrag einer Liste ohne „-“"),
    "found character that cannot start any token": (
        "no text begins with this character",
        "mit diesem Zeichen beginnt kein Text",
    ),
    "did not find expected alphabetic or numeric character": (
        "no text begins with this character",
        "mit diesem Zeichen beginnt kein Text",
    ),
    "did not find expected comment or line break": (
        "after '|' or '>' the text begins on the next line",
        "nach „|“ oder „>“ beginnt der Text in der nächsten Zeile",
    ),
    "did not find expected node content": ("no value begins with this", "damit beginnt kein Wert"),
    "found unknown escape character": ("a '\\' that YAML does not know", "ein „\\“, das YAML nicht kennt"),
    "block sequence entries are not allowed in this context": (
        "a list begins on a line of its own",
        "eine Liste beginnt in einer eigenen Zeile",
    ),
}
"""What the YAML parser says of a slip, in words of ours; anything else is passed on as it says it."""


def _shown(value: object, lang: Lang) -> str:
    match value:
        case str() if lang == "de" and value in SYSTEM_REASONS:
            return SYSTEM_REASONS[value]
        case str() if value in YAML_REASONS:
            return YAML_REASONS[value][lang == "de"]
        case Fraction():
            return short_text(value, lang=lang)
        case Amount() | Limit() | Decimals() | Reckoning() | Spot() | Spots() | Premise():
            return value.text(lang)
        case tuple() | list():
            return ", ".join(_shown(part, lang) for part in value)
        case _:
            return str(value)


CODES: dict[str, Code] = {
    # Files
    "cannot-read": Code("cannot be read: {reason}", "lässt sich nicht lesen: {reason}"),
    "cannot-write": Code("cannot be written: {reason}", "lässt sich nicht schreiben: {reason}"),
    "too-large": Code("larger than {most}", "größer als {most}"),
    "more-problems": Code(
        "{count} further problems, not shown",
        "{count} weitere Fehler, nicht gezeigt",
        "so many often have one cause",
        "so viele haben oft eine einzige Ursache",
    ),
    "not-utf8": Code(
        "an agreement file is UTF-8, this one is not",
        "eine Vereinbarung ist UTF-8, diese Datei nicht",
        "save it as UTF-8",
        "als UTF-8 speichern",
    ),
    "control-character": Code(
        "holds the control character {character}", "enthält das Steuerzeichen {character}", "delete it", "löschen"
    ),
    # YAML
    "empty-file": Code("holds nothing", "enthält nichts"),
    "yaml-syntax": Code(
        "not readable as YAML: {reason}",
        "nicht als YAML lesbar: {reason}",
        "check quotation marks, brackets and indentation, here and in the line above",
        "Anführungszeichen, Klammern und Einrückung prüfen, hier und in der Zeile darüber",
    ),
    "tab-indent": Code(
        "YAML is indented with blanks, here stands a tab",
        "YAML wird mit Leerzeichen eingerückt, hier steht ein Tabulator",
        "two blanks for each level",
        "zwei Leerzeichen je Ebene",
    ),
    "yaml-feature": Code(
        "'{feature}': anchors, aliases, merge keys and tags are not read",
        "„{feature}“: Anker, Verweise, Mischschlüssel und Tags werden nicht gelesen",
        "write it out; in a text, put quotation marks",
        "ausschreiben; einen Text in Anführungszeichen setzen",
    ),
    "several-documents": Code(
        "a second document begins here",
        "hier beginnt ein zweites Dokument",
        "a file for each agreement",
        "für jede Vereinbarung eine Datei",
    ),
    "too-deep": Code("nested deeper than {most} levels", "tiefer als {most} Ebenen verschachtelt"),
    "key-not-text": Code("a key is a single word", "ein Schlüssel ist ein einzelnes Wort"),
    "not-a-mapping": Code("keys and values are expected here", "hier werden Schlüssel und Werte erwartet"),
    "not-a-list": Code(
        "a list is expected here", "hier wird eine Liste erwartet", "in brackets: [a, b]", "in Klammern: [a, b]"
    ),
    "not-a-text": Code("a single value is expected here", "hier wird ein einzelner Wert erwartet"),
    "list-length": Code(
        "{count} values are expected here, {found} found", "erwartet werden {count} Werte, gefunden {found}"
    ),
    "unknown-key": Code(
        "no key is called '{key}' here",
        "einen Schlüssel „{key}“ gibt es hier nicht",
        "did you mean '{near}'?",
        "gemeint: „{near}“?",
    ),
    "duplicate-key": Code("'{key}' stands already in line {line}", "„{key}“ steht schon in Zeile {line}"),
    "missing-key": Code("'{key}' is missing", "„{key}“ fehlt", "{key}: {words}", "{key}: {words}"),
    "misplaced-key": Code(
        "'{key}' has no meaning here", "„{key}“ hat hier keine Bedeutung", "leave it out", "weglassen"
    ),
    "empty-value": Code(
        "no value",
        "kein Wert",
        "write the value, or 'open' for one not yet agreed",
        "den Wert schreiben, oder „open“ für einen noch nicht vereinbarten",
    ),
    "bent-scalar": Code(
        "'{text}' is turned into something else by YAML",
        "„{text}“ wird von YAML zu etwas anderem gemacht",
        "a text in quotation marks; a number without leading 0, ':' or '_'; true or false",
        "einen Text in Anführungszeichen; eine Zahl ohne führende 0, „:“ oder „_“; true oder false",
    ),
    "comma-in-braces": Code(
        "inside { } a comma ends the text; '{read}' was read",
        "in { } beendet ein Komma den Text; gelesen wurde „{read}“",
        "put the text in quotation marks",
        "den Text in Anführungszeichen setzen",
    ),
    "hash-in-text": Code(
        "from '#' on the line is a comment; '{read}' was read",
        "ab „#“ ist die Zeile ein Kommentar; gelesen wurde „{read}“",
        "put the text in quotation marks",
        "in Anführungszeichen setzen",
    ),
    # Ids and choices
    "bad-id": Code(
        "'{id}' is no id: small letters, digits and '_', a letter first",
        "„{id}“ ist kein Bezeichner: Kleinbuchstaben, Ziffern und „_“, zuerst ein Buchstabe",
        "{instead}",
        "{instead}",
    ),
    "reserved-id": Code("'{id}' stands for what is not yet agreed", "„{id}“ steht für noch nicht Vereinbartes"),
    "unknown-choice": Code(
        "'{text}' is none of: {words}",
        "„{text}“ ist keines von: {words}",
        "did you mean '{near}'?",
        "gemeint: „{near}“?",
    ),
    "double-name": Code(
        "'{id}' is already the name of what stands in line {line}",
        "„{id}“ heißt schon, was in Zeile {line} steht",
    ),
    "alias-taken": Code("'{name}' already names another measure", "„{name}“ benennt schon eine andere Messgröße"),
    "unknown-name": Code(
        "no measure is called '{name}'",
        "keine Messgröße heißt „{name}“",
        "did you mean '{near}'?",
        "gemeint: „{near}“?",
    ),
    "unknown-series": Code(
        "no measure is called '{name}', whose series is to be read",
        "keine Messgröße heißt „{name}“, deren Reihe gelesen werden soll",
        "did you mean '{near}'?",
        "gemeint: „{near}“?",
    ),
    "series-of-series": Code(
        "'{name}' itself reads another series",
        "„{name}“ liest selbst eine andere Reihe",
    ),
    "series-unit": Code(
        "'{name}' is in {unit}, and its series is read in no other unit",
        "„{name}“ ist in {unit}, und seine Reihe wird in keiner anderen Einheit gelesen",
    ),
    "unknown-group": Code(
        "no group is called '{name}'", "keine Gruppe heißt „{name}“", "did you mean '{near}'?", "gemeint: „{near}“?"
    ),
    "unknown-target": Code(
        "no target is called '{name}'", "kein Ziel heißt „{name}“", "did you mean '{near}'?", "gemeint: „{near}“?"
    ),
    "unknown-priority": Code(
        "no priority is called '{name}'",
        "kein Schwerpunkt heißt „{name}“",
        "did you mean '{near}'?",
        "gemeint: „{near}“?",
    ),
    "not-yes-no": Code(
        "'{name}' is no yes/no measure",
        "„{name}“ ist keine Ja/Nein-Messgröße",
        "a name of its own declares one",
        "ein eigener Name genügt",
    ),
    # Periods
    "bad-year": Code("'{text}' is no year", "„{text}“ ist kein Jahr", "such as 2016", "etwa 2016"),
    "bad-agreed-period": Code(
        "'{text}' is not twelve months",
        "„{text}“ sind nicht zwölf Monate",
        "such as 2015-11/2016-10",
        "etwa 2015-11/2016-10",
    ),
    "bad-month": Code("'{text}' is no month", "„{text}“ ist kein Monat", "such as 2016-04", "etwa 2016-04"),
    "due-year": Code(
        "'{text}' is a year; a month or a day is expected",
        "„{text}“ ist ein Jahr; erwartet wird ein Monat oder ein Tag",
        "{text}-12",
        "{text}-12",
    ),
    "year-and-period": Code("'year' and 'period' exclude one another", "„year“ und „period“ schließen einander aus"),
    # Numbers
    "not-whole": Code("'{text}' is no whole number from 0 to {most}", "„{text}“ ist keine ganze Zahl von 0 bis {most}"),
    "bad-number": Code(
        "'{text}' is no number",
        "„{text}“ ist keine Zahl",
        "digits and a decimal point: 3089, 22.9 %",
        "Ziffern und Dezimalpunkt: 3089, 22.9 %",
    ),
    "not-a-number": Code(
        "a number is expected here, not '{text}'",
        "hier wird eine Zahl erwartet, nicht „{text}“",
        "digits and a decimal point: 3089, 22.9 %",
        "Ziffern und Dezimalpunkt: 3089, 22.9 %",
    ),
    "number-too-long": Code("a number of more than {most} digits", "eine Zahl mit mehr als {most} Stellen"),
    "decimal-comma": Code(
        "numbers of the agreement have a decimal point: {number}",
        "Zahlen der Vereinbarung haben einen Dezimalpunkt: {number}",
    ),
    "thousands-point": Code(
        "{text} reads as a fraction here; {whole} is probably meant",
        "{text} ist hier ein Bruchteil; gemeint ist wohl {whole}",
        "really a fraction? Then {text}0",
        "wirklich ein Bruchteil? Dann {text}0",
    ),
    "percent-sign": Code(
        "percentages and points always have their sign; is '{text} {unit}' meant?",
        "Prozente und Prozentpunkte haben immer ihr Zeichen; gemeint „{text} {unit}“?",
        "{text} {unit}",
        "{text} {unit}",
    ),
    "unknown-unit": Code(
        "'{unit}' is no unit of this agreement",
        "„{unit}“ ist keine Einheit dieser Vereinbarung",
        "a bare number takes the unit it is compared with; before a name stands a sign: 2 * a",
        "eine bloße Zahl nimmt die Einheit, mit der verglichen wird; vor einem Namen steht ein Zeichen: 2 * a",
    ),
    "output-is-input": Code(
        "is read by this command, and not overwritten",
        "wird von diesem Aufruf gelesen und nicht überschrieben",
        "give another file",
        "eine andere Datei angeben",
    ),
    "bad-unit": Code("'{unit}' is no unit", "„{unit}“ ist keine Einheit"),
    # Formulas
    "operator-in-bound": Code(
        "the comparison is in the key, '{operator}' is too much",
        "das Vergleichszeichen steckt im Schlüssel, „{operator}“ ist zu viel",
        "write: {rest}",
        "schreiben: {rest}",
    ),
    "brackets-reserved": Code("'[' is kept for later", "„[“ ist für später vorbehalten"),
    "formula-character": Code(
        "'{character}' has no meaning in a formula",
        "„{character}“ hat in einer Formel keine Bedeutung",
        "write '{instead}'",
        "„{instead}“ schreiben",
    ),
    "formula-syntax": Code("'{found}' cannot stand here", "„{found}“ kann hier nicht stehen"),
    "formula-ends": Code("the formula ends too early", "die Formel endet zu früh"),
    "formula-too-long": Code(
        "a formula of more than {most} characters",
        "eine Formel mit mehr als {most} Zeichen",
        "make a part of it an indicator",
        "einen Teil davon zu einer Kennzahl machen",
    ),
    "formula-too-deep": Code(
        "a formula of more than {most} levels",
        "eine Formel mit mehr als {most} Ebenen",
        "a long sum is written sum(a, b, …)",
        "eine lange Summe schreibt man sum(a, b, …)",
    ),
    "unknown-function": Code(
        "no function is called '{name}'",
        "keine Funktion heißt „{name}“",
        "did you mean '{near}'?",
        "gemeint: „{near}“?",
    ),
    "wrong-arguments": Code(
        "number of values in {name}( ): {found} instead of {count}",
        "Zahl der Werte in {name}( ): {found} statt {count}",
    ),
    "round-decimals": Code(
        "round takes a whole number from 0 to {most} as its second argument",
        "round nimmt als zweites eine ganze Zahl von 0 bis {most}",
    ),
    "yes-no-in-formula": Code("'{name}' is a yes or no, and no number", "„{name}“ ist ein Ja oder Nein, keine Zahl"),
    "unit-mismatch": Code("{left} and {right} do not go together", "{left} und {right} passen nicht zusammen"),
    "wrong-unit": Code("'{text}' is in {found}, {asked} is asked for", "„{text}“ ist in {found}, verlangt ist {asked}"),
    "open-formula": Code("a formula cannot be 'open'", "eine Formel kann nicht „open“ sein"),
    "cycle": Code("stands on itself: {path}", "beruht auf sich selbst: {path}"),
    # Targets
    "two-kinds": Code(
        "two kinds of target in one: {kinds}",
        "zwei Arten von Ziel in einem: {kinds}",
        "two targets, or for both ends between: [a, b]",
        "zwei Ziele, oder für beide Enden between: [a, b]",
    ),
    "no-kind": Code(
        "nothing is demanded here",
        "hier wird nichts verlangt",
        "at_least, at_most, more_than, less_than, equals, between, about with within, or monitored: true",
        "at_least, at_most, more_than, less_than, equals, between, about mit within, oder monitored: true",
    ),
    "no-decimals": Code(
        "judged at its decimals, but for {unit} none are said",
        "wird an seinen Nachkommastellen beurteilt, doch für {unit} sind keine genannt",
        "decimals: 1 here, or for all: decimals: {{unit}: 1}",
        "hier decimals: 1, oder für alle: decimals: {{unit}: 1}",
    ),
    "bound-digits": Code(
        "'{text}' is written finer than it is judged (decimals: {decimals}): it would be rounded away",
        "„{text}“ ist feiner geschrieben als verglichen wird (decimals: {decimals}): es ginge beim Runden verloren",
        "more decimals at the target, or judged: exact",
        "mehr decimals am Ziel, oder judged: exact",
    ),
    "corridor-turned": Code(
        "the corridor ends below its beginning",
        "der Korridor endet unter seinem Anfang",
        "the lower end first",
        "das untere Ende zuerst",
    ),
    "within-negative": Code("a distance is not negative", "ein Abstand ist nicht negativ"),
    "pace-length": Code(
        "{found} cumulative shares; one for each of the twelve months is expected",
        "{found} aufgelaufene Anteile; erwartet wird je einer für die zwölf Monate",
    ),
    "pace-falls": Code("cumulative shares do not fall", "aufgelaufene Anteile fallen nicht"),
    "pace-end": Code(
        "the last cumulative share is 1, not {last}", "der letzte aufgelaufene Anteil ist 1, nicht {last}"
    ),
    "open-value": Code("not yet agreed", "noch nicht vereinbart"),
    # The command
    "two-agreements": Code(
        "several agreements here: {files}",
        "mehrere Vereinbarungen hier: {files}",
        "choose one with --agreement",
        "eine wählen mit --agreement",
    ),
    "bundled-agreement": Code(
        "no agreement given: the bundled example, Kreis Viersen 2016, is used",
        "keine Vereinbarung genannt: es gilt das mitgelieferte Beispiel, Kreis Viersen 2016",
        "-a FILE, or agreement*.yaml in this folder",
        "-a DATEI, oder agreement*.yaml in diesem Ordner",
        is_notice=True,
    ),
    "empty-selection": Code(
        "'{pattern}' selects no target",
        "„{pattern}“ wählt kein Ziel aus",
        "did you mean '{near}'?",
        "gemeint: „{near}“?",
    ),
    "as-of-outside": Code(
        "{text} is no month of the agreed year {year}",
        "{text} ist kein Monat des vereinbarten Jahres {year}",
        "a month from {first} to {last}",
        "ein Monat von {first} bis {last}",
    ),
    "unknown-code": Code(
        "no code is called '{name}'",
        "einen Code „{name}“ gibt es nicht",
        "did you mean '{near}'?",
        "gemeint: „{near}“?",
    ),
    # Actuals against the agreement
    "annual-contradicts": Code(
        "the year's value of {name} is {text}, its months make {other}",
        "der Jahreswert von {name} ist {text}, die Monate ergeben {other}",
        "correct one, or leave the year's value out",
        "eines berichtigen, oder den Jahreswert weglassen",
    ),
    "baseline-differs": Code(
        "{name}: the agreed baseline {agreed}{unit} judges, the prior year's data say {actual}{unit}",
        "{name}: es gilt der vereinbarte Vorjahreswert {agreed}{unit}, die Vorjahresdaten ergeben {actual}{unit}",
        "--baseline actuals judges by the data",
        "--baseline actuals misst an den Daten",
        is_notice=True,
    ),
    "assumed-twice": Code("'{name}' is assumed twice, differently", "„{name}“ wird zweimal verschieden angenommen"),
    "assumed-for-the-year": Code(
        "'{name}' is assumed for the whole year; what is judged before its end does not see that",
        "„{name}“ ist für das ganze Jahr angenommen; was vor dessen Ende beurteilt wird, sieht das nicht",
        "zielcalc need and forecast suppose the year's end",
        "zielcalc need und forecast rechnen mit dem Jahresende",
        is_notice=True,
    ),
    "not-comparable": Code(
        "actuals after the revision of {month} are not comparable with an older agreed baseline of {names}: {text}",
        "Ist-Werte nach der Revision {month} sind mit einem älteren vereinbarten Vorjahreswert von {names} nicht "
        "vergleichbar: {text}",
        "--baseline actuals holds them against the revised data of the year before",
        "--baseline actuals hält sie gegen die revidierten Daten des Vorjahres",
        is_notice=True,
    ),
    "part-above-whole": Code(
        "'{name}' is {part}, more than the {whole} of '{of}', which it is part of",
        "„{name}“ ist {part}, mehr als die {whole} von „{of}“, wovon es ein Teil ist",
        is_notice=True,
    ),
    "bad-vintage": Code("'{text}' is no month", "„{text}“ ist kein Monat", "such as 2016-10", "etwa 2016-10"),
    "baseline-from-data": Code(
        "{name}: the prior year's data {actual}{unit} judge, the agreed baseline is {agreed}{unit}",
        "{name}: es gelten die Vorjahresdaten {actual}{unit}, vereinbart ist der Vorjahreswert {agreed}{unit}",
        is_notice=True,
    ),
    # Actuals
    # Files
    "no-text": Code(
        "this is neither a table of text nor a workbook",
        "das ist weder eine Texttabelle noch eine Arbeitsmappe",
        "save it as CSV or as an Excel workbook (.xlsx)",
        "als CSV oder als Excel-Arbeitsmappe (.xlsx) speichern",
    ),
    "encoding": Code(
        "a character that is neither UTF-8 nor UTF-16 nor Windows-1252",
        "ein Zeichen, das weder UTF-8 noch UTF-16 noch Windows-1252 ist",
        "save the file as 'CSV UTF-8'",
        "die Datei als „CSV UTF-8“ speichern",
    ),
    "line-too-long": Code(
        "a line of more than {most} characters",
        "eine Zeile mit mehr als {most} Zeichen",
    ),
    "csv-quote": Code(
        "a quotation mark stands where none may, or is never closed",
        "ein Anführungszeichen steht, wo keines stehen darf, oder wird nie geschlossen",
        "a cell in quotation marks ends with one; inside it they are doubled",
        "eine Zelle in Anführungszeichen endet mit einem; in ihr werden sie verdoppelt",
    ),
    "cell-too-long": Code(
        "a cell of more than 131072 characters",
        "eine Zelle mit mehr als 131072 Zeichen",
        "perhaps a quotation mark is never closed",
        "vielleicht wird ein Anführungszeichen nie geschlossen",
    ),
    # Workbooks
    "workbook-unreadable": Code(
        "this workbook cannot be read: {reason}",
        "diese Arbeitsmappe kann nicht gelesen werden: {reason}",
        "open it in Excel or LibreOffice and save it again, or as CSV",
        "in Excel oder LibreOffice öffnen und neu speichern, oder als CSV",
    ),
    "workbook-password": Code(
        "this workbook is protected by a password",
        "diese Arbeitsmappe ist mit einem Kennwort geschützt",
        "save it without the password",
        "ohne das Kennwort speichern",
    ),
    "which-sheet": Code(
        "several sheets hold something: {sheets}",
        "mehrere Blätter enthalten etwas: {sheets}",
        "say which with --sheet",
        "mit --sheet sagen, welches gemeint ist",
    ),
    "unknown-sheet": Code(
        "there is no sheet '{name}', there are: {sheets}",
        "ein Blatt „{name}“ gibt es nicht, es gibt: {sheets}",
    ),
    "percent-cell": Code(
        "the workbook stores {text} for '{name}', read as {read} %",
        "die Arbeitsmappe speichert {text} für „{name}“, gelesen als {read} %",
        "if {other} % is meant, write {other} in a cell without a percent format: one with it stores {text}",
        "falls {other} % gemeint ist, {other} in eine Zelle ohne Prozentformat schreiben: eine mit speichert {text}",
        is_notice=True,
    ),
    # Headers and columns
    "no-header": Code(
        "no usable header: the first row does not say which columns hold measure, period and value",
        "keine brauchbare Kopfzeile: Die erste Zeile sagt nicht, wo Messgröße, Zeitraum und Wert stehen",
        "measure,value · measure,period,value · period,<measure>,… · measure,<month>,…",
        "Messgröße;Wert · Messgröße;Monat;Wert · Monat;<Messgröße>;… · Messgröße;<Monat>;…",
    ),
    "column-twice": Code(
        "columns '{other}' and '{name}' both claim the same",
        "die Spalten „{other}“ und „{name}“ stehen für dasselbe",
        "rename or remove one of them",
        "eine davon umbenennen oder entfernen",
    ),
    "no-by-column": Code(
        "there is no column '{name}' as asked for with --by",
        "eine Spalte „{name}“, wie mit --by verlangt, gibt es nicht",
    ),
    "ignored-column": Code(
        "column '{name}' is ignored",
        "die Spalte „{name}“ bleibt unbeachtet",
        is_notice=True,
    ),
    "unnamed-column": Code(
        "a column without a title holds something and is ignored",
        "eine Spalte ohne Überschrift enthält etwas und bleibt unbeachtet",
        is_notice=True,
    ),
    "row-length": Code(
        "a row of {cells} cells under {columns} columns",
        "eine Zeile mit {cells} Zellen unter {columns} Spalten",
        "an empty cell keeps its delimiter; a cell that holds one goes in quotation marks",
        "eine leere Zelle behält ihr Trennzeichen; eine Zelle, die eines enthält, gehört in Anführungszeichen",
    ),
    # Measures
    "no-known-measure": Code(
        "the agreement knows not one measure of this file",
        "die Vereinbarung kennt keine einzige Messgröße dieser Datei",
        "the file has {names}; the agreement knows {known}",
        "die Datei hat {names}; die Vereinbarung kennt {known}",
    ),
    "unknown-measure": Code(
        "the agreement knows no measure '{name}' ({count}×)",
        "die Vereinbarung kennt keine Messgröße „{name}“ ({count}×)",
        "did you mean '{near}'?",
        "ist „{near}“ gemeint?",
        is_notice=True,
    ),
    "more-unknown-measures": Code(
        "{count} more rows are of further measures the agreement does not know",
        "{count} weitere Zeilen nennen andere Messgrößen, die die Vereinbarung nicht kennt",
        is_notice=True,
    ),
    "indicator-in-actuals": Code(
        "'{name}' is an indicator: it is calculated from its measures, so this value is ignored",
        "„{name}“ ist eine Kennzahl: Sie wird aus ihren Messgrößen berechnet, dieser Wert bleibt unbeachtet",
        is_notice=True,
    ),
    "unnamed-row": Code(
        "a row names no measure and is ignored ({count}×)",
        "eine Zeile nennt keine Messgröße und bleibt unbeachtet ({count}×)",
        is_notice=True,
    ),
    # Periods
    "bad-period": Code(
        "'{text}' is no month, and no year such as {year}",
        "„{text}“ ist kein Monat und kein Jahr wie {year}",
        "a month is written 2016-03, 03/2016, 03.2016, 31.03.2016 or Mar 2016",
        "ein Monat wird 2016-03, 03/2016, 03.2016, 31.03.2016 oder Mrz 2016 geschrieben",
    ),
    "year-needs-period": Code(
        "'{text}' is a calendar year, the agreement's year is {year}",
        "„{text}“ ist ein Kalenderjahr, das Jahr der Vereinbarung ist {year}",
        "write {year}",
        "{year} schreiben",
    ),
    # Values
    "bad-value": Code(
        "'{text}' is no number",
        "„{text}“ ist keine Zahl",
    ),
    "bad-yes-no": Code(
        "'{text}' is neither yes nor no",
        "„{text}“ ist weder ja noch nein",
        "ja or nein, yes or no, erfüllt or nicht erfüllt, true or false, 1 or 0",
        "ja oder nein, yes oder no, erfüllt oder nicht erfüllt, true oder false, 1 oder 0",
    ),
    "nil-yes-no": Code(
        "'{text}' means zero, '{name}' asks for yes or no",
        "„{text}“ heißt null, „{name}“ verlangt ja oder nein",
        "leave the cell empty where nothing is reported",
        "die Zelle leer lassen, wo nichts gemeldet ist",
    ),
    "negative-count": Code(
        "'{text}' is negative, but '{name}' is a count",
        "„{text}“ ist negativ, „{name}“ ist aber eine Anzahl",
    ),
    "percent-in-count": Code(
        "'{text}' is a percentage, but '{name}' is in {unit}",
        "„{text}“ ist ein Prozentwert, „{name}“ ist aber in {unit}",
        "write the number alone, or unit: percent in the agreement",
        "nur die Zahl schreiben, oder unit: percent in der Vereinbarung",
    ),
    "undecided-notation": Code(
        "'{text}' may be {comma} or {point}",
        "„{text}“ kann {comma} oder {point} sein",
        "--decimal comma reads {comma}, --decimal point reads {point}",
        "--decimal comma liest {comma}, --decimal point liest {point}",
    ),
    "mixed-notation": Code(
        "'{text}' and '{other}' (line {line}) are of two notations: decimal comma and decimal point",
        "„{text}“ und „{other}“ (Zeile {line}) sind zweierlei Schreibweise: Dezimalkomma und Dezimalpunkt",
        "write all numbers of a file alike",
        "alle Zahlen einer Datei gleich schreiben",
    ),
    "other-notation": Code(
        "'{text}' is no number with a decimal {notation}",
        "„{text}“ ist mit --decimal {notation} keine Zahl",
    ),
    "nil-read-as-zero": Code(
        "'{text}' is read as 0, here and wherever it stands alone in this file",
        "„{text}“ wird als 0 gelesen, hier und überall, wo es in dieser Datei allein steht",
        "leave a cell empty, or write k.A., where the value is not known",
        "eine Zelle leer lassen oder k.A. schreiben, wo der Wert nicht bekannt ist",
        is_notice=True,
    ),
    "magnitude": Code(
        "{text} is an order of magnitude away from {other}",
        "{text} liegt eine Größenordnung neben {other}",
        "more such cells of '{name}' in this file: {more}",
        "weitere solche Zellen von „{name}“ in dieser Datei: {more}",
        is_notice=True,
    ),
    # The same cell twice
    "cell-repeated": Code(
        "'{name}' for {period} is given again with the same value, as in {file}, line {line}",
        "„{name}“ für {period} steht hier noch einmal mit demselben Wert wie in {file}, Zeile {line}",
        is_notice=True,
    ),
    "more-repeated-cells": Code(
        "{count} more cells of this file are given again with the same value",
        "{count} weitere Zellen dieser Datei stehen noch einmal mit demselben Wert da",
        is_notice=True,
    ),
    "cell-contradicts": Code(
        "'{name}' for {period} has another value here than in {file}, line {line}",
        "„{name}“ für {period} hat hier einen anderen Wert als in {file}, Zeile {line}",
        "the rows differ in column '{unit_column}': judge each unit with --by {unit_column}, or give one unit's rows",
        "die Zeilen unterscheiden sich in der Spalte „{unit_column}“: mit --by {unit_column} jede Einheit beurteilen"
        " oder nur die Zeilen einer Einheit angeben",
    ),
    # --set
    "set-form": Code(
        "'{text}' is not MEASURE=VALUE",
        "„{text}“ ist nicht MESSGRÖSSE=WERT",
        "for example: --set regel_integrationen=3198",
        "zum Beispiel: --set regel_integrationen=3198",
    ),
    "unknown-measure-set": Code(
        "the agreement knows no measure '{name}' to set",
        "die Vereinbarung kennt keine Messgröße „{name}“, die zu setzen wäre",
        "did you mean '{near}'?",
        "ist „{near}“ gemeint?",
    ),
    # explain
    "ambiguous-target": Code(
        "'{name}' may be any of several targets",
        "„{name}“ kann mehrere Ziele meinen",
        "one of: {names}",
        "eines von: {names}",
    ),
    # diff
    "agreement-and-table": Code(
        "'{agreement}' is an agreement, '{table}' a table: two of one kind can be compared",
        "„{agreement}“ ist eine Vereinbarung, „{table}“ eine Tabelle: vergleichen lassen sich zwei von einer Art",
        "which verdicts flip with these actuals: zielcalc diff OLD NEW --actuals {table}",
        "was mit diesen Ist-Werten kippt: zielcalc diff ALT NEU --actuals {table}",
    ),
    "not-an-agreement": Code(
        "is no agreement: it begins '{text}'",
        "ist keine Vereinbarung: sie beginnt „{text}“",
        "call a table of actuals .csv",
        "eine Tabelle mit Ist-Werten .csv nennen",
    ),
    "neither-kind": Code(
        "is neither an agreement nor a table: it begins '{text}'",
        "ist weder eine Vereinbarung noch eine Tabelle: die Datei beginnt „{text}“",
        "an agreement begins with a key (format: 1), a table with its header (measure,value)",
        "eine Vereinbarung beginnt mit einem Schlüssel (format: 1), eine Tabelle mit ihrem Kopf (Kennzahl;Wert)",
    ),
    "git-failed": Code(
        "git gives no such file: {reason}",
        "Git gibt diese Datei nicht her: {reason}",
        "REV:path names a file of a git repository: main:agreement_2016.yaml, HEAD~1:./agreement.yaml",
        "REV:pfad nennt eine Datei eines Git-Repositorys: main:agreement_2016.yaml, HEAD~1:./agreement.yaml",
    ),
    # The paper held against itself
    "more-notices": Code(
        "{count} further notices, not shown", "{count} weitere Hinweise, nicht gezeigt", is_notice=True
    ),
    "targets-exclude": Code(
        "two targets exclude one another {at}",
        "zwei Ziele schließen einander {at} aus",
        "'{one}' demands {least}, '{other}' {most} ({label})",
        "„{one}“ verlangt {least}, „{other}“ {most} ({label})",
        is_notice=True,
    ),
    "plan-missed": Code(
        "its own plan misses this target",
        "der eigene Plan verfehlt dieses Ziel",
        "plan {reckoned}, demanded {bound}; rounded and exactly",
        "Plan {reckoned}, verlangt {bound}; gerundet wie genau",
        is_notice=True,
    ),
    "plan-by-rounding": Code(
        "its own plan meets this target only rounded",
        "der eigene Plan erreicht dieses Ziel nur gerundet",
        "plan {reckoned}. Needed exactly: {needed}.",
        "Plan {reckoned}. Genau nötig: {needed}.",
        is_notice=True,
        more_en=("That is of '{of}', all else as planned.", "judged: {exact}, so the plan misses it."),
        more_de=("Das gilt für „{of}“, alles andere wie geplant.", "judged: {exact}, also verfehlt der Plan es."),
    ),
    "plan-only-exact": Code(
        "its own plan meets this target only exactly, and it is judged rounded",
        "der eigene Plan erreicht dieses Ziel nur genau, verglichen wird gerundet",
        "plan {reckoned}, demanded {bound}",
        "Plan {reckoned}, verlangt {bound}",
        is_notice=True,
    ),
    "bound-beside-plan": Code(
        "the bound is not the plan",
        "der Zielwert ist nicht der Plan",
        "plan {reckoned}, demanded {bound}",
        "Plan {reckoned}, verlangt {bound}",
        is_notice=True,
    ),
    "coarse-rounding": Code(
        "rounding gives away {share} of the target",
        "das Runden verschenkt {share} des Ziels",
        "at {decimals} {enough} will do, that is {at} {loose} instead of {strict}.",
        "bei {decimals} genügen {enough}, das sind {at} {loose} statt {strict}.",
        is_notice=True,
        more_en=("At {decimals} {alone} will do.", "'{binding}' binds here.", "Mending:  decimals: {finer}"),
        more_de=("Bei {decimals} genügen {alone}.", "Hier bindet {binding}.", "Abhilfe:  decimals: {finer}"),
    ),
    "same-promise": Code(
        "one promise, {count} numbers",
        "ein Versprechen, {count} Zahlen",
        is_notice=True,
        more_en=(
            "{names} hang together.",
            "Exactly, {at} they ask {here} ({label}).",
            "Beside the plan they part: at {level}, {low} are {missing} short of '{farthest}'.",
            "Beside the plan they part: at {level}, {low} are {too_many} too many for '{farthest}'.",
            "Likewise {also}.",
        ),
        more_de=(
            "{names} hängen zusammen.",
            "Genau gerechnet verlangen sie {at} {here} ({label}).",
            "Daneben trennen sie sich: bei {level} fehlen mit {low} noch {missing} zu {farthest}.",
            "Daneben trennen sie sich: bei {level} sind {low} um {too_many} zu viel für {farthest}.",
            "Ebenso {also}.",
        ),
    ),
    "promises-differ": Code(
        "targets on the same thing demand different numbers",
        "Ziele auf dasselbe verlangen Verschiedenes",
        "'{binding}' binds",
        "es bindet {binding}",
        is_notice=True,
        more_en=("Exactly {at}, of {label}: {demands}.", "As judged {at}, of {label}: {as_judged}."),
        more_de=("Genau gerechnet {at}, {label}: {demands}.", "Wie verglichen wird {at}, {label}: {as_judged}."),
    ),
    "parts-miss-whole": Code(
        "who meets all the parts misses the whole",
        "wer alle Teile erreicht, verfehlt das Ganze",
        "the parts, just met, make {reached} instead of {bound}",
        "die Teile, gerade erreicht, ergeben {reached} statt {bound}",
        is_notice=True,
        more_en=("Parts {at}: {parts}.",),
        more_de=("Teile {at}: {parts}.",),
    ),
    "part-demands-more": Code(
        "a part demands more than the whole",
        "ein Teil verlangt mehr als das Ganze",
        "{part}; '{of}' demands {whole}",
        "{part}; {of} verlangt {whole}",
        is_notice=True,
    ),
    "mix-effect": Code(
        "by the plan all parts go one way and the whole the other",
        "nach Plan gehen alle Teile in eine Richtung und das Ganze in die andere",
        "whole {whole}: the weights of the parts shift",
        "das Ganze {whole}: die Gewichte der Teile verschieben sich",
        is_notice=True,
        more_en=("Parts: {parts}.",),
        more_de=("Teile: {parts}.",),
    ),
    "printed-differs": Code(
        "{text} is printed, the numbers make {nearest}",
        "gedruckt ist {text}, die Zahlen ergeben {nearest}",
        "{reckoned}",
        "{reckoned}",
        is_notice=True,
        more_en=("Cut off instead of rounded it is {cut}.", "From the figures as printed it is {by_print}."),
        more_de=("Abgeschnitten statt gerundet sind es {cut}.", "Aus den gedruckten Zahlen sind es {by_print}."),
    ),
    "agreed-beside-formula": Code(
        "{agreed} is agreed, the formula makes another number of the agreed parts",
        "vereinbart ist {agreed}, die Formel ergibt aus den vereinbarten Teilen eine andere Zahl",
        "{reckoned}; this is what judges",
        "{reckoned}; dies gilt",
        is_notice=True,
    ),
    "from-rounded": Code(
        "{text} is reckoned from figures already rounded",
        "{text} ist aus schon gerundeten Zahlen gerechnet",
        "from the printed figures {by_print}; unrounded {reckoned}",
        "aus den gedruckten Zahlen {by_print}; ungerundet {reckoned}",
        is_notice=True,
    ),
    "printed-no-number": Code("'{text}' is not one number", "„{text}“ ist nicht eine Zahl", is_notice=True),
    "padded": Code(
        "printed with {printed}, reckoned at {at}",
        "gedruckt mit {printed}, gerechnet auf {at}",
        "{reckoned}: {rounded}, filled up with 0.",
        "{reckoned}: {rounded}, mit 0 aufgefüllt.",
        is_notice=True,
        more_en=("Likewise {also}.", "Right either way: {firm}."),
        more_de=("Ebenso {also}.", "In beiden Lesarten richtig: {firm}."),
    ),
    "uneven": Code(
        "printed with {own}, beside it {neighbour} with {others}",
        "gedruckt mit {own}, daneben {neighbour} mit {others}",
        "{reckoned}.",
        "{reckoned}.",
        is_notice=True,
    ),
    "no-baseline": Code(
        "no baseline is agreed",
        "kein Vorjahreswert vereinbart",
        is_notice=True,
        more_en=("Likewise {also}.", "Open until the actuals hold {year}: {targets}."),
        more_de=("Ebenso {also}.", "Offen, bis die Ist-Werte {year} enthalten: {targets}."),
    ),
    "interpretation": Code(
        "the paper leaves this open; the file reads it in one way",
        "das Papier lässt dies offen; die Datei liest es auf eine Weise",
        is_notice=True,
        more_en=("Likewise {also}.",),
        more_de=("Ebenso {also}.",),
    ),
    "unserved-priority": Code(
        "no target serves this priority",
        "kein Ziel dient diesem Schwerpunkt",
        is_notice=True,
        more_en=("Likewise {also}.",),
        more_de=("Ebenso {also}.",),
    ),
    "no-source": Code(
        "without a source in the paper",
        "ohne Fundstelle",
        is_notice=True,
        more_en=("Likewise {also}.",),
        more_de=("Ebenso {also}.",),
    ),
    "unused": Code(
        "nothing uses '{name}'",
        "nichts braucht „{name}“",
        is_notice=True,
        more_en=("Likewise {also}.",),
        more_de=("Ebenso {also}.",),
    ),
    "no-evidence": Code(
        "reported as reached, but without evidence: '{name}'",
        "als erreicht gemeldet, aber ohne Beleg: „{name}“",
        "in a table of one value a row, a column 'evidence' says where it is shown",
        "in einer Tabelle mit einem Wert je Zeile sagt eine Spalte „beleg“, woran man es sieht",
        is_notice=True,
        more_en=("Likewise {also}.",),
        more_de=("Ebenso {also}.",),
    ),
    # The file held against the text of the paper
    "quote-not-found": Code(
        "the paper does not say this",
        "im Papier steht dieser Wortlaut nicht",
        "nearest is its line {line}: '{near}'",
        "am nächsten kommt seine Zeile {line}: „{near}“",
        is_notice=True,
    ),
    "printed-not-found": Code(
        "the paper does not print {text}",
        "im Papier steht {text} nicht",
        "nearest is {near}",
        "am nächsten kommt {near}",
        is_notice=True,
    ),
    "number-not-encoded": Code(
        "not in the file: {numbers}",
        "fehlt in der Datei: {numbers}",
        "encode it, or leave it out by name under not_encoded, with quote and reason",
        "aufnehmen, oder namentlich auslassen unter not_encoded, mit quote und reason",
        is_notice=True,
    ),
    "paper-not-text": Code(
        "this is no text ({kind})",
        "das ist kein Text ({kind})",
        "pdftotext -layout paper.pdf paper.txt, or save as plain text",
        "pdftotext -layout papier.pdf papier.txt, oder als reinen Text speichern",
    ),
    "paper-encoding": Code(
        "a character that is neither UTF-8 nor UTF-16 nor Windows-1252",
        "ein Zeichen, das weder UTF-8 noch UTF-16 noch Windows-1252 ist",
        "save the text as UTF-8",
        "den Text als UTF-8 speichern",
    ),
    # template, init
    "already-there": Code(
        "is there already, and not overwritten",
        "ist schon da und wird nicht überschrieben",
        "give another file",
        "eine andere Datei angeben",
    ),
    "old-year-named": Code(
        "an old year ({years}) is still named, line {lines}",
        "ein altes Jahr ({years}) wird noch genannt, Zeile {lines}",
        "wording and comments were kept: say what holds of the new year",
        "Wortlaut und Anmerkungen sind geblieben: sagen, was im neuen Jahr gilt",
        is_notice=True,
    ),
    "old-breakdown": Code(
        "'{file}' holds the breakdown's numbers of {year}, and is still named here",
        "„{file}“ enthält die Zahlen der Aufteilung von {year} und wird hier weiter genannt",
        "name the file of the new year",
        "die Datei des neuen Jahres nennen",
        is_notice=True,
    ),
    "baseline-left-open": Code(
        "the actuals give no result of {year} for {names}: baseline open",
        "die Ist-Werte ergeben kein Ergebnis {year} für {names}: Vorjahreswert offen",
        "supply actuals of the whole period, or fill in the baseline by hand",
        "Ist-Werte des ganzen Zeitraums angeben oder den Vorjahreswert von Hand eintragen",
        is_notice=True,
    ),
    "baseline-rounded": Code(
        "the baseline of '{name}' is rounded, exactly {exact}, and its line has no room to say so",
        "der Vorjahreswert von „{name}“ ist gerundet, genau {exact}, und in der Zeile ist kein Platz, es zu sagen",
        "a target that is judged exactly may turn on it: keep the fraction in a comment",
        "ein Ziel, das genau verglichen wird, kann daran hängen: den Bruch in einem Kommentar festhalten",
        is_notice=True,
    ),
    "not-installed": Code(
        "this needs {package}, which is not installed",
        "dafür fehlt {package}",
        "pip install 'zielcalc[{extra}]'",
        "pip install 'zielcalc[{extra}]'",
    ),
    "workbook-to-terminal": Code(
        "a workbook is not for the terminal",
        "eine Arbeitsmappe ist nichts für das Terminal",
        "-o FILE.xlsx writes it to a file",
        "-o DATEI.xlsx schreibt sie in eine Datei",
    ),
    "sheet-format": Code(
        "a sheet is written as CSV or .xlsx, not as {format}",
        "eine Vorlage wird als CSV oder .xlsx geschrieben, nicht als {format}",
        "-o {name}.xlsx",
        "-o {name}.xlsx",
    ),
    "nothing-missing": Code(
        "nothing is missing; the sheet has no rows",
        "es fehlt nichts; die Tabelle hat keine Zeilen",
        is_notice=True,
    ),
}

# What results say: verdicts, and reasons why there is no value
BY_ROUNDING = "by-rounding"
VERDICTS: dict[str, Code] = {
    "met": Code(
        "a target is met",
        "ein Ziel ist erreicht",
        "the year is complete and the actual is what the target demands; of a promise, it is reported as reached",
        "das Jahr ist vollständig und der Ist-Wert ist, was das Ziel verlangt; eine Zusage ist als erreicht gemeldet",
    ),
    "missed": Code(
        "a target is missed",
        "ein Ziel ist verfehlt",
        "the year is complete and the actual is not what the target demands, or a promise is due and reported as not "
        "reached; zielcalc explain says why",
        "das Jahr ist vollständig und der Ist-Wert ist nicht, was das Ziel verlangt, oder eine Zusage ist fällig und "
        "als nicht erreicht gemeldet; zielcalc explain sagt, warum",
    ),
    "on_track": Code(
        "a target is on track",
        "ein Ziel ist auf Kurs",
        "the year is not complete, and the actual is what is due by the month judged",
        "das Jahr ist nicht vollständig, und der Ist-Wert ist, was bis zum Stichmonat fällig ist",
    ),
    "behind": Code(
        "a target is behind",
        "ein Ziel ist im Rückstand",
        "the actual is not what is due by the month judged; zielcalc need says what is still missing",
        "der Ist-Wert ist nicht, was bis zum Stichmonat fällig ist; zielcalc need sagt, was noch fehlt",
    ),
    "pending": Code(
        "a target is not yet due",
        "ein Ziel ist noch nicht fällig",
        "a promise before its month that is not reported as reached, or a target with pace: end before the year's end",
        "eine Zusage vor ihrem Monat, die nicht als erreicht gemeldet ist, oder ein Ziel mit pace: end vor dem "
        "Jahresende",
    ),
    "open": Code(
        "of a target nothing can be said",
        "von einem Ziel lässt sich nichts sagen",
        "what it needs is not there, and missing is never zero; the reason says which value",
        "was es braucht, fehlt, und was fehlt, ist nie null; der Grund sagt, welcher Wert",
    ),
    "monitored": Code(
        "a target is only monitored",
        "ein Ziel wird nur beobachtet",
        "the agreement says monitored: true; its numbers are shown and not judged",
        "die Vereinbarung sagt monitored: true; die Zahlen werden gezeigt und nicht beurteilt",
    ),
    "waived": Code(
        "a target is waived",
        "ein Ziel entfällt",
        "its condition is reported not to hold",
        "gemeldet ist, dass seine Bedingung nicht erfüllt ist",
    ),
    BY_ROUNDING: Code(
        "rounding decides a target",
        "das Runden entscheidet ein Ziel",
        "compared exactly the verdict is another one; the agreement says that rounded values are compared",
        "genau verglichen ist das Ergebnis ein anderes; die Vereinbarung sagt, dass gerundete Werte verglichen werden",
    ),
}
"""What `verdict` says of a target, and that rounding decided it."""

_REASONS: dict[str, tuple[str, str]] = {
    "no-data": (
        "the actuals hold no value of the year, or a mark for missing; zielcalc template ACTUALS writes the row",
        "die Ist-Werte enthalten keinen Wert des Jahres oder ein Zeichen für fehlend; zielcalc template ACTUALS "
        "schreibt die Zeile",
    ),
    "month-missing": (
        "other months are there, or only a value of the year, which says nothing of its months: "
        "zielcalc explain TARGET ACTUALS names the rows to add",
        "andere Monate sind da, oder nur ein Jahreswert, der über seine Monate nichts sagt: "
        "zielcalc explain ZIEL ACTUALS nennt die fehlenden Zeilen",
    ),
    "suppressed": (
        "the value is withheld (*), and what it may be decides; only the value itself mends this",
        "der Wert ist unterdrückt (*), und was er sein kann, entscheidet; nur der Wert selbst hilft ab",
    ),
    "no-baseline": (
        "the agreement has no baseline of it, and the actuals nothing of the year before: add either",
        "die Vereinbarung nennt keinen Vorjahreswert, und die Ist-Werte enthalten kein Vorjahr: eines davon ergänzen",
    ),
    "no-plan": (
        "the target asks for a plan, and the agreement has none: add it",
        "das Ziel fragt nach einem Planwert, und die Vereinbarung hat keinen: ergänzen",
    ),
    "no-prior-year": (
        "pace: prior_year goes by the months of the year before: add them all to the actuals, or take another pace",
        "pace: prior_year richtet sich nach den Monaten des Vorjahres: alle in den Ist-Werten ergänzen, oder ein "
        "anderes pace wählen",
    ),
    "not-agreed": (
        "the agreement says open: write what was agreed",
        "die Vereinbarung sagt open: hinschreiben, was vereinbart wurde",
    ),
    "per-unit": (
        "per_unit stands for a bound of each unit's own; for the whole write one",
        "per_unit steht für einen eigenen Zielwert jeder Einheit; für das Ganze einen hinschreiben",
    ),
    "not-reported": (
        "the promise is due, and the actuals say neither ja nor nein of it: add the row",
        "die Zusage ist fällig, und die Ist-Werte sagen weder ja noch nein: die Zeile ergänzen",
    ),
    "not-to-date": (
        "i - 100 can be held against nothing in June: put the number into the bound, or say pace: end",
        "i - 100 lässt sich im Juni an nichts messen: die Zahl in den Zielwert nehmen, oder pace: end sagen",
    ),
    "division-by-zero": (
        "a quota of nothing has no value; is the 0 in the actuals right?",
        "eine Quote von nichts hat keinen Wert; stimmt die 0 in den Ist-Werten?",
    ),
    "too-large": (
        "is there a slip in the actuals, or in the formula?",
        "ein Versehen in den Ist-Werten oder in der Formel?",
    ),
    "too-much": (
        "the formulas stand on one another too often, or are too long: write them shorter",
        "die Formeln bauen zu oft aufeinander auf oder sind zu lang: kürzer schreiben",
    ),
}
REASONS: dict[str, Code] = {name: Code(*WORDS[name], *mending) for name, mending in _REASONS.items()}
"""What `reason_code` says of an open target, in the words of `reason`."""
