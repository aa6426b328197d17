import Foundation

/// JSON on one line, with its members in a stable order.
enum JSON {
    static func encode(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(value))
        } catch {
            // Only numbers that are not finite cannot be encoded, and what is shown are quotients of totals.
            preconditionFailure("\(type(of: value)) cannot be encoded: \(error)")
        }
    }
}
