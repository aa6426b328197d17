import Federation
import Paillier
import Primitives
import Wire

/// What a decoded message must not be, said a second time and without the code that checks it.
enum Violation {
    static func of(_ message: WireMessage) -> String? {
        switch message {
        case .acknowledgement(let value): value.signature.count == 64 ? name(value.participant) : "signature"
        case .announcement(let value): signed(value)
        case .chunk(let value): chunk(value)
        case .concluded(let value): concluded(value)
        case .contribution(let value): contribution(value)
        case .contributionRefused, .ping, .pong, .refused, .rejection: nil
        case .commit(let value): commit(value)
        case .commitRequest(let value): signed(value.announcement) ?? size(value.contributions.byteCount)
        case .fetch(_, let offset): size(offset)
        case .finished(let value): size(value.published) ?? value.final.flatMap(totals)
        case .hello(let value): size(value.rosterNumber) ?? (value.version < 0 ? "version" : nil)
        case .share(let value):
            blocks(value.share.statement.blocks) ?? size(value.byteCount)
                ?? ((1...16).contains(value.share.statement.holder) ? nil : "holder")
                ?? (value.share.signature.count == 64 ? nil : "signature")
        case .shareRequest(let value):
            blocks(value.blocks) ?? size(value.input.byteCount) ?? value.commits.lazy.compactMap(commit).first
                ?? (1...16 ~= value.commits.count ? nil : "commits")
        case .welcome(let value):
            size(value.published) ?? size(value.rounds)
                ?? (value.roster.map { $0.signature.count == 64 } ?? true ? nil : "signature")
        }
    }

    private static func size(_ value: Int) -> String? { value >= 0 && value >> 40 == 0 ? nil : "size \(value)" }

    private static func name(_ name: PartyName) -> String? {
        name.text.wholeMatch(of: /[a-z0-9][a-z0-9._\-]{0,62}/) == nil ? "name \(name)" : nil
    }

    private static func blocks(_ blocks: [Int]) -> String? {
        !blocks.isEmpty && blocks == Set(blocks).sorted() && blocks.allSatisfy { 0...65535 ~= $0 } ? nil : "blocks"
    }

    private static func chunk(_ chunk: Chunk) -> String? {
        let isPart = chunk.offset >= 0 && chunk.offset + chunk.content.count <= chunk.total
        return isPart && 1...262_144 ~= chunk.content.count ? size(chunk.total) : "chunk"
    }

    private static func contribution(_ value: SignedContribution) -> String? {
        name(value.statement.participant) ?? (value.signature.count == 64 ? nil : "signature")
    }

    static func commit(_ value: SumCommit) -> String? {
        1...16 ~= value.holder && value.instance.bytes.count == 16 && value.signature.count == 64 ? nil : "commit"
    }

    private static func concluded(_ value: Concluded) -> String? {
        size(value.round) ?? size(value.published) ?? value.base.flatMap(totals)
            ?? value.contributors.lazy.compactMap(name).first
    }

    private static func totals(_ value: MetricTotals) -> String? {
        let counts = [
            value.weightUnits, value.heldOutExamples, value.truePositives, value.falsePositives, value.falseNegatives,
            value.clippedComponents,
        ]
        return counts.allSatisfy { $0 >= 0 && $0 >> 60 == 0 } && value.lossSum >= 0 && value.lossSum < .infinity
            ? nil : "totals"
    }

    static func signed(_ value: SignedAnnouncement) -> String? {
        value.signature.count == 64 ? announcement(value.announcement) : "signature"
    }

    static func announcement(_ value: RoundAnnouncement) -> String? {
        let (hyper, codec, layout) = (value.hyperParameters, value.codec, value.layout)
        let isFine =
            hyper.epochs >= 1 && hyper.batchSize >= 1 && hyper.learningRate.isFinite && codec.clip.isFinite
            && codec.valueBits >= 1 && codec.metricBits >= 1 && codec.weightCap >= 1
            && codec.maximumParticipants >= 1 && layout.blocks >= 1 && layout.positionsPerBlock >= 1
            && layout.positions <= 1 << 24 && value.deadline.milliseconds >= 0 && value.deadline.milliseconds < 1 << 48
        return isFine ? size(value.round) ?? size(value.rosterNumber) ?? name(value.federation) : "announcement"
    }
}
