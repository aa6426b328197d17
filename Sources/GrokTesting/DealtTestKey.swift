package import Paillier

/// A key that was dealt for a test.
package struct DealtTestKey: Sendable {
    /// For the manifest.
    package let parameters: SchemeParameters
    /// The numbers that belong to the parameters.
    package let values: [UInt8]
    /// The holders' sides, that of holder 1 first.
    package let decryptors: [any PartialDecryptor]
}
