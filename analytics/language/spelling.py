"""How people write: words cut out of chunks of text, drawn-out letters, short and spoken spellings, emoji."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analytics.language.reading import LONGEST_WORD, Grammar

_LETTERS = r"[^\W\d_]+(?:['’`-][^\W\d_]+)*['’`]?"
_WORD = re.compile(_LETTERS)
_WORD_OR_SIGN = re.compile(rf"{_LETTERS}|[:;=]['’]?-?[)(D](?![^\W_])|[!?]+|[.,;:]+|[^\w\s.,;:!?]")
_DRAWN_OUT = re.compile(r"(.)\1\1+")
_ADDRESSES = ("http:", "https:", "www.", "@")
_UNSEEN = frozenset("\ufe0f\u200d\u200b\u20e3🏻🏼🏽🏾🏿")  # joiners and shades of emoji
_LAST_LATIN = "\u024f"

_NEGATIONS = """
tidak tak bukan bukannya belum kurang jangan tanpa not no never without don't doesn't didn't isn't wasn't aren't can't
cannot couldn't won't ora mboten durung dereng indak alun balum kada teu henteu heunteu encan tusing hana han daong
jida dang ndang nenten moal ulah kadada enja' enjak enje' ta' de' de'na tania bek dudu
"""
_ENDS = ". , ; : ! ? tetapi namun tapi but meski walaupun"
_REACH = 2

# Short and spoken spellings, with the words that they stand for at the end of the line.
_SPELLINGS = """
ga gak gk g nggak ngga enggak engga ndak tdk tida tdak kagak kaga gag gx ngak nda gaa gakk = tidak
blm blum belom blom = belum
jgn jgan = jangan
krg kurg krang kurng = kurang
sgt sngt = sangat
bgt bngt bangett bgtt bangt = banget
bgs bagos = bagus
cpt cepet cpat = cepat
lbt lmbt lelet lemot lamban = lambat
mantab mantul mantep = mantap
makasih trims trimakasih terimakasih tks thx thanks makasi mksh trimaksih = terima kasih
yg yng = yang
dgn dg dngn = dengan
krn karna krna = karena
udh sdh udah uda dah sdah = sudah
dr dri = dari
utk untk tuk = untuk
pd = pada
jg jga = juga
sy sya gw gue gua aq aku = saya
tp tpi tapi = tetapi
bs bsa = bisa
gabisa gbs gabs = tidak bisa
gaada gada = tidak ada
gajelas gaje = tidak jelas
klo kalo kl klu = kalau
aja aj sj = saja
bkn = bukan
lg lgi = lagi
org orng = orang
dlm = dalam
bnyk byk bnyak = banyak
msh msih masi = masih
hrs hrus = harus
trs trus = terus
skrg skrang skr = sekarang
ok okay okey oke = oke
knp knapa npa = kenapa
gmn gimana gmna = bagaimana
jd jdi = jadi
tlg tlong = tolong
mhn = mohon
plg = paling
bener bnr = benar
jelek jlek = jelek
apk app = aplikasi
eror erorr errornya = error
sm = sama
tetep ttp ttap = tetap
pake pke = pakai
tau = tahu
cuman cm = cuma
ampe = sampai
"""


def _spellings() -> Iterator[tuple[str, list[str]]]:
    for line in _SPELLINGS.strip().splitlines():
        short, _, full = line.partition(" = ")
        yield from ((spelling, full.split()) for spelling in short.split())


_MEANT = dict(_spellings())
_FACES = {")": "😊", "D": "😊", "(": "😞"}


def _spelled(token: str) -> list[str]:
    """The word as it is spelled; what is not written in Latin letters is left out."""
    word = _plain(token)
    return [word] if max(word) <= _LAST_LATIN else []


def _plain(word: str) -> str:
    """In small letters, at most 40 of them, nothing drawn out: BAGUUUUS -> baguus."""
    return _DRAWN_OUT.sub(r"\1\1", word.lower())[:LONGEST_WORD].replace("’", "'").replace("`", "'")


def _meant(found: str) -> list[str]:
    """The words as they are meant; punctuation and emoji are words too."""
    first = found[0]
    if not first.isalpha():
        return [] if first in _UNSEEN else [_FACES[found[-1]] if found[-1] in _FACES and len(found) > 1 else first]
    word = found.lower()
    if word in _MEANT:
        return _MEANT[word]
    if _DRAWN_OUT.search(word):
        word = _DRAWN_OUT.sub(r"\1", word)
    word = word[:LONGEST_WORD].replace("’", "'").replace("`", "'")
    half, _, other = word.partition("-")
    return _MEANT.get(word) or ([half] if half == other else [word])


AS_SPELLED = Grammar(_WORD, _spelled, _ADDRESSES)
AS_MEANT = Grammar(_WORD_OR_SIGN, _meant, _ADDRESSES, frozenset(_NEGATIONS.split()), frozenset(_ENDS.split()), _REACH)
