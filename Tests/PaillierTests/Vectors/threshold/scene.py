"""A small federation to attack: a key of the vectors, three contributors, and the secrets that a test may use.

The environment variable SEED repeats a run.
"""

import json
import os
import pathlib
import random
from dataclasses import replace

import agreement
import contribution
import shares
from check_swift import read_key, secret_shares
from contribution import Layout
from document import number, numbers
from encoding import Refused

SEED = int(os.environ.get("SEED", random.SystemRandom().getrandbits(64)))
RANDOM = random.Random(SEED)


class Scene:
    def __init__(self, name="2-of-3", layout=Layout(3, 4), contributors=("alice", "bob", "sue")):
        given = json.loads(pathlib.Path(__file__).with_name(f"{name}.json").read_text())["key"]
        self.key, self.layout = read_key(given), layout
        self.p, self.q, self.x = number(given["p"]), number(given["q"]), numbers(given["x"])
        self.coefficients = [numbers(row) for row in given["coefficients"]]
        self.secrets = secret_shares(given, self.key)
        self.announcement = RANDOM.randbytes(32)
        self.plaintexts = {name: self.random_plaintexts() for name in contributors}
        self.r = {name: self.random_exponents() for name in contributors}
        self.made = {name: self.contribute(name) for name in contributors}

    def random_plaintexts(self):
        return [[RANDOM.getrandbits(700) for _ in range(self.layout.positions)] for _ in range(self.layout.blocks)]

    def random_exponents(self):
        return [RANDOM.getrandbits(self.key.exponent_bits) for _ in range(self.layout.blocks)]

    def context(self, name, announcement=None):
        return contribution.contribution_context(announcement or self.announcement, name, name.encode().ljust(32))

    def encrypt(self, name):
        return contribution.encrypt(self.key, self.layout, self.plaintexts[name], self.r[name])

    def prove(self, name, u, v, r=None):
        rho = RANDOM.getrandbits(self.key.proof_bits(self.layout.blocks))
        return contribution.prove(self.key, self.layout, self.context(name), u, v, r or self.r[name], rho)

    def contribute(self, name):
        return self.prove(name, *self.encrypt(name))

    def accepts(self, name, one, announcement=None):
        return passes(contribution.verify, self.key, self.layout, self.context(name, announcement), one)

    def accepts_u_part(self, name, one):
        root = contribution.v_root(self.key, one.v)
        return passes(contribution.verify_u_part, self.key, self.layout, self.context(name), one, root)

    def accepts_v_part(self, name, one):
        return passes(contribution.verify_v_part, self.key, self.layout, self.context(name), one)

    def total(self, made=None):
        return contribution.sum_of(self.key, self.layout, (made or self.made).values())

    def expected(self, names=None):
        chosen = [self.plaintexts[name] for name in names or self.made]
        return [[sum(column) % self.key.n for column in zip(*rows)] for rows in zip(*chosen)]

    def question(self, u, blocks=None):
        digests = {
            name: contribution.contribution_digest(
                self.key, self.layout, self.context(name), one, contribution.v_root(self.key, one.v)
            )
            for name, one in self.made.items()
        }
        blocks = list(range(self.layout.blocks)) if blocks is None else blocks
        total = agreement.sum_digest(self.announcement, digests)
        return shares.Question(self.announcement, total, blocks, [u[block] for block in blocks], self.layout.positions)

    def answer(self, question, holder, secrets=None, w=None, rho=None):
        secrets = secrets or self.secrets[holder - 1]
        w = w or shares.partial(self.key, question, secrets)
        rho = rho or RANDOM.getrandbits(self.key.share_proof_bits(question.positions))
        return shares.prove(self.key, question, holder, secrets, w, rho)

    def accepts_share(self, question, share):
        return passes(shares.verify, self.key, question, share)

    def open(self, v, question, answers):
        return shares.combine(self.key, v, question.blocks, answers)


def passes(check, *arguments):
    try:
        check(*arguments)
    except Refused:
        return False
    return True


def evaluate(polynomial, point):
    """The coefficients begin with the constant."""
    return sum(number * point**degree for degree, number in enumerate(polynomial))


def changed(one, field, block, value, position=None):
    """A copy of a contribution or a share with one number replaced."""
    rows = list(getattr(one, field))
    if position is None:
        rows[block] = value
    else:
        rows[block] = rows[block][:position] + [value] + rows[block][position + 1 :]
    return replace(one, **{field: rows})
