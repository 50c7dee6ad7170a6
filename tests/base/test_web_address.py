"""Addresses on the web as they are typed: with or without https://, and nothing that is none."""

from __future__ import annotations

import pytest

from auditor.base.values import UnfitError
from auditor.base.web_address import a_web_address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://shop.example",
        "HTTP://Shop.example/basket?x=1#y",
        "shop.example/basket",
        "www.shop-of.example:8080",
        "blåbär.se",
        "localhost:3000/shop",
        "192.0.2.1/shop",
        "http://[::1]/",
    ],
)
def test_what_leads_to_a_page_or_a_site_is_taken_as_it_is(address: str) -> None:
    assert a_web_address(f" {address} ") == address


@pytest.mark.parametrize(
    "address",
    [
        "basket",
        "/basket",
        "https://",
        "ftp://shop.example",
        "javascript:alert(1)",
        "mailto:kim@shop.example",
        "kim:secret@shop.example",
        "our shop.example",
        "shop..example",
        "-shop.example",
        "1.2.3.999",
        "shop.example:99999",
        "https://shop.example/" + "x" * 200,
        7,
        None,
    ],
)
def test_what_leads_nowhere_is_refused(address: object) -> None:
    with pytest.raises(UnfitError):
        a_web_address(address)
