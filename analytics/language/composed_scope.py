"""Patterns of what a negation does to what it stands before; written by hand. See patterns.py."""

from __future__ import annotations

LISTS = {
    "tidak": "tidak/tidak/tidak/gak/nggak/tak/ga/tdk/enggak/ndak",
    "hal": "pelayanan/pelayanannya/layanan/petugas/petugasnya/pegawai/proses/prosesnya/antrean/aplikasi/aplikasinya"
    "/prosedur/syaratnya/fasilitas/ruang tunggunya/toiletnya/loket/sistem/sistemnya/jalan/dokternya/hasilnya"
    "/biayanya/di sini/selama ini/sejauh ini/di kantor ini/sekarang//////",
    "sifat": "ramah/sopan/cepat/jelas/bersih/nyaman/bagus/baik/membantu/memuaskan/lengkap/tertib/rapi/sabar/sigap"
    "/jujur/adil/tanggap/mudah/praktis/profesional/peduli/teliti/transparan/responsif/stabil/akurat/lancar/terawat"
    "/disiplin/kompeten/informatif/efektif/efisien/terbuka/maksimal/optimal/memadai/luas/layak/aman/enak/puas"
    "/manusiawi/berguna",
    "cela": "lambat/lama/ribet/rumit/sulit/susah/mahal/kotor/jutek/kasar/galak/judes/ketus/cuek/sombong/error/lemot"
    "/macet/berbelit-belit/bertele-tele/membingungkan/merepotkan/mengecewakan/bau/panas/sempit/buruk/jelek/parah"
    "/kacau/semrawut/pilih kasih/bingung/kecewa/menyesal/rugi/kapok/bosan/capek/pusing/kesulitan/berdesakan/berisik"
    "/gelap",
    "diderita": "dipersulit/dipingpong/dioper/ditolak/dibentak/dimarahi/diabaikan/dibedakan/dibeda-bedakan/ditipu"
    "/dipungut/dimintai uang/disuruh bolak-balik/disuruh kembali/dilempar/ditelantarkan/diremehkan/dibiarkan/ditunda"
    "/diulur/dirugikan/diperas/dicuekin/diusir/dihina/dipermainkan/disalahkan/dipotong/dilewati/diserobot",
    "berbuat": "mempersulit/membentak/marah-marah/mengeluh/membeda-bedakan/mengecewakan/merepotkan/menyusahkan"
    "/memaksa/memungut/menunda/menyepelekan/main hp/mengobrol/bertele-tele/berbelit/pandang bulu/membuat bingung"
    "/merugikan",
    "ditolong": "dilayani/dibantu/dijelaskan/ditanggapi/dijawab/diperhatikan/diperbaiki/ditindaklanjuti/diproses"
    "/diurus/ditangani/didengar/dihargai/disapa/dihubungi/dikabari/dibalas/dipedulikan/diselesaikan/diberi tahu"
    "/direspons",
    "menolong": "membantu/melayani/menjelaskan/menjawab/menolong/mendengarkan/peduli/menyapa/tersenyum/menghargai"
    "/bekerja/menanggapi/menyelesaikan/mau tahu/berfungsi/berguna/jalan/bermanfaat/memuaskan/menguasai"
    "/memberi solusi",
    "susah": "masalah/kendala/keluhan/hambatan/kesulitan/gangguan/komplain/pungli/pungutan/calo/antrean panjang"
    "/error/bug/biaya tambahan/diskriminasi/kekurangan/hal negatif/kesalahan/biaya siluman/uang pelicin/pembedaan"
    "/drama/kerusakan/penundaan/potongan/yang dipersulit/yang mengecewakan/yang salah/yang kurang/yang rusak/sampah"
    "/paksaan/keterlambatan",
    "perlu": "solusi/tanggapan/respons/kejelasan/kepastian/perubahan/perbaikan/informasi/petunjuk/penjelasan/kursi"
    "/kabar/tempat parkir/petugas/konfirmasi/keterangan/tindak lanjut/kemajuan/hasil/empati/senyum/balasan/jawaban"
    "/air/obat/tanggung jawab/itikad baik/dokter/sinyal/jalan keluar/peningkatan/pengumuman/bantuan/toilet"
    "/ruang tunggu/kepedulian",
    "pulih": "diperbaiki/selesai/jadi/ditangani/diproses/dijawab/ditanggapi/ditindaklanjuti/lancar/normal/terkirim"
    "/diterima/dibenahi/teratasi/bisa login/bisa dibuka/tersedia/berfungsi/dicetak/diganti/membaik/cair/terbit"
    "/dibersihkan/diaspal/menyala/pulih/dibayar/diverifikasi/disetujui/diangkut/dikirim/dikembalikan/lunas/terdaftar"
    "/dibetulkan",
    "perbaiki": "diperbaiki/dibenahi/dibetulkan/ditindaklanjuti/ditangani/dievaluasi/ditegur/dibersihkan/dipercepat"
    "/diatasi/diselesaikan/ditertibkan/diganti/dirapikan/perbaiki/benahi/bersihkan/selesaikan/betulkan/atasi/tindak"
    "/ditambal/diaspal/diangkut/diusut/dicari solusinya/dipermudah/jangan dipersulit/jangan lama-lama"
    "/jangan error terus",
    "sekali": "sama sekali/sedikit pun/sekali pun/selama ini/sejauh ini/apa pun/lagi////",
}

