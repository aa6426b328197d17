/// What a simulation should not have come to.
package struct SimulationFailure: Error, CustomStringConvertible {
    /// What kind of failure it is; a smaller case has to fail in the same way.
    package enum Kind: Sendable {
        /// A participant ended otherwise than with the last model.
        case outcome
        /// It did not come to an end.
        case progress
        /// Something that was promised was broken on the way.
        case promise
        /// A model is not the one that the contributions of its round make.
        case sum
    }

    package let kind: Kind
    package let description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
