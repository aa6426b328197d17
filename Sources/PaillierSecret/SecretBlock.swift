import BigNumber
import Primitives

/// What a kit carries for a key holder, as bytes: one byte that says what it is, then the secret itself.
enum SecretBlock {
    /// The first byte.
    enum Kind: UInt8 {
        case none = 0
        /// Both primes, the smaller one first, each big-endian in half the bytes of n (rounded up).
        case singleKey = 1
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
