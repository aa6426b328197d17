import Foundation

/// A line of a program's log.
struct LogLine: Decodable, Sendable {
    let level: String
    let event: String
    let message: String
    let federation: String?
    let participant: String?
    let round: String?

    /// Nil when the text is no log line.
    init?(_ text: String) {
        guard let line = try? JSONDecoder().decode(LogLine.self, from: Data(text.utf8)) else { return nil }
        self = line
    }
}
