from io import BytesIO

import pytest
from pypdf import PdfReader

from upksai.ui.pdf import AddressRefused, static_file, to_pdf

PAGE = (
    '<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Surat contoh</title>'
    '<link rel="stylesheet" href="css/letter-pdf.css"></head><body>{}</body></html>'
)


def drawn(body: str) -> PdfReader:
    return PdfReader(BytesIO(to_pdf(PAGE.format(body))))


def test_a_pdf_is_tagged_and_says_its_title_and_language():
    pdf = drawn('<h1>Surat</h1><p>Isi surat.</p><img src="img/logo.svg" alt="Lambang">')
    root = pdf.trailer["/Root"]

    assert pdf.metadata.title == "Surat contoh"
    assert root["/Lang"] == "id"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert "Isi surat." in pdf.pages[0].extract_text()


def test_a_pdf_uses_the_typeface_of_the_pages():
    fonts = drawn("<p>Isi</p>").pages[0]["/Resources"]["/Font"]

    assert any("Public-Sans" in str(fonts[name]["/BaseFont"]) for name in fonts)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:8000/",
        "https://example.org/logo.svg",
        "ftp://example.org/x",
        "data:image/png;base64,AAAA",
        "//example.org/logo.svg",
        "../../../etc/passwd",
        "%2e%2e/%2e%2e/etc/passwd",
        "css/no-such-file.css",
        "css/",
    ],
)
def test_a_pdf_takes_in_nothing_but_our_static_files(address):
    with pytest.raises(AddressRefused):
        drawn(f'<img src="{address}" alt="">')
    with pytest.raises(AddressRefused):
        drawn(f'<link rel="stylesheet" href="{address}">')


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "https://static.invalid.example.org/css/app.css", "css/app.css"],
)
def test_only_whole_addresses_of_static_files_are_found(address):
    with pytest.raises(AddressRefused):
        static_file(address)
