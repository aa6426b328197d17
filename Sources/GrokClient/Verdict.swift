package import Mail

/// What the model says of one message.
package struct Verdict: Encodable, Sendable {
    /// Where the message is.
    package let message: String
    let logit: Float
    /// That it is spam.
    package let probability: Float
    /// What its owner says, if anything.
    package let label: MailLabel?

    /// Whether it counts as spam.
    package var isSpam: Bool { probability >= Classifier.threshold }

    private enum CodingKeys: String, CodingKey {
        case message, probability, spam, label
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(message, forKey: .message)
        try container.encode(probability, forKey: .probability)
        try container.encode(isSpam, forKey: .spam)
        try container.encodeIfPresent(label?.rawValue, forKey: .label)
    }
}
