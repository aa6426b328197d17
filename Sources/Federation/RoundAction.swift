/// What ``RoundMachine`` wants done, in order.
public enum RoundAction: Equatable, Sendable {
    /// Give up the round; the next opens on the same model.
    case abandon(round: Int, reason: String)
    /// Send the open round to a participant that came late.
    case announce(to: PartyName)
    /// Every block has its shares: combine them.
    case combine
    /// The run is over. `evaluated` says whether the last model was measured.
    case finish(evaluated: Bool)
    /// No further contribution is accepted; make the sum of these.
    case freeze(round: Int, contributors: [PartyName])
    /// So many sums in a row of these contributors were void: one of them encrypts what does not fit, and nobody can tell
    /// which.
    case giveUp(voids: Int, of: [PartyName])
    /// The round waits for nobody any more.
    case goOn
    /// Open a round and announce it to everybody who may contribute.
    case open(round: Int, kind: RoundKind, deadline: Timestamp)
    /// So many holders have committed to the sum that it may be opened.
    case reachQuorum
    /// Ask a holder to commit to the sum.
    case requestCommit(holder: PartyName)
    /// Ask a holder for its shares of these blocks.
    case requestShares(holder: PartyName, blocks: [Int])
    /// The model has not got better for so many published rounds: what is left is the final evaluation.
    case stopTraining(stalled: Int)
    /// So many holders more have to commit; these have not, and are away, have refused or take too long.
    case waitForCommits(Int, of: [PartyName])
    /// The next sum needs all of the second, whose sum on this model was opened before; the first are not connected.
    case waitForContributors([PartyName], of: [PartyName])
    /// Too few holders help to go on; these are away, have refused or take too long.
    case waitForHolders([PartyName])
    /// Call ``RoundMachine/wake(at:)`` at this moment.
    case wake(at: Timestamp)
}
