"""Word files: what is read, and what is refused. The files are written by another library."""

from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.oxml import parse_xml

from surveys.documents import from_docx
from surveys.errors import RefusedFile
from tests.surveys.documents.drafts import WORD, assert_safe, packed, saved


def _code(data: bytes) -> str:
    with pytest.raises(RefusedFile) as caught:
        from_docx(data)
    return caught.value.problem.code


def test_headings_emphasis_bullets_tables_and_links():
    file = docx.Document()
    file.add_heading("Rencana Induk", 0)
    file.add_heading("Latar Belakang", 1)
    paragraph = file.add_paragraph("Air minum ")
    paragraph.add_run("wajib").bold = True
    paragraph.add_run(" dan ")
    paragraph.add_run("bersih").italic = True
    paragraph.add_run("2").font.superscript = True
    file.add_paragraph("satu", style="List Bullet")
    file.add_paragraph("dua", style="List Bullet")
    table = file.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 1).text = "Tahun", "<b>2026</b>"
    file.add_heading("Jauh di bawah", 5)
    document = from_docx(saved(file))
    assert [(p.kind, p.level, p.html) for p in document.passages] == [
        ("heading", 1, "<h2>Rencana Induk</h2>"),
        ("heading", 2, "<h3>Latar Belakang</h3>"),
        ("paragraph", 0, "<p>Air minum <strong>wajib</strong> dan <em>bersih</em><sup>2</sup></p>"),
        ("list", 0, "<ul><li>satu</li><li>dua</li></ul>"),
        (
            "table",
            0,
            "<table><tbody><tr><td>Tahun</td><td></td></tr><tr><td></td><td>&lt;b&gt;2026&lt;/b&gt;</td></tr></tbody></table>",
        ),
        ("heading", 3, "<h4>Jauh di bawah</h4>"),
    ]
    assert_safe(document)


