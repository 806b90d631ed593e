"""Sentences as citizens write them, composed: with personal data (marked «…»), and with what only looks like it.

Every number is made here, from regions, dates and prefixes listed here; nothing comes from the code under test.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator

SEED = 20261124

# Bogor, Medan, Semarang, Surabaya, Makassar, Denpasar, Jayapura, Banda Aceh, Ambon, Sleman, Kupang, Banjarmasin…
REGENCIES = "3271 1271 3374 3578 7371 5171 9171 1171 8171 3404 5371 6371 3171 3204 1671 1471 7271 3603 6472 6110".split()
MOBILE_PREFIXES = "0811 0812 0813 0821 0822 0852 0853 0855 0856 0857 0858 0877 0878 0881 0895 0896".split()
AREA_CODES = "021 022 024 031 061 0251 0274 0341 0361 0411 0511 0541 0711 0751 0761 0967".split()
PLATE_LETTERS = "B D F AB AD AG BK BM DK DD DR EA KB KT L N W Z PA H".split()
BANKS = "BCA BRI BNI Mandiri BSI BTN".split()

Compose = Callable[[random.Random], str]


def _number(chance: random.Random, length: int) -> str:
    return "".join(str(chance.randrange(10)) for _ in range(length - 1)) + str(chance.randrange(1, 10))


def _grouped(number: str, sizes: tuple[int, ...], gap: str) -> str:
    parts, at = [], 0
    for size in sizes:
        parts.append(number[at : at + size])
        at += size
    return gap.join([*parts, number[at:]] if at < len(number) else parts)


def _sixteen(chance: random.Random, woman: bool) -> str:
    day = chance.randrange(1, 29) + (40 if woman else 0)
    date = f"{day:02}{chance.randrange(1, 13):02}{chance.randrange(100):02}"
    return f"{chance.choice(REGENCIES)}{chance.randrange(1, 20):02}{date}{chance.randrange(1, 30):04}"


def nik(chance: random.Random) -> str:
    number = _sixteen(chance, woman=chance.random() < 0.5)
    gap = chance.choice(["", "", " ", ".", "-"])
    sizes = chance.choice([(4, 4, 4, 4), (6, 6, 4), (2, 2, 2, 6, 4)])
    return _grouped(number, sizes, gap) if gap else number


def family_card(chance: random.Random) -> str:
    number = _sixteen(chance, woman=False)
    gap = chance.choice(["", "", " ", "."])
    return _grouped(number, (4, 4, 4, 4), gap) if gap else number


def mobile(chance: random.Random) -> str:
    number = chance.choice(MOBILE_PREFIXES) + _number(chance, chance.choice([7, 8, 8, 8]))
    form = chance.choice(["plain", " ", "-", ".", "+62", "+62 ", "62", "(+62)"])
    if form in (" ", "-", "."):
        return _grouped(number, (4, 4), form)
    abroad = {"+62": "+62" + number[1:], "62": "62" + number[1:], "(+62)": "(+62) " + number[1:]}
    return "+62 " + _grouped(number[1:], (3, 4), "-") if form == "+62 " else abroad.get(form, number)


def landline(chance: random.Random) -> str:
    area, local = chance.choice(AREA_CODES), str(chance.randrange(2, 10)) + _number(chance, 6)
    forms = (f"({area}) {local[:3]}-{local[3:]}", f"{area}-{local}", f"{area} {local}", f"({area}){local}")
    return chance.choice(forms)


def phone(chance: random.Random) -> str:
    return landline(chance) if chance.random() < 0.25 else mobile(chance)


def email(chance: random.Random) -> str:
    name = chance.choice(["budi.santoso", "siti_aminah88", "rahmat", "dewi-lestari", "agus1987", "putri.ayu"])
    host = chance.choice(["gmail.com", "yahoo.co.id", "outlook.com", "mail.ugm.ac.id", "perusahaan.id"])
    forms = [f"{name}@{host}"] * 5 + [f"{name} @gmail.com", f"{name}@gmail,com", f"{name} at gmail dot com"]
    return chance.choice([*forms, f"{name} at yahoo titik com", f"{name.upper()}@GMAIL.COM"])


def plate(chance: random.Random) -> str:
    region, number = chance.choice(PLATE_LETTERS), chance.randrange(1000, 10000)
    letters = "".join(chance.choice("CEFHJKQVXZ") for _ in range(chance.choice([2, 3])))
    return chance.choice([f"{region} {number} {letters}", f"{region}{number}{letters}", f"{region}-{number}-{letters}"])


def account(chance: random.Random) -> str:
    number = _number(chance, chance.choice([10, 10, 13, 15]))
    return _grouped(number, (4, 3, 3), chance.choice(["-", " "])) if chance.random() < 0.3 else number


def passport(chance: random.Random) -> str:
    return chance.choice("ABCEX") + chance.choice(["", "", " "]) + _number(chance, 7)


def tax_number(chance: random.Random) -> str:
    n = _number(chance, 15)
    return f"{n[:2]}.{n[2:5]}.{n[5:8]}.{n[8]}-{n[9:12]}.{n[12:]}"


def health_number(chance: random.Random) -> str:
    return "000" + _number(chance, 10)


def address(chance: random.Random) -> str:
    street = chance.choice(["Jl. Melati", "Jl. Ahmad Yani", "Jalan Kenanga", "Gg. Mawar", "jln anggrek", "Perum Griya Asri"])
    house = chance.choice([" No. 5", " no 12A", " No.7", " Blok C2", ""])
    area = (chance.randrange(1, 20), chance.randrange(1, 20))
    forms = ("RT {:02}/RW {:02}", "RT {} RW {}", "RT.{:03}/RW.{:03}", "rt{} rw{}", "RT/RW {:02}/{:02}", "Rt {} / Rw {}")
    village = chance.choice(["", ", Kel. Sukamaju", " Kelurahan Pasir Putih, Kec. Tebet", ", Desa Karangasem", " kec. Cilodong"])
    return f"{street}{house} {chance.choice(forms).format(*area)}{village}"


# A line for each kind: the composer, and sentences. `{}` is the personal datum.
POSITIVE_SENTENCES: dict[str, tuple[Compose, str]] = {
    "nik": (nik, """nik sy {} tolong di cek
        NIK: {}
        NIK saya {} belum online
        sy udah daftar pake nik {} tp gagal trs
        ktp saya nomornya {} sudah 3 bulan blm jadi
        Mohon dicek NIK {}, katanya ganda.
        a.n. Siti ({}) tidak terdaftar
        {} itu nik anak saya yg belum masuk KK
        data di aplikasi salah, yg benar {}
        NIK.{} tidak ditemukan
        no ktp {} atas nama bapak saya
        tolong aktifkan {} karena mau buat SIM
        nik={}
        Pak, NIK istri saya {} kok tidak bisa dipakai di bank?
        Sudah 2 kali ke dinas, NIK {} masih tidak valid
        KTP hilang, NIK {}
        mohon perbaikan nama, NIK {} tgl 12-08-2024 sudah lapor
        nikku {} gak bs login
        Antrian no 45, {} , mohon dibantu
        e-KTP {} rusak chipnya
        untuk ibu saya {}. Terima kasih
        {}"""),
    "family-card": (family_card, """no KK {} belum di update
        Nomor kartu keluarga saya {}
        KK: {} mau tambah anggota
        kartu keluarga {} salah ketik nama anak
        sudah urus pindah, kk lama {}
        KK saya {} tidak muncul di sistem
        tolong cetak ulang kk no. {}
        No.KK {} atas nama suami
        kk baru {} alamatnya keliru
        {} (KK) mohon di cek pak
        NIK sudah benar tapi no kk {} ditolak
        Kartu Keluarga dengan nomor {} hilang
        pecah KK dari {} kok lama sekali
        nmr kk sy {}
        kk {} ga bisa daftar sekolah
        Mohon aktivasi KK {}
        sesuai kartu keluarga nomor {} anak saya tiga
        kk ortu saya {} mau dipisah"""),
    "phone": (phone, """hub {} kalau sudah selesai
        wa: {}
        No hp saya {} ya pak
        tolong telepon ke {} jangan sms
        Bisa dihubungi di {}.
        kontak saya {} (Budi)
        {} ini nomor saya, tidak pernah dikabari
        dari kemarin sy tunggu telp di {} tapi tidak ada
        WA {} fast respon
        petugas janji menelpon {} ternyata tidak
        Nomor {} sudah saya kasih ke loket 3
        hp:{}
        silakan hubungi suami saya, {}
        no. telp/WA {}
        saya kirim berkas lewat {} belum dibalas 2 hari
        ganti nomor lama ke {} karena hilang
        calo itu nomornya {}
        Laporan saya belum ditanggapi, mohon hubungi {}
        tlp rumah {} siang hari saja
        minta uang 150 ribu lewat {} atas nama oknum
        whatsapp {} atau datang langsung
        Sy jemput jam 10, call {}
        informasi ke {} saja
        {}"""),
    "email": (email, """email saya {} belum terima kode
        kirim ke {} saja
        surel: {}
        akun {} tidak bisa masuk
        Balas ke {} ya min
        e-mail {} salah ketik di sistem
        tolong ganti email lama menjadi {} karena lupa sandi
        sudah saya kirim dari {} tanggal 3
        {} ini email aktif
        (email: {})
        hubungi {} untuk bukti foto
        daftar pakai {} gagal 3 kali
        mohon reset sandi {}
        Konfirmasi tidak masuk ke {}, sudah cek spam
        pakai {} kok ditolak
        alamat surel {} milik ibu saya
        lampiran dikirim ke {}
        {}"""),
    "number-plate": (plate, """motor {} parkir sembarangan
        plat {} tolong ditilang
        Mobil dinas {} dipakai keluarga
        nopol {} pajaknya mahal
        kendaraan saya {} sudah bayar tapi belum cetak
        angkot {} ugal-ugalan
        STNK {} hilang
        saya lihat {} keluar dari kantor jam kerja
        truk {} lewat jalan desa
        {} punya siapa ya, menghalangi pintu
        cek fisik {} antri 3 jam
        mutasi {} ke Bandung lama
        bpkb {} belum keluar
        ambulans {} telat
        petugas naik {} tanpa helm
        Nomor polisi {} kena tilang salah
        pajak {} sudah lunas th 2024
        ojol {} masuk trotoar"""),
    "bank-account": (account, """norek BCA {} an Budi
        transfer ke rekening {} katanya biaya admin
        no rek {} BRI
        rek mandiri {} a.n. Siti
        petugas minta dikirim ke BNI {} atas nama Rudi
        Nomor rekening saya {} belum terima bantuan
        bansos tidak masuk ke rekening BRI {}
        refund ke {} a.n. Dewi Lestari
        rekening: {}
        sudah tf ke BSI {} tapi ditolak
        no. rekening BTN saya {} salah
        disuruh transfer ke {} atas nama oknum
        rek. {} sudah tidak aktif
        ganti rekening penerima jadi {}
        Bank Mandiri {} a/n Agus
        uang 500 ribu dikirim ke rek {}
        rekening bank jatim {} milik ayah
        norek {}"""),
    "passport": (passport, """paspor saya {} hilang
        no paspor {} belum diperpanjang
        Passport {} rusak kena air
        {} masa berlaku habis bulan depan
        paspor lama {} mau diganti e-paspor
        nomor paspor: {}
        atas nama Budi {} kok ditolak imigrasi
        paspor anak saya {} salah nama
        penggantian paspor {} kena denda
        paspor no. {} belum bisa diambil
        kata petugas {} tidak terbaca mesin
        perpanjang paspor {} prosesnya cepat"""),
    "tax-number": (tax_number, """NPWP saya {} tidak aktif
        npwp {} salah alamat
        no npwp: {}
        {} mohon dicek statusnya
        NPWP {} atas nama CV saya
        lapor pajak dengan {} gagal
        Npwp suami {} digabung
        cetak kartu {} kapan jadi
        validasi npwp {} error terus
        perusahaan {} minta pindah KPP
        data npwp {} ganda
        NPWP: {}. Terima kasih"""),
    "health-insurance": (health_number, """BPJS saya {} nonaktif
        no bpjs {} tidak bisa dipakai berobat
        kartu BPJS Kesehatan {}
        bpjs anak {} belum aktif
        JKN {} ditolak puskesmas
        nomor KIS {} a.n. ibu
        peserta bpjs nomor {} tunggakan
        pindah faskes bpjs {} gagal
        BPJS: {}
        kartu indonesia sehat {} hilang
        bpjs kelas 3 saya {}
        no. JKN-KIS {}"""),
    "address": (address, """alamat saya {} banjir terus
        rumah di {} belum dapat bantuan
        {} lampu jalan mati
        tolong survei ke {} ya
        saya tinggal di {}
        Lokasi: {}
        warga {} mengeluh sampah
        domisili {}
        jemput berkas ke {} kalau bisa
        KTP masih beralamat {}
        pindah dari {} ke kota lain
        sampah di depan {} tidak diangkut 2 minggu
        datang ke {}, tanya Pak Budi
        pipa bocor dekat {}
        surat tidak sampai ke {}
        Alamat lengkap {}
        posyandu di {} bagus
        mohon fogging {}"""),
}  # fmt: skip


def positives() -> Iterator[tuple[str, str]]:
    """Kind, and a sentence with «its datum»."""
    chance = random.Random(SEED)
    for kind, (compose, sentences) in POSITIVE_SENTENCES.items():
        for sentence in sentences.splitlines():
            for _ in range(2):
                yield kind, sentence.strip().format(f"«{compose(chance)}»")


# Numbers that are not a person's, written down one by one.
NEGATIVES = """Pelayanan baik, nilai 88,31
IKM tahun lalu 76,61 sekarang 88,31
NRR 3,532 dan 3.421
UU No. 25 Tahun 2009 tentang Pelayanan Publik
sesuai PermenPANRB 14/2017
Perpres Nomor 76 Tahun 2013 pasal 5 ayat (2)
PP No. 96 Tahun 2012
Perda No 3/2019 belum jalan
Permendagri 108 Tahun 2019
Keputusan Nomor 470/1234/DUKCAPIL/2024
SK 821.2/045/2023
surat nomor 005/1234/Kec-Tbt/XI/2024
nomor surat 005/08123456789/2024
No. Agenda 1234567890
antrian nomor B 123 dipanggil dua kali
nomor antrean A 045
antrian B 1234 ABC tidak dipanggil
Loket B 12 ruangan dingin
loket A 4 dan A 5 kosong
Lt 2 panas sekali
lantai 3 gedung B
ruang C 105 sempit
Gedung D 4 lantai
gedung A lantai 2 ruang 203
kursi 45 rusak
tiket #123456789012
tiket A1234567 hilang
nomor tiket 20241123001 belum ditutup
order A1234567 belum datang
order X 1234567 salah kirim
no pesanan C7654321
kode booking B1234567
kode booking ABC123
kode voucher B1234XYZ tidak bisa
nomor resi JP1234567890
resi 001234567890123
No resi: 081234567890
invoice INV-20241123-0001
INV/0812345678/2024
nomor registrasi 3201-2024-0001234
no berkas 0812-0034-2024
nomor permohonan 201234567890
no. pendaftaran 3271051299990001
kode transaksi 1234567890123456
ID pelanggan 521234567890
nomor meteran 14234567890
nomor seri AB12345678
serial number SN1234567890
IMEI 356789012345678
ISBN 978-602-0324-78-5
ISBN 978-623-00-1234-5
ISBN 9786020324785
versi 2.14.0.1234 sering macet
aplikasi v10.2.3 lambat
Android 14 tidak bisa
update ke versi 3.1.20241123
Rp 1.500.000 kemahalan
Rp1.500.000,- tanpa kuitansi
bayar Rp. 25.000 untuk map
biaya Rp 12.345.678.901
150 ribu per orang
diminta 2,5 juta
denda 500rb
uang 100.000 tidak kembali
transfer Rp 10.000.000 ke kas daerah
transfer BCA Rp 12.500.000 gagal
bayar di BRI 1.500.000 langsung lunas
lewat Bank Mandiri 14 November 2024 sudah bayar
bank BRI buka 08.00-15.00
BRI 12-11-2024 antri
BNI 2023-2024 tutup
harga 15.000.000.000 proyek
anggaran 12 345 678 900 rupiah
tanggal 08-12-2024 jam 10.30
08-12-2024 10.30 saya datang
08.12.2024 sudah daftar
12/11/2024 belum jadi
2024-11-23 08:15:30
tgl 02-11-2024 12.30 wib
03 11 2024 saya kirim
sejak 17 Agustus 1945
lahir 12-05-1990
periode 2023-2024
tahun 2019-2024
jam 08.00-16.00
buka 08.00 - 15.30 WIB
08.15-11.30 12.30-15.00
pukul 07:30 s/d 14:00
jam 8 s.d. 10
tunggu 3 jam 45 menit
15 menit selesai
2 hari kerja jadi
3 x 24 jam
datang 4 kali
ke-2 kalinya
100% puas
85,5 persen
naik 12,5%
99.99% siap
skor 4 dari 4
nilai 9/10
bintang 5
rating 4.8/5
1234567890
123456
0000000000
1111111111111111
1234567890123456
9999999999999999
NIK 9999999999999999 contoh di poster
0123456789012345
3271059913990001
3299051201900001
9904051201900001
3271057202900001
3271053113900001
3271050001900001
koordinat -6.208763, 106.845599
-6.2087630000, 106.8455990000
lokasi 0.812345678901, 119.870712345678
S 6°12'31" E 106°50'44"
lat -7.250445 long 112.768845
maps -8.409518,115.188919
https://dukcapil.go.id/layanan/2024/11/23
https://www.lapor.go.id/laporan/detil/1234567890
https://sippn.menpan.go.id/berita/123456789012
cek di bit.ly/3AbCdEf1
www.bps.go.id/id/pressrelease/2024/02/05/2379
instagram @dukcapil_jakarta bagus
lapor ke @ombudsman.ri sudah
twitter @kemenpanrb
follow @halo_kominfo tidak dibalas
#SKM2024 #pelayanan
#A1234567
#081234567890
hotline 112 cepat
hubungi 110 tidak diangkat
call center 1500 567 sibuk
halo 14000
telepon 1500888
SMS ke 1708
telp 165 lama
hp saya 3 bulan rusak
HP baru 2.500.000 hilang di parkiran
beli hp 3500000 rupiah
wa 2024 tidak aktif
hubungi loket 12
telepon berdering 20 kali tidak diangkat
kontak 2 petugas
RT kami bagus
ketua RT dan RW ramah
RT/RW setempat tidak tahu
pengantar RT/RW masih diminta
RT 05 banjir
di RT 3 jalannya rusak
ketua RT 12 minta uang
rapat RW 05
rapat RT jam 19.30
Jl. Sudirman macet
Jalan Gatot Subroto No. 10 kantor lama
kantor di Jl. Merdeka No. 1
jalan rusak 200 meter
Jalan tol km 12
km 45 longsor
blok M ramai
Blok C 12 pasar tutup
Kelurahan Sukamaju bagus
Kec. Tebet cepat
kode pos 12810
D3 dan S1 harus legalisir
S 1 Teknik
kelas 3 BPJS penuh
BPJS kelas 1 naik 150000
bpjs telat 2 bulan
bayar bpjs 35.000
iuran BPJS 2023-2024
klaim JKN 4 kali ditolak
KIS tidak berlaku
paspor 5 tahun lagi
paspor 48 halaman 350.000
paspor kena denda 1.000.000
e-paspor 650 ribu
visa 30 hari
E 1 lembar
rek koran 3 bulan
rekening listrik 250000
rekening air bulan 11 naik 2 kali
buka rekening butuh 100.000
rekening koran 20241123
buka rekening 12-11-2024
npwp diminta padahal 2 tahun tidak kerja
lapor SPT 1770 S
formulir 1721 A1
form F-1.01
F 1.01 habis
formulir F 2.01 tidak ada
kertas A 4 80 gr
A4 70 gram
ukuran 3x4 dan 4x6
foto 3 x 4
map 5 lembar
L 300 bekas ambulans
L 300 PS antri
Boeing B 737 terlambat
bus D 2000 cc
T 90 cm
plat merah banyak
nopol ganjil genap
motor 2 tak
mobil 1500 cc
motor matic 125 cc
parkir mobil 5000 per jam
pajak motor 2024 naik
truk 12 ton
SIM A 120 ribu
SIM C 100.000
sim b 1 umum
KTP 2 minggu jadi
KK 3 hari selesai
e-KTP 2023
akta 1234/2019
akta kelahiran 3271-LT-12112024-0001
kutipan akta nikah 123/45/XI/2015
NIB 1234567890123
NOP 32.71.050.001.012-0345.0
PBB 32.71 tahun 2024
nomor perkara 123/Pdt.G/2024/PN.Bgr
putusan 12/PUU-XXI/2023
NIP petugas tidak dipakai
nip 5 digit
suhu 36,5 C
tensi 120/80
gula darah 110
tekanan 1013
usia 65 tahun
umur 17 thn
anak ke 2 dari 3
jumlah 12 orang
40 orang antri dari jam 5
9 unsur pelayanan
U1 3 U2 4 U3 4
3 3 4 4 3 2 4 3 4
4 4 4 4 4 4 4 4 4
0 8 10 12 14
1. ramah 2. cepat 3. murah
1) bersih 2) rapi
poin 1.2.3 jelas
pasal 28F UUD 1945
ISO 9001:2015
COVID-19
PSBB 2020
G20 2022
5G lambat
4G tidak ada
wifi 10 Mbps
500 KB tidak bisa unggah
file 2 MB max 200 KB
error 404
error 500 terus
kode error 0x80070057
OTP 123456 tidak masuk
otp 4 digit
pin 6 angka
password 8 huruf
titik macet di km 5
ada dot com di belakangnya
titik kumpul gedung
tidak at the right time
SK 2024 NO 12 TAHUN
H 2024 DAN SETERUSNYA
KELUHAN DI LOKET B 123 DAN C 124
A 100 KG
B 200 RB
D 300 ORG
terminal B 1 penuh
gate F 12 tutup
peron A 2
kereta KA 123 telat
pesawat GA 204 delay
QZ 7510
1 dari 5000 warga
10000 langkah
Rp 0
nol 8 gratis
0812
08
62
+62
021
0800-1-234567 bebas pulsa""".splitlines()


# Repeated, each makes a pattern try as often as it can.
HOSTILE = [
    "1", "12 ", "0812 ", "0", "8 ", "(0", "+62", "62 8", "3271 0512 ", "3271051201900001 ", "a", "a.", "a@", "@", "a@a.",
    "A1234567", "B 1234 XYZ ", "B 1 ", "rt 1 ", "RT 1/RW 1 ", "RT 1 RW 1 kel a ", "jl a ", "jl ", "rumah saya jl a no 1 ",
    "rek ", "rek 1", "12345678 an ", "transfer ke ", "bank a ", "] ", "[NIK] 3271051201900001 ", "no id 1 ", "kk 1",
    "at dot ", "a at b dot com ", " ", "-", "().-", "1-", "1.", "\t1", "08-", "titik ", "\x00", "\ud800", "🙂", "１", "\n",
]  # fmt: skip


def negatives() -> list[str]:
    return [line for line in NEGATIVES if line.strip()]


def spans(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and where the marked parts stand in it."""
    parts = marked.replace("»", "«").split("«")
    ends = list(itertools.accumulate(len(part) for part in parts))
    return "".join(parts), [(ends[index - 1], ends[index]) for index in range(1, len(parts), 2)]
