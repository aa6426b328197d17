import CommandSupport
import Learning
import Mail

/// How verdicts compare with the labels of the messages that have one.
package struct VerdictSummary: Encodable, Sendable {
    private var metrics = BinaryMetrics()
    private var scores: [Float] = []
    private var labels: [Bool] = []

    package init() {}

    /// Takes a verdict into account, if its message has a label.
    package mutating func add(_ verdict: Verdict) {
        guard let label = verdict.label else { return }
        metrics.record(logit: verdict.logit, label: label == .spam)
        scores.append(verdict.logit)
        labels.append(label == .spam)
    }

    /// Whether there is nothing to compare.
    package var isEmpty: Bool { labels.isEmpty }

    /// Area under the receiver operating characteristic; nil when one of the classes is missing.
    package var auc: Double? { BinaryMetrics.auc(scores: scores, labels: labels) }

    /// Accuracy and the confusion matrix, for a person.
    package var text: String {
        var table = TextTable(["", "found spam", "found ham"])
        table.append(["labelled spam", "\(metrics.truePositives)", "\(metrics.falseNegatives)"])
        table.append(["labelled ham", "\(metrics.falsePositives)", "\(metrics.trueNegatives)"])
        let accuracy = metrics.accuracy.map(Quantity.decimals) ?? "-"
        let auc = auc.map(Quantity.decimals) ?? "-"
        return "\(metrics.examples) labelled messages · accuracy \(accuracy) · AUC \(auc)\n\(table)"
    }

    private enum CodingKeys: String, CodingKey {
        case examples, accuracy, auc, loss, truePositives, falsePositives, trueNegatives, falseNegatives
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
    }
}
