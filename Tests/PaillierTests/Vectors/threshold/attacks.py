#!/usr/bin/env python3
"""What the scheme refuses, what it lets through because it is harmless, and why each rule is there: by assertion.

    attacks.py          exit code 1 where a claim does not hold; prints the seed of what is random

An attack that a rule prevents is also run without the rule, where a small computer can: it must succeed there.
"""

import inspect
import sys
import traceback

import claims_contribution
import claims_dealing
import claims_shares
from scene import SEED


def claims():
    for module in (claims_contribution, claims_dealing, claims_shares):
        for _, value in sorted(vars(module).items()):
            if inspect.isfunction(value) and value.__module__ == module.__name__:
                yield value


def main():
    wrong = 0
    print(f"seed {SEED}")
    for claim in claims():
        sentence = claim.__name__.replace("_", " ")
        try:
            claim()
            print(f"holds  {sentence}")
        except Exception:
            wrong += 1
            print(f"WRONG  {sentence}")
            traceback.print_exc()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
