import Primitives
import Testing

@testable import Federation

/// What a holder wants to see before it gives shares.
@Suite struct QuorumTests {
    typealias Commitment = HolderMachine.Commitment

    /// Five holders, three of whom decrypt; one mole is tolerated, so that four have to agree.
    static let five = ["alice", "bob", "dave", "erin", "sue"].enumerated().map {
        Manifest.Holder(index: $0 + 1, name: $1)
    }

    let parties: Parties
    let promise: Commitment

    init() throws {
        parties = try Parties(holders: Self.five, threshold: 3, toleratedHolders: 1)
        promise = Self.promise("sum")
    }

    static func promise(_ sum: String, _ announcement: String = "P", base: String = "M") -> Commitment {
        Commitment(
            announcement: Digest(sha256: announcement.utf8), baseModel: Digest(sha256: base.utf8),
            previousTranscript: Transcript.genesis,
            sum: Digest(sha256: sum.utf8), round: 1, contributors: ["alice", "bob", "carol"])
    }

    private func commits(_ names: PartyName..., to promise: Commitment? = nil) throws -> [SumCommit] {
        try names.map { try parties.commit(of: $0, to: promise ?? self.promise) }
    }

    private func objection(_ commits: [SumCommit], _ promise: Commitment? = nil) -> String? {
        parties.holderMachine("alice").objection(
            toSharing: promise ?? self.promise, commits: commits, roster: parties.roster())
    }

    @Test func sharesAreGivenWithAQuorum() throws {
        #expect(parties.manifest.content.quorum == 4)
        #expect(objection(try commits("bob", "dave", "erin", "sue")) == nil)
        #expect(objection(try commits("alice", "bob", "dave", "erin", "sue")) == nil)
    }

    @Test func fewerCommitsAreNotEnough() throws {
        #expect(objection([]) == "0 of at least 4 holders have committed to the sum")
        #expect(objection(try commits("alice", "bob", "dave")) == "3 of at least 4 holders have committed to the sum")
    }

    @Test func aHolderCountsOnce() throws {
        let commits = try commits("alice", "bob", "dave", "dave", "dave")
        #expect(Set(commits.map(\.instance)).count == 5)
        #expect(objection(commits) == "3 of at least 4 holders have committed to the sum")
    }

    @Test func whoHoldsNoShareDoesNotCount() throws {
        let carol = try SumCommit(
            announcement: promise.announcement, baseModel: promise.baseModel, sum: promise.sum, holder: 6,
            instance: .random(), signer: #require(parties.keys["carol"]))
        #expect(objection(try commits("alice", "bob", "dave") + [carol]) == "there is no holder 6 to commit")
    }

    @Test func aForgedCommitDoesNotCount() throws {
        let forged = try parties.commit(of: "sue", to: promise, signer: "alice")
        #expect(objection(try commits("alice", "bob", "dave") + [forged]) == "sue did not sign its commit")
        let honest = try parties.commit(of: "sue", to: promise)
        let relabelled = SumCommit(
            announcement: honest.announcement, baseModel: honest.baseModel, sum: honest.sum, holder: 4,
            instance: honest.instance, signature: honest.signature)
        #expect(objection(try commits("alice", "bob", "dave") + [relabelled]) == "erin did not sign its commit")
    }

    @Test func aCommitToAnotherRoundModelOrSumDoesNotCount() throws {
        for other in [Self.promise("other"), Self.promise("sum", "Q"), Self.promise("sum", base: "N")] {
            let stray = try commits("sue", to: other)
            #expect(objection(try commits("alice", "bob", "dave") + stray) == "the commit of sue is to another sum")
        }
        // Commits of an earlier round, a quorum of them, say nothing about this one.
        let stale = try commits("bob", "dave", "erin", "sue", to: Self.promise("sum", "Q"))
        #expect(objection(stale) == "the commit of bob is to another sum")
    }

    /// A server that asks two sets of holders for different sums, with a mole in both, gets a quorum for neither.
    @Test func oneMoleOfFiveIsNotEnough() throws {
        let second = Self.promise("the same without carol")
        let here = try commits("alice", "bob", "dave")
        let there = try commits("dave", "erin", "sue", to: second)
        #expect(objection(here)?.hasPrefix("3 of at least 4") == true)
        #expect(objection(there, second)?.hasPrefix("3 of at least 4") == true)
        #expect(objection(here + there) == "the commit of dave is to another sum")
        // By the threshold alone both would have been opened.
        #expect(here.count == parties.manifest.content.threshold && there.count == here.count)
    }
}
