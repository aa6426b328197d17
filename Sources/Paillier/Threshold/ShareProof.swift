package import BigNumber

/// The proof that a holder's partials are powers to its shares: the commitments A and C modulo n², and the answer z.
package struct ShareProof {
    package let first: BigInteger
    package let second: BigInteger
    package let answer: BigInteger

    /// A proof that was made here.
    package init(first: BigInteger, second: BigInteger, answer: BigInteger) {
        self.first = first
        self.second = second
        self.answer = answer
    }

    /// The bytes of a proof.
    static func byteCount(_ sizes: ThresholdSizes, layout: BlockLayout) -> Int {
        2 * sizes.squareBytes + answerBytes(sizes, layout: layout)
    }

    private static func answerBytes(_ sizes: ThresholdSizes, layout: BlockLayout) -> Int {
        ThresholdSizes.answerBytes(
            randomBits: sizes.shareRandomBits(positionsPerBlock: layout.positionsPerBlock))
    }

    /// Reads what `bytes(_:layout:)` wrote; nil unless 0 < A, C < n², and z has at most one bit more than its randomness.
    init?(_ bytes: ArraySlice<UInt8>, key: ThresholdKey, layout: BlockLayout) {
        let width = key.sizes.squareBytes
        guard bytes.count == Self.byteCount(key.sizes, layout: layout) else { return nil }
        let rest = bytes.dropFirst(width)
        first = BigInteger(bigEndian: bytes.prefix(width))
        second = BigInteger(bigEndian: rest.prefix(width))
        answer = BigInteger(bigEndian: rest.dropFirst(width))
        let randomBits = key.sizes.shareRandomBits(positionsPerBlock: layout.positionsPerBlock)
        guard [first, second].allSatisfy({ $0 > 0 && $0 < key.square.value }), answer.bitWidth <= randomBits + 1 else {
            return nil
        }
    }

    /// A, C and z, as they travel behind the partials.
    package func bytes(_ sizes: ThresholdSizes, layout: BlockLayout) -> [UInt8] {
        first.bigEndianBytes(count: sizes.squareBytes) + second.bigEndianBytes(count: sizes.squareBytes)
            + answer.bigEndianBytes(count: Self.answerBytes(sizes, layout: layout))
    }
}
