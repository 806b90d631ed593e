"""Patterns of what happens at counters and in apps, by what it is about; written by hand. See patterns.py."""

from __future__ import annotations

LISTS = {
    "petugas": "petugas/petugasnya/pegawai/pegawainya/staf/mbak di loket/bapak di loket/ibu petugas/mas petugas/satpam"
    "/kasir/admin/operator/perawat/dokter/bidan/pak lurah/bu camat/kepala dinas/resepsionis/cs/guru/sopir bus",
    "siapa": "saya/saya/saya/kami/ibu saya/bapak saya/orang tua saya/nenek saya/anak saya/suami saya/tetangga/warga"
    "/lansia/pasien/pemohon/penumpang//",
    "surat": "ktp/kk/kartu keluarga/akta/akta kelahiran/akta kematian/paspor/sim/stnk/surat pindah/surat keterangan"
    "/sertifikat tanah/izin usaha/surat nikah/kartu bpjs/rujukan/kia/skck/imb/npwp/kartu kuning/bukti bayar/legalisir",
    "urusan": "urusan saya/urusan/pengurusan [surat]/berkas/berkas saya/permohonan/permohonan saya/prosesnya/semua"
    "/semuanya/[surat] saya/[surat]/balik nama/perpanjangan [surat]/pajak motor/pengaduan saya/pendaftaran",
    "sebentar": "lima menit/sepuluh menit/setengah jam/hitungan menit/sehari/satu hari/dua hari saja/sekali datang"
    "/satu jam/waktu singkat/sekejap",
    "lama": "berjam-jam/dua jam/tiga jam/lima jam/setengah hari/seharian/dari pagi sampai sore/dari subuh/berhari-hari"
    "/berminggu-minggu/dua minggu/sebulan/tiga bulan/setahun/lama sekali/sampai sore/sampai loket tutup",
    "dulu": "tadi//kemarin/hari ini/minggu lalu/waktu itu/",
    "beres": "selesai/beres/jadi/kelar/rampung/tuntas/terbit/siap diambil",
    "apl": "aplikasi/aplikasinya/aplikasi ini/apk/apk-nya/app/sistem/sistemnya/web/webnya/website/situs/situsnya"
    "/portal",
    "dicoba": "dibuka/dipakai/login/mau login/diklik/mengisi/mengisi formulir/mengunggah/unggah foto/upload berkas"
    "/menyimpan/kirim data/bayar/mau bayar/daftar/verifikasi wajah/scan wajah/ganti kata sandi/cek status/cari data",
    "baru": "setelah update/habis update/setelah pembaruan/sejak pembaruan/setelah diperbarui/sejak versi baru"
    "/gara-gara update/di versi terbaru/sesudah update kemarin",
    "data": "data/data saya/datanya/akun saya/isian/isian saya/formulir/foto/foto saya/riwayat/berkas"
    "/berkas yang diunggah/dokumen/nomor antrean/draf/profil/saldo/bukti daftar",
    "otp": "otp/otp-nya/kode otp/kodenya/kode verifikasi/sms kode/kode aktivasi/email aktivasi/tautan verifikasi"
    "/sms verifikasi/notifikasi/pin",
    "tidak": "tidak/tidak/tidak/gak/nggak/tak/ga/tdk/enggak",
}

