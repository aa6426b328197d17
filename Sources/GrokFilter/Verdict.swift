package import Mail

/// What the model says of one message.
package struct Verdict: Encodable, Sendable {
    /// Where the message is.
    package let message: String
    package let logit: Float
    /// That it is spam.
    package let probability: Float
    /// What the thresholds make of that.
    package let answer: Answer
    /// What its owner says, if anything.
    package let label: MailLabel?

    private enum CodingKeys: String, CodingKey {
        case answer, message, probability, logit, label
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(message, forKey: .message)
        try container.encode(probability, forKey: .probability)
        try container.encode(logit, forKey: .logit)
        try container.encode(answer, forKey: .answer)
        try container.encodeIfPresent(label?.rawValue, forKey: .label)
    }
}
