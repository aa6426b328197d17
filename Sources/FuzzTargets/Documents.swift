import Federation
import Foundation
import Paillier
import Primitives

enum Documents {
    static func readKit(_ bytes: [UInt8]) {
        _ = try? Kit(parsing: SecretBytes(copying: bytes))
    }

    /// A manifest or a roster, and what is checked of it, without a signature, which nothing made up would have.
    static func readDocument(_ bytes: [UInt8]) {
        let data = Data(bytes)
        if let manifest = try? JSONDecoder().decode(Manifest.self, from: data) {
            _ = manifest.scheme.trustsServer
            _ = manifest.scheme.digest
            _ = manifest.scheme.valueByteCount
            // A count that any model of its specification could have.
            try? manifest.validate(parameterCount: 1 << 16, plaintextBits: 3071, sharesPerBlock: manifest.threshold)
            _ = try? manifest.scheme.makeScheme(values: [])
        }
        if let roster = try? JSONDecoder().decode(Roster.self, from: data) {
            _ = roster.activeNames
        }
    }
}
