package import Learning
package import Mail

/// A model at work on messages.
package struct Classifier: Sendable {
    package let model: SpamModel
    package let tokenizer: Tokenizer
    /// Where spam begins and ham ends.
    package let thresholds: Thresholds
    /// Whether the thresholds come from the participant's own mail.
    package let isCalibrated: Bool

    /// The thresholds, and what they go by.
    package var thresholdsText: String {
        "\(thresholds.description), \(isCalibrated ? "by mail that was held out" : "without mail of its owner to go by")"
    }

    /// - Parameters:
    ///   - file: a model as the federation distributes it; it says itself how text becomes its input.
    ///   - calibration: what the model says of mail that the participant held out.
    ///   - rates: the errors that the thresholds keep to.
    /// - Throws: ``LearningError`` when the file is not such a model.
    package init(
        file: [UInt8], calibration: Calibration? = nil, rates: Thresholds.Rates = Thresholds.Rates()
    ) throws {
        let specification: ModelSpecification
        (specification, model) = try ModelFile.read(file)
        tokenizer = try Tokenizer(specification)
        let chosen = calibration.flatMap { Thresholds($0, rates: rates) }
        thresholds = chosen ?? .standard
        isCalibrated = chosen != nil
    }

    /// The verdict on one message.
    package func classify(_ message: MailMessage) -> Verdict {
        let example = tokenizer.example(message, isSpam: false)
        return verdict(message, logit: model.logit(example))
    }

    /// The verdict on a message of these log-odds.
    package func verdict(_ message: MailMessage, logit: Float) -> Verdict {
        Verdict(
            message: message.origin.description, logit: logit, probability: SpamModel.probability(logit: logit),
            answer: thresholds.answer(logit: logit), label: message.label)
    }
}
