import BigNumber
import BigNumberTesting
import Paillier
import Testing

@testable import PaillierSecret

@Suite struct SingleKeyTests {
    private func integers(_ vector: EncryptedVector) -> [BigInteger] {
        (0..<vector.ciphertexts.count).map { vector.ciphertexts.rows[$0] }
    }

    @Test("agrees with the paper's formulas over plain integers", arguments: [0, 1], SplitMix64.seeds)
    func secondImplementation(key: Int, seed: UInt64) throws {
        let primes = try VectorFile.python().keys[key]
        let textbook = TextbookPaillier(p: primes.p, q: primes.q)
        let fixture = try SchemeFixture(try SchemeFixture.dealKey(key))
        var random = SplitMix64(seed: seed)
        let layout = try BlockLayout(blocks: 2, positionsPerBlock: 6)
        let values = (0..<12).map { _ in random.integer(bits: fixture.scheme.plaintextBits) }
        let vector = try fixture.encrypt(fixture.plaintexts(values, layout), layout)
        #expect(integers(vector).map(textbook.decrypt) == values)
        for (value, ciphertext) in zip(values, integers(vector)) {
            let opening = (1 + value * textbook.n).inverse(modulo: textbook.n * textbook.n) ?? 0
            #expect(textbook.isMask(ciphertext * opening))
        }
        let foreign = values.map { textbook.encrypt($0, random: random.integer(bits: 200) + 2) }
        let body = foreign.flatMap { $0.bigEndianBytes(count: fixture.scheme.ciphertextByteCount) }
        let decoded = try fixture.scheme.decode(header: .empty, body: body, layout: layout)
        let opened = try fixture.decrypt(decoded, layout)
        #expect((0..<12).map { opened[$0] } == values)
    }

    @Test("masks are fresh: no two ciphertexts are alike", arguments: [SchemeKind.single, .singleTextbook])
    func freshMasks(kind: SchemeKind) throws {
        let fixture = try SchemeFixture(kind)
        let layout = try BlockLayout(blocks: 8, positionsPerBlock: 4)
        let zeros = fixture.scheme.plaintexts(for: layout)
        let ciphertexts = try integers(fixture.encrypt(zeros, layout)) + integers(fixture.encrypt(zeros, layout))
        #expect(Set(ciphertexts).count == 64)
    }

    @Test("every plaintext below n opens, those beyond the scheme's bits too")
    func wholeRange() throws {
        let key = try VectorFile.python().keys[0]
        let fixture = try SchemeFixture(.single)
        let layout = try BlockLayout(blocks: 1, positionsPerBlock: 8)
        let values = [0, 1, key.p - 1, key.p, key.p + 1, key.q, key.n - 2, key.n - 1]
        let textbook = TextbookPaillier(p: key.p, q: key.q)
        let body = values.flatMap {
            textbook.encrypt($0, random: 3).bigEndianBytes(count: fixture.scheme.ciphertextByteCount)
        }
        let vector = try fixture.scheme.decode(header: .empty, body: body, layout: layout)
        let opened = try fixture.decrypt(vector, layout)
        #expect((0..<8).map { opened[$0] } == values)
    }

