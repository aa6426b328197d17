import Federation
import WireMessages

extension Grok_V1_Concluded {
    init(_ value: Concluded) {
        self.init()
        round = UInt64(value.round)
        outcome = Grok_V1_Outcome(value.outcome)
        reason = value.reason
        model = value.model.data
        if let digest = value.transcript { transcript = digest.data }
        published = UInt64(value.published)
        if let totals = value.base { base = Grok_V1_Totals(totals) }
        contributors = value.contributors.map(\.text)
    }
}

extension Concluded {
    init(_ value: Grok_V1_Concluded) throws {
        let field = Field("conclusion")
        try self.init(
            round: field.size(value.round, "round"), outcome: field.require(Outcome(value.outcome), "outcome"),
            reason: value.reason, model: field.digest(value.model, "model"),
            transcript: field.optionalDigest(value.transcript, "transcript"),
            published: field.size(value.published, "published"),
            base: value.hasBase ? MetricTotals(value.base) : nil,
            contributors: value.contributors.map { try field.name($0, "contributors") })
    }
}

extension Grok_V1_Outcome {
    init(_ value: Concluded.Outcome) {
        switch value {
        case .abandoned: self = .abandoned
        case .evaluated: self = .evaluated
        case .published: self = .published
        case .void: self = .void
        }
    }
}

extension Concluded.Outcome {
    init?(_ value: Grok_V1_Outcome) {
        switch value {
        case .abandoned: self = .abandoned
        case .evaluated: self = .evaluated
        case .published: self = .published
        case .void: self = .void
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}

extension Grok_V1_Finished {
    init(_ value: Finished) {
        self.init()
        model = value.model.data
        transcript = value.transcript.data
        published = UInt64(value.published)
        if let totals = value.final { final = Grok_V1_Totals(totals) }
    }
}

extension Finished {
    init(_ value: Grok_V1_Finished) throws {
        let field = Field("finish")
        try self.init(
            model: field.digest(value.model, "model"), transcript: field.digest(value.transcript, "transcript"),
            published: field.size(value.published, "published"),
            final: value.hasFinal ? MetricTotals(value.final) : nil)
    }
}

extension Grok_V1_Totals {
    init(_ value: MetricTotals) {
        self.init()
        weightUnits = UInt64(value.weightUnits)
        heldOutExamples = UInt64(value.heldOutExamples)
        truePositives = UInt64(value.truePositives)
        falsePositives = UInt64(value.falsePositives)
        falseNegatives = UInt64(value.falseNegatives)
        lossSum = value.lossSum
        clippedComponents = UInt64(value.clippedComponents)
    }
}

extension MetricTotals {
    init(_ value: Grok_V1_Totals) throws {
        let field = Field("totals")
        try field.check(value.lossSum >= 0, "loss_sum")
        try self.init(
            weightUnits: field.total(value.weightUnits, "weight_units"),
            heldOutExamples: field.total(value.heldOutExamples, "held_out_examples"),
            truePositives: field.total(value.truePositives, "true_positives"),
            falsePositives: field.total(value.falsePositives, "false_positives"),
            falseNegatives: field.total(value.falseNegatives, "false_negatives"),
            lossSum: field.finite(value.lossSum, "loss_sum"),
            clippedComponents: field.total(value.clippedComponents, "clipped_components"))
    }
}
