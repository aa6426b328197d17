package import Paillier
import PaillierSecret

/// A key that protects nothing but makes everything around it run.
package enum TestKey: Sendable, CaseIterable {
    /// No cryptography at all.
    case none
    /// A Paillier key of 512 bits.
    case single

    /// Bits of the small modulus.
    private static let bits = 512

    /// Deals it: what everybody may know, and what opens a sum.
    package func deal(holders: Int) throws -> (parameters: SchemeParameters, decryptor: any PartialDecryptor) {
        let dealt =
            switch self {
            case .none: try Dealer.dealNoOp(plaintextBits: Self.bits - 1, holders: holders)
            case .single: try Dealer.dealSingleKey(bits: Self.bits, holders: holders, allowingInsecureKey: true)
            }
        let decryptor = try dealt.withSecretBlock(of: 0) {
            try makeDecryptor(parameters: dealt.parameters, secret: $0)
        }
        return (dealt.parameters, decryptor)
    }
}