GOOD = """
[urusan] [beres] (lebih cepat/lebih awal/lebih cepat dari (dugaan/perkiraan/janji/jadwal/biasanya/dulu)/sebelum
waktunya);
[urusan] [beres] (dalam [sebentar]/hari itu juga/saat itu juga/di hari yang sama/tepat waktu/sesuai (jadwal/janji));
(cuma/hanya/cukup/tidak sampai/kurang dari/paling) [sebentar] (sudah/langsung/pun) [beres];
[siapa] (datang/masuk/antre/daftar) (pagi/jam delapan/jam sembilan/sebentar), (siang/jam sembilan/langsung) sudah
[beres];
(sekali datang/sekali urus/sekali jalan/satu kali datang) (langsung/sudah) [beres];
[surat] (langsung jadi/langsung dicetak/langsung diserahkan/bisa ditunggu/jadi hari itu juga/diantar sampai rumah);
[surat] (saya/) (sudah/akhirnya sudah/sudah saya) (terima/jadi/diterima/di tangan), (terima kasih/makasih/mantap/);
[siapa] [tidak] (perlu/usah/harus) (lagi/) (bolak-balik/antre/antre lama/datang (dua kali/lagi/ke kantor)/menunggu
lama);
[siapa] [tidak] (perlu/usah/harus) (lagi/) (fotokopi (apa-apa/)/pakai calo/ambil cuti/izin kerja/jauh-jauh ke kota);
tanpa (harus/perlu) (bolak-balik/antre/datang ke kantor/menunggu/keluar rumah/pakai calo/mengulang dari awal);
(sekarang/kini/akhirnya/sudah) (bisa/dapat) ([dicoba]/mengurus [surat]/daftar/bayar) (online/daring/dari rumah/lewat
hp);
(urus/perpanjang/cetak/ambil) [surat] (sekarang/kini/) (bisa/cukup) (online/daring/dari rumah/di kantor desa/di mal);
[siapa] (dibantu/dibimbing/dituntun/didampingi/diarahkan) [petugas] (sampai (selesai/tuntas/jadi/paham/bisa)/dari
awal/);
[siapa] (dibantu/dibimbing/didampingi) (mengisi (formulir/data)/mencari berkas/mengunduh aplikasi/naik tangga/sampai
tuntas);
[petugas] (menjelaskan/menerangkan) (dengan (sabar/jelas/pelan/detail)/satu per satu/semua syarat/langkahnya/sampai
paham);
[petugas] (mau/bersedia/sempat) (mendengarkan/membantu/menjelaskan/menunggu/mengantar/mencarikan berkas/lembur);
[petugas] (menyapa/tersenyum/berdiri menyambut/memanggil dengan sopan/minta maaf/mengucapkan terima kasih/mengantar
saya);
[petugas] (datang/jemput bola/turun) ke (rumah/desa kami/lokasi/sekolah) (untuk (merekam/membantu/mendata)/);
[petugas] (segera/langsung/cepat) (membantu/turun tangan/menjawab/menangani/melayani/menanggapi/merespons/bertindak);
[siapa] (langsung/segera/cepat) (dipanggil/dilayani/ditangani/diperiksa/dibantu/dijawab/dipersilakan duduk);
(antre/antrean/antrenya/menunggu/menunggunya/nunggunya) (sebentar/cuma sebentar/tidak lama/tidak sampai
[sebentar]/pendek);
(antrean/nomor antrean) (tertib/bergerak cepat/teratur/dipanggil urut/bisa diambil dari rumah/bisa dipantau di hp);
(biaya/biayanya/tarif/tarifnya/yang dibayar/ongkosnya) sesuai (aturan/ketentuan/papan/yang tertulis/kuitansi/perda);
(bayar/membayar) sesuai (aturan/tarif/papan/kuitansi), (tidak ada tambahan/tanpa tambahan/tidak ditambah-tambah/);
(tidak/tanpa) (ditarik/dimintai/dipungut/keluar) (uang/biaya/bayaran/sepeser) (apa pun/tambahan/sama sekali/pun/);
(kembalian/uang) (saya/) (dikembalikan/diberi) (utuh/penuh/sampai sen terakhir);
[siapa] (yang (sakit/hamil/difabel/pakai kursi roda)/) (didahulukan/diutamakan/diprioritaskan/diberi (kursi/tempat
duduk));
(kursinya/bangkunya/ruangannya/toiletnya/parkirnya/air minumnya) (cukup/banyak/lega/dibersihkan
terus/wangi/tersedia/ada);
(ada/tersedia/disediakan/sekarang ada) (kursi roda/ruang bermain/ruang menyusui/air minum gratis/loket khusus lansia);
(laporan/keluhan/pengaduan/aduan/pertanyaan) (saya/kemarin/) (langsung/cepat/sudah/segera)
(ditanggapi/dijawab/ditindaklanjuti);
(pagi/tadi malam/kemarin/senin) (lapor/mengadu/melapor), (sore/besoknya/hari ini/selasa) (sudah/langsung)
(beres/diperbaiki);
(jalan/lampu/air/listrik/jembatan/selokan/internet) (yang (rusak/mati)/di depan rumah/) (sudah/langsung)
(diperbaiki/normal lagi);
(data/nama/alamat) (saya/) yang salah (langsung/cepat/segera/sudah) (dibetulkan/diperbaiki/dikoreksi);
[apl] (jalan terus/berjalan lancar/langsung terbuka/tidak berat/jalan di hp lama/enteng/jarang gangguan/sudah normal);
([baru]/sekarang) [apl] (jadi/makin/lebih) (cepat/lancar/ringan/enak dipakai/stabil/rapi/gampang/mudah);
([baru]/sekarang) [tidak] (pernah/) (error/keluar sendiri/macet/lemot/hilang) lagi;
[otp] (langsung (masuk/datang/sampai)/cepat (masuk/datang/sampai)/datang dalam (hitungan detik/beberapa detik));
([dicoba]/semuanya) (tinggal/cukup/hanya) (klik/sekali klik/beberapa langkah/tiga langkah/foto saja);
(sekali/baru sekali) (coba/klik/daftar/unggah) langsung (bisa/masuk/berhasil/jadi/diterima/terkirim);
[data] (langsung/otomatis) (muncul/tersimpan/terisi/terkirim/diterima/terverifikasi/sinkron);
(statusnya/prosesnya/perkembangannya) (bisa/mudah) (dipantau/dilihat/dilacak/dicek) (di hp/dari rumah/kapan saja/);
[siapa] yang (gaptek/sudah tua/buta huruf) (pun/juga/saja) (bisa (pakai/memakainya)/paham/mengerti);
(dulu/biasanya/tahun lalu) (harus (antre/bolak-balik)/[lama]/dipingpong), (sekarang/kini) (tidak lagi/langsung
[beres]/sebentar);
(ramai/penuh/antrean panjang/hujan/hampir tutup), (tapi/tetapi/namun) (tetap/masih)
(dilayani/tertib/cepat/dibantu/ramah);
(awalnya/tadinya) (ragu/takut/bingung/khawatir), (ternyata/rupanya) (gampang/cepat/dibantu/mudah/ramah/langsung jadi);
(tidak/nggak) (menyangka/sangka/nyangka/mengira) (bisa/akan/) (secepat/semudah/seramah/sebaik) (ini/itu);
(foto/unggah/daftar/isi data/pindai ktp) (sekali/cukup sekali), (sudah/langsung)
(jadi/terbaca/masuk/diterima/tersambung ke dukcapil);
([surat]/antrean/kuitansi/bukti) (bisa/dapat/sudah bisa/kini bisa) (dicetak/diunduh/diambil/disimpan/dilihat)
(sendiri/di hp/dari rumah/kapan saja);
(notifikasinya/pengingatnya/petanya/fiturnya/pencariannya) (mengingatkan (saya/jatuh tempo)/menunjukkan
(jalan/loket)/menolong/terpakai setiap hari/lengkap);
[siapa] (bisa/dapat) [dicoba] (sendiri/tanpa (bantuan/diajari)/sambil (kerja/duduk)/di mana saja/tengah malam/walau
sinyal lemah);
[apl] (tetap/masih) (jalan/bisa dipakai/lancar/terbuka) (di hp (lama/murah)/walau sinyal (lemah/jelek)/di desa/saat
ramai);
[apl] (hemat kuota/tidak makan tempat/menghemat (waktu/ongkos)/mempersingkat urusan/memangkas antrean/membantu
petani/sangat menolong);
([apl]/developernya/adminnya/cs-nya) (mendengar/menjawab/membalas/menanggapi) (ulasan/keluhan/chat/masukan)
(pengguna/saya/kami/) (cepat/dalam sehari/satu-satu/);
(bug/error/masalah) (login/otp/kemarin/yang saya laporkan/foto/) (sudah/akhirnya/langsung)
(hilang/diperbaiki/beres/tidak ada lagi);
([baru]/akhirnya/sekarang) (bisa (dibuka/login/dipakai/masuk) lagi/tidak perlu login ulang/fotonya langsung
terbaca/loadingnya sebentar);
(semua/segala) (urusan/layanan/surat/pajak/data) (ada/jadi/cukup) (di satu aplikasi/di genggaman/dalam satu
(akun/pintu)/di hp);
(tidak nyangka/ternyata/rupanya) [dicoba] (cuma/hanya/cukup) ([sebentar]/dua langkah/sekali klik/pakai nik);
dari (daftar/antre/datang/lapor/bayar) sampai (jadi/selesai/pulang/beres) (cuma/hanya/tidak sampai/kurang dari)
[sebentar];
[petugas] (memberi tahu/mengingatkan/menelepon/mengabari) (saya/kami/) (kalau ada yang kurang/begitu [surat]
jadi/lewat wa/lebih dulu);
[petugas] (memfotokopikan/mengantarkan/mencarikan/membawakan/memperbaiki) (berkas/kursi/data/formulir/[surat])
(saya/untuk (saya/lansia));
(datang/daftar/lapor/antre) (pagi/jam delapan/senin/kemarin), (siangnya/sorenya/besoknya/jam (sembilan/sepuluh))
(sudah/langsung) (jadi/pulang/bisa diambil/dikerjakan);
(kurang satu berkas/salah isi/lupa bawa ktp/datang terlambat), (tetap dilayani/dibantu (melengkapi/membetulkan)/cukup
dikirim lewat wa/diberi waktu)
"""

