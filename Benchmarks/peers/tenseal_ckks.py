"""TenSEAL's CKKS with the parameters of NVFlare's homomorphic encryption: every client has the secret key."""

import random

from peer import PARAMETERS, PARTICIPANTS, Work, check, serve


def make():
    import tenseal

    def generate_key():
        context = tenseal.context(
            tenseal.SCHEME_TYPE.CKKS,
            poly_modulus_degree=8192,
            coeff_mod_bit_sizes=[60, 40, 40],
            n_threads=1,
        )
        context.global_scale = 2**40
        return context

    context = generate_key()
    deltas = [[random.uniform(-1, 1) for _ in range(PARAMETERS)] for _ in range(PARTICIPANTS)]
    contributions = [tenseal.ckks_vector(context, delta) for delta in deltas]
    body = contributions[0].serialize()
    # Sums are of what came over the wire, as on a server.
    received = [tenseal.ckks_vector_from(context, each.serialize()) for each in contributions]
    total = received[0] + received[1] + received[2]
    expected = [sum(column) for column in zip(*deltas)]
    check(all(abs(a - b) < 1e-4 for a, b in zip(total.decrypt(), expected)), "TenSEAL")

    running = tenseal.ckks_vector_from(context, body)
    steps = {
        "generateKey": Work(generate_key),
        "encrypt": Work(lambda: tenseal.ckks_vector(context, deltas[0])),
        "write": Work(contributions[0].serialize),
        "read": Work(lambda: tenseal.ckks_vector_from(context, body)),
        "add": Work(lambda: running.add_(received[0])),
        "share": Work(total.decrypt),
    }
    title = f"TenSEAL {tenseal.__version__} CKKS, degree 8192, [60, 40, 40], scale 2^40, public-key encryption"
    return title, steps, {"contribution": len(body)}


serve(make)
