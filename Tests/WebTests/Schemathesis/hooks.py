"""A new Idempotency-Key for each request: schemathesis sends the same one with different bodies, which is rightly refused."""

import re
import uuid

import schemathesis


@schemathesis.hook
def before_call(context, case, kwargs):
    key = (case.headers or {}).get("Idempotency-Key")
    # A key that is to be refused stays as it is.
    if isinstance(key, str) and re.fullmatch(r"[!-~]{1,128}", key):
        case.headers["Idempotency-Key"] = str(uuid.uuid4())
