import Foundation

/// Numbers as a person reads them.
package enum Quantity {
    /// `950 B`, `320 kB`, `0.9 MB`, `12.5 GB`.
    package static func bytes(_ count: Int) -> String {
        switch count {
        case ..<1000: "\(count) B"
        case ..<500_000: "\((count + 500) / 1000) kB"
        case ..<5_000_000_000: String(format: "%.1f MB", Double(count) / 1e6)
        default: String(format: "%.1f GB", Double(count) / 1e9)
        }
    }

    /// `3 ms`, `1.2 s`.
    package static func seconds(_ seconds: Double) -> String {
        seconds < 0.1 ? String(format: "%.0f ms", seconds * 1000) : String(format: "%.1f s", seconds)
    }

    /// `1 block`, `3 blocks`.
    package static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    /// Three places.
    package static func decimals(_ value: Double) -> String { String(format: "%.3f", value) }
}
