import Paillier
import Primitives
import Testing

@testable import Federation

@Suite struct HolderMachineTests {
    typealias Commitment = HolderMachine.Commitment

    let parties: Parties
    let announcement: RoundAnnouncement
    let contributions: [SignedContribution]

    init() throws {
        let parties = try Parties()
        let announcement = try parties.draft().announcement
        self.parties = parties
        self.announcement = announcement
        contributions = try ["alice", "bob", "carol"].map { try parties.contribution(of: $0, to: announcement) }
    }

    @Test func aSumThatIsInOrderIsHelpedWith() throws {
        let sum = try #require(proposal(contributions).sum(roster: parties.roster()))
        let expected = Commitment(
            announcement: announcement.digest, baseModel: announcement.baseModel,
            previousTranscript: announcement.previousTranscript, sum: sum.digest, round: 1,
            contributors: ["alice", "bob", "carol"])
        #expect(decide(contributions) == .commit(expected))
        #expect(decide(contributions.reversed()) == .commit(expected))
        #expect(decide(contributions, announced: announcement.digest) == .commit(expected))
        #expect(decide(contributions, own: parties.digest(of: contributions[0])) == .commit(expected))
        #expect(decide(contributions, prepared: parties.digest(of: contributions[0])) == .commit(expected))
    }

    @Test func anotherAnnouncementThanTheOneSentIsRefused() throws {
        expect("announced here", decide(contributions, announced: Transcript.genesis))
    }

    @Test func aRoundOutsideTheManifestIsRefused() throws {
        let other = try parties.draft().with { $0.hyperParameters.learningRate = 0 }
        expect("hyper-parameter", decide(try made(for: other), to: other))
        let newer = try parties.draft().with { $0.rosterNumber = 2 }
        expect("roster is not known", decide(try made(for: newer), to: newer))
    }

    @Test func tooFewAreRefused() {
        expect("2 contributors, fewer than the 3", decide(Array(contributions.dropLast())))
        expect("0 contributors", decide([]))
    }

    @Test func moreThanASlotHoldsAreRefused() throws {
        let crowd = try (0..<5).map { number in
            let statement = ContributionStatement(
                announcement: announcement.digest, participant: try PartyName("p\(number)"), header: .empty,
                root: Transcript.genesis)
            return SignedContribution(statement: statement, signature: [UInt8](repeating: 0, count: 64))
        }
        expect("more than the 4", decide(crowd))
    }

    @Test func aContributorTwiceIsRefused() throws {
        expect("twice", decide(contributions + [contributions[1]]))
        let again = try parties.contribution(of: "bob", to: announcement, marked: "again")
        expect("twice", decide(contributions + [again]))
    }

    @Test func whoIsNotInTheRosterIsRefused() throws {
        expect("carol is not in the roster", decide(contributions, roster: parties.roster(without: ["carol"])))
        expect("carol takes no part", decide(contributions, roster: parties.roster(revoked: ["carol"])))
    }

    @Test func whoWasRevokedAfterwardsStaysInTheSum() throws {
        let newer = parties.roster(number: 2, revoked: ["carol"])
        // Only a holder that was sent the announcement knows that the round is older than the roster.
        expect("older than roster 2", decide(contributions, roster: newer))
        guard case .commit(let commitment) = decide(contributions, roster: newer, announced: announcement.digest) else {
            Issue.record("refused")
            return
        }
        #expect(commitment.sum == proposal(contributions).sum(roster: parties.roster())?.digest)
    }

    @Test func aContributionToAnotherRoundIsRefused() throws {
        let other = try parties.draft().with { $0.round = 2 }
        let stray = try parties.contribution(of: "carol", to: other)
        expect("carol's contribution is to another round", decide([contributions[0], contributions[1], stray]))
    }

    @Test func aSignatureOfAnotherIsRefused() throws {
        let forged = try parties.contribution(of: "carol", to: announcement, signer: "alice")
        expect("carol did not sign", decide([contributions[0], contributions[1], forged]))
        let broken = contributions.map { contribution in
            var signature = contribution.signature
            signature[63] ^= 1
            return SignedContribution(statement: contribution.statement, signature: signature)
        }
        expect("alice did not sign", decide(broken))
    }

