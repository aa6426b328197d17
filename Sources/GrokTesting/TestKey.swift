import Paillier
import PaillierSecret

/// A key that protects nothing but makes everything around it run.
package enum TestKey: Sendable, CaseIterable {
    /// No cryptography at all.
    case none
    /// A Paillier key of 512 bits.
    case single
    /// Shares of a Paillier key of 512 bits.
    case threshold

    /// Bits of the small modulus.
    private static let bits = 512
    /// What every one of them can carry.
    static let plaintextBits = bits - 1

    /// Deals it: what everybody may know, and what opens a sum.
    package func deal(holders: Int, threshold: Int, maximumBlock: Int) throws -> DealtTestKey {
        let dealt =
            switch self {
            case .none: try Dealer.dealNoOp(plaintextBits: Self.plaintextBits, holders: holders)
            case .threshold:
                try Dealer.dealThreshold(
                    bits: Self.bits, holders: holders, threshold: threshold, maximumBlock: maximumBlock,
                    allowingInsecureKey: true)
            case .single: try Dealer.dealSingleKey(bits: Self.bits, holders: holders, allowingInsecureKey: true)
            }
        var decryptors: [any PartialDecryptor] = []
        for holder in 1...holders {
            try dealt.withSecretBlock(of: holder) { secret throws in
                decryptors.append(
                    try makeDecryptor(
                        parameters: dealt.parameters, values: dealt.values, holder: holder, secret: secret))
            }
        }
        return DealtTestKey(parameters: dealt.parameters, values: dealt.values, decryptors: decryptors)
    }
}
