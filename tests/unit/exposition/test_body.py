"""Pieces that are encoded apart make one body, in any order."""

import gzip
import zlib

from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.exposition.body import Gzip, Plain

TEXTS = st.lists(st.binary(max_size=200) | st.sampled_from([b"", b"a" * 70_000, b"dte_check_success 1.0\n" * 50]))


@given(texts=TEXTS, end=st.binary(max_size=50))
def test_plain_pieces_are_the_texts_themselves(texts: list[bytes], end: bytes) -> None:
    """The body is all of them, one after the other, and the end."""
    encoder = Plain()
    body = encoder.body(encoder.piece(text) for text in texts)
    assert b"".join(body.followed_by(end)) == b"".join([*texts, end])


@given(texts=TEXTS.flatmap(lambda texts: st.tuples(st.just(texts), st.permutations(texts))), end=st.binary(max_size=50))
def test_gzip_pieces_make_one_member_in_any_order(texts: tuple[list[bytes], list[bytes]], end: bytes) -> None:
    """Compressed in one order and joined in another they are one sound member: its checksum and length are right."""
    encoder = Gzip()
    first, then = texts
    pieces = {text: encoder.piece(text) for text in first}
    body = b"".join(encoder.body([pieces[text] for text in then]).followed_by(end))

    member = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    assert member.decompress(body) == b"".join([*then, end])
    assert (member.eof, member.unused_data) == (True, b"")


def test_a_piece_longer_than_the_zeros_at_hand_has_its_checksum() -> None:
    """Three megabytes and five bytes in the middle of a body."""
    encoder, text = Gzip(), b"0123456789abcdef" * (3 * 2**16) + b"seven"
    body = encoder.body([encoder.piece(b"before"), encoder.piece(text), encoder.piece(b"after")])
    assert gzip.decompress(b"".join(body.followed_by(b"."))) == b"before" + text + b"after."


def test_a_body_serves_any_number_of_ends() -> None:
    """What comes at the end of one scrape does not show in the next."""
    encoder = Gzip()
    body = encoder.body([encoder.piece(b"kept ")])
    assert [gzip.decompress(b"".join(body.followed_by(end))) for end in (b"one", b"two")] == [
        b"kept one",
        b"kept two",
    ]