BAD = """
[siapa] [dulu] (disuruh/diminta/harus) (kembali/balik/datang) (lagi/besok/minggu depan/senin/terus/berkali-kali);
[siapa] [dulu] (disuruh/diminta) (pulang/ke loket lain/ke kantor lain/ke kelurahan lagi/mengulang/melengkapi lagi);
[siapa] sudah (dua/tiga/empat/lima/berkali) kali (datang/ke sini/bolak-balik/urus/lapor), (belum/tidak) (juga/)
[beres];
[siapa] (bolak-balik/mondar-mandir) (terus/tiga kali/ke (kelurahan/kecamatan/dinas)/cuma untuk [surat]/karena berkas
kurang);
(berkas/permohonan/pengajuan/laporan/foto) (saya/) (ditolak/dikembalikan/dibatalkan) (tanpa
(alasan/penjelasan)/terus/lagi);
[siapa] [dulu] (ditolak/diusir/dipulangkan) (tanpa alasan/begitu saja/karena (salah baju/kurang satu lembar/datang
siang));
(loket/loketnya/kantor/kantornya/kasirnya) (tutup/sudah tutup/kosong/belum buka) (padahal (masih jam kerja/jam
sembilan)/terus);
(loket/kantor/layanan/pendaftaran) (tutup/ditutup) (lebih awal/sebelum waktunya/tanpa
(pemberitahuan/pengumuman)/mendadak);
(cuma/hanya) (satu/dua) (loket/petugas/kasir/meja) yang (buka/melayani/jaga), (yang antre/antrean)
(ratusan/panjang/sampai ke luar);
[siapa] (menunggu/nunggu/antre/duduk) [lama] (belum (juga/) dipanggil/baru dilayani/tanpa kabar/cuma untuk [surat]/);
(datang/antre/ambil nomor) (jam (enam/tujuh/delapan)/subuh/pagi), (baru/belum juga) (dipanggil/dilayani) (jam
(satu/dua/tiga)/sore/siang);
(dipingpong/dioper/dilempar/diputar-putar) (ke sana kemari/antar (loket/bagian/dinas)/dari (loket/meja) satu ke
(loket/meja) lain);
[urusan] (belum/tidak) (juga/kunjung/) ([beres]/keluar/ada kabar/diproses/dicetak) (sampai sekarang/padahal sudah
[lama]/sejak [lama] lalu);
(katanya/janjinya/bilangnya) (sehari/seminggu/cepat/gratis/bisa online), (ternyata/kenyataannya/nyatanya)
(sebulan/[lama]/bayar/harus datang);
[petugas] (main hp/ngobrol/mengobrol/makan/merokok/tidur/nonton) (saat (melayani/jam kerja)/sambil
melayani/terus/sendiri);
[petugas] (membentak/memarahi/menyindir/mengusir/meremehkan/mengabaikan/menyepelekan) (saya/warga/orang tua
saya/pasien/kami);
[petugas] [tidak] (menjawab/menjelaskan/menyapa/melihat/menengok/peduli/mau tahu/mendengarkan/di
tempat/ada/datang/senyum);
[petugas] (belum/baru) (datang/ada/masuk/buka) (padahal sudah (jam sembilan/siang)/jam (sembilan/sepuluh)/sampai
siang);
[petugas] (melayani/mendahulukan) (kenalan/saudaranya/yang bayar/orang dalam/temannya) (dulu/);
[petugas] (bilang/jawabnya/cuma jawab) (tidak tahu/besok saja/bukan urusan saya/lihat saja di web/sistem sedang rusak);
[siapa] (diserobot/dilewati/dibiarkan/ditinggal/didiamkan/dicuekin/disalahkan/ditertawakan) ([petugas]/begitu
saja/[dulu]);
(diminta/dimintai/ditarik/harus/disuruh) (bayar/uang/biaya/membayar) (lagi/tambahan/lebih/tanpa
(kuitansi/karcis)/padahal gratis);
(biaya/tarif/yang dibayar/ongkos) (lebih (mahal/besar) dari/tidak sesuai/beda dengan) (papan/yang
tertulis/aturan/kuitansi);
(nama/tanggal lahir/alamat/foto/nik) (saya/anak saya/) (salah (cetak/ketik/tulis/)/tertukar/keliru) (di
[surat]/terus/lagi/);
(laporan/keluhan/pengaduan/email/surat/chat/pesan) (saya/) (tidak pernah/tidak/belum/cuma)
(dibaca/dibalas/ditanggapi/dijawab) (sama sekali/);
(telepon/nomor/wa/hotline) (tidak (pernah/) diangkat/tidak aktif/sibuk terus/cuma mesin/tidak bisa dihubungi/dialihkan
terus);
(kursinya/bangkunya/tempat duduknya/parkirnya) (kurang/habis/patah/sedikit), (kami/banyak yang/lansia) (berdiri/di
lantai/menunggu di luar);
(toilet/toiletnya/ac/ac-nya/kipas/lift/mesin antrean/airnya) (terkunci/mampet/mati/rusak/bocor/tidak menyala/tidak
mengalir/bau);
[apl] (keluar/tertutup/menutup/mati/logout/restart) sendiri (terus/saat [dicoba]/setiap [dicoba]/[baru]/);
[apl] (tiba-tiba/selalu/sering/malah/langsung) (keluar/tertutup/mental/hilang/macet/berhenti/mati/hang/logout/freeze);
(tidak/gak/nggak/ga/belum) (bisa/dapat) (masuk/login/log in/daftar/dibuka/diakses/verifikasi/bayar/unduh) (sama
sekali/terus/[baru]/ke akun/);
(tidak/gak/nggak/ga/belum) bisa [dicoba] (sama sekali/terus/[baru]/padahal (sinyal bagus/data benar)/dari kemarin/);
[otp] [tidak] (datang/masuk/sampai/terkirim/muncul/pernah datang/kunjung datang/dikirim) (sampai sekarang/sama
sekali/terus/);
[otp] (baru datang/datang/masuk/sampai) (setelah (kedaluwarsa/waktunya habis)/terlambat/satu jam
kemudian/besoknya/terus salah);
(sudah/padahal) minta [otp] (berkali-kali/lima kali/terus), (tidak/gak) (ada yang/pernah/kunjung)
(masuk/datang/sampai);
([apl]/loading/layarnya/halamannya/prosesnya) (berputar/muter/mutar/loading/memuat) (terus/saja/tanpa
henti/[lama]/tidak selesai);
[data] (hilang/lenyap/terhapus/kosong/kembali kosong/tidak tersimpan/berubah sendiri/tertukar) ([baru]/semua/begitu
saja/saat [dicoba]);
([baru]/saat [dicoba]/tiap [dicoba]/) (layar/layarnya/tampilannya/halaman) (putih/hitam/kosong/blank/beku)
(saja/terus/);
(macet/berhenti/gagal/terhenti/putus/error/hang) (saat/waktu/ketika/pas/setiap) [dicoba] (terus/lagi/);
(tombol/tombolnya/menu/menunya/tautan/gambar) (kirim/simpan/bayar/lanjut/) [tidak] (bisa
(ditekan/diklik)/merespons/berfungsi/muncul/jalan);
([dicoba]/[otp]/foto/berkas/nik) (gagal/ditolak/error/salah) (terus/melulu/lagi/padahal (benar/sudah sesuai)/tanpa
keterangan);
([baru]/sekarang) (malah/jadi/justru/tetap/makin) [tidak] (bisa (dibuka/login/dipakai)/jalan/muncul/stabil/normal);
([baru]/sekarang) (malah/jadi/justru/makin) (lemot/berat/ribet/sering error/sering keluar/kacau/membingungkan/boros);
(harus/disuruh/dipaksa) (mengulang/mengisi/daftar/login/unggah/isi) (lagi dari awal/dari nol/ulang
terus/berkali-kali/lagi);
(uang/saldo/pulsa) (saya/) (terpotong/kepotong/hilang/sudah terkirim/berkurang), (tapi/tetapi) (status/tagihan/bukti)
(belum lunas/tidak keluar/gagal);
(sudah/udah) (instal ulang/ganti hp/hapus cache/ganti jaringan/coba berkali-kali), (tetap/masih)
(sama/error/gagal/tidak bisa);
(daftar/antre/ambil nomor/isi data) (online/di aplikasi), (tetap/ujungnya/sampai di sana) (antre lagi/disuruh isi
lagi/tidak diakui);
(servernya/sistemnya/jaringannya/server) (down/offline/putus/gangguan/rusak/penuh/sibuk) (terus/lagi/dari pagi/tiap
(senin/jam kerja)/);
(status/statusnya/pengajuan/verifikasi/permohonan) (dari (dulu/kemarin/bulan lalu)/sudah [lama]/masih) (menunggu
verifikasi/dalam proses/diproses/pending) (terus/saja/);
(nik/nomor kk/nomor hp/email/akun) (saya/) (dibilang/dianggap/katanya) (tidak (terdaftar/ditemukan/valid/cocok)/sudah
dipakai/salah) (padahal (benar/baru/sesuai ktp)/terus);
(verifikasi/scan/pindai/foto) (wajah/ktp/muka/selfie) (gagal/tidak (dikenali/cocok/terbaca)/ditolak/diulang)
(terus/terus padahal terang/sampai puluhan kali/);
(kuota/slot/jadwal/antrean online/tanggal) (selalu/sudah/tiap hari/langsung) (penuh/habis/kosong) (terus/sebelum
(dibuka/jam delapan)/);
(tidak/gak/ga) (bisa/dapat) (ganti/ubah/hapus/edit/reset/keluar dari) (nomor hp/email/akun/alamat/foto/kata
sandi/data);
(lupa (sandi/pin)/ganti (hp/nomor)/salah (ketik/isi)), (akun/semuanya) (terkunci/tidak bisa
(dibuka/diperbaiki)/hilang/harus ke kantor);
[apl] (meminta/minta) (izin (lokasi/kontak/galeri)/login/update/data pribadi) (terus/yang tidak perlu/setiap
dibuka/macam-macam);
[apl] (makan/menghabiskan/menguras) (memori/kuota/baterai/waktu/kesabaran);
[apl] [tidak] (mendukung (hp lama/android lama/iphone)/ada gunanya/sinkron/terhubung/bisa dihubungi/pernah beres/ramah
lansia);
(baru/sudah) (isi/mengisi/unggah/ketik) (panjang/setengah/semua/tiga halaman), (keluar/logout/hilang/kembali ke
awal/sesi habis/error);
(muncul/keluar/selalu) (tulisan/pesan/pemberitahuan) (error/gagal/kesalahan sistem/server sibuk/coba lagi nanti/sesi
berakhir/koneksi terputus) (terus/melulu/);
(cs/cs-nya/admin/call center/bantuan/chat) (cuma/hanya) (bot/robot/template/menyuruh sabar/balas nanti/salam);
(tampilan/tampilannya/menu/menunya/petunjuknya) (bikin (pusing/bingung)/tumpang tindih/pindah-pindah/terpotong/tidak
(dimengerti/kelihatan/terbaca));
(mau/baru mau/ingin) [dicoba] (saja/) (susahnya minta ampun/langsung (keluar/error/macet)/harus (ulang/antre/update)
dulu/tidak bisa-bisa);
(ujung-ujungnya/akhirnya/tetap saja/sama saja) (harus/disuruh) (ke kantor/antre/datang/fotokopi/pakai calo/manual);
(peta/lokasi/jadwal/info/data/harga) (di [apl]/) (salah/ngawur/tidak (sesuai/cocok)/beda/tidak pernah diperbarui/lama
semua)
"""

