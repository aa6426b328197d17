import CGMP
import Primitives

extension BigInteger {
    /// The non-negative integer of big-endian bytes; none mean zero.
    public init(bigEndian bytes: some Collection<UInt8>) {
        let contiguous = Array(bytes)
        self = contiguous.withUnsafeBytes { BigInteger(bigEndian: $0) }
    }

    /// The non-negative integer of big-endian bytes in a piece of memory.
    public init(bigEndian bytes: UnsafeRawBufferPointer) {
        self.init { __gmpz_import($0, bytes.count, 1, 1, 1, 0, bytes.baseAddress) }
    }

    /// The non-negative integer of limbs, least significant first.
    public init(limbs: UnsafeBufferPointer<UInt>) {
        self.init { __gmpz_import($0, limbs.count, -1, MemoryLayout<UInt>.size, 0, 0, limbs.baseAddress) }
    }

    /// Lends the limbs of the magnitude, least significant first, without leading zeros.
    public func withLimbs<Result>(_ body: (UnsafeBufferPointer<UInt>) throws -> Result) rethrows -> Result {
        try withInteger {
            try body(UnsafeBufferPointer(start: __gmpz_limbs_read($0), count: __gmpz_size($0)))
        }
    }

    /// Writes the magnitude, least significant limb first, and zeros after it.
    public func write(to limbs: UnsafeMutableBufferPointer<UInt>) {
        withLimbs { own in
            precondition(own.count <= limbs.count, "\(own.count) limbs do not fit in \(limbs.count)")
            limbs.update(repeating: 0)
            for (index, limb) in own.enumerated() { limbs[index] = limb }
        }
    }

    /// The magnitude as exactly `byteCount` big-endian bytes.
    public func bigEndianBytes(count byteCount: Int) -> [UInt8] {
        precondition(self.byteCount <= byteCount, "\(self.byteCount) bytes do not fit in \(byteCount)")
        return [UInt8](unsafeUninitializedCapacity: byteCount) { bytes, initialised in
            withLimbs { BigEndian.encode($0, into: UnsafeMutableRawBufferPointer(bytes)) }
            initialised = byteCount
        }
    }

    /// The magnitude as big-endian bytes without leading zeros.
    public var bigEndianBytes: [UInt8] { bigEndianBytes(count: byteCount) }
}

extension BigInteger: CustomStringConvertible {
    /// The non-negative integer of hexadecimal digits of either case, at least one.
    public init?(hex text: some StringProtocol) {
        let padded = text.utf8.count.isMultiple(of: 2) ? String(text) : "0" + text
        guard !padded.isEmpty, let bytes = Hexadecimal.bytes(padded) else { return nil }
        self.init(bigEndian: bytes)
    }

    /// Lower-case hexadecimal digits, two a byte, with a minus sign where it is negative; zero is `00`.
    public var hex: String {
        (signum < 0 ? "-" : "") + Hexadecimal.text(isZero ? [0] : bigEndianBytes)
    }

    /// The same as `hex`.
    public var description: String { hex }
}

extension BigInteger: Codable {
    /// Reads what `encode(to:)` writes, and no other spelling of it.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = BigInteger(hex: text), value.hex == text else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a number in lower-case hexadecimal digits, two a byte")
        }
        self = value
    }

    /// Writes a non-negative integer as lower-case hexadecimal digits, two a byte, without leading zero bytes.
    public func encode(to encoder: any Encoder) throws {
        precondition(signum >= 0, "only non-negative integers are written")
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}
