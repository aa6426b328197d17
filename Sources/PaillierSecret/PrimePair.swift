package import BigNumber

/// The two prime factors of a key.
package struct PrimePair: ~Copyable, Sendable {
    package var first: SecretInteger
    package var second: SecretInteger

    package init(_ first: consuming SecretInteger, _ second: consuming SecretInteger) {
        self.first = first
        self.second = second
    }

    /// n.
    package var product: BigInteger { (first * second).published() }
}
