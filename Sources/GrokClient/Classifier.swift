import Federation
import Learning
package import Mail

/// A model at work on messages.
package struct Classifier: Sendable {
    private let model: SpamModel
    private let tokenizer: Tokenizer

    /// From this probability on a message counts as spam.
    package static let threshold: Float = 0.5

    /// - Parameter file: a model as the federation distributes it; it says itself how text becomes its input.
    /// - Throws: ``FederationError``, ``LearningError`` when the file is not such a model.
    package init(file: [UInt8]) throws {
        let specification = try ModelFile.specification(of: file)
        var model = SpamModel(rows: specification.rows, dimension: specification.dimension)
        model.parameters = try ModelFile.decode(file, specification: specification)
        self.model = model
        tokenizer = Tokenizer(maximumTokens: specification.maximumTokens, rows: specification.rows)
    }

    /// The verdict on one message.
    package func classify(_ message: MailMessage) -> Verdict {
        let features = tokenizer.features(subject: message.subject, text: message.text)
        return Verdict(
            message: message.origin.description, logit: model.logit(features), probability: model.probability(features),
            label: message.label)
    }
}
