"""What Schemathesis loads beside the contract: requests left out, and how many were made of each."""

import atexit
import collections
import json
import os
from datetime import date, datetime

import schemathesis

ordered = json.loads(os.environ["BILLKIT_FUZZ_ORDERED"])
counts = collections.defaultdict(collections.Counter)


def instant(value):
    """A date or date-time; None for what is none, which is for the sandbox to refuse."""
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(value.upper()).timestamp()
    except (ValueError, OverflowError):
        return None


@schemathesis.hook
def filter_case(context, case):
    query = case.query or {}
    for first, second in ordered:
        begin, end = instant(query.get(first)), instant(query.get(second))
        if begin is not None and type(begin) is type(end) and end < begin:
            return False
    return True


@schemathesis.hook
def after_call(context, case, response):
    counts[case.operation.label][response.status_code // 100 * 100] += 1


@atexit.register
def write():
    with open(os.environ["BILLKIT_FUZZ_COUNTS"], "w", encoding="utf-8") as file:
        json.dump(counts, file)
