"""E-mail, IBAN, IP and MAC address, crypto wallet: recognisers that Presidio keeps.

They are called one by one. Presidio's analyser engine, which would load a language model, is never made, and internet
domains are told by the list that tldextract carries, so nothing is downloaded.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from dte_exporter.checks.compliance.columns.recognisers.bounds import ENDS, STARTS
from dte_exporter.checks.compliance.columns.recognisers.recogniser import Recogniser

if TYPE_CHECKING:
    from presidio_analyzer import PatternRecognizer

_SURE = 0.5
"""Presidio's score from which a pattern is more than a weak one."""

_EMAIL = r"@[^@\s]+\."
_IBAN = r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11}"
_IPV4 = rf"{STARTS}(?:\d{{1,3}}\.){{3}}\d{{1,3}}{ENDS}"
_IPV6 = r"(?<![\w:.])(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}(?![\w:])"
_MAC = r"(?<![\w:.-])(?:(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}|(?:[0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4})(?![\w:-])"
_WALLET = r"(?<!\w)(?:bc1|[13])[a-zA-HJ-NP-Z0-9]{25,59}(?!\w)"


def patterns() -> tuple[Recogniser, ...]:
    """Return the recognisers of this file."""
    from presidio_analyzer import predefined_recognizers as presidio

    _keep_suffixes_at_home()
    return (
        _of("email", _EMAIL, presidio.EmailRecognizer()),
        _of("iban", _IBAN, presidio.IbanRecognizer(), chance=0.02),
        _of("ip_address", f"{_IPV4}|{_IPV6}", presidio.IpRecognizer()),
        _of("mac_address", _MAC, presidio.MacAddressRecognizer()),
        _of("crypto_wallet", _WALLET, presidio.CryptoRecognizer()),
    )


def _of(kind: str, shape: str, recognizer: "PatternRecognizer", chance: float = 0.0) -> Recogniser:
    return Recogniser(kind, re.compile(shape), _confirmed_by(recognizer), chance)


def _confirmed_by(recognizer: "PatternRecognizer") -> Callable[[str], bool]:
    entities = recognizer.supported_entities
    return lambda text: any(found.score >= _SURE for found in recognizer.analyze(text, entities))


def _keep_suffixes_at_home() -> None:
    from tldextract import TLDExtract, tldextract

    tldextract.TLD_EXTRACTOR = TLDExtract(suffix_list_urls=(), cache_dir=None)
