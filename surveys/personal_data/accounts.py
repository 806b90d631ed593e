"""Numbers of bank accounts and bank cards. They have no form of their own: a word beside them must say so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from surveys.personal_data.match import (
    ACCOUNT,
    Match,
    before,
    behind,
    counts_things,
    digits,
    is_amount,
    is_moment,
    judged,
    match,
    names_a_thing,
)

# In groups only where a row of numbers begins: the word stands right before it.
_NUMBER = re.compile(r"(?<![0-9])(?:[0-9]{8,16}|(?<![0-9][ .\-])[0-9](?:[ .\-]{0,2}[0-9]){7,15})(?![0-9])", re.ASCII)
_REACH = r"[^0-9\n]{0,30}\Z"
_ACCOUNT_WORD = re.compile(rf"(?i)\b(?:(?:no)?rek(?:ening)?(?:nya|ku)?|virtual\s+acc?ount)\b{_REACH}")
_CARD_WORD = re.compile(rf"(?i)\b(?:kartu|no(?:mor)?)\s+(?:atm|debit|kredit){_REACH}")
_BANKS = (
    r"(?:bca|bri|bni|btn|bsi|bjb|cimb|niaga|danamon|permata|panin|maybank|ocbc|muamalat|bukopin|jago|seabank|jenius|"
    r"btpn|mandiri|bpd|bank\s+[a-z]+)\b"
)
_BANK = re.compile(rf"(?i)\b{_BANKS}{_REACH}")
_BANK_BEHIND = re.compile(rf"(?i)[\s,(]{{1,3}}{_BANKS}")
_TRANSFER = re.compile(rf"(?i)\b(?:transfer|tf|trf)\b[^0-9\n]{{0,20}}\bke(?:pada)?\b{_REACH}")
_OWNER_BEHIND = re.compile(r"(?i)[\s,;(]{0,3}(?:a\s?[./]\s?n\b|an\b|atas\s+nama\b)[\s.:]")
_DIALLED = re.compile(r"(?:0|62)\W*[1-9]")
_PLUS_62 = re.compile(r"\+62\W{0,3}\Z")
_NEVER = 99


def numbers(text: str) -> Iterator[Match]:
    """Eight digits and more after "rekening"; with weaker words more digits, so that few others fit."""
    return judged(_NUMBER, text, _account)


def _account(found: re.Match[str]) -> Match | None:
    context = before(found)
    if len(digits(found[0])) < _fewest_digits(context, found):
        return None
    return None if is_amount(context, found[0]) or is_moment(found[0]) else match(ACCOUNT, found)


def _fewest_digits(context: str, found: re.Match[str]) -> int:
    """How many digits make the number an account's, by what stands beside it."""
    if _ACCOUNT_WORD.search(context):
        return 8
    if _CARD_WORD.search(context):
        return 16
    if counts_things(context):
        return _NEVER
    if (_BANK.search(context) or _BANK_BEHIND.match(behind(found))) and not names_a_thing(context):
        return 10
    weak = _OWNER_BEHIND.match(behind(found)) or _TRANSFER.search(context)
    return 9 if weak and not _DIALLED.match(found[0]) and not _PLUS_62.search(context) else _NEVER