    @Test("0, n² and what is above are no ciphertexts, for the server and for a holder")
    func hostileCiphertexts() throws {
        let key = try VectorFile.python().keys[0]
        let fixture = try SchemeFixture(.single)
        let layout = try BlockLayout(blocks: 1, positionsPerBlock: 3)
        let (width, square) = (fixture.scheme.ciphertextByteCount, key.n * key.n)
        let largest = (BigInteger(1) << (8 * width)) - 1
        for value in [0, square, square + 1, largest] {
            let body = [1, 1, value].flatMap { $0.bigEndianBytes(count: width) }
            #expect(throws: PaillierError.ciphertextOutOfRange(row: 2)) {
                try fixture.scheme.decode(header: .empty, body: body, layout: layout)
            }
            #expect(throws: PaillierError.ciphertextOutOfRange(row: 2)) {
                try fixture.share(DecryptionInput(blocks: [0], headers: [], input: body), layout)
            }
        }
        // In range, but no units: they open to nothing that means anything, and do no harm.
        let body = [key.p, key.n, square - key.q].flatMap { $0.bigEndianBytes(count: width) }
        let vector = try fixture.scheme.decode(header: .empty, body: body, layout: layout)
        let share = try fixture.share(of: vector, [0], layout)
        #expect(share.payload.count == fixture.scheme.shareByteCount(blocks: 1, layout: layout))
    }

    @Test("a share with a plaintext of n or more is refused")
    func shareRange() throws {
        let key = try VectorFile.python().keys[0]
        let fixture = try SchemeFixture(.single)
        let layout = try BlockLayout(blocks: 1, positionsPerBlock: 1)
        let sum = fixture.scheme.neutral(layout: layout)
        let share = { (value: BigInteger) in
            DecryptionShare(holder: 1, blocks: [0], payload: value.bigEndianBytes(count: key.n.byteCount))
        }
        try fixture.verify(share(key.n - 1), of: sum, layout)
        #expect(throws: PaillierError.self) { try fixture.verify(share(key.n), of: sum, layout) }
    }

    @Test("the table's memory changes nothing but speed, and too little is an error")
    func tableBudget() throws {
        let fixture = try SchemeFixture(.single)
        let parameters = try #require(fixture.parameters.singleKey)
        let layout = try BlockLayout(blocks: 1, positionsPerBlock: 2)
        let plaintexts = fixture.plaintexts([5, 6], layout)
        for budget in [1 << 17, 1 << 20] {
            let scheme = try SingleKeyScheme(parameters, tableBudget: budget)
            #expect(scheme.tableByteCount <= budget && scheme.tableByteCount > budget / 4)
            let vector = try scheme.encrypt(plaintexts, layout: layout, context: SchemeFixture.context)
            #expect(try fixture.decrypt(vector, layout) == plaintexts)
        }
        #expect(throws: BigNumberError.self) { try SingleKeyScheme(parameters, tableBudget: 255) }
    }
    @Test(
        "every kernel makes the same ciphertexts from the same masks, and opens those of the others", arguments: 0..<3)
    func kernels(index: Int) throws {
        let dealt = try SchemeFixture.dealKey(index)
        let parameters = dealt.parameters
        let key = try #require(parameters.singleKey)
        let layout = try BlockLayout(blocks: 1, positionsPerBlock: 11)
        var plaintexts = try SingleKeyScheme(key, tableBudget: 1 << 16).plaintexts(for: layout)
        for row in 0..<11 { plaintexts[row] = (key.modulus >> 1) - BigInteger(row * row) }
        var seen: Set<ResidueVector> = []
        for kernel in Kernel.allCases where kernel.isAvailable {
            let scheme = try SingleKeyScheme(key, tableBudget: 1 << 16, kernel: kernel)
            let bases = SecretLimbs(
                concatenating: (0..<11).map { (key.modulus - BigInteger(3 + $0), key.modulus.limbCount) })
            let modulus = scheme.ciphertextModulus
            let rows = modulus.encrypt(
                plaintexts.rows, masks: modulus.entries(of: scheme.textbookMasks(bases, count: 11)))
            seen.insert(rows)
            let vectors = [
                EncryptedVector(ciphertexts: CiphertextVector(rows: rows)),
                try scheme.encrypt(plaintexts, layout: layout, context: SchemeFixture.context),
            ]
            let sum = scheme.sum(of: vectors, layout: layout)
            let request = scheme.shareRequest(for: [0], of: sum, layout: layout)
            for other in Kernel.allCases where other.isAvailable {
                let share = try dealt.withSecretBlock(of: 1) { block throws in
                    try SingleKeyDecryptor(key, secret: block, kernel: other).share(
                        holder: 1, of: DecryptionInput(blocks: [0], headers: [], input: request), layout: layout,
                        context: SchemeFixture.shareContext)
                }
                let opened = try scheme.combine([share], sum: sum, layout: layout)
                for row in 0..<11 { #expect(opened[row] == (2 * plaintexts[row]).modulo(key.modulus)) }
            }
        }
        #expect(seen.count == 1)
    }
}
