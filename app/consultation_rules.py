"""The rules of a consultation in sentences, for citizens before they take part and for whoever approves them."""

from __future__ import annotations

from flask_babel import gettext, pgettext

from app.i18n import language
from surveys import contribution_profile
from surveys.definition import text_in
from surveys.public_consultations import PublicConsultation


def rules_for_citizens(shown: PublicConsultation) -> list[tuple[str, str]]:
    """What each rule means for citizens: what it is about, and a sentence."""
    profile = [text_in(question.label, language()) for question in contribution_profile.questions(shown.profile)]
    screening = {
        "before": gettext("Komentar diperiksa dulu, lalu tampil untuk umum."),
        "after": gettext("Komentar langsung tampil untuk umum, lalu diperiksa."),
    }
    totals = {
        "nothing": gettext("Instansi tidak melihat hasil apa pun sebelum ditutup."),
        "counts": gettext("Sebelum ditutup, instansi hanya melihat jumlah komentar dan suara."),
        "everything": gettext("Instansi boleh melihat semua hasil sementara. Pengawas bisa mengetahuinya."),
    }
    replies = (
        gettext("Warga boleh menanggapi komentar warga lain.")
        if shown.replies_allowed
        else gettext("Warga tidak bisa menanggapi komentar warga lain.")
    )
    asked = gettext("Boleh dilewati: %(questions)s", questions="; ".join(profile))
    due = gettext("Diumumkan paling lambat %(days)s hari sesudah ditutup.", days=shown.outcome_days)
    return [
        (gettext("Komentar"), screening[shown.screening]),
        (gettext("Tanggapan"), replies),
        (pgettext("konsultasi", "Pernyataan"), _voting_rule(shown)),
        (gettext("Pertanyaan tentang warga"), asked if profile else gettext("Warga tidak ditanyai tentang dirinya.")),
        (gettext("Hasil sementara"), totals[shown.running_totals]),
        (pgettext("konsultasi", "Hasil"), due),
    ]


def _voting_rule(shown: PublicConsultation) -> str:
    if not shown.voting:
        return gettext("Tidak ada pernyataan. Warga hanya berkomentar.")
    if shown.proposals_allowed:
        return gettext("Warga memberi suara pada pernyataan, dan boleh mengusulkan yang baru.")
    return gettext("Warga memberi suara pada pernyataan dari instansi.")
