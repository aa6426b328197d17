import Foundation

/// What an audit says of one file, or of two that contradict each other: a line for people, an object for programs.
package struct AuditFinding: Encodable, Equatable, Sendable {
    package let file: String
    package let round: Int?
    /// Whether what the file says holds.
    package let holds: Bool
    /// What holds, or exactly what is wrong.
    package let text: String
    package var contributors: [String]?
    package var holders: [String]?
    package var model: String?
    /// Whether the contributors' ciphertexts were at hand and were added up again.
    package var addedUp: Bool?

    init(file: String, round: Int? = nil, holds: Bool, _ text: String) {
        self.file = file
        self.round = round
        self.holds = holds
        self.text = text
    }

    /// The line.
    package var line: String {
        let subject = round.map { "round \($0)" } ?? file
        return holds ? "\(subject): \(text)" : "\(subject): WRONG: \(text)" + (round == nil ? "" : " (\(file))")
    }

    /// One object, with sorted keys.
    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
