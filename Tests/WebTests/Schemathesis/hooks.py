"""What schemathesis cannot know: that a key of idempotency is used once, and which keys, versions and forms there are."""

import json
import os
import random
import re
import urllib.error
import urllib.request
import uuid

import schemathesis
from schemathesis.generation import GenerationMode
from schemathesis.generation.meta import TestPhase

# Written by scripts/check-api; without it nothing is put in.
POOL = json.load(open(os.environ["JIXIAO_POOL"], encoding="utf-8")) if os.environ.get("JIXIAO_POOL") else None
UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
SECTIONS = {"unit", "programme", "case", "stage", "parent"}


@schemathesis.hook
def before_call(context, case, kwargs):
    # The same key with another body is rightly refused, so each request has a new one. A key that is to be refused stays as it is.
    key = (case.headers or {}).get("Idempotency-Key")
    if isinstance(key, str) and re.fullmatch(r"[!-~]{1,128}", key):
        case.headers["Idempotency-Key"] = str(uuid.uuid4())
    if POOL and case.meta is not None and case.meta.phase.name != TestPhase.STATEFUL:
        put_in(case, random.Random(repr((case.method, case.path, case.path_parameters, case.query, case.body))))


@schemathesis.check
def schema_is_held_as_written(ctx, response, case):
    """What the document calls valid must not be refused for its shape: the server's own schema would say something else than the one it shows."""
    if case.meta is None or case.meta.generation.mode != GenerationMode.POSITIVE or response.status_code != 422:
        return
    assert response.json().get("title") not in ("内容不合要求", "The body is not as it should be"), "a body that fits the schema was refused by it"


def put_in(case, chance):
    """Real keys for random ones, the version that is current, and forms that somebody filled in."""
    for name, value in list((case.path_parameters or {}).items()):
        if POOL["keys"].get(name) and isinstance(value, str) and UUID.fullmatch(value) and chance.random() < 0.8:
            case.path_parameters[name] = chance.choice(POOL["keys"][name])
    if case.meta.generation.mode != GenerationMode.POSITIVE:
        return
    for name, value in list((case.query or {}).items()):
        if POOL["keys"].get(name) and isinstance(value, str) and UUID.fullmatch(value) and chance.random() < 0.8:
            case.query[name] = chance.choice(POOL["keys"][name])
    if isinstance(case.body, dict):
        for name in SECTIONS & case.body.keys():
            if isinstance(case.body[name], str) and UUID.fullmatch(case.body[name]) and chance.random() < 0.8:
                case.body[name] = chance.choice(POOL["keys"]["unit" if name == "parent" else name])
    operation = case.operation.definition.raw.get("operationId")
    if operation in ("saveForm", "scoreForm") and isinstance(case.body, dict) and chance.random() < 0.6:
        case.body = worn(json.loads(json.dumps(chance.choice(POOL["forms"][chance.choice(sorted(POOL["forms"]))]))), case.body, chance)
    if (case.headers or {}).get("If-Match") and chance.random() < 0.7:
        version = current(case)
        if version:
            case.headers["If-Match"] = version


def worn(form, random_form, chance):
    """A real form, sometimes with parts that were made up and fit the schema as well."""
    for name in list(random_form):
        if name != "source" and chance.random() < 0.3:
            form[name] = random_form[name]
    return form


def current(case):
    """The version of the thing the request is about, as a client would have read it."""
    path = re.match(r"/api/v1/[a-z-]+/[^/]+", case.formatted_path)
    if not path:
        return None
    request = urllib.request.Request(POOL["address"] + path[0], headers={"Authorization": "Bearer " + POOL["token"]})
    try:
        with urllib.request.urlopen(request, timeout=60) as reply:
            return reply.headers.get("ETag")
    except urllib.error.HTTPError:
        return None
