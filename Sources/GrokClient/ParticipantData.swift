package import Learning
package import Primitives

/// A participant's labelled examples: most to train on, some held out to measure with.
package struct ParticipantData: Sendable {
    package let training: ExampleSet
    package let heldOut: ExampleSet

    package init(training: ExampleSet, heldOut: ExampleSet) {
        (self.training, self.heldOut) = (training, heldOut)
    }

    /// Holds out about `percent` of a hundred messages.
    ///
    /// - Parameter digests: of the messages, in the order of the examples.
    package init(_ examples: ExampleSet, digests: [Digest], heldOutPercent percent: Int) {
        guard examples.count >= HoldOut.smallestCount else {
            (training, heldOut) = (examples, ExampleSet())
            return
        }
        let holdOut = HoldOut(percent: percent)
        training = examples.subset { !holdOut.contains(digests[$0]) }
        heldOut = examples.subset { holdOut.contains(digests[$0]) }
    }

    /// The same of examples that come with their digests.
    package init(_ examples: [(digest: Digest, example: SparseExample)], heldOutPercent percent: Int) {
        self.init(
            ExampleSet(examples.lazy.map(\.example)), digests: examples.map(\.digest), heldOutPercent: percent)
    }

    /// The same of mail.
    package init(_ mail: LabelledMail, heldOutPercent percent: Int) {
        self.init(mail.examples, digests: mail.digests, heldOutPercent: percent)
    }
}