NEUTRAL = """
saya [tidak] (bawa/membawa/punya/pernah pakai/tahu/ikut/sempat mengurus) ([surat]/berkas aslinya/aplikasinya/kartu
lama);
(saya/kami) (belum/belum pernah/baru) (mengurus/mengambil/memakai/mencoba/daftar) ([surat]/aplikasi ini/layanan
ini/antrean online);
([petugas]/kantor/loket satu) (melayani/membuka/mencatat/menerima) (pendaftaran/[surat]/berkas/permohonan) (hari
ini/di lantai dua/sampai jam dua/);
(kantor/loket/layanan) (tidak/) buka (hari (sabtu/minggu/libur)/jam (delapan/sembilan)/sampai jam (dua/tiga)/dua hari
seminggu);
(apakah/apa) ([surat]/[data]/[otp]/[apl]) (bisa/boleh/harus/dikirim) (diwakilkan/diganti/diambil sendiri/lewat
sms/dicetak sendiri/dari hp)(?/);
(kapan/di mana/bagaimana/siapa) (yang/) (mengurus/mengambil/mengganti/mengubah/mendaftarkan) ([surat]/[data]/nomor hp)
(ya/?/);
[siapa] (datang/mengurus/mengambil/memperpanjang/mendaftar/menyerahkan) ([surat]/berkas/formulir) (kemarin/hari
senin/tadi/di loket dua/);
(mohon/tolong/sebaiknya/mungkin/usul/saran) (ditambah/tambah/disediakan/ada/diadakan) (kursi/loket/petugas/parkir/jam
buka/fitur/pilihan bahasa);
(pakai/memakai/lewat/masuk) [apl] (sejak (januari/tahun lalu)/di hp android/di laptop/untuk [dicoba]/baru kali ini);
([apl]/fitur/menu) (ini/itu/) (untuk/dibuat untuk/dipakai untuk/berisi) ([dicoba]/mengurus
[surat]/warga/jadwal/formulir);
(saya/) (bukan (warga sini/pengguna/pemohon)/hanya (mengantar/bertanya/menemani)/mewakili (ibu/tetangga)/baru tanya);
(tidak ada/belum ada/tidak punya/belum punya) (saran/masukan/komentar/usul/pendapat/pertanyaan/tambahan)
(lagi/lain/untuk saat ini/)
"""
