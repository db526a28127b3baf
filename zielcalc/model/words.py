"""Words: what zielcalc itself says in a report, in English and German. Problems and notices are in `codes`."""

from __future__ import annotations

from zielcalc.model.quantity import Lang

MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
}

WORDS: dict[str, tuple[str, str]] = {
    # Verdicts
    "met": ("met", "erreicht"),
    "missed": ("missed", "verfehlt"),
    "on_track": ("on track", "auf Kurs"),
    "behind": ("behind", "im Rückstand"),
    "pending": ("not yet due", "nicht fällig"),
    "open": ("open", "offen"),
    "monitored": ("monitored", "beobachtet"),
    "waived": ("waived", "entfällt"),
    "assumed": ("assumed", "angenommen"),
    # Columns
    "prior": ("prior year", "Vorjahr"),
    "column_as_of": ("As of", "Stand"),
    "column_prior": ("prior year", "Vorjahr"),
    "column_plan": ("Plan", "Plan"),
    "part_of_year": ("{title} to date", "{title} anteilig"),
    "column_bound": ("Target {year}", "Ziel {year}"),
    "column_to_date": ("To date", "Soll"),
    "column_actual": ("Actual", "Ist"),
    "column_gliding": ("12 months", "gleitend"),
    "column_delta": ("Delta", "Differenz"),
    "column_change": ("Change", "Veränd."),
    "column_gap": ("Gap", "Abstand"),
    "column_verdict": ("Verdict", "Ergebnis"),
    "column_exact": ("exactly", "genau"),
    "to_date": ("to date", "JFW"),
    # Values
    "yes": ("yes", "ja"),
    "no": ("no", "nein"),
    "none": ("–", "–"),
    "from_to": ("{low} to {high}", "{low} bis {high}"),
    "per_unit": ("per unit", "je Einheit"),
    # Head
    "year_complete": ("year {year} complete", "ganzes Jahr {year}"),
    "as_of": ("as of {month}", "Stand {month}"),
    "as_of_each": ("as of {first} to {last}", "Stand {first} bis {last}"),
    "no_month": ("no data for {year}", "keine Daten für {year}"),
    "judged_rounded": ("compared rounded", "verglichen wird gerundet"),
    "judged_exact": ("compared exactly", "verglichen wird genau"),
    "judged_in_year": ("compared exactly before the end of the year", "vor dem Jahresende wird genau verglichen"),
    "pace_linear": (
        "Numbers of the year are brought to the month: linear, {share}. That is an assumption of zielcalc, not of the "
        "agreement (pace). Stocks and rates stand as they are.",
        "Jahreswerte sind auf den Monat gebracht: linear, {share}. Das ist eine Annahme von zielcalc, nicht der "
        "Vereinbarung (pace). Bestände und Raten stehen, wie sie sind.",
    ),
    "pace_linear_said": (
        "Where agreed, numbers of the year are brought to the month in twelfths.",
        "Wo es vereinbart ist, sind Jahreswerte in Zwölfteln auf den Monat gebracht.",
    ),
    "pace_prior_year": (
        "Where agreed, numbers of the year are brought to the month by the prior year's share.",
        "Wo es vereinbart ist, sind Jahreswerte mit dem Anteil des Vorjahres auf den Monat gebracht.",
    ),
    "pace_agreed": (
        "Where agreed, numbers of the year are brought to the month by agreed shares.",
        "Wo es vereinbart ist, sind Jahreswerte mit vereinbarten Anteilen auf den Monat gebracht.",
    ),
    "pace_elapsed": ("months elapsed / 12", "abgelaufene Monate / 12"),
    "own_plan": ("its own plan", "ihr eigener Plan"),
    "judged_line": ("judged: {judged}, line {line}", "judged: {judged}, Zeile {line}"),
    # Count
    "targets": ("{count} targets: {list}", "{count} Ziele: {list}"),
    "target_one": ("1 target: {list}", "1 Ziel: {list}"),
    "besides": ("not judged or counted elsewhere: {list}", "nicht bewertet oder schon gezählt: {list}"),
    "follow": ("{count} follows from another", "{count} folgt aus einem anderen"),
    "follow_many": ("{count} follow from others", "{count} folgen aus anderen"),
    "only_rounded": ("{count} of them only rounded", "davon {count} nur gerundet"),
    "shown_of": ("{shown} of {count} shown", "{shown} von {count} gezeigt"),
    # What rounding decided
    "exactly_missed": ("Missed when compared exactly:", "Genau gerechnet verfehlt:"),
    "exactly_met": ("Met when compared exactly:", "Genau gerechnet erreicht:"),
    "exactly_open": ("Open when compared exactly:", "Genau gerechnet offen:"),
    "instead_of": ("{actual} instead of {bound}", "{actual} statt {bound}"),
    "would_be_needed": (
        "{needed} instead of {actual} would be needed ({label})",
        "nötig wären {needed} statt {actual} ({label})",
    ),
    # Conditions
    "condition_unreported": ("Condition not reported: {text}", "Bedingung nicht gemeldet: {text}"),
    "condition_holds": ("Condition holds: {text}", "Bedingung erfüllt: {text}"),
    "condition_fails": (
        "Condition does not hold, so the target is waived: {text}",
        "Bedingung nicht erfüllt, das Ziel entfällt: {text}",
    ),
    "condition_only": ("Condition: {text}", "Bedingung: {text}"),
    "one_row": ("One row will do:  {row}", "Eine Zeile genügt:  {row}"),
    # Reasons, as the JSON gives them
    "no-data": ("no data: {name}", "keine Daten: {name}"),
    "month-missing": ("month missing: {period} of {name}", "Monat fehlt: {period} von {name}"),
    "months-missing": ("only a year's value, no months: {name}", "nur ein Jahreswert, keine Monate: {name}"),
    "suppressed": ("suppressed: {period} of {name}", "unterdrückt: {period} von {name}"),
    "no-baseline": ("no baseline: {name}", "kein Vorjahreswert: {name}"),
    "no-plan": ("no plan: {name}", "kein Planwert: {name}"),
    "division-by-zero": ("division by zero", "Division durch null"),
    "too-large": ("a number beyond any use", "eine Zahl jenseits allen Gebrauchs"),
    "too-much": ("more arithmetic than any agreement needs", "mehr Rechnung, als eine Vereinbarung braucht"),
    "not-reported": ("not reported: {name}", "nicht gemeldet: {name}"),
    "not-agreed": ("not agreed yet: {name}", "noch nicht vereinbart: {name}"),
    "per-unit": ("agreed per unit: {name}", "je Einheit vereinbart: {name}"),
    "shared-series": (
        "two measures read the series {name}: what changes one changes the other",
        "zwei Messgrößen lesen die Reihe {name}: was die eine ändert, ändert die andere",
    ),
    "no-end": (
        "cannot be compared at the end of the year: {name}",
        "lässt sich am Ende des Jahres nicht vergleichen: {name}",
    ),
    "no-number": ("no number is demanded: {name}", "hier wird keine Zahl verlangt: {name}"),
    "not-compared": ("not compared now: {name}", "wird jetzt nicht verglichen: {name}"),
    "no-prior-year": (
        "no prior year to go by: {period} of {name} is missing",
        "kein Vorjahr als Maßstab: {period} von {name} fehlt",
    ),
    "not-to-date": (
        "the year is not complete, and this formula is neither a flow nor a rate: {name}",
        "das Jahr ist nicht vollständig, und diese Formel wächst weder mit ihm noch bleibt sie stehen: {name}",
    ),
    # The same, below a table
    "note_no-data": ("No actuals {year}.", "Kein Ist {year}."),
    "note_no-data_no-baseline": (
        "No actuals {year} and no value for {prior}; the agreement does not print it.",
        "Kein Ist {year} und kein Wert für {prior}; die Vereinbarung druckt ihn nicht.",
    ),
    "note_no-baseline": (
        "No value for {prior}; the agreement does not print it.",
        "Kein Wert für {prior}; die Vereinbarung druckt ihn nicht.",
    ),
    "note_not-reported": ("Not reported.", "Nicht gemeldet."),
    "note_month-missing": ("Months are missing.", "Monate fehlen."),
    "note_suppressed": ("A count is withheld (*).", "Eine Zahl ist unterdrückt (*)."),
    "note_division-by-zero": ("Division by zero.", "Division durch null."),
    "note_too-large": ("A number is beyond any use.", "Eine Zahl ist jenseits allen Gebrauchs."),
    "note_too-much": (
        "More arithmetic than any agreement needs.",
        "Mehr Rechnung, als eine Vereinbarung braucht.",
    ),
    "note_not-agreed": ("Not agreed yet.", "Noch nicht vereinbart."),
    "note_no-plan": ("No plan was agreed.", "Kein Planwert vereinbart."),
    "note_per-unit": ("Agreed for each unit.", "Je Einheit vereinbart."),
    "note_no-prior-year": (
        "Its pace is that of the prior year, which the actuals do not hold.",
        "Es geht im Takt des Vorjahres, das in den Ist-Werten fehlt.",
    ),
    "note_not-to-date": (
        "Before the year is complete this formula cannot be brought to a month.",
        "Vor dem Ende des Jahres lässt sich diese Formel nicht auf einen Monat bringen.",
    ),
    "flag_withheld": (
        "Holds whatever the withheld counts (*) are.",
        "Gilt, wie auch immer die unterdrückten Zahlen (*) lauten.",
    ),
    "flag_provisional": (
        "Provisional: figures are final {months} months after their month.",
        "Vorläufig: Zahlen sind {months} Monate nach ihrem Monat endgültig.",
    ),
    "flag_not_comparable": (
        "Not comparable: the statistics were revised after the baseline was agreed.",
        "Nicht vergleichbar: die Statistik wurde revidiert, nachdem der Vorjahreswert vereinbart war.",
    ),
    "otherwise": (
        "With the other baseline, agreed or from the prior year's data: {verdict}.",
        "Mit dem anderen Vorjahreswert, vereinbart oder aus den Vorjahresdaten: {verdict}.",
    ),
    "rows_missing": ("Rows to add:  {rows}", "Es fehlen die Zeilen:  {rows}"),
    "flag_rounded_baseline": (
        "The baseline is itself printed rounded.",
        "Der Vorjahreswert ist selbst gerundet gedruckt.",
    ),
    # Reservation
    "reservation": ("Reservation: “{text}”", "Vorbehalt: „{text}“"),
    "against_plan": ("{label} against plan: {gap}", "{label} gegen Plan: {gap}"),
    # Problems
    "problem_in": (
        "1 problem in {file}. Nothing was calculated.",
        "1 Fehler in {file}. Nichts berechnet.",
    ),
    "problems_in": (
        "{count} problems in {file}. Nothing was calculated.",
        "{count} Fehler in {file}. Nichts berechnet.",
    ),
    "problem_nowhere": ("1 problem. Nothing was calculated.", "1 Fehler. Nichts berechnet."),
    "problems_nowhere": ("{count} problems. Nothing was calculated.", "{count} Fehler. Nichts berechnet."),
    "notice": ("notice", "Hinweis"),
    "internal_error": (
        "an error in zielcalc itself: {error}. Please report it, with the command.",
        "ein Fehler in zielcalc selbst: {error}. Bitte melden, mit dem Aufruf.",
    ),
    "problem": ("problem", "Fehler"),
    # need, forecast
    "output_twice": ("two formats cannot go to one file: {file}", "zwei Formate passen nicht in eine Datei: {file}"),
    "working": ("working", "rechne"),
    "need_title": ("What is missing until the end of {year}", "Was bis zum Ende von {year} fehlt"),
    "need_stand": (
        "as of {month}: {now} · {remaining} months left",
        "Stand {month}: {now} · noch {remaining} Monate",
    ),
    "need_missing": ("missing", "fehlen"),
    "need_per_month": ("a month", "je Monat"),
    "need_exact": ("exactly", "genau"),
    "need_level": ("mean of the months left", "im Mittel der restlichen Monate"),
    "need_value": ("needed", "nötig"),
    "need_at_most": ("at most {value}", "höchstens {value}"),
    "need_assumed": ("assumed: {now}", "angenommen: {now}"),
    "need_at_end": ("at the year's end", "am Jahresende"),
    "need_equal": ("{value}", "{value}"),
    "need_smaller": ("at most {value} (denominator)", "höchstens {value} (Nenner)"),
    "need_at_least": ("at least {value}", "mindestens {value}"),
    "need_room": ("nothing; at most {room} more", "nichts; höchstens noch {room}"),
    "need_met": ("nothing", "nichts"),
    "need_impossible": ("not by this alone", "allein nicht zu erreichen"),
    "need_range": ("{label} at", "{label} bei"),
    "need_as_now": ("as now", "wie bisher"),
    "need_as_assumed": ("as assumed", "wie angenommen"),
    "need_proof": (
        "Fed back: with {more} more ({label}) all {count} targets that hang on it are met, with {less} they are not.",
        "Rückrechnung: mit {more} mehr ({label}) sind alle {count} Ziele erreicht, die daran hängen, mit {less} nicht.",
    ),
    "binds": ("binds", "bindet"),
    "nothing_missing": ("No target is missed or behind.", "Kein Ziel ist verfehlt oder im Rückstand."),
    "forecast_title": ("Where {year} ends, by three methods", "Wo {year} endet, nach drei Verfahren"),
    "assumed_values": ("Assumed: {list}", "Angenommen: {list}"),
    "forecast_range": ("range", "Spanne"),
    "forecast_methods": (
        "↑ would be met, ↓ would be missed. linear: on as so far; prior year: by last year's share to this month; "
        "gliding: as the last twelve months. All are assumptions; the range says more than any of them.",
        "↑ würde erreicht, ↓ würde verfehlt. linear: weiter wie bisher; Vorjahr: mit dem Anteil des Vorjahres bis zu "
        "diesem Monat; gleitend: wie die letzten zwölf Monate. Alle sind Annahmen; die Spanne sagt mehr als jede von "
        "ihnen.",
    ),
    "nothing_to_forecast": ("Nothing can be forecast.", "Nichts lässt sich vorhersagen."),
    "method_linear": ("linear", "linear"),
    "method_prior_year": ("prior year", "Vorjahr"),
    "method_gliding": ("gliding", "gleitend"),
    "backtest_title": (
        "Off, forecast at this month in earlier years",
        "Abweichung, zum selben Monat früherer Jahre",
    ),
    "backtest_none": (
        "--backtest needs a month before the year's last, and earlier years that the\nactuals hold whole.",
        "--backtest braucht einen Monat vor dem letzten des Jahres und frühere Jahre, die\n"
        "in den Ist-Werten vollständig sind.",
    ),
    # validate, show
    "sound": (
        "{file}: sound. {measures}, {indicators}, {targets}.",
        "{file}: in Ordnung. {measures}, {indicators}, {targets}.",
    ),
    "open_values": ("{count} values not yet agreed.", "{count} Werte noch nicht vereinbart."),
    "open_value": ("1 value not yet agreed.", "1 Wert noch nicht vereinbart."),
    "measures": ("Measures", "Messgrößen"),
    "indicators": ("Indicators", "Kennzahlen"),
    "targets_title": ("Targets", "Ziele"),
    "yes_no_title": ("To be reported with yes or no", "Mit ja oder nein zu melden"),
    "priorities": ("Priorities", "Schwerpunkte"),
    "unit": ("Unit", "Einheit"),
    "over_time": ("Over time", "Zeitlich"),
    "label": ("Label", "Bezeichnung"),
    "id": ("Id", "Name"),
    "formula": ("Formula", "Formel"),
    "line": ("Line", "Zeile"),
    # The command line
    "plan_or_actuals": ("give ACTUALS, or --plan", "ACTUALS angeben, oder --plan"),
    "first_day": (
        """zielcalc says whether the targets of an agreement under § 48b SGB II are met.

  zielcalc check --plan                  without data: the agreement against its own plan
  zielcalc template > actuals.csv        a sheet to fill in (opens in Excel)
  zielcalc check actuals.csv             the verdicts
  zielcalc explain TARGET actuals.csv    why
  zielcalc init                          start an agreement of your own

Without a file the bundled example holds, Kreis Viersen 2016.
Your own: -a FILE, or agreement*.yaml in the folder. More: zielcalc --help
""",
        """zielcalc sagt, ob die Ziele einer Vereinbarung nach § 48b SGB II erreicht sind.

  zielcalc check --plan            ohne Daten: die Vereinbarung gegen ihren Plan
  zielcalc template > ist.csv      eine Tabelle zum Ausfüllen (öffnet in Excel)
  zielcalc check ist.csv           die Ergebnisse
  zielcalc explain ZIEL ist.csv    warum
  zielcalc init                    eine eigene Vereinbarung anfangen

Ohne Angabe gilt das Beispiel Kreis Viersen 2016.
Eigene: -a DATEI, oder agreement*.yaml im Ordner. Mehr: zielcalc --help
""",
    ),
    "help_zielcalc": (
        "Says whether the targets of a target agreement (§ 48b SGB II) are met.",
        "Sagt, ob die Ziele einer Zielvereinbarung (§ 48b SGB II) erreicht sind.",
    ),
    "help_check": (
        "Say for each target whether it is met. Exit codes: 0 met, 1 missed, 3 none missed but some open, "
        "2 could not judge.",
        "Sagt zu jedem Ziel, ob es erreicht ist. Exit-Codes: 0 erreicht, 1 verfehlt, 3 keines verfehlt, aber offene, "
        "2 nicht zu beurteilen.",
    ),
    "help_validate": (
        "Say whether agreement files are sound and add up.",
        "Sagt, ob Vereinbarungen in Ordnung sind und aufgehen.",
    ),
    "help_need": (
        "Say what is still missing for each target missed or behind (or each TARGET named), measure by measure.",
        "Sagt, was noch fehlt: zu jedem verfehlten oder rückständigen Ziel (oder jedem genannten ZIEL), je Messgröße.",
    ),
    "help_forecast": (
        "Say where the year ends, by several methods, and the verdict each would give.",
        "Sagt, wo das Jahr endet, nach mehreren Verfahren, und welches Ergebnis das gäbe.",
    ),
    "help_backtest": (
        "Say how far each method would have been off at this month in earlier years.",
        "Sagt, wie weit jedes Verfahren in früheren Jahren zu diesem Monat daneben gelegen hätte.",
    ),
    "help_show": ("List what the agreement holds.", "Zeigt, was die Vereinbarung enthält."),
    "help_codes": (
        "List every problem and notice, or say what one means.",
        "Listet alle Fehler und Hinweise, oder erklärt einen.",
    ),
    "help_schema": (
        "Print the JSON Schema of agreement files, for editors.",
        "Gibt das JSON-Schema der Vereinbarungsdateien aus, für Editoren.",
    ),
    "help_agreement": (
        "The agreement file; else agreement*.yaml in this folder, else the bundled 2016 one.",
        "Die Vereinbarung; sonst agreement*.yaml in diesem Ordner, sonst die mitgelieferte von 2016.",
    ),
    "help_plan": (
        "Take the agreement's own plan as actuals.",
        "Den eigenen Plan der Vereinbarung als Ist-Werte nehmen.",
    ),
    "help_format": (
        "table, plain, markdown, csv, json, jsonl, junit, github, sarif; FORMAT:FILE writes one more beside it.",
        "table, plain, markdown, csv, json, jsonl, junit, github, sarif; FORMAT:DATEI schreibt eines daneben.",
    ),
    "help_format_two": ("table or json.", "table oder json."),
    "help_output": ("Write to a file, whole or not at all.", "In eine Datei schreiben, ganz oder gar nicht."),
    "help_select": (
        "Judge only these targets: an id, a group or a glob; may be repeated.",
        "Nur diese Ziele: Name, Gruppe oder Muster; mehrfach möglich.",
    ),
    "help_only": (
        "List only results of these verdicts (missed,open); the exit code still sees all.",
        "Nur diese Ergebnisse zeigen (missed,open); der Exit-Code sieht alle.",
    ),
    "help_set": (
        "What if: take this as the measure's value of the year; the result is marked assumed.",
        "Was wäre wenn: dies als Jahreswert der Messgröße nehmen; das Ergebnis ist als angenommen markiert.",
    ),
    "help_as_of": ("Judge all at this month: 2016-06.", "Alle zu diesem Monat beurteilen: 2016-06."),
    "help_vintage": (
        "The month the actuals were drawn: marks results that rest on figures not yet final.",
        "Der Datenstand der Ist-Werte: markiert Ergebnisse, die auf noch nicht endgültigen Zahlen beruhen.",
    ),
    "help_baseline": (
        "Which baseline goes first where both exist: the agreed one, or the prior year's data.",
        "Welcher Vorjahreswert vorgeht, wo es beide gibt: der vereinbarte oder die Vorjahresdaten.",
    ),
    "help_decimal": (
        "The decimal mark of the actuals, where it is not plain.",
        "Das Dezimalzeichen der Ist-Werte, wo es nicht eindeutig ist.",
    ),
    "help_sheet": ("The sheet of a workbook.", "Das Tabellenblatt einer Arbeitsmappe."),
    "help_fail_on": (
        "Which verdicts make the exit code 1 or 3: missed,behind,open (all three), or never.",
        "Welche Ergebnisse den Exit-Code 1 oder 3 ergeben: missed,behind,open (alle drei) oder never.",
    ),
    "help_strict": ("Notices are problems.", "Hinweise sind Fehler."),
    "help_lang": ("The language; else that of the locale.", "Die Sprache; sonst die der Umgebung."),
    "help_help": ("Show this help.", "Diese Hilfe zeigen."),
    "help_version": ("Show the version.", "Die Version zeigen."),
    "help_quiet": ("No notices.", "Keine Hinweise."),
    "help_no_color": ("No colour.", "Keine Farbe."),
    # zielcalc codes CODE
    "notice_stays": (
        "A notice changes no verdict and may be left; with --strict it is a problem.",
        "Ein Hinweis ändert kein Ergebnis und darf stehen bleiben; mit --strict ist er ein Fehler.",
    ),
    "example_wrong": ("Wrong, {where}:", "Falsch, {where}:"),
    "example_notice": ("With the notice, {where}:", "Mit dem Hinweis, {where}:"),
    "example_mended": ("Mended:", "Berichtigt:"),
    "example_without": ("Without it:", "Ohne ihn:"),
    "in_agreement": ("in the agreement", "in der Vereinbarung"),
    "in_paper": ("in the paper", "im Papier"),
    "in_actuals": ("in the actuals", "in den Ist-Werten"),
    "in_workbook": ("in the workbook, as it stores it", "in der Arbeitsmappe, wie sie gespeichert ist"),
    "in_command": ("on the command line", "als Aufruf"),
    # Where reviewers work
    "help_textconv": (
        "Print an agreement as facts, one a line, for git's diff driver; any other file as it is.",
        "Gibt eine Vereinbarung als Angaben aus, eine je Zeile, für den Diff-Treiber von git; jede andere Datei, wie "
        "sie ist.",
    ),
    "help_format_validation": (
        "table, plain, json, junit, github, sarif; FORMAT:FILE writes one more beside it.",
        "table, plain, json, junit, github, sarif; FORMAT:DATEI schreibt eines daneben.",
    ),
    # explain
    "help_explain": (
        "Say how one target's verdict came about, down to the cells: the derivation, both readings, what turns it. "
        "TARGET is an id, or its beginning, or a part of its label. Without ACTUALS the agreement's own plan is taken.",
        "Sagt, wie das Ergebnis eines Ziels zustande kommt, bis zu den Zellen: die Herleitung, beide Lesarten, was es "
        "kippt. ZIEL ist ein Name, sein Anfang oder ein Teil der Bezeichnung. Ohne ACTUALS gilt der eigene Plan.",
    ),
    "explain_one": (
        "give one TARGET, and ACTUALS if there are any",
        "ein ZIEL angeben, und ACTUALS, wenn es welche gibt",
    ),
    "help_format_three": ("table, markdown or json.", "table, markdown oder json."),
    "explain_year": ("year {year}", "Jahr {year}"),
    "explain_as_of": ("as of {month}", "Stand {month}"),
    "explain_plan": (
        "No actuals were given: this is the agreement's own plan, taken as if it had come true.",
        "Ohne Ist-Werte: dies ist der eigene Plan der Vereinbarung, als wäre er eingetreten.",
    ),
    "prior_of": ("prior year({text})", "Vorjahr({text})"),
    "plan_of": ("plan({text})", "Plan({text})"),
    "role_baseline": ("prior year", "Vorjahr"),
    "role_plan": ("plan", "Plan"),
    # What stands at the left of the page
    "part_bound": ("Target", "Ziel"),
    "part_condition": ("Condition", "Bedingung"),
    "part_actual": ("Actual", "Ist"),
    "part_report": ("Reported", "Gemeldet"),
    "part_pace": ("Pace", "Takt"),
    "part_comparison": ("Comparison", "Vergleich"),
    "part_turns": ("What turns it", "Was kippt"),
    "part_baseline": ("Prior year", "Vorjahr"),
    "part_plan": ("Plan", "Plan"),
    "part_open": ("To mend", "Abhilfe"),
    "part_remarks": ("Remarks", "Hinweise"),
    "part_relations": ("Relations", "Bezüge"),
    "part_retype": ("To retype in any spreadsheet:", "Nachrechnen in jeder Tabelle:"),
    "retype_withheld": (
        "with withheld counts there is no single number to come to.",
        "mit unterdrückten Zahlen gibt es keine einzelne Zahl, die herauskommt.",
    ),
    "retype_too_long": (
        "the formula would be longer than a cell takes.",
        "die Formel wäre länger, als eine Zelle fasst.",
    ),
    # The sentence
    "said_by_rounding": (
        "{verdict}, but only rounded: {actual} count as {rounded}.",
        "{verdict}, aber nur gerundet: {actual} gelten als {rounded}.",
    ),
    "said_by_rounding_bound": (
        "{verdict}, but only with the bound rounded: {actual}, agreed is {bound}.",
        "{verdict}, aber nur mit gerundetem Zielwert: {actual}, vereinbart ist {bound}.",
    ),
    "said_met": ("{verdict}: {actual}, agreed is {bound}.", "{verdict}: {actual}, vereinbart ist {bound}."),
    "said_missed": (
        "{verdict} by {gap}: {actual}, agreed is {bound}.",
        "{verdict} um {gap}: {actual}, vereinbart ist {bound}.",
    ),
    "said_on_track": (
        "{verdict}: {actual}, due by {month} is {bound}.",
        "{verdict}: {actual}, fällig bis {month} ist {bound}.",
    ),
    "said_behind": (
        "{verdict} by {gap}: {actual}, due by {month} is {bound}.",
        "{verdict} um {gap}: {actual}, fällig bis {month} ist {bound}.",
    ),
    "said_only_rounded": ("{verdict}, but only rounded", "{verdict}, aber nur gerundet"),
    "said_exactly_open": ("Exactly it depends on them.", "Genau hängt es von ihnen ab."),
    "said_withheld": (
        "{verdict}, whatever the withheld counts are: between {low} and {high}; agreed is {bound}.",
        "{verdict}, wie auch immer die unterdrückten Zahlen lauten: zwischen {low} und {high}; vereinbart ist {bound}.",
    ),
    "said_withheld_due": (
        "{verdict}, whatever the withheld counts are: between {low} and {high}; due by {month} is {bound}.",
        "{verdict}, wie auch immer die unterdrückten Zahlen lauten: zwischen {low} und {high}; fällig bis {month} ist "
        "{bound}.",
    ),
    "said_withheld_one_due": (
        "{verdict}, whatever the withheld counts are; due by {month} is {bound}.",
        "{verdict}, wie auch immer die unterdrückten Zahlen lauten; fällig bis {month} ist {bound}.",
    ),
    "said_withheld_one": (
        "{verdict}, whatever the withheld counts are; agreed is {bound}.",
        "{verdict}, wie auch immer die unterdrückten Zahlen lauten; vereinbart ist {bound}.",
    ),
    "said_monitored": ("{verdict}: shown, and not judged.", "{verdict}: wird gezeigt und nicht bewertet."),
    "said_waived": (
        "{verdict}: its condition is reported not to hold.",
        "{verdict}: die Bedingung ist als nicht erfüllt gemeldet.",
    ),
    "said_pending_end": (
        "{verdict}: it is asked only at the end of the year (pace: end).",
        "{verdict}: gefragt wird erst am Ende des Jahres (pace: end).",
    ),
    "said_pending_due": ("{verdict}: due by {due}.", "{verdict}: fällig bis {due}."),
    "said_open": ("{verdict}: {reasons}.", "{verdict}: {reasons}."),
    "said_reported_yes": ("{verdict}: reported with yes.", "{verdict}: mit ja gemeldet."),
    "said_reported_no": ("{verdict}: reported with no.", "{verdict}: mit nein gemeldet."),
    "said_assumed": ("Something in it is assumed, not reported.", "Darin ist etwas angenommen, nicht gemeldet."),
    # Target
    "demand_at_least": ("at least {bound}", "mindestens {bound}"),
    "demand_at_most": ("at most {bound}", "höchstens {bound}"),
    "demand_more_than": ("more than {bound}", "mehr als {bound}"),
    "demand_less_than": ("less than {bound}", "weniger als {bound}"),
    "demand_equals": ("equal to {bound}", "gleich {bound}"),
    "demand_between": ("from {bound} to {other}", "von {bound} bis {other}"),
    "demand_about": ("about {bound}, within {other}", "ca. {bound}, Abweichung bis {other}"),
    "demand_none": ("no target value", "kein Zielwert"),
    "due_day": ("{day} {month}", "{day}. {month}"),
    "demand_milestone": ("{text}, until {due}", "{text}, bis {due}"),
    "demand_milestone_open": ("{text}", "{text}"),
    "quoted": ("“{text}”", "„{text}“"),
    "printed_as": ("printed: {text}", "gedruckt: {text}"),
    "page_of": ("page {page}", "Seite {page}"),
    "interpreted": ("Interpretation: {text}", "Auslegung: {text}"),
    "note_of": ("Note: {text}", "Anmerkung: {text}"),
    "due_by": ("due by {month}: {value}", "fällig bis {month}: {value}"),
    # Actual
    "kind_annual": ("value of the year {year}", "Jahreswert {year}"),
    "kind_sum": ("sum of {count} months", "Summe von {count} Monaten"),
    "kind_sum_one": ("sum of one month", "Summe von einem Monat"),
    "kind_mean": ("mean of {count} months", "Mittel von {count} Monaten"),
    "kind_mean_one": ("mean of one month", "Mittel von einem Monat"),
    "kind_last": ("as of {month}", "Stand {month}"),
    "kind_single": ("{month} alone", "nur {month}"),
    "kind_assumed": ("assumed (--set)", "angenommen (--set)"),
    "kind_plan": ("agreed plan", "vereinbarter Plan"),
    "kind_baseline": ("agreed baseline", "vereinbarter Vorjahreswert"),
    "kind_literal": ("agreed number", "vereinbarte Zahl"),
    "kind_gliding": ("gliding", "gleitend"),
    "kind_above": ("as above", "wie oben"),
    "kind_too_many": ("and more; all of it with -f json", "und mehr; vollständig mit -f json"),
    "in_rows": ("rows in brackets", "Zeile in Klammern"),
    "lagged": (
        "shifted by {lag}: the value of {month} counts in {counts}",
        "um {lag} verschoben: der Wert vom {month} zählt im {counts}",
    ),
    "lag_one": ("one month", "einen Monat"),
    "lag_many": ("{count} months", "{count} Monate"),
    "withheld_cell": ("withheld (*): each 1 or 2", "unterdrückt (*): je 1 oder 2"),
    "between_ends": ("between {low} and {high}", "zwischen {low} und {high}"),
    "remark_of": ("Remark: {text}", "Erläuterung: {text}"),
    "evidence_of": ("Evidence: {text}", "Beleg: {text}"),
    "reported_by_of": ("reported by {text}", "gemeldet von {text}"),
    "reported_on_of": ("reported on {text}", "gemeldet am {text}"),
    "gliding_value": ("over the last twelve months: {value}", "über die letzten zwölf Monate: {value}"),
    "report_none": ("not reported", "nicht gemeldet"),
    # How numbers came to the month
    "brought_linear": ("{year} in the whole year × {elapsed}/12", "{year} im ganzen Jahr × {elapsed}/12"),
    "brought_agreed": (
        "{year} in the whole year × {share}, the agreed share",
        "{year} im ganzen Jahr × {share}, der vereinbarte Anteil",
    ),
    "brought_share": (
        "{year} in the whole year × {share}, the share of the pace",
        "{year} im ganzen Jahr × {share}, der Anteil des Takts",
    ),
    "brought_prior_year": (
        "{year} in the whole year × {part} / {whole}, the prior year's share",
        "{year} im ganzen Jahr × {part} / {whole}, der Anteil des Vorjahres",
    ),
    "pace_explained_linear": (
        "linear, {share}: an assumption of zielcalc, not of the agreement (pace). Stocks, rates and changes stand as "
        "they are.",
        "linear, {share}: eine Annahme von zielcalc, nicht der Vereinbarung (pace). Bestände, Raten und Veränderungen "
        "stehen, wie sie sind.",
    ),
    "pace_explained_prior_year": (
        "the prior year's share to {month}: {share}",
        "der Anteil des Vorjahres bis {month}: {share}",
    ),
    "pace_explained_agreed": ("the agreed share to {month}: {share}", "der vereinbarte Anteil bis {month}: {share}"),
    "pace_explained_end": ("end: nothing is brought to the month", "end: nichts wird auf den Monat gebracht"),
    # Comparison
    "reading_rounded": ("rounded", "gerundet"),
    "reading_exact": ("exactly", "genau"),
    "reading_counts": ("← counts", "← gilt"),
    "reading_decimals": ("{reading} to {decimals}", "{reading} auf {decimals}"),
    "decimals_none": ("whole numbers", "ganze Zahlen"),
    "decimals_one": ("1 decimal", "1 Stelle"),
    "decimals_many": ("{count} decimals", "{count} Stellen"),
    "reading_in_year": ("exactly, before the end of the year", "genau, vor dem Jahresende"),
    "reading_by": ("{verdict} by {gap}", "{verdict} um {gap}"),
    "reading_said": ("reading: judged: {judged}", "Lesart: judged: {judged}"),
    "decimals_said": ("decimals: {decimals}", "Stellen: {decimals}"),
    "decimals_of_counts": ("decimals: none, as of every count", "Stellen: keine, wie bei jeder Anzahl"),
    "decimals_in_either": (
        "compared at the decimals in either reading",
        "verglichen wird in jeder Lesart an den Stellen",
    ),
    # What turns it
    "turn_open": ("{reading} open as it stands, met with", "{reading} offen, erreicht mit"),
    "turn_withheld": (
        "Whatever the withheld counts (*) are:",
        "Wie auch immer die unterdrückten Zahlen (*) lauten:",
    ),
    "many-withheld": (
        "too many counts are withheld to try them all",
        "zu viele Zahlen sind unterdrückt, um sie alle zu versuchen",
    ),
    "turn_met": ("{reading} met as it stands, missed with", "{reading} erreicht, verfehlt mit"),
    "turn_missed": ("{reading} missed as it stands, met with", "{reading} verfehlt, erreicht mit"),
    "turn_both": ("rounded and exactly", "gerundet und genau"),
    "turn_year_end": ("At the end of the year, if all stands as now:", "Am Jahresende, wenn alles steht wie jetzt:"),
    "turn_value": ("{value} {label}: {actual}", "{value} {label}: {actual}"),
    "turn_more": (
        "{value} more {label}, {monthly} a month: {actual}",
        "noch {value} {label}, je Monat {monthly}: {actual}",
    ),
    "turn_less": (
        "{value} less {label}, {monthly} a month: {actual}",
        "{value} {label} weniger, je Monat {monthly}: {actual}",
    ),
    "turn_level": (
        "{value} {label} on average of the months left: {actual}",
        "{value} {label} im Mittel der restlichen Monate: {actual}",
    ),
    "turn_none": ("no measure alone", "keiner Messgröße allein"),
    "or": ("or", "oder"),
    # Prior year
    "baseline_was": ("{value}: delta {delta}", "{value}: Differenz {delta}"),
    "baseline_changed": ("{value}: delta {delta}, change {change}", "{value}: Differenz {delta}, Veränderung {change}"),
    "baseline_none": ("none: {reasons}", "keiner: {reasons}"),
    "plan_gap": ("{value}: off by {gap}", "{value}: Abstand {gap}"),
    # To mend
    "mend_rows": ("add to the actuals: {row}", "in den Ist-Werten ergänzen: {row}"),
    "mend_agreement": ("agree on what stands as open", "vereinbaren, was noch open ist"),
    # Relations
    "relation_follows": (
        "follows from {label} ({id}) and is not counted in the summary",
        "folgt aus {label} ({id}) und zählt nicht in der Summe",
    ),
    "relation_part_of": ("part of {label} ({id})", "Teil von {label} ({id})"),
    "relation_serves": ("serves: {text}", "dient: {text}"),
    "revision_of": ("Not comparable: {text} ({month})", "Nicht vergleichbar: {text} ({month})"),
    "provisional_months": (
        "Provisional: figures are final {months} months after their month; drawn {vintage}, not yet final are {list}.",
        "Vorläufig: Zahlen sind {months} Monate nach ihrem Monat endgültig; Datenstand {vintage}, noch nicht "
        "endgültig: {list}.",
    ),
    # diff
    "diff_one_stdin": ("standard input can be read only once", "die Standardeingabe lässt sich nur einmal lesen"),
    "diff_actuals_needless": (
        "--actuals goes with two agreements; two tables are judged themselves",
        "--actuals gehört zu zwei Vereinbarungen; zwei Tabellen werden selbst beurteilt",
    ),
    "diff_set_needless": (
        "--set goes with actuals: two agreements have none without --actuals",
        "--set gehört zu Ist-Werten: zwei Vereinbarungen haben ohne --actuals keine",
    ),
    "help_diff": (
        "Say what changed, and which targets are stricter. OLD and NEW are two agreements or two states of the "
        "actuals: files, or REV:path of a git repository. Exit codes: 0 the same, 1 different, 2 trouble.",
        "Sagt, was sich geändert hat und welche Ziele strenger sind. OLD und NEW sind zwei Vereinbarungen oder zwei "
        "Stände der Ist-Werte: Dateien, oder REV:pfad eines Git-Repositorys. Exit-Codes: 0 gleich, 1 verschieden, "
        "2 Fehler.",
    ),
    "help_diff_actuals": (
        "Judge by both agreements with these actuals, and say which verdicts flip; may be repeated.",
        "Mit diesen Ist-Werten nach beiden Vereinbarungen beurteilen und sagen, was kippt; mehrfach möglich.",
    ),
    "help_diff_format": ("table, plain, markdown or json.", "table, plain, markdown oder json."),
    "before": ("before", "vorher"),
    "now": ("now", "jetzt"),
    "section_agreement": ("The whole agreement", "Die ganze Vereinbarung"),
    "section_targets": ("Targets", "Ziele"),
    "section_indicators": ("Indicators", "Kennzahlen"),
    "section_measures": ("Measures", "Messgrößen"),
    "section_priorities": ("Priorities", "Schwerpunkte"),
    "section_groups": ("Groups", "Gruppen"),
    "section_wording": ("In wording only", "Nur im Wortlaut"),
    "section_cells": ("Actuals", "Ist-Werte"),
    "one_targets": ("target", "Ziel"),
    "one_indicators": ("indicator", "Kennzahl"),
    "one_measures": ("measure", "Messgröße"),
    "one_priorities": ("priority", "Schwerpunkt"),
    "one_groups": ("group", "Gruppe"),
    "field_title": ("Title", "Titel"),
    "field_year": ("Agreed year", "Vereinbartes Jahr"),
    "field_parties": ("Parties", "Beteiligte"),
    "field_legal_basis": ("Legal basis", "Rechtsgrundlage"),
    "field_judged": ("Reading", "Lesart"),
    "field_decimals": ("Decimals", "Nachkommastellen"),
    "field_final_after": ("Months until final", "Monate bis endgültig"),
    "field_data_as_of": ("Data as of", "Datenstand"),
    "field_revisions": ("Revisions of the statistics", "Revisionen der Statistik"),
    "field_reservation": ("Reservation", "Vorbehalt"),
    "field_not_encoded": ("Left out", "Ausgelassen"),
    "field_breakdown": ("Breakdown", "Aufgliederung"),
    "field_label": ("Label", "Bezeichnung"),
    "field_group": ("Group", "Gruppe"),
    "field_unit": ("Unit", "Einheit"),
    "field_over_time": ("Over time", "Zeitlich"),
    "field_window": ("Window", "Zeitraum"),
    "field_lag": ("Lag in months", "Versatz in Monaten"),
    "field_baseline": ("Baseline", "Ist Vorjahr"),
    "field_plan": ("Plan", "Planwert"),
    "field_printed": ("As printed", "Wie gedruckt"),
    "field_series": ("Series", "Reihe"),
    "field_aliases": ("Other names in the actuals", "Andere Namen in den Ist-Werten"),
    "field_source": ("Source", "Fundstelle"),
    "field_note": ("Note", "Anmerkung"),
    "field_formula": ("Formula", "Formel"),
    "field_of": ("Judged is", "Beurteilt wird"),
    "field_demand": ("Bound", "Zielwert"),
    "field_milestone": ("Promise", "Zusage"),
    "field_monitored": ("Monitored only", "Nur beobachtet"),
    "field_condition": ("Condition", "Bedingung"),
    "field_part_of": ("Part of", "Teil von"),
    "field_follows": ("Follows from", "Folgt aus"),
    "field_serves": ("Serves", "Dient"),
    "field_pace": ("Pace", "Takt"),
    "field_due_day": ("Day it is due", "Tag der Fälligkeit"),
    "field_is_pace_said": ("Pace is agreed", "Takt vereinbart"),
    "field_due": ("Due", "Fällig"),
    "field_interpretation": ("Read as", "Lesart im Zweifel"),
    "field_is_open": ("Something still open", "Etwas noch offen"),
    "value_sum": ("sum (kum.)", "Summe (kum.)"),
    "value_mean": ("mean (JDW)", "Mittel (JDW)"),
    "value_last": ("last (Stand)", "Stand"),
    "value_year": ("the agreed year", "das vereinbarte Jahr"),
    "value_12 months": ("12 months, gliding", "12 Monate, gleitend"),
    "value_rounded": ("rounded", "gerundet"),
    "value_exact": ("exact", "genau"),
    "value_linear": ("linear", "linear"),
    "value_prior_year": ("the prior year's", "wie im Vorjahr"),
    "value_end": ("at the end", "am Ende"),
    "effect_stricter": ("stricter", "strenger"),
    "effect_looser": ("looser", "lockerer"),
    "effect_moved": ("neither stricter nor looser", "weder strenger noch lockerer"),
    "effect_obliged": ("judged now", "jetzt bewertet"),
    "effect_released": ("no longer judged", "nicht mehr bewertet"),
    "effect_finer": ("rounded finer", "feiner gerundet"),
    "effect_coarser": ("rounded coarser", "gröber gerundet"),
    "effect_agreed": ("agreed now", "jetzt vereinbart"),
    "effect_reopened": ("open again", "wieder offen"),
    "effect_changed": ("changed", "geändert"),
    "effect_wording": ("in wording", "im Wortlaut"),
    "effect_equal": ("equal in value", "gleich im Wert"),
    "effect_added": ("new", "neu"),
    "effect_removed": ("gone", "entfallen"),
    "so_many": ("{effect} for {count}", "{effect} bei {count}"),
    "so_named": ("{effect} for {names}", "{effect} bei {names}"),
    "reading_of_all": ("Reading of all targets", "Lesart für alle Ziele"),
    "moved_by": ("through {cause}", "durch {cause}"),
    "equal_in_value": ("equal in value, proved by algebra", "gleich im Wert, algebraisch bewiesen"),
    "equal_of_year": (
        "equal for a whole year, but within it the year's numbers are brought to the month otherwise",
        "gleich für ein ganzes Jahr; unterjährig werden die Jahreswerte aber anders auf den Monat gebracht",
    ),
    "equal_where_both": ("equal where both have a value", "gleich, wo beide einen Wert haben"),
    "equal_but_zero": ("only one has where {zeros} is 0", "nur eine hat einen, wo {zeros} 0 ist"),
    "equal_but_old": ("only the old one needs {names}", "nur die alte braucht {names}"),
    "equal_but_new": ("only the new one needs {names}", "nur die neue braucht {names}"),
    "same_number": ("the same number", "dieselbe Zahl"),
    "fall_to_rise": ("a fall becomes a rise", "aus Senken wird Steigen"),
    "rise_to_fall": ("a rise becomes a fall", "aus Steigen wird Senken"),
    "by": ("{effect} by {amount}", "{effect} um {amount}"),
    "held_against": ("{actual} against {bound}", "{actual} gegen {bound}"),
    "needed_exactly": ("only rounded; exactly {needed} needed", "nur gerundet; genau nötig {needed}"),
    "needed": ("needed {needed}", "nötig {needed}"),
    "with_actuals": ("with {files}", "mit {files}"),
    "flips_title": ("With the same actuals ({files})", "Mit denselben Ist-Werten ({files})"),
    "flips_none": (
        "no verdict flips with the same actuals ({files})",
        "kein Ergebnis kippt mit denselben Ist-Werten ({files})",
    ),
    "flips_one": (
        "1 verdict flips with the same actuals ({files})",
        "1 Ergebnis kippt mit denselben Ist-Werten ({files})",
    ),
    "flips_many": (
        "{count} verdicts flip with the same actuals ({files})",
        "{count} Ergebnisse kippen mit denselben Ist-Werten ({files})",
    ),
    "flips_title_of_years": (
        "With each year's actuals ({files})",
        "Mit den Ist-Werten des jeweiligen Jahres ({files})",
    ),
    "flips_none_of_years": (
        "no verdict flips, each year by its own actuals ({files})",
        "kein Ergebnis kippt, jedes Jahr nach seinen Ist-Werten ({files})",
    ),
    "flips_one_of_years": (
        "1 verdict flips, each year by its own actuals ({files})",
        "1 Ergebnis kippt, jedes Jahr nach seinen Ist-Werten ({files})",
    ),
    "flips_many_of_years": (
        "{count} verdicts flip, each year by its own actuals ({files})",
        "{count} Ergebnisse kippen, jedes Jahr nach seinen Ist-Werten ({files})",
    ),
    "effect_different": ("different", "anders"),
    "n_priorities_one": ("1 priority", "1 Schwerpunkt"),
    "n_priorities_many": ("{count} priorities", "{count} Schwerpunkte"),
    "n_groups_one": ("1 group", "1 Gruppe"),
    "n_groups_many": ("{count} groups", "{count} Gruppen"),
    "flips_open_one": ("1 more is open by one of the two", "1 weiteres ist nach einer der beiden offen"),
    "flips_open_many": (
        "{count} more are open by one of the two",
        "{count} weitere sind nach einer der beiden offen",
    ),
    "count_new": ("new", "neu"),
    "count_new_monitored": ("newly monitored", "neu beobachtet"),
    "count_gone": ("gone", "entfallen"),
    "count_reread": ("read otherwise", "anders gelesen"),
    "only_the_year": ("only the agreed year differs", "nur das vereinbarte Jahr ist ein anderes"),
    "count_agreement_one": ("1 thing said for all different", "1 allgemeine Angabe anders"),
    "count_agreement_many": ("{count} things said for all different", "{count} allgemeine Angaben anders"),
    "count_wording_one": ("1 in wording only", "1 nur im Wortlaut"),
    "count_wording_many": ("{count} in wording only", "{count} nur im Wortlaut"),
    "count_lines_one": ("1 line different", "1 Zeile anders"),
    "count_lines_many": ("{count} lines different", "{count} Zeilen anders"),
    "identical": ("{file}: no difference", "{file}: kein Unterschied"),
    "same_meaning": ("{file}: {lines}, the same in substance", "{file}: {lines}, der Sache nach gleich"),
    "same_moved": ("moved {count}", "umgestellt {count}"),
    "same_renamed": ("renamed {count} ({names})", "umbenannt {count} ({names})"),
    "same_equal": ("equal in value {count}", "gleichwertig {count}"),
    "same_remarks": ("remarks {count}", "Anmerkungen {count}"),
    "is_called": ("{section} {old} is called {new} now", "{section} {old} heißt jetzt {new}"),
    "is_equal": ("{id}, {field}: {old} → {new}; {how}", "{id}, {field}: {old} → {new}; {how}"),
    "actuals_must_say": (
        "Files of actuals must say {new} now, not {old}.",
        "Dateien der Ist-Werte müssen jetzt {new} sagen, nicht {old}.",
    ),
    "both_open_one": (
        "1 target is open by both agreements and cannot be compared.",
        "1 Ziel ist nach beiden Vereinbarungen offen und nicht zu vergleichen.",
    ),
    "both_open_many": (
        "{count} targets are open by both agreements and cannot be compared.",
        "{count} Ziele sind nach beiden Vereinbarungen offen und nicht zu vergleichen.",
    ),
    "unchanged": ("Unchanged: {list}.", "Unverändert: {list}."),
    "wording_count": ("In wording only: {count}.", "Nur im Wortlaut geändert: {count}."),
    "otherwise_count": ("Called or spelled otherwise: {count}.", "Anders benannt oder geschrieben: {count}."),
    "n_targets_one": ("1 target", "1 Ziel"),
    "n_targets_many": ("{count} targets", "{count} Ziele"),
    "n_measures_one": ("1 measure", "1 Messgröße"),
    "n_measures_many": ("{count} measures", "{count} Messgrößen"),
    "n_indicators_one": ("1 indicator", "1 Kennzahl"),
    "n_indicators_many": ("{count} indicators", "{count} Kennzahlen"),
    "in_line": ("line {line}", "Zeile {line}"),
    "change": ("Change", "Änderung"),
    "withheld": ("withheld (*)", "unterdrückt (*)"),
    "no_value": ("none", "fehlt"),
    "not_proved": ("not proved to be equal or not", "weder als gleich noch als ungleich erwiesen"),
    "accepts_same": ("accepts the same values", "nimmt dieselben Werte an"),
    "cells_revised_one": ("1 value revised", "1 Wert revidiert"),
    "cells_revised_many": ("{count} values revised", "{count} Werte revidiert"),
    "cells_added_one": ("1 added", "1 neu"),
    "cells_added_many": ("{count} added", "{count} neu"),
    "cells_removed_one": ("1 gone", "1 entfallen"),
    "cells_removed_many": ("{count} gone", "{count} entfallen"),
    "cells_marked_one": ("1 withheld or no longer so", "1 unterdrückt oder nicht mehr"),
    "cells_marked_many": ("{count} withheld or no longer so", "{count} unterdrückt oder nicht mehr"),
    "cells_unchanged_one": ("1 value unchanged", "1 Wert unverändert"),
    "cells_unchanged_many": ("{count} values unchanged", "{count} Werte unverändert"),
    "cells_remarked_one": ("1 only remarked otherwise", "1 nur anders erläutert"),
    "cells_remarked_many": ("{count} only remarked otherwise", "{count} nur anders erläutert"),
    "effect_remarked": ("only remarked otherwise", "nur anders erläutert"),
    "statement_remark": ("Remark", "Erläuterung"),
    "statement_evidence": ("Evidence", "Beleg"),
    "statement_reported_by": ("Reported by", "Gemeldet von"),
    "statement_reported_on": ("Reported on", "Gemeldet am"),
    "effect_marked": ("withheld or no longer so", "unterdrückt oder nicht mehr"),
    "data_flips_none": ("no verdict flips", "kein Ergebnis kippt"),
    "data_flips_one": ("1 verdict flips", "1 Ergebnis kippt"),
    "data_flips_many": ("{count} verdicts flip", "{count} Ergebnisse kippen"),
    "data_flips_title": ("Verdicts", "Ergebnisse"),
    "same_data_one": (
        "{old} and {new} say the same of 1 value",
        "{old} und {new} sagen dasselbe von 1 Wert",
    ),
    "same_data_many": (
        "{old} and {new} say the same of {count} values",
        "{old} und {new} sagen dasselbe von {count} Werten",
    ),
    # The paper held against itself
    "selfcheck": ("The paper held against itself, {count} notices:", "Das Papier gegen sich selbst, {count} Hinweise:"),
    "selfcheck_one": ("The paper held against itself, 1 notice:", "Das Papier gegen sich selbst, 1 Hinweis:"),
    "papercheck": (
        "The file held against the paper, {count} notices:",
        "Die Datei gegen das Papier, {count} Hinweise:",
    ),
    "papercheck_one": ("The file held against the paper, 1 notice:", "Die Datei gegen das Papier, 1 Hinweis:"),
    "paper_agrees": (
        "{file}: every quote and every printed figure stands there, and no number of it is missing in the file.",
        "{file}: Jedes Zitat und jede gedruckte Zahl steht darin, und keine seiner Zahlen fehlt in der Datei.",
    ),
    "one_text": (
        "--text is one paper of one agreement; an annex is joined to it: cat paper.txt annex.txt | … --text -",
        "--text ist ein Papier einer Vereinbarung; eine Anlage kommt dazu: cat papier.txt anlage.txt | … --text -",
    ),
    "help_text": (
        "The text of the paper: every quote and printed figure must occur in it, every number of it in the file.",
        "Der Text des Papiers: Jedes Zitat und jede gedruckte Zahl muss darin stehen, jede seiner Zahlen in der Datei.",
    ),
    # template
    "sheet_measure": ("measure", "kennzahl"),
    "sheet_period": ("period", "zeitraum"),
    "sheet_value": ("value", "wert"),
    "sheet_label": ("label", "bezeichnung"),
    "sheet_remark": ("remark", "erlaeuterung"),
    "sheet_evidence": ("evidence", "beleg"),
    "sheet_promise": ("Promise, yes/no: {label}", "Zusage, ja/nein: {label}"),
    "sheet_condition": ("Condition, yes/no: {label}", "Bedingung, ja/nein: {label}"),
    "sheet_unit": ("in {unit}", "in {unit}"),
    "offer_row": ("A sheet for the missing row", "Vorlage mit der fehlenden Zeile"),
    "offer_rows": ("A sheet for the {count} missing rows", "Vorlage mit den {count} fehlenden Zeilen"),
    "offer_condition": ("and 1 condition", "und 1 Bedingung"),
    "offer_conditions": ("and {count} conditions", "und {count} Bedingungen"),
    "offer_file": ("missing.csv", "fehlt.csv"),
    # init
    "carried_from": (
        "Carried on from {file}; the baselines are the results of {year} from {files}.",
        "Fortgeschrieben aus {file}; Vorjahreswerte sind die Ergebnisse {year} aus {files}.",
    ),
    "carried_partly": (
        "Carried on from {file}; the baselines that are not open are the results of {year} from {files}.",
        "Fortgeschrieben aus {file}; die nicht offenen Vorjahreswerte sind die Ergebnisse {year} aus {files}.",
    ),
    "carried_open": (
        "Carried on from {file}; the baselines are still open.",
        "Fortgeschrieben aus {file}; die Vorjahreswerte sind noch offen.",
    ),
    "baseline_rounded": ("exactly {exact}", "genau {exact}"),
    "year_of_old": (
        "--year is for a new agreement; that of the year after OLD has its year",
        "--year gilt einer neuen Vereinbarung; die auf OLD folgende hat ihr Jahr",
    ),
    "help_init": (
        "Start an agreement. Without OLD a new one; else that of the year after OLD, with this year's results of the "
        "ACTUALS as its baselines, and open what is to be agreed.",
        "Fängt eine Vereinbarung an. Ohne OLD eine neue; sonst die des Jahres nach OLD, mit den Ergebnissen aus "
        "ACTUALS als Vorjahreswerten; was zu vereinbaren ist, ist offen.",
    ),
    "help_year": (
        "The year of a new agreement; else the coming one.",
        "Das Jahr einer neuen Vereinbarung; sonst das kommende.",
    ),
    "skeleton": (
        """\
# A target agreement for zielcalc. What is not agreed yet is `open`; what is not needed can go.
# Is it sound: zielcalc validate FILE    A sheet to fill in: zielcalc template -a FILE
format: 1
title: Target agreement {year}
year: {year} # or period: {prior}-11/{year}-10, where the agreed year is no calendar year
parties: [District, Agentur für Arbeit, Jobcenter]
legal_basis: § 48b Abs. 1 Nr. 2 SGB II
judged: rounded # compared at the decimals the paper prints, or: exact
decimals: {{percent: 1}}

groups: # what targets are shown under, in this order
  general: General
  local: Targets of the district

measures: # the quantities that the actuals supply
  integrations:
    label: Integrations
    group: general
    unit: count # or percent, EUR, TEUR, Mio EUR, grade, ...
    over_time: sum # how months become a value: sum (kum.), mean (JDW), last (Stand)
    baseline: open # the agreed value of the year before, with a decimal point and no thousands mark: 3089
    plan: open
  elb:
    label: eLb
    group: general
    unit: count
    over_time: mean
    lag: 1 # VM: the stock of the month before
    baseline: open
    plan: open

indicators: # formulas over measures: quotas
  quota:
    label: Integration quota
    group: general
    formula: integrations / elb
    unit: percent

targets: # what was agreed: at_least, at_most, more_than, less_than, equals, between, about; or a milestone
  quota_level:
    of: quota
    at_least: open # for example 22.9 %
    # source: {{section: "1", page: 3, quote: "as the paper prints it"}}
  quota_rise:
    label: Rise of the quota
    of: change(quota) # relative to the year before: from 22.3 % to 22.9 % is +2.5 %, never percentage points
    at_least: open
    follows: quota_level
  childcare_plan:
    group: local
    milestone: A plan for childcare at off-peak hours is there # reported with yes or no
    due: {year}-12
""",
        """\
# Eine Zielvereinbarung für zielcalc. Noch nicht Vereinbartes heißt `open`; was nicht gebraucht wird, kann weg.
# Ist sie in Ordnung: zielcalc validate DATEI    Tabelle zum Ausfüllen: zielcalc template -a DATEI
format: 1
title: Zielvereinbarung {year}
year: {year} # oder period: {prior}-11/{year}-10, wo das vereinbarte Jahr kein Kalenderjahr ist
parties: [Kreis, Agentur für Arbeit, Jobcenter]
legal_basis: § 48b Abs. 1 Nr. 2 SGB II
judged: rounded # verglichen mit den Stellen, die das Papier druckt, oder: exact
decimals: {{percent: 1}}

groups: # worunter Ziele gezeigt werden, in dieser Reihenfolge
  regel: Regelgeschäft
  kommunal: Kommunale Ziele

measures: # Messgrößen: was die Ist-Werte liefern
  integrationen:
    label: Integrationen kum.
    group: regel
    unit: count # oder percent, EUR, TEUR, Mio EUR, grade, ...
    over_time: sum # wie aus Monaten ein Wert wird: sum (kum.), mean (JDW), last (Stand)
    baseline: open # Ist Vorjahr, mit Dezimalpunkt und ohne Tausenderzeichen: 3089
    plan: open # Planwert
  elb:
    label: eLb VM JDW
    group: regel
    unit: count
    over_time: mean
    lag: 1 # VM: der Bestand des Vormonats
    baseline: open
    plan: open

indicators: # Kennzahlen: Formeln über Messgrößen
  quote:
    label: Integrationsquote
    group: regel
    formula: integrationen / elb
    unit: percent

targets: # Ziele: at_least, at_most, more_than, less_than, equals, between, about; oder milestone
  quote_niveau:
    of: quote
    at_least: open # zum Beispiel 22.9 %
    # source: {{section: "1. Abschnitt", page: 3, quote: "wie im Papier gedruckt"}}
  quote_steigerung:
    label: Steigerung der Quote
    of: change(quote) # gegenüber dem Vorjahr: von 22,3 % auf 22,9 % sind +2,5 %, nie Prozentpunkte
    at_least: open
    follows: quote_niveau
  kinderbetreuung:
    group: kommunal
    milestone: Ein Konzept zur Kinderbetreuung in Randzeiten liegt vor # gemeldet mit ja oder nein
    due: {year}-12
""",
    ),
    "help_template": (
        "Write a sheet to fill in. It holds all that the agreement needs, or only what the ACTUALS lack.",
        "Schreibt eine Tabelle zum Ausfüllen. Sie enthält alles, was die Vereinbarung braucht, oder nur, was in "
        "ACTUALS fehlt.",
    ),
    "help_shape": (
        "long: a row for each value; wide: a column for each year or month.",
        "long: eine Zeile je Wert; wide: eine Spalte je Jahr oder Monat.",
    ),
    "help_monthly": (
        "Ask for months, so that every month of the year can be judged.",
        "Nach Monaten fragen, sodass jeder Monat des Jahres beurteilt werden kann.",
    ),
    "help_annual": (
        "Ask for values of the year (the default; a measure that the ACTUALS hold some months of lacks the others).",
        "Nach Jahreswerten fragen (Vorgabe; einer Messgröße, von der ACTUALS Monate enthält, fehlen die übrigen).",
    ),
    "help_format_sheet": (
        "csv or xlsx; else as the file of -o ends, else csv.",
        "csv oder xlsx; sonst, wie die Datei von -o endet, sonst csv.",
    ),
    # Formats and codes
    "verdict": ("verdict", "Ergebnis"),
    "reason": ("reason", "Grund"),
    "example_gives": ("What gives it, {where}:", "Was dazu führt, {where}:"),
    "example_gives_not": ("What does not:", "Was nicht dazu führt:"),
    "formats_twice": (
        "several formats for one output: {formats}; -f {last}:FILE writes one beside the other",
        "mehrere Formate für eine Ausgabe: {formats}; -f {last}:DATEI schreibt eines daneben",
    ),
}


def word(key: str, lang: Lang, **gaps: object) -> str:
    """Give a word or sentence of ours in a language, its gaps filled."""
    text = WORDS[key][lang == "de"]
    return text.format(**gaps) if gaps else text


def counted(key: str, lang: Lang, count: int) -> str:
    """Give so many of something, in the singular or the plural."""
    return word(f"{key}_one" if count == 1 else f"{key}_many", lang, count=count)