GOOD = """
[hal] [tidak] ada [susah] [sekali];
[tidak] (pernah/) (ada/ketemu/menemui/mengalami/menjumpai/punya) [susah] [sekali];
(tanpa/bebas/bebas dari/jauh dari/nihil/belum pernah ada/minim) [susah] [sekali];
[hal] (tanpa/bebas/bebas dari/jauh dari/nihil/minim) [susah];
[hal] [tidak] [cela];
[hal] [tidak] (pernah/lagi/terlalu/begitu/bikin/sampai/jadi/terasa/akan) [cela] [sekali];
[hal] (tidak lagi/sudah tidak/bukan yang/tanpa/jauh dari/anti) [cela];
(saya/kami/warga/pasien/) [tidak] (pernah/perlu/sampai/lagi/) [diderita] [sekali];
(saya/kami/warga/) (tanpa/belum pernah/bebas dari) [diderita];
[hal] [tidak] (pernah/suka/lagi/) [berbuat] [sekali];
[hal] (sudah/akhirnya/langsung/akhirnya sudah/alhamdulillah sudah/udah/cepat) [pulih] (terima
kasih/lagi/semua/kemarin//);
(yang/jalan yang/bug yang/lampu yang/data yang) (rusak/salah/error/mati) (sudah/akhirnya/langsung) [pulih];
[tidak] ada [hal] yang [tidak] [sifat];
[tidak] (pernah/mungkin/bisa) [tidak] (puas/[ditolong]/senang/[sifat]);
(bukan/bukannya) [tidak] (bagus/baik/puas/suka/ramah/membantu), (justru/malah) (sangat/) [sifat];
[hal] (tidak/bukan) (hanya/cuma/sekadar/saja) [sifat] (tapi/tetapi/melainkan) juga [sifat];
[hal] [tidak] (bisa/dapat/pantas) (dibilang/disebut/dikatakan) [cela];
[hal] [tidak] se(lambat/ribet/buruk/rumit/jelek/kotor/mahal/susah/lama) (dulu/yang (saya kira/dibayangkan/orang
bilang));
[hal] (bukan main/tidak main-main) (cepatnya/ramahnya/bagusnya/bersihnya/baiknya);
(jangan/tidak perlu/tidak usah) (ragu/takut/khawatir/bingung) (datang/mengurus/memakai/bertanya) (ke sini/di sini/);
(siapa bilang/bohong kalau) [hal] [cela];
[tidak] (ada ruginya/sia-sia/rugi/menyesal/kecewa) (datang/memakai/mengunduh/mengurus/antre) (ke sini/di sini/ini/);
[hal] [tidak] kalah (dengan/dari) (bank/swasta/kota besar/luar negeri/hotel);
(belum/tidak) pernah (kecewa/menyesal/mengeluh/kapok/dikecewakan/dipersulit/gagal/rugi) (di sini/sejauh ini/);
[tidak] (harus/perlu) (mengeluh/protes/marah/bayar lebih/pakai orang dalam/menyuap) (lagi/);
[tidak] ada (duanya/tandingannya/lawannya/yang lebih baik);
kurang (dari sehari/dari sejam/dari lima menit) (sudah/langsung) (jadi/selesai/beres)
"""

