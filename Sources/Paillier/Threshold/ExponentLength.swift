/// How long the secret exponents of a threshold key are.
public enum ExponentLength: String, Codable, CaseIterable, Sendable {
    /// 256, 288 or 352 bits for 2048, 3072 or 4096-bit keys: RFC 7919's lengths, with room for many targets.
    case short
    /// Half the bits of n, for which factoring is assumption enough.
    case half
    /// As many as the order of the group has, below ⌊n/4⌋.
    case full

    /// The bits of an exponent, for an n of so many bits.
    func bits(keyBits: Int) -> Int {
        switch self {
        case .full: keyBits - 2
        case .half: (keyBits + 1) / 2
        case .short: keyBits <= 2048 ? 256 : keyBits <= 3072 ? 288 : 352
        }
    }
}
