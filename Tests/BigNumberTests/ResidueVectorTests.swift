import BigNumber
import BigNumberTesting
import Testing

@Suite struct ResidueVectorTests {
    private static func decode(_ bytes: [UInt8], count: Int, modulus: Modulus) throws -> ResidueVector {
        try bytes.withUnsafeBytes { try modulus.residues(bigEndian: $0, count: count) }
    }

    @Test("rows come back from bytes", arguments: SplitMix64.seeds)
    func roundTrip(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for bits in [9, 64, 65, 100, 512, 1000] {
            let modulus = Modulus(random.modulus(bits: bits))
            let integers = (0..<11).map { _ in random.residue(below: modulus.value - 1) + 1 }
            let rows = ResidueVector(integers, limbsPerRow: modulus.limbCount)
            let bytes = rows.bigEndianBytes(perRow: modulus.byteCount)
            #expect(bytes == integers.flatMap { $0.bigEndianBytes(count: modulus.byteCount) })
            #expect(try Self.decode(bytes, count: 11, modulus: modulus) == rows)
            #expect((0..<11).map { rows[$0] } == integers)
        }
    }

    @Test("a row that is zero, N or above is refused, with its number")
    func range() throws {
        let modulus = Modulus((BigInteger(1) << 90) + 1)
        for (value, isIn): (BigInteger, Bool) in [
            (0, false), (1, true), (modulus.value - 1, true), (modulus.value, false), (modulus.value + 1, false),
            ((BigInteger(1) << 96) - 1, false),
        ] {
            let bytes = [BigInteger(1), value].flatMap { $0.bigEndianBytes(count: modulus.byteCount) }
            if isIn {
                #expect(try Self.decode(bytes, count: 2, modulus: modulus)[1] == value)
            } else {
                #expect(throws: BigNumberError.residueOutOfRange(row: 1)) {
                    try Self.decode(bytes, count: 2, modulus: modulus)
                }
            }
        }
    }

    @Test("a wrong number of bytes is refused", arguments: [0, 1, 23, 25, 36])
    func size(byteCount: Int) {
        let modulus = Modulus((BigInteger(1) << 90) + 1)
        #expect(throws: BigNumberError.byteCountMismatch(expected: 24, actual: byteCount)) {
            try Self.decode([UInt8](repeating: 1, count: byteCount), count: 2, modulus: modulus)
        }
    }

    @Test("pieces are taken out and put back")
    func pieces() {
        var rows = ResidueVector((0..<10).map { BigInteger($0) }, limbsPerRow: 2)
        let middle = rows[rows: 3..<6]
        #expect((0..<3).map { middle[$0] } == [3, 4, 5])
        rows.replaceRows(from: 7, with: middle)
        #expect((0..<10).map { rows[$0] } == [0, 1, 2, 3, 4, 5, 6, 3, 4, 5])
    }
}
