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
    static func singleKey(smaller: BigInteger, larger: BigInteger) -> SecretBytes {
        let width = larger.byteCount
        var block = SecretBytes(zeroCount: 1 + 2 * width)
        block.withUnsafeMutableBytes { bytes in
            bytes[0] = Kind.singleKey.rawValue
            for (index, prime) in [smaller, larger].enumerated() {
                let start = 1 + index * width
                let piece = UnsafeMutableRawBufferPointer(rebasing: bytes[start..<start + width])
                prime.withLimbs { BigEndian.encode($0, into: piece) }
            }
        }
        return block
    }

    /// Reads both primes, as they stand there.
    ///
    /// - Parameter keyBits: the bits of n.
    /// - Throws: `PaillierSecretError.secretInvalid`.
    static func primes(_ block: borrowing SecretBytes, keyBits: Int) throws -> (BigInteger, BigInteger) {
        let width = (keyBits / 2 + 7) / 8
        try check(block, is: .singleKey, byteCount: 1 + 2 * width)
        return block.withUnsafeBytes { bytes in
            let primes = [1, 1 + width].map { start in
                BigInteger(bigEndian: UnsafeRawBufferPointer(rebasing: bytes[start..<start + width]))
            }
            return (primes[0], primes[1])
        }
    }

    /// The bytes of a holder's block of shares.
    static func byteCount(of sizes: ThresholdSizes) -> Int { 1 + sizes.maximumBlock * width(of: sizes) }

    private static func width(of sizes: ThresholdSizes) -> Int { (sizes.shareBits + 7) / 8 }

    /// Writes a holder's block of shares.
    static func write(_ shares: [BigInteger], _ sizes: ThresholdSizes, into block: UnsafeMutableRawBufferPointer) {
        let width = width(of: sizes)
        block[0] = Kind.shares.rawValue
        for (index, share) in shares.enumerated() {
            let start = 1 + index * width
            let piece = UnsafeMutableRawBufferPointer(rebasing: block[start..<start + width])
            share.withLimbs { BigEndian.encode($0, into: piece) }
        }
    }

    /// Reads a holder's shares, each in ⌈ℓs/64⌉ limbs.
    ///
    /// - Throws: `PaillierSecretError.secretInvalid`.
    static func shares(_ block: borrowing SecretBytes, _ sizes: ThresholdSizes) throws -> SecretLimbs {
        try check(block, is: .shares, byteCount: byteCount(of: sizes))
        let (width, limbs) = (width(of: sizes), (sizes.shareBits + UInt.bitWidth - 1) / UInt.bitWidth)
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
