"""What composed training sentences are made of: subjects with what is good and bad about them, written by hand.

A line is `subjects | praise | complaint`; a comma divides. The nine elements of the SKM come first, then apps.
"""

from __future__ import annotations

SERVICE = """
syarat, persyaratan, syarat yang diminta, persyaratan pelayanan, dokumen yang diminta, berkas persyaratan
| mudah, jelas, sederhana, ringan, gampang dipenuhi, sesuai, tidak banyak, mudah dipahami, masuk akal, lengkap
diumumkan
| sulit, ribet, rumit, terlalu banyak, berubah-ubah, tidak jelas, memberatkan, membingungkan, berbeda-beda, aneh-aneh,
susah dipenuhi, simpang siur

prosedur, alur, alur pelayanan, prosedur pelayanan, prosesnya, mekanisme, tahapannya, cara mengurusnya, sistem antrean
| mudah, jelas, simpel, sederhana, teratur, tertib, lancar, praktis, gampang, ringkas, tertata, transparan, tidak
ribet, efisien
| berbelit-belit, ribet, rumit, bertele-tele, membingungkan, dipersulit, kacau, semrawut, tidak jelas, amburadul,
muter-muter, bolak-balik, birokratis, panjang sekali

waktu pelayanan, waktu tunggu, waktu penyelesaian, pelayanan, layanan, pelayanannya, proses, pengurusan, antrean,
antrian, penyelesaiannya, penanganan
| cepat, tepat waktu, singkat, kilat, sesuai jadwal, sebentar saja, hitungan menit, langsung jadi, gesit, tidak lama,
satu hari jadi, memuaskan, bagus, baik, prima, mantap, oke, top
| lama, lambat, lelet, lamban, molor, telat, terlambat, ngaret, berjam-jam, berhari-hari, berminggu-minggu, tidak
sesuai jadwal, tertunda-tunda, menunggu lama, panjang dan lama, lambat sekali, buruk, payah, mengecewakan, parah,
tidak selesai-selesai

biaya, tarif, biaya pengurusan, biayanya, tarif pelayanan, ongkos, retribusi
| murah, gratis, terjangkau, sesuai, wajar, transparan, jelas, sesuai ketentuan, ringan, tanpa pungli, tidak dipungut
biaya, hemat
| mahal, kemahalan, tidak wajar, memberatkan, tidak jelas, tidak transparan, naik terus, di luar ketentuan, ada
pungli, ada pungutan liar, tidak sesuai tarif, dimintai uang, ada uang pelicin

hasil, hasil pelayanan, hasilnya, produk, cetakan, kartu, dokumen, sertifikat, ktp, surat izin, akta, kartu keluarga,
paspor
| sesuai, rapi, bagus, memuaskan, benar, lengkap, cepat jadi, langsung jadi, sudah jadi, sudah selesai, sesuai
harapan, akurat, baik, sudah diterima
| salah, salah ketik, rusak, tidak sesuai, belum jadi, belum selesai, cacat, hilang, belum dicetak, keliru, buram,
belum terbit, belum diterima, tidak kunjung jadi, tidak lengkap, mengecewakan

petugas, pegawai, staf, petugas loket, pegawainya, petugasnya, admin, operator, satpam, customer service, resepsionis
| kompeten, profesional, terampil, cekatan, ahli, paham, cakap, teliti, sigap, cermat, menguasai, berpengalaman,
pintar, gesit, mumpuni
| tidak kompeten, tidak profesional, tidak paham, bingung, ceroboh, tidak menguasai, tidak tahu apa-apa, lamban,
asal-asalan, salah terus, kurang terampil, tidak cekatan, malas, main hp

petugas, pegawai, pelayanan petugas, sikap petugas, petugasnya, pegawainya, bapak petugas, ibu petugas, mbak di loket,
orang loket, security
| ramah, sopan, santun, baik, sabar, murah senyum, membantu, ramah dan sopan, sangat membantu, jujur, adil, peduli,
perhatian, responsif, tanggap, melayani dengan baik, melayani sepenuh hati, ramah-ramah, menyenangkan, komunikatif,
humanis
| jutek, judes, ketus, kasar, galak, cuek, tidak ramah, tidak sopan, kurang ramah, marah-marah, sombong, pilih kasih,
membentak, acuh, tidak peduli, arogan, cemberut, diskriminatif, tidak melayani, mempersulit, meremehkan, tidak
responsif, tidak senyum, seenaknya, tidak adil, bermuka masam

ruang tunggu, tempat parkir, parkiran, toilet, fasilitas, gedung, sarana, tempatnya, kursi tunggu, musala, kantor,
lokasi, ruangan, ac, sarana dan prasarana, ruang pelayanan
| bersih, nyaman, luas, lengkap, memadai, sejuk, dingin, rapi, bagus, terawat, strategis, wangi, aman, modern, cukup,
tersedia, ramah disabilitas, mudah dijangkau, tertata rapi, keren
| kotor, sempit, panas, pengap, rusak, bau, kurang, tidak memadai, kumuh, gelap, jorok, tidak nyaman, tidak terawat,
tidak ada, bocor, sumpek, becek, penuh, kurang memadai, mati, tidak berfungsi, jauh, kurang bersih

pengaduan, keluhan, penanganan pengaduan, pengaduan saya, aduan, laporan saya, kotak saran, layanan pengaduan, masukan
warga, respon admin, call center, hotline
| ditanggapi, cepat ditanggapi, direspons cepat, ditindaklanjuti, sudah diperbaiki, segera diproses, langsung diatasi,
sudah ditangani, ditangani dengan baik, mudah dihubungi, responsif, sudah dijawab, langsung dibantu, solutif, tuntas
| tidak ditanggapi, diabaikan, lambat ditanggapi, tidak direspons, tidak ditindaklanjuti, dicuekin, tidak ada solusi,
tidak dijawab, tidak diangkat, susah dihubungi, tidak ada tanggapan, belum ditangani, dilempar sana sini, sia-sia,
percuma, dibiarkan, hanya formalitas, tidak ada respons

jalan, jalan desa, lampu jalan, saluran air, drainase, trotoar, jembatan, air pdam, listrik, taman kota, sampah,
pasar, halte, angkot, bus kota, terminal
| mulus, terang, lancar, bersih, terawat, rapi, diangkut tiap hari, jernih, tepat waktu, aman, sudah diaspal, sudah
menyala, sudah diperbaiki, enak dilewati, murah, nyaman, tertata
| rusak, berlubang, mati, padam, tersumbat, tidak diangkut, menumpuk, miring, banjir, kotor, bau, gelap, keruh, tidak
mengalir, ambles, terbengkalai, bocor, macet, rawan, becek, hancur, dibiarkan, jarang datang, penuh sesak, ngebut

dokter, perawat, bidan, puskesmas, rumah sakit, posyandu, obat, poli, igd, bpjs, kamar rawat inap, imunisasi
| teliti, telaten, ramah, cepat ditangani, lengkap, tersedia, gratis, sabar, cekatan, bersih, tidak membedakan, mau
mendengarkan, tepat waktu, sigap, mujarab, tertata
| terlambat, galak, judes, habis, kosong, tidak tersedia, penuh, ditolak, mahal, cuma sebentar, asal periksa, telat
datang, lambat menangani, antre lama, tidak ditanggung, membeda-bedakan, kotor, sambil menelepon, tidak ada yang jaga

bantuan, bansos, data penerima, beras bantuan, program pemerintah, beasiswa, subsidi, undian kuota, pupuk
| tepat sasaran, sudah diterima, lancar, adil, transparan, membantu, cair tepat waktu, utuh, merata, bermanfaat,
sampai ke rumah
| tidak tepat sasaran, dipotong, salah sasaran, tidak cair, belum cair, tidak merata, disunat, hanya untuk kerabat,
berkutu, terlambat, tidak transparan, dikorupsi, tidak sampai, hilang, dibagi-bagi sendiri

pembayaran, transaksi, tagihan, pajak kendaraan, saldo, bukti bayar, kuitansi, rekening, token listrik, denda
| berhasil, lancar, langsung tercatat, sesuai, cepat, mudah, jelas, langsung masuk, banyak pilihan, tanpa biaya
tambahan, bisa dari hp
| gagal, tidak tercatat, terpotong, kepotong, dobel, tidak sesuai, tidak keluar, tidak dikirim, membengkak, tiba-tiba
naik, tertahan, hilang, salah hitung, belum lunas padahal sudah dibayar, tidak kembali

tombol, layar, halaman, sesi, koneksi, jaringan, kamera, captcha, gps, pin, antarmuka, huruf, bahasa
| berfungsi, jelas, mudah dibaca, cepat, terbaca, enak dilihat, akurat, stabil, gampang dipahami, lancar, tidak putus
| tidak berfungsi, tidak bisa ditekan, tertutup sendiri, putus terus, habis terus, terlalu kecil, tidak terbaca, tidak
akurat, membeku, kosong, lupa terus, hitam, tidak jelas, menyiksa, salah terus, buram, kaku, berantakan, waktunya
keburu lewat
"""

