import BigNumber
public import Primitives

extension NoOpScheme {
    /// Σ_b e_b Σ_j f_j m_{b,j} modulo 2^`plaintextBits`: what stands in the exponent elsewhere.
    public func homomorphicHash(of vector: EncryptedVector, seed: Digest, layout: BlockLayout) -> HomomorphicHash {
        let weights = HomomorphicHash.Weights(seed: seed, layout: layout)
        var sum = BigInteger(0)
        for block in 0..<layout.blocks {
            let rows = layout.rows(of: block)
            let inner = rows.reduce(BigInteger(0)) { sum, row in
                sum + weights.positions[row - rows.lowerBound] * vector.ciphertexts.rows[row]
            }
            sum = sum + weights.blocks[block] * inner
        }
        return hash(sum)
    }

    /// The sum modulo 2^`plaintextBits`.
    public func combine(_ hashes: [HomomorphicHash]) throws -> HomomorphicHash {
        var sum = BigInteger(0)
        for hash in hashes {
            guard hash.bytes.count == ciphertextByteCount else {
                throw PaillierError.byteCountMismatch(
                    part: "hash", expected: ciphertextByteCount, actual: hash.bytes.count)
            }
            sum = sum + BigInteger(bigEndian: hash.bytes)
        }
        return hash(sum)
    }

    private func hash(_ sum: BigInteger) -> HomomorphicHash {
        let reduced = sum.modulo(BigInteger(1) << plaintextBits)
        return HomomorphicHash(bytes: reduced.bigEndianBytes(count: ciphertextByteCount))
    }
}
