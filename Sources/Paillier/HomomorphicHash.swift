import BigNumber
import Primitives

/// What a vector of ciphertexts comes to under weights that a seed decides: Π_b (Π_j c_{b,j}^{f_j})^{e_b}, b over the
/// blocks and j over the positions of one.
///
/// The hash of a sum is what the hashes of its summands combine to. Two vectors of which each position holds the same mask,
/// and some position another plaintext, have equal hashes under 2 of 2^128 seeds at most (Schwartz 1980, Zippel 1979: the
/// exponent is a polynomial of degree 2 in the weights). So the seed has to be made after the vectors, and of them.
///
/// It is a ciphertext: of a combination of the plaintexts that the seed decides.
public struct HomomorphicHash: Hashable, Sendable {
    /// As many as a ciphertext has.
    public let bytes: [UInt8]

    /// A hash as it came from somewhere; ``AdditiveScheme/combine(_:)`` checks it.
    public init(bytes: [UInt8]) { self.bytes = bytes }

    /// The weights of blocks and positions, of 128 bits each.
    struct Weights {
        let blocks: ResidueVector
        let positions: ResidueVector

        init(seed: Digest, layout: BlockLayout) {
            blocks = Challenges.draw(seed, "hash/b", 0..<layout.blocks)
            positions = Challenges.draw(seed, "hash/j", 0..<layout.positionsPerBlock)
        }
    }
}

extension Modulus {
    /// The hash of rows below this modulus, n², block by block.
    func homomorphicHash(of rows: ResidueVector, weights: HomomorphicHash.Weights) -> HomomorphicHash {
        let blocks = products(of: rows, exponents: weights.positions)
        let product = product(ofPowers: blocks, exponents: weights.blocks)
        return HomomorphicHash(bytes: product.bigEndianBytes(count: byteCount))
    }

    /// Their product.
    ///
    /// - Throws: `PaillierError.byteCountMismatch`, `.ciphertextOutOfRange`.
    func combine(_ hashes: [HomomorphicHash]) throws -> HomomorphicHash {
        var product = BigInteger(1)
        for (row, hash) in hashes.enumerated() {
            guard hash.bytes.count == byteCount else {
                throw PaillierError.byteCountMismatch(part: "hash", expected: byteCount, actual: hash.bytes.count)
            }
            let factor = BigInteger(bigEndian: hash.bytes)
            guard factor.signum > 0, factor < value else { throw PaillierError.ciphertextOutOfRange(row: row) }
            product = (product * factor).modulo(value)
        }
        return HomomorphicHash(bytes: product.bigEndianBytes(count: byteCount))
    }
}
