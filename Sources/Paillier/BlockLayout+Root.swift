public import Primitives

extension BlockLayout {
    /// Merkle root over leaf_b = H("grok/v1/leaf"; u32 b, the bytes of block b).
    ///
    /// - Precondition: the blocks divide the body evenly.
    public func root(of body: UnsafeRawBufferPointer) -> Digest {
        root(of: body, numbers: Array(0..<blocks))
    }

    /// The same over some blocks only, whose bytes lie one after the other.
    func root(of body: UnsafeRawBufferPointer, numbers: [Int]) -> Digest {
        let width = body.count / numbers.count
        precondition(width * numbers.count == body.count, "\(numbers.count) blocks do not divide \(body.count) bytes")
        return MerkleTree.root(
            of: numbers.enumerated().map { place, block in
                var leaf = TaggedHash("grok/v1/leaf")
                leaf.append(u32: UInt32(block))
                leaf.append(UnsafeRawBufferPointer(rebasing: body[place * width..<(place + 1) * width]))
                return leaf.finish()
            })
    }
}
