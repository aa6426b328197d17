import Federation
import Paillier
import Primitives

@testable import RoundStore

/// Values that differ where their arguments do.
enum Samples {
    static func digest(_ text: String) -> Digest { Digest(sha256: Array(text.utf8)) }

    static func signature(_ text: String) -> [UInt8] { digest(text).bytes + digest(text + "'").bytes }

    static func name(_ text: String) throws -> PartyName { try PartyName(text) }

    static func announcement(_ round: Int, _ kind: RoundKind = .training) throws -> RoundAnnouncement {
        try RoundAnnouncement(
            federation: name("office"), manifest: digest("manifest"), rosterNumber: 3, roster: digest("roster"),
            key: digest("key"), round: round, kind: kind, baseModel: digest("base \(round)"),
            previousTranscript: digest("before \(round)"), hyperParameters: HyperParameters(learningRate: 0.1),
            codec: CodecParameters(), strategy: "fedavg", layout: BlockLayout(blocks: 8, positionsPerBlock: 49),
            deadline: Timestamp(milliseconds: 1_700_000_000_123 + Int64(round)))
    }

    static func signed(_ participant: String, round: Int, variant: Int = 0) throws -> SignedContribution {
        let text = "\(participant) \(round) \(variant)"
        return SignedContribution(
            statement: ContributionStatement(
                announcement: try announcement(round).digest, participant: try name(participant),

                header: ContributionHeader(
                    randomisers: digest("header \(text)").bytes, proof: [digest("proof \(text)").bytes]),
                root: digest("root \(text)")),
            signature: signature(text))
    }

    static func acknowledgement(_ participant: String, round: Int, variant: Int = 0) throws -> Acknowledgement {
        Acknowledgement(
            announcement: try announcement(round).digest, participant: try name(participant),
            contribution: digest("\(participant) \(round)"), signature: signature("acknowledgement \(variant)"))
    }

    static func contribution(_ participant: String, round: Int, variant: Int = 0) throws -> ContributionRecord {
        ContributionRecord(
            round: round, contribution: try signed(participant, round: round, variant: variant),
            acknowledgement: try acknowledgement(participant, round: round),
            at: Timestamp(milliseconds: 1_700_000_001_000 + Int64(variant)))
    }

    static func own(_ round: Int, variant: Int = 0) throws -> OwnContribution {
        OwnContribution(
            round: round, contribution: try signed("alice", round: round, variant: variant), state: .prepared)
    }

    static func share(_ round: Int, holder: Int, blocks: [Int], variant: Int = 0) -> ShareRecord {
        let statement = ShareStatement(
            sum: digest("sum \(round)"), holder: holder, blocks: blocks, payload: digest("payload \(variant)"))
        return ShareRecord(
            round: round, share: SignedShare(statement: statement, signature: signature("share \(holder)")))
    }

    static func totals(_ examples: Int) -> MetricTotals {
        MetricTotals(
            weightUnits: 3, heldOutExamples: examples, truePositives: 5, falsePositives: 1, falseNegatives: 2,
            lossSum: 0.1 + 0.2, clippedComponents: 7)
    }

    static func conclusion(_ round: Int, _ phase: RoundRecord.Phase) throws -> RoundConclusion {
        var statistics = RoundStatistics()
        (statistics.bytesIn, statistics.bytesOut, statistics.trainSeconds) = (900_000 + round, 17, 1.2)
        (statistics.verifySeconds, statistics.sumSeconds, statistics.decryptSeconds) = (0.1, 0.003, 1 / 3)
        return RoundConclusion(
            phase: phase, at: Timestamp(milliseconds: 1_700_000_002_000),
            model: digest(phase == .published ? "model \(round)" : "base \(round)"),
            transcript: phase == .abandoned ? nil : digest("transcript \(round)"),
            totals: phase == .published || phase == .evaluated ? totals(100 + round) : nil,
            reason: phase == .abandoned || phase == .void ? "ends “so”\nin 2 lines" : nil,
            holders: phase == .abandoned ? [] : [try name("alice"), try name("sue")], statistics: statistics)
    }

    static func commitment(
        _ round: Int, sum: String, after transcript: String = "", contributors: [PartyName] = []
    ) -> HolderMachine.Commitment {
        HolderMachine.Commitment(
            announcement: digest("P \(round) \(transcript)"), baseModel: digest("base \(round)"),
            previousTranscript: digest(transcript), sum: digest(sum), round: round, contributors: contributors)
    }

    static func signedAnnouncement(_ round: Int, _ kind: RoundKind = .training) throws -> SignedAnnouncement {
        try SignedAnnouncement(announcement: announcement(round, kind), signature: signature("server"))
    }

    static func head(_ round: Int, contributors: [PartyName]? = nil) -> ChainHead {
        ChainHead(
            transcript: digest("transcript \(round)"), model: digest("model \(round)"), round: round,
            contributors: contributors)
    }

    static func commit(_ round: Int, holder: Int, sum: String = "sum", variant: UInt8 = 0) throws -> CommitRecord {
        guard let instance = InstanceID(bytes: [UInt8](repeating: variant, count: 16)) else {
            throw StoreError.missing("an instance")
        }
        return try CommitRecord(
            round: round,
            commit: SumCommit(
                announcement: announcement(round).digest, baseModel: digest("base \(round)"), sum: digest(sum),
                holder: holder, instance: instance, signature: signature("commit \(holder)")))
    }

    static func evidence(_ round: Int) throws -> CommitEvidence {
        let words = try ["a", "b"].map { sum in
            try CommitEvidence.Word(
                announcement: announcement(round), commit: commit(round, holder: 1, sum: sum).commit)
        }
        return CommitEvidence(first: words[0], second: words[1])
    }
}

extension ServerStore {
    /// Opens a round and takes it to its end, with contributions of bob and alice.
    func run(_ round: Int, to phase: RoundRecord.Phase, kind: RoundKind = .training) throws {
        try openRound(Samples.announcement(round, kind), at: Timestamp(milliseconds: 5))
        for name in ["bob", "alice"] { try acceptContribution(Samples.contribution(name, round: round)) }
        if phase != .training, phase != .abandoned {
            try freezeRound(round, contributors: [Samples.name("bob"), Samples.name("alice")])
            try acceptCommit(Samples.commit(round, holder: 2))
            try acceptShare(Samples.share(round, holder: 2, blocks: [0, 3]))
        }
        if !phase.isOpen { try concludeRound(round, Samples.conclusion(round, phase)) }
    }
}
