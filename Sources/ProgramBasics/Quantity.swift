import Glibc

/// Numbers as a person reads them.
package enum Quantity {
    /// `950 B`, `320 kB`, `0.9 MB`, `12.5 GB`.
    package static func bytes(_ count: Int) -> String {
        switch count {
        case ..<1000: "\(count) B"
        case ..<500_000: "\((count + 500) / 1000) kB"
        case ..<5_000_000_000: "\(fixed(Double(count) / 1e6, places: 1)) MB"
        default: "\(fixed(Double(count) / 1e9, places: 1)) GB"
        }
    }

    /// `3 ms`, `1.2 s`.
    package static func seconds(_ seconds: Double) -> String {
        seconds < 0.1 ? "\(fixed(seconds * 1000, places: 0)) ms" : "\(fixed(seconds, places: 1)) s"
    }

    /// `1 block`, `3 blocks`.
    package static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    /// Three places.
    package static func decimals(_ value: Double) -> String { fixed(value, places: 3) }

    /// So many places after the point, as C rounds; without Foundation, which a filter would load for it.
    package static func fixed(_ value: Double, places: Int32) -> String {
        withVaList([places, value]) { arguments in
            // 309 digits stand before the point of the largest number.
            String(unsafeUninitializedCapacity: 320 + Int(places)) { text in
                Int(text.withMemoryRebound(to: CChar.self) { vsnprintf($0.baseAddress, $0.count, "%.*f", arguments) })
            }
        }
    }
}
