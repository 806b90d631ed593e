"""What happens at counters and in apps, told mostly without a word that judges; written by hand, a comma divides."""

from __future__ import annotations

GOOD = """
sekali datang langsung beres, selesai dalam sehari, cuma sepuluh menit sudah beres, tidak sampai satu jam sudah
rampung, petugas menjelaskan dengan sabar, dijelaskan satu per satu sampai paham, dibantu mengisi formulir, dibantu
dari awal sampai akhir, diarahkan dengan sopan, disambut dengan ramah, disapa dengan senyuman, dilayani dengan senyum,
dilayani dengan baik, ditanya keperluannya lalu langsung dibantu, lansia didahulukan, ibu hamil diutamakan, ada kursi
roda untuk orang tua saya, ada ruang bermain anak, ruangannya adem, antrenya cuma sebentar, hanya dua orang di depan
saya, langsung dipanggil, tidak pakai menunggu, tidak perlu datang dua kali, cukup dari rumah saja, bisa dari rumah
tanpa antre, tinggal klik selesai, urusannya beres, masalah saya kelar, aduan saya beres dalam dua hari, besoknya
langsung diperbaiki, lampu jalan langsung diganti, jalan sudah mulus, air sudah mengalir lagi, ditelepon begitu jadi,
dikabari lewat wa, dokumennya diantar ke rumah, semua loket buka, petugasnya datang tepat waktu, dokternya teliti
memeriksa, obatnya lengkap, tidak dimintai uang sepeser pun, gratis tanpa embel-embel, biayanya sesuai papan
pengumuman, ada kuitansi resmi, nama dan alamat sudah benar semua, hasilnya sesuai dengan yang saya minta, papan
petunjuknya mudah dibaca, tempat parkirnya lega, toiletnya harum, mushalanya bersih, gampang dicari, dekat halte, anak
muda petugasnya gesit, satpam membukakan pintu, pertanyaan saya dijawab semua, cs-nya membantu sampai tuntas, sekali
klik langsung terbuka, sekali coba langsung masuk, kodenya datang dalam hitungan detik, datanya langsung muncul,
fotonya langsung diterima, tidak pernah keluar sendiri, tidak makan memori, jalan lancar di hp lama, ibu saya yang
sudah tua pun bisa memakainya, hemat waktu, hemat tenaga, hemat ongkos, menghemat waktu saya, semakin maju, makin baik
dari tahun ke tahun, lebih baik dari sebelumnya, jauh lebih cepat daripada dulu, ada kemajuan, ada peningkatan, sangat
berkesan, semoga berkah, semoga sehat selalu petugasnya, lanjut terus, jaya terus, sukses untuk dinas, apresiasi untuk
seluruh staf, dua jempol, acungan jempol, salam hormat untuk petugas, bermanfaat bagi warga, memudahkan rakyat kecil,
sangat menolong, tidak rugi mengunduh, wajib punya, worth it, ternyata gampang, ternyata cepat, di luar dugaan bagus,
melebihi harapan saya, sesuai moto, kelar, beres, tuntas, aman, lancar jaya, patut dicontoh kantor lain, layak dapat
penghargaan, kinerjanya meningkat, kerja nyata, pemimpinnya turun langsung, warga didengar, saya merasa dihargai,
merasa nyaman, merasa terbantu, hati jadi tenang, saya tersenyum pulang,
pagi masuk berkas siang sudah jadi, surat selesai lebih awal dari janji, dikabari begitu dokumen siap, diantar sampai
loket yang benar, petugas mau mendengarkan, petugas turun tangan membantu, diberi tahu langkahnya dengan pelan,
bahasanya mudah dimengerti, alurnya gampang diikuti, nomor loket terlihat jelas, antrean bergerak cepat, meskipun
ramai tetap cepat dilayani, ramai tetapi tertib, walau antre panjang tetap nyaman, tidak berdesak-desakan, ruangan
tertata, tanpa perantara, tanpa calo, bebas dari pungutan, bebas calo, tidak keluar uang sama sekali, nol rupiah,
semua sesuai ketentuan, cetakannya bagus, isi suratnya tepat, tidak ada kesalahan, jauh berbeda dengan dulu yang
lambat, tidak seperti dulu yang ribet, keluhan kemarin sudah ada hasilnya, masukan saya dijalankan, semua ditangani
sampai selesai, syarat hanya satu lembar, cukup bawa ktp, cukup tunjukkan ktp langsung diproses, bisa diwakilkan tanpa
masalah, difabel dibantu, ada petugas pemandu, disediakan air minum, ada wifi gratis, bayinya ditimbang dengan
hati-hati, perawatnya telaten, dokternya mau menjelaskan, guru-gurunya peduli, jalannya jadi bagus, lampunya terang
lagi, transaksi berhasil, pembayaran langsung tercatat, statusnya bisa dipantau, tampilannya enak dipandang, tidak
bikin bingung orang tua, hurufnya besar dan jelas,
ternyata semudah ini, tidak menyangka secepat ini, tidak menyangka semudah itu, lebih mudah daripada dulu, lebih enak
sekarang, lebih tertib sekarang, mempermudah warga, mempercepat urusan, meringankan beban kami, mbaknya sabar
mengajari, bapaknya mau membantu, ibunya ramah sekali, masnya sigap, menuntun lansia, mengantar sampai pintu, menunggu
pun tetap nyaman, ada bacaan di ruang tunggu, cuma lima menit, hanya sebentar, hitungan menit jadi, malam lapor pagi
beres, lapor hari ini besok ditangani, langsung menyala lagi, semuanya baik-baik saja, semuanya beres, semua oke,
tidak ada halangan, tidak ada yang perlu diperbaiki, tidak ada yang mengecewakan, tidak ada yang dipersulit, syaratnya
masuk akal, formulirnya pendek, pertanyaannya sedikit, langkahnya sedikit, petunjuknya lengkap
"""
BAD = """
disuruh kembali besok, disuruh balik lagi, disuruh pulang, dilempar ke loket lain, dioper ke sana kemari, dipingpong
antar bagian, sudah tiga kali datang belum beres, antre dari subuh, antre berjam-jam, menunggu dari pagi sampai sore,
dipanggil setelah lima jam, nomor saya dilewati, petugasnya mengobrol sendiri, petugas sibuk main hp, pegawai asyik
bercanda, loketnya kosong, hanya satu loket yang buka, jam kerja kantor malah tutup, petugas datang siang, jam
istirahatnya kelamaan, dibentak petugas, dimarahi di depan orang banyak, dicuekin, tidak disapa, diabaikan begitu
saja, ditanya malah marah, jawabnya ketus, tidak dijelaskan apa-apa, saya ditolak tanpa alasan, alasannya macam-macam,
alasan blanko habis, alasan sistem offline, alasan server, jaringan putus terus, listrik padam tidak ada genset,
diminta uang, diminta biaya tambahan, dipalak petugas, ada yang minta uang rokok, ada calo berkeliaran, yang kenal
orang dalam didahulukan, yang bayar didahulukan, dibeda-bedakan, rakyat kecil dipersulit, orang miskin disuruh
menunggu, syaratnya berubah tiap datang, fotokopi diminta berkali-kali, formulirnya habis, salah cetak nama, tanggal
lahir salah, berkas saya hilang, berkas tercecer, sudah setahun belum keluar, berbulan-bulan tidak ada kabar, sampai
sekarang belum ada kabar, nunggu kabar tidak jelas, dijanjikan seminggu ternyata sebulan, hanya janji, telepon tidak
pernah diangkat, chat cuma dibaca, email tidak dibalas, laporan saya didiamkan, jalan rusak dibiarkan, sampah
menumpuk, lampu jalan mati, air tidak mengalir, kursinya kurang, banyak yang berdiri, kipas angin mati, ac-nya mati,
toiletnya mampet, airnya tidak keluar, atapnya bocor, parkirnya semrawut, parkir ditarik mahal, tidak ada petunjuk,
saya nyasar, tidak ada jalur kursi roda, orang tua harus naik tangga, dokternya terlambat, obatnya habis, pasien
ditelantarkan, bidannya galak, guru sering tidak masuk, otp-nya tidak nyampe, kodenya kedaluwarsa terus, saldo
terpotong tapi gagal, uang sudah masuk tapi status belum lunas, bayar dua kali, data saya tidak ditemukan, nik saya
dibilang tidak terdaftar, nik tidak valid terus, foto ditolak melulu, wajah tidak cocok terus, muter terus loadingnya,
layar putih, tiba-tiba keluar sendiri, mental terus, tiap dibuka minta login lagi, diminta update terus, habis update
malah rusak, tidak bisa masuk sama sekali, sudah berkali-kali coba, dicoba seratus kali tetap gagal, instal ulang
tetap sama, harus ulang dari awal, data hilang semua, isi ulang lagi dari nol, captcha-nya tidak terbaca, tombolnya
tidak bisa ditekan, menunya tidak jalan, fiturnya banyak yang tidak fungsi, baterai cepat habis, hp jadi panas, memori
penuh, kuota habis percuma, iklannya banyak, banyak bug, datanya tidak pernah diperbarui, informasinya kedaluwarsa,
cs-nya seperti robot, cs tidak membantu, jawabannya itu-itu saja, ujung-ujungnya disuruh datang ke kantor, katanya
online tetapi tetap harus antre, buang waktu, buang kuota, hanya menghabiskan anggaran, uang rakyat terbuang, proyek
asal jadi, aplikasi asal jadi, kerja asal-asalan, makan gaji buta, tidak niat melayani, malah bikin susah, malah
tambah repot, semakin parah, makin hari makin buruk, lebih parah dari dulu, tidak ada perubahan dari dulu, sama saja
bohong, kecewa berat, sakit hati, saya merasa dipermainkan, saya dirugikan, rugi waktu, capek bolak-balik, masa begini
saja tidak bisa, kok begini pelayanannya, kapan majunya, mau sampai kapan begini, apa gunanya, untuk apa ada aplikasi
ini, lebih baik ditutup saja, mending manual, dulu lebih gampang, zaman sekarang masih manual, jangan dipakai, jangan
unduh, tidak direkomendasikan, nol besar, minus,
dipanggil setelah setengah hari, datang awal dilayani paling akhir, diserobot orang, nomor antrean tidak berguna,
bangkunya sedikit, banyak lansia berdiri, ibu hamil tidak diberi tempat duduk, nama saya salah ketik, harus mengurus
dari awal lagi, revisi berkali-kali, sertifikat tidak keluar-keluar, surat tidak terbit-terbit, hasil pengukuran tidak
diberikan, dibentak, dimaki, diusir, dihina, ditertawakan, diperlakukan seperti pengemis, tidak digubris, tidak
direspon sampai sekarang, tidak pernah ada tindakan, laporan cuma dicatat, jalan berlubang tidak ditambal, banjir
terus, antrean mengular, antrean sampai ke luar, tarif tidak sesuai karcis, bayar parkir tanpa karcis, ongkos lebih
mahal dari papan, dipotong tanpa penjelasan, ada potongan bantuan, bantuan tidak tepat sasaran, yang kaya dapat yang
miskin tidak, data bantuan salah, saldo kepotong, uang tidak kembali, pembayaran tidak tercatat, hasil pencarian
salah, lokasi di peta salah, keluar data kota lain, sudah ambil antrean online tetap antre lagi, disuruh isi lagi dari
awal, tidak bisa diubah, tidak bisa dibatalkan, tidak bisa dihubungi, hanya menjawab otomatis, ditutup tanpa
penyelesaian, ditutup sepihak, bunyi terus notifikasinya, tidak terpakai, jadwalnya bentrok, bilang mudah ternyata
susah, katanya cepat ternyata lama, katanya gratis ternyata bayar, janjinya saja, dulu bagus sekarang tidak, tidak
seperti dulu yang ramah, semestinya lebih cepat, mestinya tidak selama ini, harusnya bisa lebih baik, perawatnya
judes, dokternya buru-buru, obat disuruh beli sendiri, pasien miskin ditolak, guru bolos, sekolah minta sumbangan,
belum juga ada jawaban, belum ada jawaban dari dinas, belum ada yang datang, tidak ada yang datang, tidak ada yang
menangani, tidak ada yang jaga, tidak ada yang bisa menjawab, tidak ada yang mau tanggung jawab, saling lempar
tanggung jawab, diputar-putar, disuruh ke sana ke sini, harus izin kerja berkali-kali, harus bolos kerja, seharian
cuma urus satu surat, dua hari hanya untuk stempel, melayani sambil menelepon, melayani sambil makan, melayani sambil
merokok, pergi sebelum selesai, pulang sebelum jamnya, suka menunda, menunda-nunda, ditunda lagi, diundur terus,
tulisannya luntur, kartunya cepat rusak, cetakannya buram, fotonya gelap, langsung tertutup aplikasinya, tertutup
sendiri, keluar sendiri saat mengisi, hilang saat dikirim, waktunya keburu habis, kodenya datang terlambat, masalah
lama tidak hilang, masalahnya itu-itu saja, pertanyaannya terlalu banyak, berputar di halaman yang sama, balik ke
halaman awal terus, disuruh naik tangga padahal sakit, disuruh menunggu tanpa kepastian, tanpa penjelasan apa pun,
harga lain dengan yang ditagih, yang ditagih berbeda, seminggu tidak diangkut, berhari-hari mati lampu, air keruh
terus, makin diperbarui makin rusak, makin lama makin kacau, tambah hari tambah parah, dari dulu begini terus, tiap
tahun begini, kapan beresnya, kapan selesainya, mana janjinya
"""
