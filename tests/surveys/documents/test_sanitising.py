"""HTML from outside: what of it may stay, and that nothing of it runs."""

import pytest

from surveys.documents import from_html, from_markdown, from_regulation
from surveys.errors import RefusedFile
from tests.surveys.documents.drafts import assert_safe

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><path/></svg>",
    "<svg><style><img title='</style><img src=x onerror=alert(1)>'></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='  java\tscript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='//jahat.example/'>x</a>",
    "<a href='/staff/users'>x</a>",
    "<p style='position:fixed' id=x class=y onclick=alert(1) aria-label=z>x</p>",
    "<iframe src='https://jahat.example'></iframe>",
    "<form action=/x><input name=csrf_token><button>Kirim</button></form>",
    "<base href='https://jahat.example/'>",
    "<meta http-equiv=refresh content='0;url=https://jahat.example'>",
    "<style>@import url(https://jahat.example/x.css)</style>",
    "<td colspan='2' onclick=alert(1)>x",
    "</p></div></main><h1>Judul palsu</h1>",
    "<plaintext>",
    "<!--><script>alert(1)</script-->",
    "<<script>alert(1)//<</script>",
    "<template><script>alert(1)</script></template>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]
PLACES = [
    "{}",
    "<p>{}</p>",
    "<h1>{}</h1>",
    "<ul><li>{}</li></ul>",
    "<table><tr><td>{}</td></tr></table>",
    "<a href='{}'>b</a>",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_from_outside_runs(payload):
    for reader in (from_html, from_markdown, from_regulation):
        for place in [*PLACES, "[a]({})", "![{0}]({0})", "| {} |\n|---|\n| {} |", "Pasal 1\n(1) {}", "BAB I\n{}"]:
            try:
                document = reader("Awal.\n\n" + place.replace("{0}", "{}").replace("{}", payload))
            except RefusedFile:
                continue
            assert_safe(document)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("satu<p>dua</p>tiga", ["<p>satu</p>", "<p>dua</p>", "<p>tiga</p>"]),
        ("<div>satu<div>dua</div></div>", ["<p>satu</p>", "<p>dua</p>"]),
        ("<b>tebal</b> <i>miring</i>", ["<p><strong>tebal</strong> <em>miring</em></p>"]),
        ("<ul><li>a<ol start=3><li>b</ol></ul>", ['<ul><li>a<ol start="3"><li>b</li></ol></li></ul>']),
        ("<pre>a\n b</pre>", ["<p>a<br> b</p>"]),
        ("<dl><dt>a<dd>b</dl>", ["<p>a</p>", "<p>b</p>"]),
        ("<blockquote><h1>a</h1><p>b</blockquote>", ["<blockquote><strong>a</strong><p>b</p></blockquote>"]),
        ("<h2>a</h2><h4>b</h4><h2>c</h2><h1>d</h1>", ["<h2>a</h2>", "<h3>b</h3>", "<h2>c</h2>", "<h2>d</h2>"]),
        (
            "<p><a href='https://sukamaju.go.id' target=_blank>x</a>",
            ['<p><a href="https://sukamaju.go.id" rel="noopener noreferrer nofollow">x</a></p>'],
        ),
        ("<p><a href='#bawah'>x</a> <a name=y>z</a>", ["<p>x z</p>"]),
        ("<p>x<img src=a.png alt=gambar>y", ["<p>xy</p>"]),
        ("<p>a&nbsp;&amp;&lt;b", ["<p>a&nbsp;&amp;&lt;b</p>"]),
    ],
)
def test_what_stays(html, expected):
    document = from_html(html)
    assert [passage.html for passage in document.passages] == expected
    assert_safe(document)


def test_markdown_shows_html_as_text():
    (passage,) = from_markdown("Isi <b onclick=x>tebal</b>").passages
    assert passage.text == "Isi <b onclick=x>tebal</b>"
    assert "<b" not in passage.html
