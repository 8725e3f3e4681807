"""Random requests to S3, and how botocore signs them.

Needs botocore, in a virtual environment of its own:
    python3 -m venv /tmp/signing && /tmp/signing/bin/pip install botocore==1.44.5
"""
import calendar
import datetime
import random
from urllib.parse import quote

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

# Each character of a key comes from one of these, so that rare ones are frequent.
CHARACTERS = [
    "abcXYZ019-._~",
    " +%/&=?#@:;,$!*'()\"<>[]{}|\\^`",
    "\t\r\n\x00\x01\x7f",
    "äöüßéñ文字🙂\u0301\u200f\ufeff\U0001F468\u200D",
    ".",
    "/",
]
LENGTHS = [1, 2, 3, 5, 8, 13, 40, 200, 340]
HOSTS = ["127.0.0.1:5301", "bkt.s3.eu-west-1.amazonaws.com", "s3.amazonaws.com", "[::1]:9000"]
REGIONS = ["us-east-1", "eu-central-1", "cn-north-1", "us-gov-west-1"]
FIELDS = ["range", "x-amz-checksum-mode", "x-amz-request-payer", "x-amz-expected-bucket-owner",
          "if-match", "X-Amz-Meta-Zed", "User-Agent"]
VALUE_CHARACTERS = 'abc   XYZ=,;:/"1\t'
# The rules of RFC 3986 for what stays as it is.
UNRESERVED = "-_.~"


class Requests:
    """An endless row of requests, the same for the same seed."""

    def __init__(self, seed, longest_key=1024, longest_token=300):
        self.random = random.Random(seed)
        self.longest_key = longest_key
        self.longest_token = longest_token

    def text(self, characters, count):
        """Some of the characters."""
        return "".join(self.random.choice(characters) for _ in range(count))

    def key(self):
        """A key with whatever S3 allows in one."""
        count = min(self.random.choice(LENGTHS), self.longest_key)
        return "".join(self.text(self.random.choice(CHARACTERS), 1) for _ in range(count))

    def value(self):
        """The value of a header field, with blanks inside and around."""
        return self.text(VALUE_CHARACTERS, self.random.randint(1, 20))

    def date(self):
        """A second of the year 2026."""
        return datetime.datetime(
            2026, self.random.randint(1, 12), self.random.randint(1, 28),
            self.random.randint(0, 23), self.random.randint(0, 59), self.random.randint(0, 59),
            tzinfo=datetime.timezone.utc)

    def query(self):
        """Names, no two the same, and values, mostly none at all."""
        count = self.random.choice([0, 0, 0, 1, 2, 4])
        return list({self.key()[:12]: self.key()[:12] for _ in range(count)}.items())

    def fields(self):
        """Header fields besides those of the signature."""
        names = self.random.sample(FIELDS, self.random.randint(0, 4))
        return [(name, self.value()) for name in names]

    def token(self):
        """A session token, or none."""
        if self.random.random() < 0.5:
            return None
        return self.text("ABCabc+/=", self.longest_token)

    def next(self):
        """One request, as the signer under test gets it."""
        return {
            "method": self.random.choice(["GET", "HEAD"]),
            "host": self.random.choice(HOSTS),
            "bucket": "bkt",
            "key": self.key(),
            "query": self.query(),
            "fields": self.fields(),
            "date": calendar.timegm(self.date().timetuple()),
            "region": self.random.choice(REGIONS),
            "accessKeyID": "AKIA" + self.text("ABCDEFGH234567", 16),
            "secretAccessKey": self.text("abcXYZ/+019", 40),
            "sessionToken": self.token(),
        }


def path_of(request):
    """The encoded path."""
    bucket = f"/{quote(request['bucket'], safe=UNRESERVED)}" if request["bucket"] else ""
    return f"{bucket}/{quote(request['key'], safe='/' + UNRESERVED)}"


def query_of(request):
    """The encoded query, sorted, with its question mark; empty where there is none."""
    pairs = sorted((quote(name, safe=UNRESERVED), quote(value, safe=UNRESERVED))
                   for name, value in request["query"])
    return "?" + "&".join(f"{name}={value}" for name, value in pairs) if pairs else ""


def authorization_of(request):
    """The `Authorization` field that botocore makes."""
    moment = datetime.datetime.fromtimestamp(request["date"], tz=datetime.timezone.utc)
    botocore.auth.get_current_datetime = lambda *_, **__: moment
    url = f"https://{request['host']}{path_of(request)}{query_of(request)}"
    signed = AWSRequest(request["method"], url)
    for name, value in request["fields"]:
        signed.headers.add_header(name, value)
    signed.headers["host"] = request["host"]
    credentials = Credentials(
        request["accessKeyID"], request["secretAccessKey"], request["sessionToken"])
    botocore.auth.S3SigV4Auth(credentials, "s3", request["region"]).add_auth(signed)
    return signed.headers["Authorization"]
