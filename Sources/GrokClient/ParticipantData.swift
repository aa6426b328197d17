package import Learning
package import Primitives

/// A participant's labelled examples: most to train on, some held out to measure with.
package struct ParticipantData: Sendable {
    package let training: [SparseExample]
    package let heldOut: [SparseExample]

    /// Fewer examples than this are all trained on.
    package static let smallestToHoldOut = 20

    /// Holds out about `percent` of a hundred messages, chosen by digest: the same ones in every round and every run.
    package init(_ examples: [(digest: Digest, example: SparseExample)], heldOutPercent percent: Int) {
        guard examples.count >= Self.smallestToHoldOut else {
            (training, heldOut) = (examples.map(\.example), [])
            return
        }
        training = examples.filter { !Self.isHeldOut($0.digest, percent) }.map(\.example)
        heldOut = examples.filter { Self.isHeldOut($0.digest, percent) }.map(\.example)
    }

    private static func isHeldOut(_ digest: Digest, _ percent: Int) -> Bool {
        let prefix = digest.bytes.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return prefix % 100 < UInt32(percent)
    }
}
