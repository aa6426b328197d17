import Federation
import Primitives
import Testing

@testable import RoundStore

/// What holds for every implementation of ``ClientStore``.
struct ClientStoreTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("Everything is there after a restart", arguments: StoreKind.allCases)
    func roundTrip(_ kind: StoreKind) throws {
        let bench = try ClientBench(kind, in: folder)
        let acknowledged = OwnContribution.State.acknowledged(try Samples.acknowledgement("alice", round: 2))
        for round in [3, 1, 2] { try bench.store.saveContribution(Samples.own(round)) }
        try bench.store.settleContribution(announcement: Samples.own(2).announcement, acknowledged)
        try bench.store.settleContribution(announcement: Samples.own(1).announcement, .refused)
        try bench.store.saveAnnouncement(Samples.signedAnnouncement(2))
        let heads = [Samples.head(1), Samples.head(2, contributors: [try Samples.name("bob")])]
        for head in heads { try bench.store.saveVerified(head) }
        let commitments = [Samples.commitment(4, sum: "b"), Samples.commitment(1, sum: "a")]
        for commitment in commitments { try bench.store.saveCommitment(commitment) }
        try bench.store.saveRoster(content: [1, 2], signature: [3])
        try bench.store.saveNewestModel(Samples.digest("model"), published: 7)
        try bench.store.saveBestModel(Samples.digest("worse"), errorRate: 0.5)
        try bench.store.saveBestModel(Samples.digest("best"), errorRate: 0.25)
        try bench.reopen()
        let (one, two, three) = (try Samples.own(1), try Samples.own(2), try Samples.own(3))
        #expect(try bench.store.contribution(announcement: one.announcement)?.state == .refused)
        #expect(try bench.store.contribution(announcement: two.announcement)?.state == acknowledged)
        #expect(try bench.store.contribution(announcement: three.announcement) == three)
        #expect(try bench.store.contributions(before: 3).map(\.contribution) == [one, two].map(\.contribution))
        #expect(try bench.store.announcement(round: 2) == Samples.signedAnnouncement(2))
        #expect(try bench.store.announcement(round: 1) == nil)
        #expect(try bench.store.commitments() == commitments.reversed())
        #expect(try bench.store.verifiedHeads() == heads)
        let roster = try #require(try bench.store.roster())
        #expect(roster == ([1, 2], [3]))
        let newest = try #require(try bench.store.newestModel())
        #expect(newest == (Samples.digest("model"), 7))
        let best = try #require(try bench.store.bestModel())
        #expect(best == (Samples.digest("best"), 0.25))
    }

    @Test("A new store holds nothing", arguments: StoreKind.allCases)
    func empty(_ kind: StoreKind) throws {
        let store = try ClientBench(kind, in: folder).store
        #expect(try store.contribution(announcement: Samples.digest("P")) == nil)
        #expect(try store.contributions(before: .max).isEmpty)
        #expect(try store.commitments().isEmpty)
        #expect(try store.roster() == nil)
        #expect(try store.newestModel() == nil)
        #expect(try store.bestModel() == nil)
        #expect(try store.verifiedHeads().isEmpty)
    }

    @Test(
        "A second contribution to one announcement is refused; the same keeps its state", arguments: StoreKind.allCases)
    func contributeTwice(_ kind: StoreKind) throws {
        let store = try ClientBench(kind, in: folder).store
        let own = try Samples.own(1)
        try store.saveContribution(own)
        let acknowledged = OwnContribution.State.acknowledged(try Samples.acknowledgement("alice", round: 1))
        try store.settleContribution(announcement: own.announcement, acknowledged)
        try store.saveContribution(own)
        #expect(throws: StoreError.conflict("another contribution was made for round 1")) {
            try store.saveContribution(Samples.own(1, variant: 1))
        }
        #expect(try store.contribution(announcement: own.announcement)?.contribution == own.contribution)
        #expect(try store.contribution(announcement: own.announcement)?.state == acknowledged)
    }

    @Test("Nothing takes back an acknowledgement", arguments: StoreKind.allCases)
    func settling(_ kind: StoreKind) throws {
        let store = try ClientBench(kind, in: folder).store
        let announcement = try Samples.own(1).announcement
        #expect(throws: StoreError.missing("a contribution to the announcement \(announcement.short)")) {
            try store.settleContribution(announcement: announcement, .refused)
        }
        try store.saveContribution(Samples.own(1))
        let acknowledged = OwnContribution.State.acknowledged(try Samples.acknowledgement("alice", round: 1))
        for settlement in [.refused, acknowledged, acknowledged] {
            try store.settleContribution(announcement: announcement, settlement)
        }
        let other = OwnContribution.State.acknowledged(try Samples.acknowledgement("alice", round: 1, variant: 1))
        for settlement in [.refused, .prepared, other] {
            #expect(throws: StoreError.conflict("the server's answer to the contribution for round 1 is another")) {
                try store.settleContribution(announcement: announcement, settlement)
            }
        }
        #expect(try store.contribution(announcement: announcement)?.state == acknowledged)
    }

    @Test("The first announcement of a round counts", arguments: StoreKind.allCases)
    func announcements(_ kind: StoreKind) throws {
        let store = try ClientBench(kind, in: folder).store
        try store.saveAnnouncement(Samples.signedAnnouncement(1))
        try store.saveAnnouncement(Samples.signedAnnouncement(1, .evaluation))
        #expect(try store.announcement(round: 1) == Samples.signedAnnouncement(1))
    }

    @Test("The chain only grows", arguments: StoreKind.allCases)
    func chain(_ kind: StoreKind) throws {
        let store = try ClientBench(kind, in: folder).store
        for round in [2, 2, 4] { try store.saveVerified(Samples.head(round)) }
        for round in [3, 2] {
            #expect(throws: StoreError.conflict("round \(round) does not come after round 4, which was verified")) {
                try store.saveVerified(Samples.head(round))
            }
        }
        #expect(throws: StoreError.self) {
            try store.saveVerified(Samples.head(4, contributors: [Samples.name("bob")]))
        }
        #expect(try store.verifiedHeads() == [Samples.head(2), Samples.head(4)])
    }

    @Test(
        "One sum on each base model, and after its transcript others over the same contributors",
        arguments: StoreKind.allCases)
    func commitments(_ kind: StoreKind) throws {
        let store = try ClientBench(kind, in: folder).store
        let first = Samples.commitment(1, sum: "a")
        let evaluation = Samples.commitment(1, sum: "b", after: "t")
        for commitment in [first, first, evaluation] { try store.saveCommitment(commitment) }
        #expect(throws: StoreError.conflict("another sum on the base model of round 1 was committed to")) {
            try store.saveCommitment(Samples.commitment(1, sum: "c"))
        }
        #expect(try store.commitments() == [first, evaluation])
        let others = Samples.commitment(2, sum: "c", contributors: [try Samples.name("bob")])
        try store.saveCommitment(others)
        #expect(throws: StoreError.conflict("another sum on the base model of round 2 was committed to")) {
            try store.saveCommitment(Samples.commitment(2, sum: "d", after: "t"))
        }
        #expect(try store.commitments() == [first, evaluation, others])
    }

    @Test("An instance is made with the state and stays; another state has another", arguments: StoreKind.allCases)
    func instance(_ kind: StoreKind) throws {
        let bench = try ClientBench(kind, in: folder)
        let instance = try bench.store.instance()
        try bench.reopen()
        #expect(try bench.store.instance() == instance)
        #expect(try ClientBench(kind, in: TemporaryFolder()).store.instance() != instance)
    }

    @Test("An accepted roster is remembered", arguments: StoreKind.allCases)
    func acceptedRoster(_ kind: StoreKind) throws {
        let bench = try ClientBench(kind, in: folder)
        #expect(try bench.store.acceptedRoster() == nil)
        for number in [3, 4] { try bench.store.saveAcceptedRoster(number) }
        try bench.reopen()
        #expect(try bench.store.acceptedRoster() == 4)
    }

    @Test("The newest roster and model replace the ones before", arguments: StoreKind.allCases)
    func replacing(_ kind: StoreKind) throws {
        let store = try ClientBench(kind, in: folder).store
        for number in [1, 2] as [UInt8] {
            try store.saveRoster(content: [number], signature: [number, number])
            try store.saveNewestModel(Samples.digest("model \(number)"), published: Int(number))
        }
        let (roster, newest) = (try #require(try store.roster()), try #require(try store.newestModel()))
        #expect(roster == ([2], [2, 2]))
        #expect(newest == (Samples.digest("model 2"), 2))
    }
}
