package import Federation

/// What an operator chooses.
package struct ServerOptions: Sendable {
    /// Training rounds after which the run ends.
    package var rounds = 10
    /// Published rounds without fewer errors after which it ends earlier, 0 for never.
    package var stopAfter = 0
    package var hyperParameters = HyperParameters()
    package var gatherSeconds = 10.0
    package var trainingSeconds = 600.0
    package var evaluationSeconds = 60.0
    package var shareSeconds = 60.0
    /// Seconds from the beginning of an upload to its end.
    package var uploadSeconds = 300.0
    /// Published rounds whose ciphertexts are kept.
    package var keepRounds = 0
    /// How many batches of contributions are checked at once.
    package var verifiers = 2

    package init() {}

    func policy(manifest: Manifest, roster: Roster, sharesPerBlock: Int) -> RoundPolicy {
        var policy = RoundPolicy(
            participants: Set(roster.activeNames), holders: manifest.holders, sharesPerBlock: sharesPerBlock,
            quorum: manifest.quorum, minimumContributors: manifest.minimumContributors, rounds: rounds)
        policy.stopAfter = stopAfter
        policy.gatherSeconds = gatherSeconds
        policy.trainingSeconds = trainingSeconds
        policy.evaluationSeconds = evaluationSeconds
        policy.shareSeconds = shareSeconds
        return policy
    }
}
