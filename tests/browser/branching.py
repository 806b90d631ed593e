"""A survey whose questions depend on earlier answers."""

from __future__ import annotations

from surveys.definition import Option, Question, Questionnaire, Section

_CAME = Question(
    "datang",
    "choice",
    {"id": "Apakah Anda datang ke loket?", "en": "Did you come to the counter?"},
    required=True,
    options=(Option("ya", {"id": "Ya", "en": "Yes"}), Option("tidak", {"id": "Tidak", "en": "No"})),
)
_IF_CAME = ["=", ["answer", "datang"], "ya"]
_WAIT = Question(
    "tunggu",
    "number",
    {"id": "Berapa menit Anda menunggu?", "en": "How many minutes did you wait?"},
    required=True,
    shown_if=_IF_CAME,
    valid_if=["<=", ["answer", "tunggu"], 480],
    invalid_message={"id": "Tulis paling banyak 480 menit", "en": "Write at most 480 minutes"},
)
_WHY = Question(
    "sebab",
    "long-text",
    {"id": "Apa yang membuat Anda menunggu {tunggu} menit?", "en": "What made you wait for {tunggu} minutes?"},
    shown_if=[">", ["answer", "tunggu"], 30],
)
QUESTIONNAIRE = Questionnaire(
    {"id": "Survei Loket", "en": "Counter survey"},
    (Section("loket", {}, (_CAME, _WAIT, _WHY)),),
    languages=("id", "en"),
)
