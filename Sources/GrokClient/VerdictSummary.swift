import CommandSupport
package import GrokFilter
import Learning
import Mail

/// How verdicts compare with the labels of the messages that have one.
package struct VerdictSummary: Encodable, Sendable {
    private var metrics = BinaryMetrics()
    private var scores: [Float] = []
    private var labels: [Bool] = []
    private var answers: [MailLabel: [Answer: Int]] = [:]

    package init() {}

    /// Takes a verdict into account, if its message has a label.
    package mutating func add(_ verdict: Verdict) {
        guard let label = verdict.label else { return }
        metrics.record(logit: verdict.logit, label: label == .spam)
        scores.append(verdict.logit)
        labels.append(label == .spam)
        answers[label, default: [:]][verdict.answer, default: 0] += 1
    }

    /// Whether there is nothing to compare.
    package var isEmpty: Bool { labels.isEmpty }

    /// Area under the receiver operating characteristic; nil when one of the classes is missing.
    package var auc: Double? { BinaryMetrics.auc(scores: scores, labels: labels) }

    /// Accuracy at even odds and, at the thresholds, what was found, for a person.
    package var text: String {
        var table = TextTable(["", "found spam", "unsure", "found ham"])
        for label in [MailLabel.spam, .ham] {
            let counts = [Answer.spam, .unsure, .ham].map { "\(answers[label]?[$0] ?? 0)" }
            table.append(["labelled \(label.rawValue)"] + counts)
        }
        let accuracy = metrics.accuracy.map(Quantity.decimals) ?? "-"
        let auc = auc.map(Quantity.decimals) ?? "-"
        return "\(metrics.examples) labelled messages · accuracy \(accuracy) · AUC \(auc)\n\(table)"
    }

    private enum CodingKeys: String, CodingKey {
        case examples, accuracy, auc, loss, truePositives, falsePositives, trueNegatives, falseNegatives
        case spam, ham
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(metrics.examples, forKey: .examples)
        try container.encodeIfPresent(metrics.accuracy, forKey: .accuracy)
        try container.encodeIfPresent(auc, forKey: .auc)
        try container.encodeIfPresent(metrics.loss, forKey: .loss)
        try container.encode(metrics.truePositives, forKey: .truePositives)
        try container.encode(metrics.falsePositives, forKey: .falsePositives)
        try container.encode(metrics.trueNegatives, forKey: .trueNegatives)
        try container.encode(metrics.falseNegatives, forKey: .falseNegatives)
        try container.encode(counts(.spam), forKey: .spam)
        try container.encode(counts(.ham), forKey: .ham)
    }

    /// How often each answer was given of mail of a label.
    private func counts(_ label: MailLabel) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: Answer.allCases.map { ($0.rawValue, answers[label]?[$0] ?? 0) })
    }
}
