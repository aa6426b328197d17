package import Learning
package import Primitives

/// A participant's labelled examples: most to train on, some held out to measure with.
package struct ParticipantData: Sendable {
    package let training: [SparseExample]
    package let heldOut: [SparseExample]

    package init(training: [SparseExample], heldOut: [SparseExample]) {
        (self.training, self.heldOut) = (training, heldOut)
    }

    /// Holds out about `percent` of a hundred messages.
    package init(_ examples: [(digest: Digest, example: SparseExample)], heldOutPercent percent: Int) {
        guard examples.count >= HoldOut.smallestCount else {
            (training, heldOut) = (examples.map(\.example), [])
            return
        }
        let holdOut = HoldOut(percent: percent)
        training = examples.filter { !holdOut.contains($0.digest) }.map(\.example)
        heldOut = examples.filter { holdOut.contains($0.digest) }.map(\.example)
    }
}
