package import GrokFilter

/// What is said after the verdicts on mail whose labels are known.
package struct VerdictReport: Encodable, Sendable {
    private struct Limits: Encodable {
        let spam: Float
        let ham: Float
        let isCalibrated: Bool
    }

    private let summary: VerdictSummary
    private let thresholds: Limits
    /// The same for a person.
    package let text: String

    private enum CodingKeys: CodingKey {
        case summary, thresholds
    }

    package init(_ summary: VerdictSummary, of classifier: Classifier) {
        self.summary = summary
        thresholds = Limits(
            spam: classifier.thresholds.spam, ham: classifier.thresholds.ham, isCalibrated: classifier.isCalibrated)
        text = "\(summary.text)\n\(classifier.thresholdsText)"
    }
}
