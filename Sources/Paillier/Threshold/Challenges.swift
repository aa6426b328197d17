package import BigNumber
package import Primitives

/// Challenges of 128 bits, drawn from a hash of everything that they may depend on (Fiat–Shamir).
package enum Challenges {
    /// E(seed, tag, i) = the first 16 bytes of H("grok/v1/exp/"‖tag; seed, u32 i) as an integer, one row an index.
    package static func draw(_ seed: Digest, _ tag: String, _ indices: some Collection<Int>) -> ResidueVector {
        var rows = ResidueVector(count: indices.count, limbsPerRow: ResidueVector.challengeLimbs)
        for (row, index) in indices.enumerated() {
            var hash = TaggedHash("grok/v1/exp/" + tag)
            hash.append(seed)
            hash.append(u32: UInt32(index))
            hash.finish().withUnsafeBytes { bytes in
                rows.withMutableLimbs(row) {
                    BigEndian.decode(UnsafeRawBufferPointer(rebasing: bytes[..<16]), into: $0)
                }
            }
        }
        return rows
    }
}

extension ResidueVector {
    /// How many limbs (64 bits) a challenge has.
    static var challengeLimbs: Int { ThresholdSizes.challengeBits / UInt.bitWidth }

    /// Challenges that nobody can foretell, for checks of one's own.
    static func randomChallenges(count: Int) -> ResidueVector {
        var rows = ResidueVector(count: count, limbsPerRow: challengeLimbs)
        rows.withAllMutableLimbs { SystemRandom.fill(UnsafeMutableRawBufferPointer($0)) }
        return rows
    }
}