BAD = """
[hal] [tidak] ada [perlu] [sekali];
(tanpa/belum ada/belum juga ada/minim/miskin/nihil/kurang/kurang ada/tidak pernah ada) [perlu] [sekali];
[hal] (tanpa/belum ada/minim/nihil/kurang) [perlu];
[hal] [tidak] [sifat];
[hal] [tidak] (pernah/lagi/terlalu/begitu/cukup/bisa/akan/juga) [sifat] [sekali];
[hal] (kurang/kurang begitu/kurang cukup/belum/belum juga/masih kurang/masih belum/jauh dari/bukannya/sok) [sifat];
[hal] (kurang/masih kurang/sangat kurang/agak kurang) [sifat] (lagi/menurut saya/dan kurang [sifat]/dan tidak [sifat]);
(saya/kami/warga/laporan saya/keluhan saya/) [tidak] (pernah/juga/kunjung/bisa/sempat/) [ditolong] [sekali];
(saya/kami/warga/laporan saya/) (belum/belum juga/belum pernah/masih belum/kurang/tanpa/jarang) [ditolong] [sekali];
[hal] [tidak] (pernah/bisa/mau/juga/) [menolong] [sekali];
[hal] (kurang/belum/enggan/malas/jarang) [menolong];
[hal] (belum/belum juga/masih belum/blm/tidak kunjung/tak kunjung/tidak juga/gak juga) [pulih] (sampai
sekarang/juga/semua//);
(mohon/tolong/harap/mohon segera/tolong segera/harus/harus segera/wajib/kapan/cepat/segera) [perbaiki] [hal];
[hal] (mohon/tolong/harap/mohon segera/tolong segera/harus/harus segera/perlu/minta/seharusnya/kapan) [perbaiki];
[tidak] ada (satu pun/seorang pun/yang) (petugas/) [sifat];
[tidak] ada (satu pun/seorang pun/) yang (mau/bisa/sempat/) [menolong];
(tidak/tak) (satu pun/seorang pun) (petugas/loket/yang) (mau/) ([menolong]/[sifat]/buka);
[tidak] (pernah/mungkin) [tidak] ([cela]/[diderita]/antre);
[hal] (tidak/bukan) (hanya/cuma/sekadar/saja) [cela] (tapi/tetapi) juga [cela];
[hal] [tidak] (bisa/dapat/pantas/layak) (dibilang/disebut/dikatakan) [sifat];
[hal] [tidak] se(cepat/bagus/ramah/mudah/bersih/murah/baik) (dulu/yang (dijanjikan/diiklankan/dikatakan));
[hal] (bukan main/tidak main-main) (lamanya/lambatnya/ribetnya/kotornya/buruknya/mahalnya);
jangan (harap/berharap/mimpi/pernah harap) ([ditolong]/[sifat]/[pulih]) (di sini/);
jangan (pakai/unduh/ke sini/percaya/urus di sini/buang waktu/tertipu) [hal];
(siapa bilang/bohong kalau/mana ada) [hal] [sifat];
[tidak] (ada gunanya/ada faedahnya/ada artinya/berguna/layak/pantas) (lapor/mengadu/datang/dipakai/antre/bertanya) (ke
sini/);
(belum/tidak) pernah (puas/terbantu/senang/[sifat]/[ditolong]) (di sini/sejauh ini/);
(sudah/makin/malah) [tidak] (berfungsi/jalan/[sifat]/bisa dipakai/ada yang [menolong]);
[tidak] sesuai (harapan/janji/jadwal/aturan/pengumuman/permintaan/kenyataan/prosedur);
bukannya (membantu/[ditolong]/tambah [sifat]/cepat) (malah/justru) ([cela]/[diderita]/[berbuat]);
(kalau/jika) [tidak] (bayar/kenal orang dalam/protes/viral/marah), (tidak/gak) ([ditolong]/[pulih])
"""

NEUTRAL = """
[tidak] ada (saran/masukan/komentar/usul/pendapat/pertanyaan/tambahan) (lagi/lain/dari saya/untuk saat ini/);
(saya/kami/) (tidak/belum) (tahu/punya pendapat/bisa menilai/pernah ke sini/sempat/ingat/mengisi/mencoba/berkomentar);
(kantor/loket/layanan) (tidak/belum) (buka/melayani) (hari minggu/hari libur/malam/di hari besar);
(apakah/apa) (tidak/belum) (perlu/harus/bisa) (membawa/fotokopi/daftar/mengisi) (ktp/berkas/formulir/dulu)(?/);
(saya/ini) bukan (pemohon/warga sini/pengguna/yang mengurus/kunjungan pertama/nomor saya);
(tidak/bukan) (setiap hari/hari ini/di sini/saya yang datang/untuk saya), (tetapi/melainkan) (seminggu sekali/besok/di
kecamatan/ibu saya/untuk anak);
(belum/tidak) (wajib/dipungut untuk umum/berlaku) (untuk anak/sebelum umur tujuh belas/sampai januari);
(tidak/bukan) (baik/buruk) (dan/maupun) (tidak/bukan) (buruk/baik), (biasa saja/standar/cukup)
"""