    @Test func aRootSwappedUnderASignatureIsRefused() throws {
        let statement = contributions[2].statement
        let swapped = ContributionStatement(
            announcement: statement.announcement, participant: statement.participant, header: statement.header,
            root: Transcript.genesis)
        let forged = SignedContribution(statement: swapped, signature: contributions[2].signature)
        expect("carol did not sign", decide([contributions[0], contributions[1], forged]))
    }

    @Test func itsOwnAcknowledgedContributionMustBeInTheSum() throws {
        let own = parties.digest(of: contributions[0])
        let others = try ["bob", "carol", "sue"].map { try parties.contribution(of: $0, to: announcement) }
        expect("leaves out", decide(others, own: own))
        // One that was never acknowledged may have come too late.
        guard case .commit = decide(others, prepared: own) else {
            Issue.record("refused")
            return
        }
    }

    @Test func itsOwnContributionMustBeTheOneItMade() throws {
        let own = parties.digest(of: contributions[0])
        let another = try parties.contribution(of: "alice", to: announcement, marked: "another")
        let swapped = [another, contributions[1], contributions[2]]
        expect("in this one's name", decide(swapped, own: own))
        expect("in this one's name", decide(swapped, prepared: own))
        expect("in this one's name", decide(swapped, own: own, prepared: own))
    }

