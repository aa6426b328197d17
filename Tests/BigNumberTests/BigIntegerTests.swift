import BigNumber
import BigNumberTesting
import Foundation
import Testing

@Suite struct BigIntegerTests {
    private static func integer(_ value: Int128) -> BigInteger {
        let magnitude = value.magnitude
        let high = BigInteger(UInt(truncatingIfNeeded: magnitude >> 64)) << 64
        let absolute = high + BigInteger(UInt(truncatingIfNeeded: magnitude))
        return value < 0 ? -absolute : absolute
    }

    @Test("agrees with the machine's 128-bit integers", arguments: SplitMix64.seeds)
    func agreesWithInt128(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<200 {
            let shift = Int.random(in: 0...62, using: &random)
            let left = Int.random(in: Int.min...Int.max, using: &random) >> shift
            let right = Int.random(in: Int.min...Int.max, using: &random) >> Int.random(in: 0...62, using: &random)
            let (one, other) = (Int128(left), Int128(right))
            let (big, large) = (BigInteger(left), BigInteger(right))
            #expect(big + large == Self.integer(one + other))
            #expect(big - large == Self.integer(one - other))
            #expect(big * large == Self.integer(one * other))
            #expect(-big == Self.integer(-one))
            #expect((big < large) == (one < other))
            #expect((big == large) == (one == other))
            #expect(big << shift == Self.integer(one << Int128(shift)))
            #expect(big >> shift == Self.integer(one >> Int128(shift)))
            #expect(big.magnitude == Self.integer(Int128(one.magnitude)))
            #expect(big.signum == Int(one.signum()))
            if right != 0 {
                #expect(big / large == Self.integer(one / other))
                let remainder = one % other
                let floor = remainder < 0 ? remainder + Int128(other.magnitude) : remainder
                #expect(big.modulo(large) == Self.integer(floor))
                #expect(BigInteger(big.remainder(dividingBy: right.magnitude)) == Self.integer(floor))
            }
        }
    }

    @Test("word gives back what fits a word")
    func words() {
        for value in [0, 1, -1, Int.max, Int.min] { #expect(BigInteger(value).word == value) }
        #expect(BigInteger(UInt.max).word == nil)
        #expect((BigInteger(Int.min) - 1).word == nil)
    }

    @Test("widths count bits, limbs and bytes")
    func widths() {
        for (value, bits): (BigInteger, Int) in [(0, 0), (1, 1), (255, 8), (256, 9), (BigInteger(1) << 64, 65)] {
            #expect(value.bitWidth == bits)
            #expect(value.byteCount == (bits + 7) / 8)
            #expect(value.limbCount == (bits + 63) / 64)
        }
        #expect((BigInteger(5).bit(0), BigInteger(5).bit(1), BigInteger(5).bit(2)) == (true, false, true))
    }

    @Test("bytes and digits come back", arguments: SplitMix64.seeds)
    func encodings(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for bits in [1, 7, 8, 9, 63, 64, 65, 511, 512, 513, 3072] {
            let value = random.integer(bits: bits)
            #expect(BigInteger(bigEndian: value.bigEndianBytes) == value)
            let wide = value.bigEndianBytes(count: value.byteCount + 3)
            #expect(wide.prefix(3) == [0, 0, 0])
            #expect(BigInteger(bigEndian: wide) == value)
            #expect(BigInteger(hex: value.hex) == value)
            #expect(value.withLimbs { BigInteger(limbs: $0) } == value)
            let json = try JSONEncoder().encode([value])
            #expect(try JSONDecoder().decode([BigInteger].self, from: json) == [value])
        }
        #expect(BigInteger(0).hex == "00")
        #expect(BigInteger(0xabc).hex == "0abc")
        #expect(BigInteger(-10).hex == "-0a")
        #expect(BigInteger(hex: "aBc") == 0xabc)
    }

    @Test(
        "what is not a number in its one spelling is refused",
        arguments: ["", "0", "0x10", "-01", " 01", "0g", "0001", "0A"])
    func strictSpelling(text: String) {
        let json = Data("[\"\(text)\"]".utf8)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([BigInteger].self, from: json) }
    }

    @Test("equal numbers hash alike, whatever made them")
    func hashing() {
        let wide = (BigInteger(7) << 500) >> 500
        #expect(Set([wide, 7, -7, BigInteger(UInt(7))]).count == 2)
    }

    @Test("random numbers stay within their bounds and fill them")
    func randomness() {
        let draws = (0..<64).map { _ in BigInteger.random(bits: 70) }
        #expect(draws.allSatisfy { $0.bitWidth <= 70 })
        #expect(Set(draws).count == 64)
        #expect((0..<70).allSatisfy { bit in draws.contains { $0.bit(bit) } })
        let below = Set((0..<200).map { _ in BigInteger.random(below: 3) })
        #expect(below == [0, 1, 2])
        #expect(BigInteger.random(bits: 0) == 0)
    }
}
