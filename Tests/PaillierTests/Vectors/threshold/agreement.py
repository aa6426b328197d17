"""What holders agree on before anything is decrypted."""

from encoding import digest, require, u32


def sum_digest(announcement, contributions):
    """`contributions` maps names to contribution digests; names are sorted by their bytes."""
    parts = [part for name in sorted(contributions, key=str.encode) for part in (name.encode(), contributions[name])]
    return digest("grok/v1/sum", announcement, *parts)


def commit_digest(announcement, base_model, sum_digest, holder, instance):
    """What a holder signs to say: this sum, and no other on this base model."""
    require(len(instance) == 16, "an instance has 16 bytes")
    return digest("grok/v1/commit", announcement, base_model, sum_digest, u32(holder), instance)


def default_tolerated(holders, threshold):
    return min((holders - 1) // 3, threshold - 1)


def quorum(holders, threshold, tolerated):
    """So many commits that two quorums share a holder that is not among the `tolerated`."""
    return max(threshold, (holders + tolerated) // 2 + 1)
