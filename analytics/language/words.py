"""Everyday Indonesian words of praise and complaint about a service, written down by hand.

Plain forms only: the analyzer takes off -nya, -lah and the like, and reads common short spellings.
"""

from __future__ import annotations


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


POSITIVE = _listed(
    """
    adil akurat aman amanah andal antusias apik asri asyik bagus baik bangga beres berhasil berkesan berkualitas
    bermanfaat berpengalaman bersahabat bersih bersyukur betah bijak canggih cekatan cepat cermat cocok dimudahkan
    dipermudah direkomendasikan disiplin efektif efisien enak favorit gampang gembira gesit gratis gurih handal
    hebat hemat higienis ikhlas indah informatif inovatif istimewa jelas jempol juara jujur kagum keren kompeten
    kondusif kooperatif lancar lengkap lezat lumayan mantap memadai membantu memuaskan memudahkan memuji menarik
    mengapresiasi mengesankan menguntungkan mengutamakan menyenangkan mudah mulus mumpuni murah nikmat nyaman
    optimal pertahankan pintar praktis prima profesional puas rajin ramah rapi rekomendasi resik responsif rileks
    sabar salut santai santun segar sejuk semangat sempurna senang senyum sesuai sigap simpatik solutif
    sopan strategis suka sukses super tanggap telaten teliti tenang tepat terampil teratur terbaik terbantu
    terima-kasih terjangkau terkesan terorganisir terpercaya tersenyum tertata tertib top transparan tulus tuntas
    unggul unggulan unik untung variatif wajar
    """
)

NEGATIVE = _listed(
    """
    acuh amarah amburadul ancur aneh antre antri arogan bahaya bangsat batal bau bekas benci berantakan berbau
    berbelit berbelit-belit berdebu berdesakan berisik bermasalah bertele-tele berulang bete bingung birokratis
    bobrok bocor bodoh bohong bolak-balik bosan brengsek buang buruk calo capek cemberut ceroboh cuek curang
    dibentak dibohongi dipersulit dipingpong diskriminasi ditelantarkan ditilang ditolak dongkol emosi error gagal
    galak gelap gelisah gerah gila goblok hambar hancur heran hilang ilegal jahat jelek jengkel jorok judes
    jutek kacau kaku kasar kecewa kehilangan kekurangan keluhan kepanasan kesal kesalahan kesel kesulitan
    keterlambatan ketinggalan ketus khawatir korupsi kosong kotor kumuh kusam lalai lama lamban lambat lelah lelet
    lemah lemot licik lusuh macet mahal malas maling malu marah masalah memaksa memalukan membingungkan membosankan
    membuang memprihatinkan memungut menakutkan mengantre mengantri mengecewakan mengeluh mengerikan mengesalkan
    mengganggu mengulur menjengkelkan menjijikkan menunggu menyebalkan menyedihkan menyesal menyulitkan meresahkan
    merugikan minim mogok monoton muak mubazir mundur nakal nepotisme ngantri ngaret ngawur ngeri nyesel
    omong-kosong parah payah pelit pencuri pengap penipu penipuan percuma pilih-pilih pungli pungutan pusing rawan
    repot ribet rugi rumit rusak salah sampah sebal sedih seenaknya sempit semrawut sengsara seram sesat sia-sia
    sialan simpang-siur sinis sombong suap sulit sumpek susah takut tega telantar telat terbatas
    terbengkalai terganggu terhambat terlambat terlantar terpaksa tersendat tertunda tipu tolol usang zalim
    """
)

# Turn the judgement of the next judging word around.
NEGATIONS = _listed("tidak bukan belum jangan kurang tanpa tak tiada")
# Double the judgement beside them: the first kind stands before the word, the second behind it.
STRONGER_BEFORE = _listed("sangat amat terlalu paling super begitu selalu")
STRONGER_AFTER = _listed("sekali banget benar sangat amat")

# Short and spoken spellings -> the word as it stands above.
SPELLINGS = {
    "ga": "tidak",
    "gak": "tidak",
    "gk": "tidak",
    "g": "tidak",
    "nggak": "tidak",
    "ngga": "tidak",
    "enggak": "tidak",
    "engga": "tidak",
    "ndak": "tidak",
    "tdk": "tidak",
    "blm": "belum",
    "jgn": "jangan",
    "krg": "kurang",
    "kurg": "kurang",
    "sgt": "sangat",
    "bgt": "banget",
    "bngt": "banget",
    "bgs": "bagus",
    "cpt": "cepat",
    "lbt": "lambat",
    "mantab": "mantap",
    "mantul": "mantap",
    "makasih": "terima-kasih",
    "trims": "terima-kasih",
    "trimakasih": "terima-kasih",
    "terimakasih": "terima-kasih",
    "rekomended": "rekomendasi",
    "recommended": "rekomendasi",
    "ok": "baik",
    "oke": "baik",
}
# Two words that are one, or that do not mean what the second alone would.
PHRASES = {
    ("salah", "satu"): "salah-satu",
    ("terima", "kasih"): "terima-kasih",
    ("acungan", "jempol"): "jempol",
    ("acung", "jempol"): "jempol",
}
SUFFIXES = ("nya", "lah", "kah", "pun", "in")
