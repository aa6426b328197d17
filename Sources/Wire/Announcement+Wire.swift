import Federation
import Foundation
import Paillier
import WireMessages

extension Grok_V1_Announcement {
    init(_ value: RoundAnnouncement) {
        self.init()
        federation = value.federation.text
        manifest = value.manifest.data
        rosterNumber = UInt64(value.rosterNumber)
        roster = value.roster.data
        key = value.key.data
        round = UInt64(value.round)
        kind = Grok_V1_Kind(value.kind)
        baseModel = value.baseModel.data
        previousTranscript = value.previousTranscript.data
        hyperParameters = Grok_V1_HyperParameters(value.hyperParameters)
        codec = Grok_V1_Codec(value.codec)
        strategy = value.strategy
        blocks = UInt32(value.layout.blocks)
        positionsPerBlock = UInt32(value.layout.positionsPerBlock)
        deadlineMilliseconds = value.deadline.milliseconds
    }
}

extension RoundAnnouncement {
    init(_ value: Grok_V1_Announcement) throws {
        let field = Field("announcement")
        try self.init(
            federation: field.name(value.federation, "federation"), manifest: field.digest(value.manifest, "manifest"),
            rosterNumber: field.size(value.rosterNumber, "roster_number"), roster: field.digest(value.roster, "roster"),
            key: field.digest(value.key, "key"), round: field.size(value.round, "round"),
            kind: field.require(RoundKind(value.kind), "kind"), baseModel: field.digest(value.baseModel, "base_model"),
            previousTranscript: field.digest(value.previousTranscript, "previous_transcript"),
            hyperParameters: HyperParameters(value.hyperParameters), codec: CodecParameters(value.codec),
            strategy: value.strategy,
            layout: field.layout(blocks: value.blocks, positionsPerBlock: value.positionsPerBlock),
            deadline: field.timestamp(value.deadlineMilliseconds, "deadline_milliseconds"))
    }
}

extension Grok_V1_SignedAnnouncement {
    init(_ value: SignedAnnouncement) {
        self.init()
        announcement = Grok_V1_Announcement(value.announcement)
        signature = Data(value.signature)
    }
}

extension SignedAnnouncement {
    init(_ value: Grok_V1_SignedAnnouncement) throws {
        try self.init(
            announcement: RoundAnnouncement(value.announcement),
            signature: Field("announcement").signature(value.signature, "signature"))
    }
}

extension Field {
    fileprivate func layout(blocks: UInt32, positionsPerBlock: UInt32) throws -> BlockLayout {
        let blocks = try number(blocks, "blocks", in: 1...65535)
        let positions = try number(positionsPerBlock, "positions_per_block", in: 1...65535)
        return try require(
            try? BlockLayout(blocks: blocks, positionsPerBlock: positions), "positions_per_block")
    }
}

extension Grok_V1_Kind {
    init(_ value: RoundKind) {
        switch value {
        case .evaluation: self = .evaluation
        case .training: self = .training
        }
    }
}

extension RoundKind {
    init?(_ value: Grok_V1_Kind) {
        switch value {
        case .evaluation: self = .evaluation
        case .training: self = .training
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}

extension Grok_V1_HyperParameters {
    init(_ value: HyperParameters) {
        self.init()
        epochs = UInt32(clamping: value.epochs)
        batchSize = UInt32(clamping: value.batchSize)
        learningRate = value.learningRate
    }
}

extension HyperParameters {
    init(_ value: Grok_V1_HyperParameters) throws {
        let field = Field("announcement")
        try self.init(
            epochs: field.number(value.epochs, "epochs", in: 1...1 << 20),
            batchSize: field.number(value.batchSize, "batch_size", in: 1...1 << 20),
            learningRate: field.finite(value.learningRate, "learning_rate"))
    }
}

extension Grok_V1_Codec {
    init(_ value: CodecParameters) {
        self.init()
        valueBits = UInt32(clamping: value.valueBits)
        metricBits = UInt32(clamping: value.metricBits)
        clip = value.clip
        weightCap = UInt32(clamping: value.weightCap)
        maximumParticipants = UInt32(clamping: value.maximumParticipants)
    }
}

extension CodecParameters {
    init(_ value: Grok_V1_Codec) throws {
        let field = Field("announcement")
        try self.init(
            valueBits: field.number(value.valueBits, "value_bits", in: 1...64),
            metricBits: field.number(value.metricBits, "metric_bits", in: 1...64),
            clip: field.finite(value.clip, "clip"),
            weightCap: field.number(value.weightCap, "weight_cap", in: 1...1 << 30),
            maximumParticipants: field.number(value.maximumParticipants, "maximum_participants", in: 1...1 << 20))
    }
}
