package import Primitives

/// Which messages measure models and are never trained on: about so many of a hundred, chosen by digest, the same ones
/// in every round and every run.
package struct HoldOut: Sendable {
    private let percent: Int

    /// Of fewer messages than this none is held out.
    package static let smallestCount = 20

    package init(percent: Int) {
        self.percent = percent
    }

    /// Whether a message is held out, where there are enough.
    package func contains(_ digest: Digest) -> Bool {
        let prefix = digest.bytes.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return prefix % 100 < UInt32(percent)
    }
}
