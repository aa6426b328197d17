extension Manifest {
    /// Holders that must have committed to a sum before any of them gives a share of it, max(t, ⌊(k + c) / 2⌋ + 1).
    ///
    /// Two sets of so many holders have more than c in common: one of these is honest, and commits to one sum only.
    public var quorum: Int { max(threshold, (holders.count + toleratedHolders) / 2 + 1) }

    /// The holders tolerated to cheat, c, where nobody says otherwise: ⌊(k − 1) / 3⌋, at most t − 1.
    ///
    /// Of three holders one is tolerated too where more participants than the minimum make a second sum worth having.
    public static func defaultToleratedHolders(
        holders: Int, threshold: Int, participants: Int, minimumContributors: Int
    ) -> Int {
        let usual = holders == 3 && participants > minimumContributors ? 1 : (holders - 1) / 3
        return min(usual, threshold - 1)
    }
}

extension Manifest {
    /// Why these commits do not allow to open a sum; nil when a quorum of distinct holders made them.
    ///
    /// One that is not in order spoils them all: whoever hands it on has not looked.
    public func objection(
        to commits: [SumCommit], on agreed: HolderMachine.Commitment, roster: Roster
    ) -> String? {
        for commit in commits {
            guard let name = holder(commit.holder), let member = roster.member(name) else {
                return "there is no holder \(commit.holder) to commit"
            }
            guard commit.announcement == agreed.announcement, commit.baseModel == agreed.baseModel,
                commit.sum == agreed.sum
            else { return "the commit of \(name) is to another sum" }
            guard commit.isSigned(by: member.key) else { return "\(name) did not sign its commit" }
        }
        let holders = Set(commits.map(\.holder)).count
        return holders < quorum ? "\(holders) of at least \(quorum) holders have committed to the sum" : nil
    }
}
