/// Why a transcript is not to be believed, or does not follow from the one before.
public struct TranscriptFlaw: Error, Hashable, Sendable {
    /// A clause, for people.
    public let reason: String

    /// A reason, as a clause.
    package init(_ reason: String) { self.reason = reason }
}

extension TranscriptFlaw: CustomStringConvertible {
    /// The reason.
    public var description: String { reason }
}
