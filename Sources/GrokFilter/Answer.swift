/// What a filter says of a message.
package enum Answer: String, CaseIterable, Encodable, Sendable {
    /// Not spam.
    case ham
    /// Spam.
    case spam
    /// Neither is sure enough.
    case unsure
}
