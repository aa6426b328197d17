import Foundation
import Logging

/// One event on its way to a line.
struct LogRecord {
    /// The metadata key under which an event's stable name travels.
    static let eventKey = "event"

    var time: Date
    var level: Logger.Level
    var message: String
    var metadata: Logger.Metadata

    /// For people: the time, the level when it is not the usual one, the human line, and what that line leaves out.
    ///
    /// The event's name and the federation are for programs; a value that the message contains is said already.
    func text(in zone: TimeZone) -> String {
        var parts = [time.formatted(Date.ISO8601FormatStyle(timeZone: zone).time(includingFractionalSeconds: false))]
        if level != .info { parts.append("\(level)") }
        parts.append(message)
        let rest = metadata.sorted { $0.key < $1.key }.compactMap { key, value -> String? in
            let isKnown = [Self.eventKey, "federation"].contains(key) || message.contains("\(value)")
            return isKnown ? nil : "\(key)=\(value)"
        }
        return PlainText.oneLine((parts + rest).joined(separator: " "))
    }

    /// For programs: `time`, `level`, `event` and `message` first, then the metadata sorted by key.
    var json: String {
        var members = [
            (name: "time", value: JSONText.string(time.formatted(Self.timestamp))),
            (name: "level", value: JSONText.string("\(level)")),
        ]
        if let event = metadata[Self.eventKey] { members.append((Self.eventKey, Self.json(event))) }
        members.append(("message", JSONText.string(message)))
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) where key != Self.eventKey {
            members.append((Self.reserved.contains(key) ? "\(key)_" : key, Self.json(value)))
        }
        return JSONText.object(members)
    }

    private static let reserved: Set = ["time", "level", "message"]
    private static let timestamp = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    private static func json(_ value: Logger.MetadataValue) -> String {
        switch value {
        case .array(let elements): JSONText.array(elements.map(json))
        case .dictionary(let members):
            JSONText.object(members.sorted { $0.key < $1.key }.map { ($0.key, json($0.value)) })
        case .string(let text): JSONText.string(text)
        case .stringConvertible(let value): json(convertible: value)
        }
    }

    /// Numbers and truth values stay what they are.
    private static func json(convertible value: any CustomStringConvertible) -> String {
        switch value {
        case let number as any BinaryInteger: "\(number)"
        case let number as Double where number.isFinite: "\(number)"
        case let truth as Bool: "\(truth)"
        default: JSONText.string("\(value)")
        }
    }
}