APPS = """
aplikasi, aplikasinya, aplikasi ini, apk ini, sistem, sistemnya, website, situs, portal, layanan online, server
| bagus, membantu, mudah digunakan, lancar, cepat, praktis, berguna, keren, mantap, stabil, ringan, bermanfaat,
memudahkan, simpel, canggih, responsif, user friendly, sangat membantu warga, oke, tidak ribet, sudah lebih baik,
tidak pernah error, berfungsi dengan baik
| error, sering error, eror terus, lambat, lemot, sering keluar sendiri, force close, crash, jelek, payah, buruk,
sampah, tidak bisa dibuka, tidak berguna, menyusahkan, mempersulit, ribet, loading terus, macet, hang, penuh bug,
tidak bisa diakses, gagal terus, down, bermasalah, blank putih, berat, boros kuota, tidak jelas, bikin emosi, tidak
berfungsi, gangguan terus, tidak stabil, tidak user friendly, muter-muter saja

login, log in, masuk akun, akun saya, masuk ke aplikasi, pendaftaran, registrasi, daftar akun, verifikasi wajah,
verifikasi, aktivasi, kata sandi, password, scan wajah, swafoto
| mudah, lancar, cepat, gampang, langsung berhasil, berhasil, tidak ribet, sekali coba langsung bisa, sudah bisa,
aman, simpel
| gagal, susah, sulit, tidak bisa, gagal terus, ditolak terus, error, selalu gagal, terblokir, tidak dikenali, susah
sekali, harus ulang terus, tidak berhasil, gak bisa-bisa, ribet, terkunci, keluar terus, lama banget, salah terus
padahal benar

kode otp, otp, sms verifikasi, kode verifikasi, email konfirmasi, notifikasi, tautan aktivasi
| cepat masuk, langsung masuk, cepat terkirim, langsung diterima, tidak lama, berfungsi, lancar
| tidak masuk, tidak dikirim, tidak terkirim, lama masuk, tidak muncul, tidak pernah sampai, gak masuk-masuk, tidak
kunjung datang, telat, kedaluwarsa, selalu salah, tidak diterima, belum masuk juga, terlambat

setelah update, setelah diperbarui, update terbaru, versi terbaru, versi baru, pembaruan, tampilan baru, sejak update
| lebih bagus, lebih cepat, makin lancar, makin mudah, lebih baik, tambah keren, tidak error lagi, sudah bisa dibuka,
sudah normal, makin ringan, jadi lancar, bug sudah diperbaiki
| malah error, tidak bisa dibuka, makin lambat, makin parah, makin jelek, malah lemot, jadi rusak, tambah ribet, malah
keluar terus, tidak ada perubahan, tetap error, jadi tidak bisa login, makin kacau, langsung force close

formulir, form, formulir online, isian, pengisian data, data saya, unggah berkas, upload dokumen, upload foto, kirim
data, menu, fitur, pencarian, tampilan, antrean online, jadwal online, pembayaran, peta, panduan
| mudah diisi, jelas, ringkas, gampang, lengkap, lancar, berhasil, cepat, langsung tersimpan, mudah dipahami, menarik,
akurat, membantu, praktis, rapi, tidak ribet
| terlalu panjang, membingungkan, ribet, gagal, gagal terus, tidak tersimpan, hilang, selalu ditolak, tidak bisa
diunggah, sulit dipahami, tidak lengkap, error, kosong, tidak sesuai, tidak sinkron, penuh terus, tidak muncul, tidak
ditemukan padahal ada, harus diulang dari awal, terpotong, tidak akurat, jelek
"""

