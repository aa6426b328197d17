import Paillier
import Primitives

/// What is signed around a contribution and a sum, by the formulas; the federation's own code is not here to be asked.
enum ThresholdDigests {
    /// ctx = H("grok/v1/contribution"; P, participant, fingerprint of its key).
    static func context(_ announcement: Digest, name: String, key: String) -> Digest {
        var hash = TaggedHash("grok/v1/contribution")
        hash.append(announcement)
        hash.append(name)
        hash.append(Digest(sha256: Hexadecimal.bytes(key) ?? []))
        return hash.finish()
    }

    /// contributionDigest = H("grok/v1/signed"; ctx, uDigest, vRoot, a1, a2, z).
    static func signed(_ context: Digest, _ randomisers: Digest, _ root: Digest, _ proof: [[UInt8]]) -> Digest {
        var hash = TaggedHash("grok/v1/signed")
        for digest in [context, randomisers, root] { hash.append(digest) }
        for part in proof { hash.append(part) }
        return hash.finish()
    }

    /// sumDigest = H("grok/v1/sum"; P, for contributors sorted by name: name, contributionDigest).
    static func sum(_ announcement: Digest, _ contributions: [(name: String, digest: Digest)]) -> Digest {
        var hash = TaggedHash("grok/v1/sum")
        hash.append(announcement)
        for one in contributions.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
            hash.append(one.name)
            hash.append(one.digest)
        }
        return hash.finish()
    }
}
