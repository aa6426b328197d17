package import Federation
import Foundation

/// A moment as programs read it: ISO 8601 in UTC, to the millisecond.
package struct Moment: Codable, Hashable, Sendable {
    package let timestamp: Timestamp
    private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    package init(_ timestamp: Timestamp) { self.timestamp = timestamp }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let date = try Self.style.parse(container.decode(String.self))
        timestamp = Timestamp(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    package var text: String {
        // The style cuts off what is below a millisecond, and a fraction in binary may be a hair short of one.
        Date(timeIntervalSince1970: (Double(timestamp.milliseconds) + 0.5) / 1000).formatted(Self.style)
    }
}