def _numbering(*levels: tuple[str, str]) -> bytes:
    rows = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    return (
        f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0">{rows}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    ).encode()


def _item(depth: int, text: str) -> str:
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def test_numbers_that_the_word_processor_counts_are_part_of_the_text():
    levels = ("upperRoman", "BAB %1"), ("decimal", "Pasal %2"), ("decimal", "(%3)"), ("lowerLetter", "%4.")
    rows = [(0, "Ketentuan Umum"), (1, ""), (2, "Satu."), (2, "Dua:"), (3, "x; dan"), (3, "y."), (1, "Tiga.")]
    body = "".join(_item(depth, text) for depth, text in rows)
    document = from_docx(packed(body, numbering__xml=_numbering(*levels)))
    assert [(p.id, p.text) for p in document.passages] == [
        ("bab-1", "BAB I\nKetentuan Umum"),
        ("pasal-1", "Pasal 1"),
        ("pasal-1-ayat-1", "(1) Satu."),
        ("pasal-1-ayat-2", "(2) Dua:"),
        ("pasal-1-ayat-2-huruf-a", "a. x; dan"),
        ("pasal-1-ayat-2-huruf-b", "b. y."),
        ("pasal-2", "Pasal 2\nTiga."),
    ]


def test_deleted_text_pictures_and_fields_are_left_out_and_inserted_text_is_not():
    body = (
        "<w:p><w:r><w:t>Tetap </w:t></w:r><w:ins><w:r><w:t>baru</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>lama</w:delText></w:r></w:del>"
        "<w:r><w:instrText>HYPERLINK</w:instrText><w:drawing><w:t>gambar</w:t></w:drawing></w:r></w:p>"
    )
    assert [p.text for p in from_docx(packed(body)).passages] == ["Tetap baru"]


def test_a_link_leads_outside_or_nowhere():
    relations = b'<R><r Id="a" Target="https://sukamaju.go.id/?a=1&amp;b"/><r Id="b" Target="javascript:alert(1)"/></R>'
    link = '<w:hyperlink xmlns:r="x" r:id="{}"><w:r><w:t>{}</w:t></w:r></w:hyperlink>'
    body = f"<w:p>{link.format('a', 'baik')}</w:p><w:p>{link.format('b', 'buruk')}</w:p>"
    document = from_docx(packed(body, **{"_rels/document__xml__rels": relations}))
    good, bad = document.passages
    assert 'href="https://sukamaju.go.id/?a=1&amp;b"' in good.html
    assert "javascript" not in bad.html
    assert_safe(document)


def test_hostile_files_are_refused_by_name():
    good = packed("<w:p/>")
    assert _code(b"") == "not-docx"
    assert _code(b"PK\x03\x04 and nothing") == "not-docx"
    assert _code(good[: len(good) // 2]) == "not-docx"
    assert _code(b"%PDF-1.7\n") == "pdf"
    assert _code(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == "old-word"
    encrypted = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert _code(encrypted) == "encrypted"
    assert _code(bytes(20_000_001)) == "file-too-large"
    assert _code(packed("<w:p/>", vbaProject__bin=b"x")) == "macros"
    assert _code(good) == "no-text"
    assert _code(packed("<w:p>")) == "not-docx"
    assert _code(packed("<w:p/>" * 1_000_001)) == "too-many-marks"
    assert _code(packed("<w:p/>" * 30_001)) == "too-many-passages"
    rows = "<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>" * 30_000  # as HTML 24 characters each
    assert _code(packed(f"<w:tbl>{rows}</w:tbl>")) == "passage-too-long"
    assert _code(packed(f"<w:p><w:r><w:t>{'a' * 2_000_001}</w:t></w:r></w:p>")) == "too-large"


def _zip(compression: int, **entries: bytes) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", compression) as archive:
        archive.writestr("[Content_Types].xml", entries.get("types", b"<T/>"))
        archive.writestr("_rels/.rels", '<R><r Type="/officeDocument" Target="word/document.xml"/></R>')
        archive.writestr("word/document.xml", entries.get("document", b"<d><body/></d>"))
    return buffer.getvalue()


def test_content_types_bombs_and_entities():
    assert _code(_zip(ZIP_DEFLATED, types=b"application/vnd.ms-word.document.macroEnabled.main+xml")) == "macros"
    assert _code(_zip(ZIP_DEFLATED, document=b" " * 20_000_001)) == "unpacks-too-large"
    assert _code(_zip(ZIP_BZIP2)) == "not-docx"
    lol = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><d><p>&b;</p></d>'
    assert _code(_zip(ZIP_DEFLATED, document=lol)) == "entities"
    outside = b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d><p>&a;</p></d>'
    assert _code(_zip(ZIP_DEFLATED, document=outside)) == "entities"
    assert _code(_zip(ZIP_DEFLATED, document=b'<?xml version="1.0" encoding="nonsense"?><d/>')) == "not-docx"


def test_a_declared_size_that_lies_does_not_help():
    data = bytearray(_zip(ZIP_DEFLATED, document=b" " * 20_000_001))
    size = (20_000_001).to_bytes(4, "little")
    assert data.count(size) == 2
    assert _code(bytes(data.replace(size, (10).to_bytes(4, "little")))) == "not-docx"


def test_ten_thousand_nested_tables_are_a_clear_answer():
    depth = 10_000
    body = "<w:tbl><w:tr><w:tc>" * depth + "<w:p><w:r><w:t>dalam</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * depth
    assert [p.text for p in from_docx(packed(body)).passages] == ["dalam"]
    wrapped = (
        "<w:sdt><w:sdtContent>" * depth + "<w:p><w:r><w:t>dalam</w:t></w:r></w:p>" + "</w:sdtContent></w:sdt>" * depth
    )
    assert [p.text for p in from_docx(packed(wrapped)).passages] == ["dalam"]


def test_scripts_in_every_place_of_a_file_are_text():
    script = "<script>alert(1)</script>"
    file = docx.Document()
    file.core_properties.title = script
    file.add_heading(script, 1)
    file.add_paragraph(script, style="List Bullet")
    file.add_paragraph(script, style="List Number").add_run(f'" onclick="{script}').bold = True
    file.add_table(1, 1).cell(0, 0).text = script
    file.sections[0].header.paragraphs[0].text = script
    file.paragraphs[0]._p.append(
        parse_xml(f'<w:r xmlns:w="{WORD}"><w:t>&lt;img src=x onerror=alert(1)&gt;</w:t></w:r>')
    )
    document = from_docx(saved(file))
    assert_safe(document)
    assert all("<script" not in passage.html and "<img" not in passage.html for passage in document.passages)
    assert document.passages[0].text == f"{script}<img src=x onerror=alert(1)>"