# Adjectives that turn around under a negation.
GOOD = """
ramah, sopan, cepat, memuaskan, bersih, nyaman, jelas, mudah, membantu, bagus, baik, profesional, responsif, rapi,
tepat waktu, transparan, adil,
sesuai harapan, lengkap, memadai, tertib, teratur, lancar, berguna, bermanfaat, praktis, stabil, akurat, teliti,
sigap, sabar, jujur, efektif,
efisien, maksimal, optimal, informatif, menyenangkan, terawat, luas, disiplin, tanggap, kompeten, peduli, layak, aman,
murah, terbuka,
sejelas harapan, sesuai janji, sesuai standar, enak, ideal, merata, maju, cermat, fokus, serius, ikhlas, konsisten,
cukup, seimbang, becus, menolong, berfungsi, berjalan, terbantu, ditanggapi, diperhatikan, dihargai, puas, senang,
tersedia, komunikatif
"""
BAD = """
mengecewakan, lambat, lama, ribet, rumit, sulit, susah, berbelit-belit, bertele-tele, mahal, kotor, jutek, kasar,
galak, judes, error, lemot,
membingungkan, merepotkan, dipersulit, mempersulit, menyusahkan, bau, panas, sempit, antre lama, menunggu lama, macet,
gagal, rusak, ditolak, dipungut biaya, bermasalah,
menyulitkan, memberatkan, merugikan, buruk, jelek, parah, bingung, kecewa, kesulitan, diabaikan, dipingpong, pilih
kasih, membosankan, menyebalkan, diskriminatif, marah-marah,
kotor, gelap, sumpek, berisik, malas, cuek, ketus, angkuh, sombong, telat, terlambat, ngaret, molor, menyesal, rugi,
pusing, capek, repot, kapok, nyesel, bolak-balik, kacau, semrawut, curang, bohong, tertipu, mubazir, gagal paham,
tersendat, hang, keluar sendiri, berat, boros, salah, keliru, ribut, marah, emosi, stres, sia-sia, percuma,
menakutkan, bertele, ditelantarkan, dioper, disuruh bolak-balik, dimintai uang, kalah dengan swasta, kalah dengan kota
lain
"""
TROUBLE = """
masalah, kendala, keluhan, hambatan, kesulitan, gangguan, komplain, pungli, pungutan, calo, antrean panjang, error,
biaya tambahan, diskriminasi, yang perlu dikeluhkan, kekurangan, hal negatif
"""
NEEDED = """
solusi, tanggapan, respons, kejelasan, kepastian, perubahan, perbaikan, informasi, petunjuk, penjelasan, kursi, tempat
parkir, petugas yang melayani, konfirmasi, keterangan, tindak lanjut, kemajuan, hasil, empati, senyum
"""
DONE = """
diperbaiki, selesai, jadi, ditangani, diproses, dijawab, ditanggapi, ditindaklanjuti, lancar, normal, terkirim,
diterima, dibenahi, teratasi, bisa login, bisa dibuka, tersedia, terselesaikan, berfungsi, dicetak, diganti, membaik,
masuk, cair, terbit, ada kabar
"""
ASKED = """
diperbaiki, dibenahi, segera diperbaiki, diperbaiki lagi, diperhatikan, ditindaklanjuti, segera ditangani, dievaluasi,
ditegur petugasnya, dirapikan, dibersihkan toiletnya, dipercepat, jangan lambat, jangan dipersulit, jangan
marah-marah, lebih ramah, lebih sopan, jangan error terus, diperbaiki sistemnya, diperbaiki bugnya, dibetulkan,
diatasi, segera diselesaikan, disiplinkan pegawainya
"""
PRAISE = """
terima kasih banyak, terima kasih atas bantuannya, terima kasih, sukses selalu, puas, sangat puas, saya puas dengan
pelayanannya, mantap, luar biasa, keren, top, pertahankan, bagus sekali, the best, tidak sia-sia datang ke sini,
jempol, empat jempol, lanjutkan, good job, salut, sangat terbantu, bangga, recommended, bintang lima, senang dilayani
di sini, pelayanan terbaik, tetap semangat, joss, sip, mantul, oke banget, alhamdulillah lancar, semuanya baik, semua
lancar, sudah bagus, sudah baik, sudah sangat baik, cukup puas, cukup baik, cukup memuaskan, tidak menyesal, bikin
nagih, tidak ada duanya,
recommended banget, terjawab sudah, hebat, cakep, ok banget, semoga selalu begini, semoga dipertahankan, tetap
pertahankan, lanjutkan pak, makin sukses, terus berinovasi, inovasi yang hebat, layanan kelas satu, bangga jadi warga
sini, tidak bisa berkata apa-apa selain puas, gak nyangka sebagus ini, lebih dari cukup, sesuai harapan, memang beda,
numero uno, gokil, sat set, gercep, fast respon, ramah abis, adem, aman terkendali, enak pelayanannya, simpel banget,
suka sekali, senang sekali, nyaman di sini, tertolong sekali, terselamatkan, hore, yes berhasil, akhirnya beres,
akhirnya bisa juga, terima kasih pak camat, terima kasih ibu lurah, terima kasih dinas, makasih min, makasih kak,
sukses terus
"""
ANGER = """
kecewa, sangat kecewa, saya kecewa, menyesal datang ke sini, payah, parah, buang-buang waktu, bikin emosi, bikin
kesal, memalukan, kapok, tidak puas, sangat tidak puas, tidak akan kembali lagi, nyesel, gagal total, rugi, hapus saja
aplikasinya, bintang satu, sampah, percuma, capek, cape deh, kesal, sebal, jengkel, muak, tolong diperbaiki, mohon
diperbaiki, benahi, tidak becus, bobrok, tidak guna, ampun deh, uninstall saja, hadeh, kacau, buruk sekali, jelek
banget, ngeselin, tidak sesuai janji, omong kosong, cuma janji,
gak guna, gaje, ampas, nyampah, bikin darah tinggi, bikin stres, bikin pusing, bikin malas, bikin ribet saja, aneh,
mengada-ada, ancur, ancur-ancuran, payah banget, parah banget, ngeselin banget, nyebelin, gimana sih, gimana ini, kok
gini, masa begini, kenapa sih, tolonglah, ayolah, tidak profesional, tidak manusiawi, tidak punya hati, dosa
mempersulit orang, malu-maluin, hanya pencitraan, pembodohan, penipuan, maling, korupsi, pecat saja, ganti saja
petugasnya, tutup saja, mundur saja, gagal lagi gagal lagi, error lagi error lagi, php terus, dibohongi, kecewa berat,
kecewa banget, sudah muak, sudah capek, lelah, sakit kepala, buang duit, tidak ada bagus-bagusnya, biasa saja
cenderung buruk, kurang banget, kurang oke, kurang greget, kurang sreg, kurang asem, perlu dibenahi, perlu banyak
perbaikan, masih banyak kekurangan, harus lebih baik lagi, harusnya lebih cepat, seharusnya bisa lebih ramah
"""
NEUTRAL = """
saya datang untuk mengurus ktp, jam berapa kantor buka, apa saja syarat membuat paspor, kantor buka hari senin sampai
jumat, saya mengambil nomor antrean, tidak ada saran, tidak ada, belum ada saran, tidak ada komentar, tidak ada
masukan, nihil, biasa saja, cukup, standar, sedang, lumayan saja, bagaimana cara mendaftar online, di mana alamat
kantornya, apakah bisa diwakilkan, saya mengurus akta kelahiran anak pertama, pelayanan dibuka pukul delapan, formulir
diambil di loket tiga, saya baru pertama kali ke sini, surat diserahkan ke loket dua, saya diminta mengisi survei, ini
kunjungan kedua saya, saran saya ditambah loket, usul jam buka sampai sore, mungkin bisa ditambah kursi, sebaiknya ada
layanan hari sabtu, kapan jadwal vaksin berikutnya, apakah layanan ini buka hari sabtu, berapa biaya perpanjangan sim,
petugas memberi nomor antrean, dokumen dikirim lewat pos, saya tinggal di kecamatan sebelah, data diisi sesuai kartu
keluarga, kantor pindah ke gedung baru, loket tiga untuk pajak kendaraan, pengumuman ditempel di papan, belum ada
komentar, belum tahu, tidak tahu, belum pernah mencoba, ikut saja, sama seperti tahun lalu, layanan diberikan di
lantai dua, saya mengurus surat pindah dari bogor, antre dari pukul sembilan sampai sepuluh, apakah otp dikirim lewat
sms, cara ganti nomor hp bagaimana ya, aplikasi ini untuk apa, versi berapa yang terbaru, aplikasi dibuat oleh dinas
kominfo, update dilakukan tanggal lima, fitur cek bansos ada di menu mana, bisa dipakai di iphone tidak, login memakai
nik dan kata sandi, formulir terdiri dari tiga halaman, unggah foto ukuran tiga kali empat, min cara daftarnya gimana,
mau tanya apakah harus datang langsung, kalau hilang harus lapor ke mana, apakah perlu fotokopi ktp, kapan bantuan
dibagikan, saya memakai aplikasi ini sejak januari, semoga ada cabang di desa kami, tolong info nomor teleponnya,
mohon informasi jadwalnya, mohon tambah kursi, perlu ditambah petugas, harap ditambah loket, sebaiknya dipasang papan
petunjuk, pembayaran bisa lewat bank, wajib membawa kartu keluarga asli, pendaftaran dibuka tanggal satu, tingkatkan
terus, tingkatkan pelayanan, semoga ke depan ada layanan keliling, ingin tahu status berkas saya, berkas saya masuk
hari rabu, pegawai memakai seragam batik, rapat digelar di aula kantor camat, bupati meresmikan gedung baru, dinas
mengumumkan hasil seleksi, jumlah pemohon seratus orang hari ini,
tidak ada, tidak ada, tidak ada, tidak ada, tidak ada saran, tidak ada saran dan masukan, nihil, kosong, sudah, belum,
ada dua pintu masuk, satu untuk warga dan satu untuk pegawai, datang bersama anak, datang dengan keluarga, nomor
antrean saya tiga puluh, saya datang berdua, sama, tidak tahu
"""
# Facts, questions and suggestions: who asks, does what, with what, where and when.
ASKING = """
bagaimana cara, kapan bisa, di mana, apakah bisa, berapa lama, apakah harus, cara, kalau mau, mau tanya cara, min
kalau, mohon info cara, apa syarat untuk, berapa biaya, siapa yang bisa
"""
DOING = """
mengurus, memperpanjang, mencetak, mengambil, mendaftarkan, mengganti, melihat, mengunggah, membayar, mengajukan,
melaporkan, mengisi, mengecek, membuat, memindahkan, memperbarui, mengirim, menandatangani
"""
THINGS = """
ktp, kartu keluarga, akta kelahiran, akta kematian, paspor, sim, stnk, surat pindah, surat keterangan usaha, izin
usaha, pajak motor, pajak bumi dan bangunan, bpjs, kartu berobat, sertifikat tanah, formulir, berkas, surat nikah,
ijazah, kartu identitas anak, data keluarga, nomor antrean, pengaduan, bantuan sosial, nomor hp, kata sandi, rekening,
foto, tanda tangan
"""
PLACES = """
di kantor kecamatan, di kelurahan, di loket dua, di lantai tiga, di puskesmas, di samsat, di dinas kependudukan, lewat
aplikasi, lewat situs, di rumah sakit, di balai desa, di mal pelayanan publik, di bank, di kantor pos, secara online,
di kota lain
"""
TIMES = """
hari senin, tadi pagi, kemarin, minggu lalu, bulan depan, pukul sembilan, tahun ini, sejak januari, setelah lebaran,
untuk anak saya, untuk ibu saya, bersama istri, sebelum tanggal lima, hari ini, pada jam istirahat
"""
SUGGESTING = """
mohon ditambah, sebaiknya disediakan, saran saya ditambah, usul, mungkin bisa ditambah, perlu ditambah, tolong
disediakan, semoga ada, kalau bisa ada, alangkah baiknya ada, harap disediakan, tambahkan, mohon dibuatkan
"""
SUGGESTED = """
kursi, loket, petugas, tempat parkir, ruang laktasi, papan petunjuk, layanan hari sabtu, layanan malam, air minum,
mesin antrean, jalur difabel, layanan keliling, pilihan bahasa, mode gelap, fitur pencarian, nomor wa, jadwal, cabang
di desa, musala, fotokopi, wifi, layar antrean, notifikasi, fitur cetak, peta lokasi, contoh pengisian, pembayaran
nontunai, bangku, tempat sampah, jam buka
"""
