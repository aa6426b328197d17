import Federation
import GrokTesting
import Primitives
import RoundStore
import Testing
import Wire

@testable import GrokClient

/// A server that cheats with the help of a holder, dave, who signs whatever it wants; the others are honest.
///
/// Five holders, three of whom decrypt. The server shows alice and bob the sum of all five contributions, erin and sue
/// that of four, to learn the fifth by subtraction.
@Suite struct MoleTests {
    private let documents: TestFederation
    private let alice, bob, erin, sue: ClientBench

    private init(toleratedHolders: Int) throws {
        let names = ["alice", "bob", "dave", "erin", "sue"]
        let documents = try TestFederation(names, threshold: 3, toleratedHolders: toleratedHolders)
        self.documents = documents
        let benches = try [0, 1, 3, 4].map { try ClientBench($0, documents: documents) }
        (alice, bob, erin, sue) = (benches[0], benches[1], benches[2], benches[3])
    }

    init() throws { try self.init(toleratedHolders: 1) }

    private var honest: [ClientBench] { [alice, bob, erin, sue] }

    /// The commits that the server gets for a sum: of the holders it asks, and of the mole.
    private func collect(_ proposal: SumProposal, of benches: [ClientBench]) throws -> (Digest, [SumCommit]) {
        for bench in benches { try bench.ask(proposal) }
        let sum = try #require(proposal.sum(roster: documents.roster.content)).digest
        let mole = try alice.commit(of: documents.names[2], to: sum, in: proposal.announcement)
        return (sum, benches.flatMap(\.commits) + [mole])
    }

    /// How many of these holders give shares.
    private func helpers(
        _ proposal: SumProposal, _ sum: Digest, _ commits: [SumCommit], of benches: [ClientBench]
    ) throws -> Int {
        try benches.count { bench in
            bench.effects = []
            bench.receive(.shareRequest(try bench.shareRequest(proposal, sum: sum, commits: commits).request))
            return bench.refusals.isEmpty && !bench.takeFetches().isEmpty
        }
    }

    @Test func twoSetsOfHoldersGiveNoTwoSums() throws {
        let all = try alice.proposal(of: documents.names)
        let four = try alice.proposal(of: documents.names.filter { $0.text != "bob" })
        let (first, firstCommits) = try collect(all, of: [alice, bob])
        let (second, secondCommits) = try collect(four, of: [erin, sue])
        #expect(firstCommits.count == 3 && secondCommits.count == 3)
        #expect(try helpers(all, first, firstCommits, of: [alice, bob]) == 0)
        #expect(try helpers(four, second, secondCommits, of: [erin, sue]) == 0)
        // Whom the server asks for more has promised already.
        for bench in [alice, bob] {
            bench.effects = []
            try bench.ask(four)
            #expect(bench.commits.isEmpty && bench.refusals.count == 1)
        }
    }

    @Test func oneSumIsOpenedThoughAHolderIsAway() throws {
        let all = try alice.proposal(of: documents.names)
        let (sum, commits) = try collect(all, of: [alice, bob, erin])
        #expect(commits.count == 4)
        #expect(try helpers(all, sum, commits, of: [alice, bob, erin]) == 3)
        // What sue has not looked at herself she does not help with, however many others have.
        #expect(try helpers(all, sum, commits, of: [sue]) == 0)
    }

    /// Without a holder tolerated to cheat three agree, and the mole makes two sums of one model.
    @Test func withoutToleranceAMoleWouldSucceed() throws {
        let careless = try MoleTests(toleratedHolders: 0)
        #expect(careless.documents.manifest.content.quorum == 3)
        let all = try careless.alice.proposal(of: careless.documents.names)
        let four = try careless.alice.proposal(of: careless.documents.names.filter { $0.text != "bob" })
        let (first, firstCommits) = try careless.collect(all, of: [careless.alice, careless.bob])
        let (second, secondCommits) = try careless.collect(four, of: [careless.erin, careless.sue])
        #expect(try careless.helpers(all, first, firstCommits, of: [careless.alice, careless.bob]) == 2)
        #expect(try careless.helpers(four, second, secondCommits, of: [careless.erin, careless.sue]) == 2)
        // But the mole's two commits prove what it did.
        let words = [(all, firstCommits), (four, secondCommits)].compactMap { proposal, commits in
            commits.last.map { CommitEvidence.Word(announcement: proposal.announcement, commit: $0) }
        }
        let evidence = CommitEvidence(first: words[0], second: words[1])
        #expect(evidence.offence == .twoSums)
        #expect(evidence.isValid(holderKey: careless.documents.key(of: careless.documents.names[2]).verificationKey))
    }
}
