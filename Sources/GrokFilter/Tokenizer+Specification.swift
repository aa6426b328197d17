package import Learning
package import Mail

extension Tokenizer {
    /// The tokenizer that a model was trained with.
    ///
    /// - Throws: ``LearningError/unknownFeatures(_:)`` when this version does not know it.
    package init(_ specification: ModelSpecification) throws {
        guard let featureSet = FeatureSet(rawValue: specification.tokenizer) else {
            throw LearningError.unknownFeatures(specification.tokenizer)
        }
        self.init(featureSet, maximumTokens: specification.maximumTokens, rows: specification.rows)
    }

    /// A message as the model sees it.
    package func example(_ message: MailMessage, isSpam: Bool) -> SparseExample {
        let features = features(subject: message.subject, text: message.text)
        return SparseExample(features: features, scale: scale(rows: features.count), label: isSpam)
    }
}
