"""What an object store, or the way to it, refuses: in our own sentence, which holds no key and no byte of an answer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dte_exporter.places.object_address import Cloud, ObjectAddress

_STATUS = re.compile(r"(?:status code: |\bstatus: |non-2xx status code\b.*?\b)(\d{3})\b", re.S)
_METADATA = re.compile(r"/latest/api/token|/latest/meta-data|/metadata/identity|/computeMetadata")
"""The machine's own service of keys, which is asked last, when nothing else has said who asks."""

_WRONG_KEY = re.compile(
    r"InvalidAccessKeyId|SignatureDoesNotMatch|AuthenticationFailed|failed to authenticate|InvalidToken"
)
_NO_BUCKET = re.compile(r"NoSuchBucket|ContainerNotFound|The specified bucket does not exist")
_REGION = re.compile(r"PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraint|without LOCATION")

_VARIABLES: Mapping[Cloud, str] = {
    "s3": "{under}store.access_key and secret_key, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    "gs": "{under}store.service_account, or GOOGLE_APPLICATION_CREDENTIALS",
    "az": "{under}store.account and account_key or sas_token, or AZURE_STORAGE_ACCOUNT_NAME and "
    "AZURE_STORAGE_ACCOUNT_KEY",
}
_CALLED: Mapping[Cloud, str] = {"s3": "bucket", "gs": "bucket", "az": "container"}


@dataclass(frozen=True, slots=True)
class _Way:
    """What an error text shows, and what is said then."""

    shown: re.Pattern[str]
    said: str


_WAYS = (
    _Way(
        re.compile(r"dns error|failed to lookup address", re.I),
        "its host is not known (DNS): check {under}store.endpoint and region, and the names that this machine knows",
    ),
    _Way(
        re.compile(r"ConnectionRefused|Connection refused", re.I),
        "nothing answers there (connection refused): check {under}store.endpoint, and whether the store is up",
    ),
    _Way(
        re.compile(r"certificate|UnknownIssuer|InvalidContentType|tls", re.I),
        "no secure connection is to be had: check its certificate, and http or https in {under}store.endpoint",
    ),
    _Way(
        re.compile(r"TimedOut|timed out|kind: Timeout", re.I),
        "it does not answer in time: check {under}store.endpoint, and whether the store is up",
    ),
    _Way(
        re.compile(
            r"IncompleteMessage|ConnectionReset|BrokenPipe|UnexpectedEof|kind: (Request|Interrupted|Decode)"
            r"|end of file before message length|connection (reset|closed)|broken pipe"
        ),
        "the connection was dropped: run it again, and look at what stands between",
    ),
)


def store_sentence(error: Exception, address: ObjectAddress) -> str:
    """Return what went wrong at `address`, and what to do.

    Of the library's text, which quotes addresses and answers, nothing is passed on but the number of a status.
    """
    return f"{address.written}: {_what(error, address)}"


def _what(error: Exception, address: ObjectAddress) -> str:
    text = str(error)
    name = type(error).__name__
    status = next(map(int, _STATUS.findall(text)), 0)
    if name == "InvalidPathError":
        return "an object there has an empty part (//) or dots (..) in its name: rename it, or name a folder below"
    if _NO_BUCKET.search(text):
        return f"there is no {_CALLED[address.cloud]} {address.bucket!r}: check {address.under}path"
    if _REGION.search(text) or status == 301:
        return f"its bucket is in another region: set {address.under}store.region"
    if _WRONG_KEY.search(text) or status == 401 or name == "UnauthenticatedError":
        return f"the store does not take the key: check {_variables(address)}"
    if _METADATA.search(text):
        return (
            f"nothing says who asks: set {_variables(address)}, or {address.under}store.anonymous for what all may read"
        )
    if status == 403 or name == "PermissionDeniedError":
        return (
            f"the store refuses who asks (403): let them list and read it, or name other keys in {address.under}store"
        )
    return _of_status(status, address) or _of_way(text, address) or f"the store fails with {name}"


def _of_status(status: int, address: ObjectAddress) -> str:
    if status == 429 or status == 503:
        return f"the store asks to slow down ({status}), again and again: run its checks less often, or at other times"
    if status >= 500:
        return f"the store fails ({status}), again and again: wait until it is well"
    if status == 404:
        return "an object has gone while it was read: it is looked for again at the next run"
    where = f"{address.under}path and {address.under}store"
    return f"the store refuses the request ({status}): check {where}" if status else ""


def _of_way(text: str, address: ObjectAddress) -> str:
    return next((way.said.format(under=address.under) for way in _WAYS if way.shown.search(text)), "")


def _variables(address: ObjectAddress) -> str:
    return _VARIABLES[address.cloud].format(under=address.under)
