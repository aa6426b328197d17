import BigNumber
import Paillier
import Testing

@Suite struct NoOpSchemeTests {
    @Test("a sum that has too many bits wraps, as one modulo n would", arguments: [8, 63, 64, 65, 509])
    func wrapping(bits: Int) throws {
        let scheme = try NoOpScheme(plaintextBits: bits)
        let layout = try BlockLayout(blocks: 1, positionsPerBlock: 2)
        var plaintexts = scheme.plaintexts(for: layout)
        plaintexts[0] = (BigInteger(1) << bits) - 1
        plaintexts[1] = BigInteger(1) << (bits - 1)
        let vector = try scheme.encrypt(plaintexts, layout: layout, context: SchemeFixture.context)
        let sum = scheme.sum(of: [vector, vector], layout: layout)
        #expect(sum.ciphertexts.rows[0] == (BigInteger(1) << bits) - 2)
        #expect(sum.ciphertexts.rows[1] == 0)
    }

    @Test("a ciphertext is the plaintext in whole bytes", arguments: [(8, 1), (9, 2), (64, 8), (65, 9)])
    func width(bits: Int, bytes: Int) throws {
        let scheme = try NoOpScheme(plaintextBits: bits)
        let layout = try BlockLayout(blocks: 1, positionsPerBlock: 1)
        var plaintexts = scheme.plaintexts(for: layout)
        plaintexts[0] = 0xA5
        let vector = try scheme.encrypt(plaintexts, layout: layout, context: SchemeFixture.context)
        #expect(scheme.body(of: vector) == [UInt8](repeating: 0, count: bytes - 1) + [0xA5])
    }
}
