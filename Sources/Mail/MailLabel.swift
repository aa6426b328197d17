/// What a message is to its owner.
public enum MailLabel: String, CaseIterable, Codable, Comparable, Sendable {
    /// Mail that is wanted.
    case ham
    /// Mail that is not.
    case spam

    /// Ham before spam.
    public static func < (left: MailLabel, right: MailLabel) -> Bool {
        left == .ham && right == .spam
    }
}
