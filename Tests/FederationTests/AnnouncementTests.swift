import Paillier
import Primitives
import Testing

@testable import Federation

@Suite struct AnnouncementTests {
    let parties: Parties
    let draft: AnnouncementDraft

    init() throws {
        parties = try Parties()
        draft = try parties.draft()
    }

    /// One change for each field, those of the parts included.
    private var changes: [String: (inout AnnouncementDraft) throws -> Void] {
        let other = Digest(sha256: "other".utf8)
        return [
            "federation": { $0.federation = "office-0a1b2c3e" }, "manifest": { $0.manifest = other },
            "rosterNumber": { $0.rosterNumber += 1 }, "roster": { $0.roster = other }, "key": { $0.key = other },
            "round": { $0.round += 1 }, "kind": { $0.kind = .evaluation }, "baseModel": { $0.baseModel = other },
            "previousTranscript": { $0.previousTranscript = other }, "epochs": { $0.hyperParameters.epochs += 1 },
            "batchSize": { $0.hyperParameters.batchSize += 1 },
            "learningRate": { $0.hyperParameters.learningRate = $0.hyperParameters.learningRate.nextUp },
            "valueBits": { $0.codec = CodecParameters(valueBits: 15, maximumParticipants: 4) },
            "metricBits": { $0.codec = CodecParameters(metricBits: 41, maximumParticipants: 4) },
            "clip": { $0.codec = CodecParameters(clip: 1.0.nextUp, maximumParticipants: 4) },
            "weightCap": { $0.codec = CodecParameters(weightCap: 8192, maximumParticipants: 4) },
            "maximumParticipants": { $0.codec = CodecParameters(maximumParticipants: 5) },
            "strategy": { $0.strategy = "fedavh" },
            "blocks": { $0.layout = try BlockLayout(blocks: 7, positionsPerBlock: $0.layout.positionsPerBlock) },
            "positions": { $0.layout = try BlockLayout(blocks: $0.layout.blocks, positionsPerBlock: 63) },
            "deadline": { $0.deadline = Timestamp(milliseconds: $0.deadline.milliseconds + 1) },
        ]
    }

    @Test func everyFieldChangesTheDigest() throws {
        var digests = [draft.announcement.digest]
        for change in changes.values { digests.append(try draft.with(change).digest) }
        #expect(Set(digests).count == changes.count + 1)
        #expect(changes.count == 21)
    }

    @Test func fieldsAreNotMistakenForEachOther() throws {
        let swapped = draft.with { ($0.manifest, $0.roster) = ($0.roster, $0.manifest) }
        #expect(swapped.digest != draft.announcement.digest)
        let numbers = draft.with { ($0.rosterNumber, $0.round) = (2, 1) }
        #expect(numbers.digest != draft.with { ($0.rosterNumber, $0.round) = (1, 2) }.digest)
    }

    @Test func whatTheManifestFixesCannotBeAnnouncedOtherwise() throws {
        #expect(objection(draft.announcement) == nil)
        let free: Set = ["rosterNumber", "roster", "round", "baseModel", "previousTranscript", "deadline"]
        for (field, change) in changes {
            let expected = free.contains(field) || ["epochs", "batchSize", "learningRate"].contains(field)
            #expect((objection(try draft.with(change)) == nil) == expected, "\(field)")
        }
        #expect(objection(draft.with { $0.round = 0 }) != nil)
    }

    @Test func hyperParametersStayWithinTheBounds() {
        for (epochs, batch, rate) in [
            (0, 32, 0.01), (17, 32, 0.01), (1, 0, 0.01), (1, 1025, 0.01), (1, 32, 0), (1, 32, 0.51),
        ] {
            let parameters = HyperParameters(epochs: epochs, batchSize: batch, learningRate: rate)
            #expect(objection(draft.with { $0.hyperParameters = parameters }) != nil, "\(parameters)")
        }
        for (epochs, batch, rate) in [(1, 1, 0.0001), (16, 1024, 0.5)] {
            let parameters = HyperParameters(epochs: epochs, batchSize: batch, learningRate: rate)
            #expect(objection(draft.with { $0.hyperParameters = parameters }) == nil, "\(parameters)")
        }
    }

    @Test func anEvaluationHasBlocksOfItsOwn() {
        let layout = parties.codec.layout(of: .evaluation)
        #expect(objection(draft.with { ($0.kind, $0.layout) = (.evaluation, layout) }) == nil)
    }

    @Test func aRoundOfAnOlderRosterIsOneThatWasAnnouncedBefore() throws {
        let (old, new) = (try parties.signed(parties.roster()), try parties.signed(parties.roster(number: 2)))
        let announcement = draft.announcement
        #expect(announcement.objection(roster: old, announced: nil) == nil)
        #expect(announcement.objection(roster: new, announced: nil) == "its roster is an older one")
        #expect(announcement.objection(roster: new, announced: Transcript.genesis) != nil)
        #expect(announcement.objection(roster: new, announced: announcement.digest) == nil)
        let newer = draft.with { $0.rosterNumber = 2 }
        #expect(newer.objection(roster: old, announced: newer.digest) == "its roster is not known here")
        let forked = draft.with { $0.roster = new.digest }
        #expect(forked.objection(roster: old, announced: nil) == "it names another roster of the same number")
    }

    private func objection(_ announcement: RoundAnnouncement) -> String? {
        announcement.objection(
            manifest: parties.manifest.content, digest: parties.manifest.digest, codec: parties.codec)
    }
}
