import BigNumber
import Testing

@Suite struct BigEndianTests {
    private static func limbs(_ bytes: [UInt8], count: Int) -> [UInt] {
        [UInt](unsafeUninitializedCapacity: count) { limbs, initialised in
            limbs.initialize(repeating: .max)
            bytes.withUnsafeBytes { BigEndian.decode($0, into: limbs) }
            initialised = count
        }
    }

    private static func bytes(_ limbs: [UInt], count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0xAA, count: count)
        bytes.withUnsafeMutableBytes { bytes in limbs.withUnsafeBufferPointer { BigEndian.encode($0, into: bytes) } }
        return bytes
    }

    @Test("limbs stand least significant first, bytes most significant first")
    func order() {
        #expect(Self.limbs([1, 2, 3], count: 1) == [0x010203])
        #expect(Self.limbs(Array(1...9), count: 2) == [0x0203_0405_0607_0809, 1])
        #expect(Self.bytes([0x0203_0405_0607_0809, 1], count: 9) == Array(1...9))
        #expect(Self.bytes([0x0203_0405_0607_0809, 1], count: 17) == [0, 0, 0, 0, 0, 0, 0, 0] + Array(1...9))
    }

    @Test("every width comes back, with zeros where nothing was", arguments: 0...33)
    func roundTrip(width: Int) {
        let bytes = (0..<width).map { UInt8(truncatingIfNeeded: 37 * $0 + 1) }
        let limbs = Self.limbs(bytes, count: 5)
        #expect(Self.bytes(limbs, count: width) == bytes)
        #expect(limbs[((width + 7) / 8)...].allSatisfy { $0 == 0 })
        #expect(limbs.withUnsafeBufferPointer { BigInteger(limbs: $0) } == BigInteger(bigEndian: bytes))
    }
}
