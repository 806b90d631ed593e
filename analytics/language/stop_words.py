"""Words that say nothing of what an answer is about: function words, courtesy, and judgements of any subject.

Written by hand, in plain forms (see terms.py). Regional languages need only their commonest ones: how
themes are made discounts what is frequent in a language or marks it.
"""

from __future__ import annotations

INDONESIAN = """
    ada adalah adanya agak agar aja akan aku al alangkah amat anda apa apabila apakah apalagi atas atau bagaimana bagi
    bahkan bahwa baru bbrp beberapa begini begitu belum benar berada berapa betul biar biasa bila bisa blm boleh buat
    bukan cuma cuman cukup dalam dan dapat dari daripada deh demi demikian dengan depan di dia diri dlm dng dgn dong
    dpt dr dua dulu engga enggak entah esok gak ga gk gue gw gitu hal hampir hanya harap hari harus hendak hingga ia
    ingin ini itu iya jadi jangan jd jg jgn jika juga kah kalau kalaupun kali kalo klo kalian kami kan kapan karena
    karna kata kayak kayaknya kaya ke kebetulan keliatan kembali kemarin kepada kerap ketika khusus kita kmrn knp kok
    koq krn ku pas kurang krg lagi lah lain lalu langsung lg lho loh lu maka makin mana masa masih masing mau melalui
    mereka merupakan meski meskipun mgkn misal mu mulai mungkin nah namun nanti ndak nggak ngga nih nya nyata oleh
    orang org pada padahal pak paling para pasti per perlu pernah pun punya pula sy saat saja saling sama sampai sampe
    sambil samping sana sangat satu saya sayang sbg sdh seandai sebab sebagai sebelum sebuah secara sedang sedangkan
    sedikit segala segi sehingga sejak sekali sekaligus sekarang sekitar selain selalu selama seluruh semakin
    sementara semoga semua sendiri seorang seperti sepertinya sering serta sesuatu setelah setiap si siapa sih sini
    situ skrg smp sm soal spt suatu sudah sungguh supaya tadi tak tanpa tapi tdk telah tentang tentu terhadap
    terjadi terlalu termasuk ternyata tersebut terus tetap tetapi tidak tiap tidaklah tiga tp toh trus tsb tuh udah
    udh umum untuk utk walau walaupun wong ya yaitu yakni yang yg punyanya bgt banget bngt doang gimana kenapa
    banyak byk kecuali keseluruhan overall pokok buat bikin pakai pake dipakai memakai jumlah cara pihak tempat kasih
    dikasih diberi diberikan memberikan beri selebih lebih menurut memang kadang kadang-kadang cm minus sesuai sebaik
    terlihat tersedia tampak rasa rasanya terasa sebenar sayang saking jadinya akhir pertama kedua berikut banding
    dibanding dibandingkan lumayan langsung segitu segini selagi soalnya malah makanya kali ni ama ampe
"""
COURTESY = """
    terima kasih terimakasih makasih trims trimakasih mohon tolong maaf harapan berharap semangat sukses salam mudahan
    mudah-mudahan pls please thanks thank thx moga smoga assalamualaikum selamat siang pagi sore malam min gan bro kak
"""
JUDGEMENTS = """
    bagus bgs baik lebih-baik terbaik buruk jelek parah payah mantap mantab mantul keren oke ok okay sip top puas
    memuaskan kepuasan kecewa mengecewakan kekecewaan suka senang menyenangkan nyaman kenyamanan hebat luar luarbiasa
    lumayan standar sempurna prima cocok asik asyik enak seru recommended rekomendasi rekomended optimal maksimal lancar
    nice good bad great best better worst excellent perfect amazing awesome love like happy poor terrible disappointed
    disappointing recommend satisfied satisfying comfortable comfort apik becik elek alus saé alah rancak ancak bungas
    becik luung jegeg melah bujur kecewa denggan mantul jos joss gandos super
"""
ENGLISH = """
    a about after again all also although always am an and any anything are as at be because been before being but by
    can cannot can't could did didn't do does doesn't doing don't each even ever every everything few for from get
    gets getting give given go goes going got had has have having he her here him his how i if i'm in into is isn't it
    its it's just keep keeps lot lots made make makes many me more most much must my need needs never no not now of
    off on once one only or other our out over own quite really said same she should since so some still such than that
    the their them then there there's these they this those through to too try trying two under until up us use used
    using very want wants was wasn't way we well were what when where which while who why will with without won't would
    you your
"""
JAVANESE = """
    lan sing seng kang ing ning neng nang iku kuwi iki niki iku ana ono ora gak mboten isa iso wis uwis wes sampun
    durung dereng karo kalih kanggo kangge saka seko kula kulo aku kowe sampeyan panjenengan dheweke wae bae mung
    nanging ananging yen nek lek banget tenan uga ugo maneh luwih kok ta to lho marang saged kudu arep bakal kabeh
    kaya koyo amarga merga mergo nggih opo apa sopo piye carane akeh nganti
"""
SUNDANESE = """
    jeung sareng anu nu di ti ka eta éta ieu teu henteu aya urang abdi kuring manehna maneh anjeun tos geus parantos
    can acan keur kanggo pikeun tapi lamun upami mun pisan ogé oge deui leuwih langkung wae waé ngan mung ku kudu
    kedah bade badé sadaya kabéh kabeh kawas jiga sabab margi teh téh mah da atuh naon saha kumaha loba seueur nepi
"""
OTHER = """
    jo nan dek dari indak ndak alun lah ambo awak inyo nyo sabab tu ko bana bagai samo untuak ka jan bisa
    lawan nang kada balum sudah ulun inya gasan tagal banar haja maka lamun nangkaya
    lan ane ring puniki punika nenten tusing sampun durung tiang ipun antuk sane sané teken ajak nanging yen pesan
    ban se sè ka dhari badha bada tak ampon abdina keng tape mon ongghu kia
    ngon nyang nyoe nyan hana ka han lon gata jih keu bak dari meunyo teuma that cit
    dohot na sian di tu ndang dang nunga daong au hamu ibana hape molo situtu muse laho asa
    sibawa iya iyae ri pole de degaga purani iyaq idi alena iyaro iyanaritu ko senna to
    dengan je ji dia jatun jari yaku ikau iye akan tapi amun tutu kea te
    ame nyang ntu ini kagak kaga belon udeh aye elu die buat tapi kalo banget aje juge
    le ang bo ma da ara e
"""


def listed() -> frozenset[str]:
    """All of them."""
    groups = (INDONESIAN, COURTESY, JUDGEMENTS, ENGLISH, JAVANESE, SUNDANESE, OTHER)
    return frozenset(word for group in groups for word in group.split())
