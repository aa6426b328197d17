package import Federation
package import Paillier

/// Sizes that follow from a scheme's public parameters, without the tables that encrypting needs.
package struct SchemeFigures: Sendable {
    /// Bits of the key; nil without encryption.
    package let keyBits: Int?
    /// Whether the key is one for tests.
    package let isInsecure: Bool
    /// Bits that a plaintext can carry.
    package let plaintextBits: Int
    private let scheme: any AdditiveScheme

    /// - Parameter values: the numbers that belong to the parameters.
    /// - Throws: `PaillierError` when the parameters are none.
    package init(_ parameters: SchemeParameters, values: [UInt8]) throws {
        switch parameters {
        case .none:
            scheme = try parameters.makeScheme()
            keyBits = nil
            isInsecure = true
        case .single(let key):
            // Without the base of the masks there is no table to compute; no size depends on it.
            let plain = try SingleKeyParameters(
                modulus: key.modulus, maskBase: nil, allowingInsecureKey: key.allowsInsecureKey)
            scheme = try SingleKeyScheme(plain)
            keyBits = key.keyBits
            isInsecure = key.keyBits < SingleKeyParameters.secureKeyBits
        case .threshold(let key):
            scheme = try parameters.makeScheme(values: values)
            keyBits = key.keyBits
            isInsecure = key.keyBits < SingleKeyParameters.secureKeyBits
        }
        plaintextBits = scheme.plaintextBits
    }

    /// Bytes that a participant uploads in a round, signatures and framing aside.
    ///
    /// - Throws: `FederationError` when the codec does not fit the scheme.
    package func contributionByteCount(_ manifest: Manifest) throws -> Int {
        let codec = try UpdateCodec(
            parameters: manifest.codec, parameterCount: ModelFile.parameterCount(manifest.model),
            plaintextBits: plaintextBits)
        let layout = codec.layout(of: .training)
        return scheme.headerByteCount(layout: layout) + scheme.bodyByteCount(layout: layout)
    }
}
