public import Primitives

/// Proof that a server told different stories: two of its announcements that no honest server signs both of.
///
/// An honest server uses the number of a round once, and opens rounds that follow one transcript on one model.
public struct ForkEvidence: Hashable, Sendable {
    /// What the two announcements show.
    public enum Offence: Hashable, Sendable {
        /// Two rounds have one number.
        case sameRound
        /// Two models are said to follow from one transcript.
        case twoModels
    }

    /// One announcement.
    public let first: SignedAnnouncement
    /// The one that contradicts it.
    public let second: SignedAnnouncement

    /// Two announcements; ``isValid(serverKey:)`` says whether they prove anything.
    public init(first: SignedAnnouncement, second: SignedAnnouncement) {
        self.first = first
        self.second = second
    }

    /// What the announcements would show if they are genuine; nil when an honest server could have made both.
    public var offence: Offence? {
        let (one, other) = (first.announcement, second.announcement)
        guard one.manifest == other.manifest, one != other else { return nil }
        if one.round == other.round { return .sameRound }
        return one.previousTranscript == other.previousTranscript && one.baseModel != other.baseModel
            ? .twoModels : nil
    }

    /// Whether they prove an offence of the server with this key.
    public func isValid(serverKey: VerificationKey) -> Bool {
        offence != nil && first.isSigned(by: serverKey) && second.isSigned(by: serverKey)
    }
}

extension ForkEvidence.Offence: CustomStringConvertible {
    /// A clause for a log line.
    public var description: String {
        switch self {
        case .sameRound: "it announced two different rounds of one number"
        case .twoModels: "it announced two models after one transcript"
        }
    }
}