    @Test func aHeaderOfAnotherSizeIsRefused() throws {
        let statement = ContributionStatement(
            announcement: announcement.digest, participant: "carol",
            header: ContributionHeader(randomisers: [0], proof: []), root: Transcript.genesis)
        let odd = try SignedContribution(statement, signer: #require(parties.keys["carol"]))
        expect("the header of carol's", decide([contributions[0], contributions[1], odd]))
    }

    @Test func aRosterThatNobodyAcceptedIsRefused() throws {
        let newer = parties.roster(number: 2, without: ["sue"])
        let next = try parties.draft().with {
            ($0.rosterNumber, $0.roster) = (2, try parties.signed(newer).digest)
        }
        let made = try made(for: next)
        expect("roster 2 is not accepted", decide(made, to: next, roster: newer, acceptedRoster: 1))
        #expect(commitment(decide(made, to: next, roster: newer, acceptedRoster: 2)) != nil)
    }

    /// It has come after the announcement, committed, and hears of the next roster before it is asked again.
    @Test func whatWasCommittedToStandsUnderANewerRoster() throws {
        let word = try #require(commitment(decide(contributions)))
        let newer = parties.roster(number: 2, revoked: ["carol"])
        #expect(decide(contributions, roster: newer, commitments: [word]) == .commit(word))
        expect("older than roster 2", decide(contributions, roster: newer))
    }

    @Test func anOlderRosterIsRefusedUnlessTheRoundWasAnnouncedUnderIt() throws {
        let newer = parties.roster(number: 2)
        expect("older than roster 2", decide(contributions, roster: newer))
        #expect(commitment(decide(contributions, roster: newer, announced: announcement.digest)) != nil)
    }

    @Test func oneSumOnEachBaseModel() throws {
        let first = try #require(commitment(decide(contributions)))
        #expect(decide(contributions, commitments: [first]) == .commit(first))
        let others = try ["alice", "bob", "sue"].map { try parties.contribution(of: $0, to: announcement) }
        expect("another sum", decide(others, commitments: [first]))
        // The same model under a newer number is what a server that pretends to have abandoned a round would ask for.
        let later = try parties.draft().with { $0.round = 2 }
        expect("another sum", decide(try made(for: later), to: later, commitments: [first]))
    }

    @Test(arguments: [RoundKind.evaluation, .training])
    func afterATranscriptASumOnTheSameModelIsOverTheSameContributorsOnly(kind: RoundKind) throws {
        let first = try #require(commitment(decide(contributions)))
        let evaluation = try parties.draft().with {
            ($0.round, $0.kind, $0.layout) = (2, kind, parties.codec.layout(of: kind))
            $0.previousTranscript = Digest(sha256: "void".utf8)
        }
        let same = try made(for: evaluation)
        let second = try #require(commitment(decide(same, to: evaluation, commitments: [first])))
        #expect(second.sum != first.sum)
        let others = try ["alice", "bob", "sue"].map { try parties.contribution(of: $0, to: evaluation) }
        expect("another sum", decide(others, to: evaluation, commitments: [first]))
        let more = try same + [parties.contribution(of: "sue", to: evaluation)]
        expect("another sum", decide(more, to: evaluation, commitments: [first]))
    }

    @Test func theChainGoesOn() throws {
        let first = try #require(commitment(decide(contributions)))
        let next = try parties.draft().with {
            ($0.round, $0.baseModel, $0.previousTranscript) = (2, Transcript.genesis, Digest(sha256: "t".utf8))
        }
        let second = try #require(commitment(decide(try made(for: next), to: next, commitments: [first])))
        let evaluation = try parties.draft().with {
            ($0.round, $0.baseModel, $0.previousTranscript) = (3, Transcript.genesis, Digest(sha256: "u".utf8))
            ($0.kind, $0.layout) = (.evaluation, parties.codec.layout(of: .evaluation))
        }
        let third = commitment(decide(try made(for: evaluation), to: evaluation, commitments: [first, second]))
        #expect(third?.round == 3)
        // What was agreed to once is answered again.
        #expect(decide(contributions, commitments: [first, second]) == .commit(first))
    }

    @Test func roundsNeverDecreaseNorRepeat() throws {
        let later = try parties.draft().with { ($0.round, $0.baseModel) = (5, Transcript.genesis) }
        let fifth = try #require(commitment(decide(try made(for: later), to: later)))
        expect("round 1 is not newer than round 5", decide(contributions, commitments: [fifth]))
        let same = try parties.draft().with { $0.round = 5 }
        expect("round 5 is not newer than round 5", decide(try made(for: same), to: same, commitments: [fifth]))
    }

    @Test func whatDoesNotFollowFromVerifiedTranscriptsIsRefused() throws {
        let (transcript, model) = (announcement.previousTranscript, announcement.baseModel)
        let other = Digest(sha256: "other".utf8)
        func decided(_ head: ChainHead) -> HolderMachine.Decision { decide(contributions, head: head) }
        expect("does not follow", decided(ChainHead(transcript: other, model: model, round: 0)))
        expect("the model of round 1 does not", decided(ChainHead(transcript: transcript, model: other, round: 0)))
        expect("used before", decided(ChainHead(transcript: transcript, model: model, round: 1)))
    }

    @Test func whoWasNotAskedBeforeStillOpensNoSecondSumOfOthers() throws {
        let (transcript, model) = (announcement.previousTranscript, announcement.baseModel)
        func head(_ names: [PartyName]) -> ChainHead {
            ChainHead(transcript: transcript, model: model, round: 0, contributors: names)
        }
        expect("other contributors", decide(contributions, head: head(["alice", "bob", "carol", "sue"])))
        expect("other contributors", decide(contributions, head: head(["alice", "bob", "sue"])))
        #expect(commitment(decide(contributions, head: head(["alice", "bob", "carol"]))) != nil)
    }

    private func made(for announcement: RoundAnnouncement) throws -> [SignedContribution] {
        try ["alice", "bob", "carol"].map { try parties.contribution(of: $0, to: announcement) }
    }

    private func proposal(
        _ contributions: [SignedContribution], to announcement: RoundAnnouncement? = nil
    ) -> SumProposal {
        SumProposal(announcement: announcement ?? self.announcement, contributions: contributions)
    }

    private func decide(
        _ contributions: [SignedContribution], to announcement: RoundAnnouncement? = nil, roster: Roster? = nil,
        acceptedRoster: Int = 9, head: ChainHead? = nil, commitments: [Commitment] = [], announced: Digest? = nil,
        own: Digest? = nil,
        prepared: Digest? = nil
    ) -> HolderMachine.Decision {
        let round = announcement ?? self.announcement
        let follows = ChainHead(
            transcript: round.previousTranscript, model: round.baseModel, round: round.round - 1)
        return parties.holderMachine("alice").decide(
            proposal(contributions, to: announcement),
            knowing: HolderMachine.Knowledge(
                roster: roster ?? parties.roster(), acceptedRoster: acceptedRoster, head: head ?? follows,
                commitments: commitments, announced: announced, acknowledged: own, prepared: prepared))
    }

    private func commitment(_ decision: HolderMachine.Decision) -> Commitment? {
        guard case .commit(let commitment) = decision else { return nil }
        return commitment
    }

    private func expect(
        _ reason: String, _ decision: HolderMachine.Decision, at location: SourceLocation = #_sourceLocation
    ) {
        guard case .refuse(let text) = decision else {
            Issue.record("helped where \(reason)", sourceLocation: location)
            return
        }
        #expect(text.contains(reason), sourceLocation: location)
    }
}
