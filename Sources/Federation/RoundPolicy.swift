/// The numbers by which the server runs rounds.
public struct RoundPolicy: Hashable, Sendable {
    /// Who may take part, of the roster in force.
    public var participants: Set<PartyName>
    /// Who can help to decrypt.
    public var holders: [Manifest.Holder]
    /// Shares that each block needs.
    public var sharesPerBlock: Int
    /// Holders that must have committed to a sum before one is asked for shares.
    public var quorum: Int
    /// A round with fewer contributions is abandoned.
    public var minimumContributors: Int
    /// Published training rounds after which the run ends.
    public var rounds: Int
    /// Published training rounds without fewer errors after which the run ends, 0 for never.
    public var stopAfter = 0
    /// Seconds to wait for the rest of the roster once the minimum is connected.
    public var gatherSeconds: Double = 10
    /// Seconds from the opening of a training round to its deadline.
    public var trainingSeconds: Double = 600
    /// Seconds from the opening of the final evaluation to its deadline, and the longest wait for evaluators before.
    public var evaluationSeconds: Double = 60
    /// Seconds that a holder has to answer before another is asked too, or it is said that its commit is missing.
    public var shareSeconds: Double = 60

    /// A policy with the default times.
    public init(
        participants: Set<PartyName>, holders: [Manifest.Holder], sharesPerBlock: Int, quorum: Int,
        minimumContributors: Int, rounds: Int
    ) {
        self.participants = participants
        self.holders = holders
        self.sharesPerBlock = sharesPerBlock
        self.quorum = quorum
        self.minimumContributors = minimumContributors
        self.rounds = rounds
    }

    func seconds(for kind: RoundKind) -> Double {
        switch kind {
        case .evaluation: evaluationSeconds
        case .training: trainingSeconds
        }
    }
}
