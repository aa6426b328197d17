import BigNumber
import Paillier
import Primitives

/// What a kit carries for a key holder, as bytes: one byte that says what it is, then the secret itself.
enum SecretBlock {
    /// The first byte.
    enum Kind: UInt8 {
        case none = 0
        /// Both primes, the smaller one first, each big-endian in half the bytes of n (rounded up).
        case singleKey = 1
        /// The shares s_{i,1} … s_{i,K_max} of one holder, each big-endian in ⌈ℓs/8⌉ bytes.
        case shares = 2
    }

    /// The block of a holder who holds nothing.
    static func none() -> SecretBytes {
        SecretBytes(copying: [Kind.none.rawValue])
    }

    /// The block of a key.
    static func singleKey(_ primes: borrowing PrimePair) -> SecretBytes {
        let width = primes.first.byteCount
        let smaller = primes.first < primes.second ? 0 : 1
        var block = SecretBytes(zeroCount: 1 + 2 * width)
        block.withUnsafeMutableBytes { bytes in
            bytes[0] = Kind.singleKey.rawValue
            write(primes.first, index: smaller, width, into: bytes)
            write(primes.second, index: 1 - smaller, width, into: bytes)
        }
        return block
    }

    private static func write(
        _ prime: borrowing SecretInteger, index: Int, _ width: Int, into block: UnsafeMutableRawBufferPointer
    ) {
        let start = 1 + index * width
        let piece = UnsafeMutableRawBufferPointer(rebasing: block[start..<start + width])
        prime.withLimbs { BigEndian.encode($0, into: piece) }
    }

    /// Reads both primes, as they stand there.
    ///
    /// - Parameter keyBits: the bits of n.
    /// - Throws: `PaillierSecretError.secretInvalid`.
    static func primes(_ block: borrowing SecretBytes, keyBits: Int) throws -> PrimePair {
        let width = (keyBits / 2 + 7) / 8
        try check(block, is: .singleKey, byteCount: 1 + 2 * width)
        return block.withUnsafeBytes { bytes in
            PrimePair(
                SecretInteger(bigEndian: UnsafeRawBufferPointer(rebasing: bytes[1..<1 + width])),
                SecretInteger(bigEndian: UnsafeRawBufferPointer(rebasing: bytes[1 + width..<1 + 2 * width])))
        }
    }

    /// The bytes of a holder's block of shares.
    static func byteCount(of sizes: ThresholdSizes) -> Int { 1 + sizes.maximumBlock * width(of: sizes) }

    private static func width(of sizes: ThresholdSizes) -> Int { (sizes.shareBits + 7) / 8 }

    /// Writes a holder's block of shares, each in ⌈ℓs/64⌉ limbs.
    static func write(
        _ shares: UnsafeBufferPointer<UInt>, _ sizes: ThresholdSizes, into block: UnsafeMutableRawBufferPointer
    ) {
        let (width, limbs) = (width(of: sizes), sizes.shareLimbs)
        block[0] = Kind.shares.rawValue
        for index in 0..<sizes.maximumBlock {
            let start = 1 + index * width
            let piece = UnsafeMutableRawBufferPointer(rebasing: block[start..<start + width])
            BigEndian.encode(UnsafeBufferPointer(rebasing: shares[index * limbs..<(index + 1) * limbs]), into: piece)
        }
    }

    /// Reads a holder's shares, each in ⌈ℓs/64⌉ limbs.
    ///
    /// - Throws: `PaillierSecretError.secretInvalid`.
    static func shares(_ block: borrowing SecretBytes, _ sizes: ThresholdSizes) throws -> SecretLimbs {
        try check(block, is: .shares, byteCount: byteCount(of: sizes))
        let (width, limbs) = (width(of: sizes), sizes.shareLimbs)
        let surplus = UInt8(8 * width - sizes.shareBits)
        var shares = SecretLimbs(zeroCount: sizes.maximumBlock * limbs)
        var isInRange = true
        block.withUnsafeBytes { bytes in
            shares.withMutableLimbs { shares in
                for index in 0..<sizes.maximumBlock {
                    let piece = UnsafeRawBufferPointer(rebasing: bytes[1 + index * width..<1 + (index + 1) * width])
                    isInRange = isInRange && piece[0] >> (8 - surplus) == 0
                    BigEndian.decode(
                        piece, into: UnsafeMutableBufferPointer(rebasing: shares[index * limbs..<(index + 1) * limbs]))
                }
            }
        }
        guard isInRange else { throw PaillierSecretError.secretInvalid(reason: "a share is too long") }
        return shares
    }

    /// Checks what a block says it is, and its size.
    ///
    /// - Throws: `PaillierSecretError.secretInvalid`.
    static func check(_ block: borrowing SecretBytes, is kind: Kind, byteCount: Int) throws {
        let first = block.withUnsafeBytes { $0.first }
        guard first == kind.rawValue else {
            throw PaillierSecretError.secretInvalid(reason: "it is not a secret of the federation's scheme")
        }
        guard block.count == byteCount else {
            let reason = "\(block.count) bytes where \(byteCount) are expected"
            throw PaillierSecretError.secretInvalid(reason: reason)
        }
    }
}
