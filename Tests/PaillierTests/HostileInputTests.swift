import BigNumber
import Paillier
import Testing

/// What every scheme has to refuse.
@Suite struct HostileInputTests {
    private static var layout: BlockLayout { get throws { try BlockLayout(blocks: 3, positionsPerBlock: 2) } }

    @Test("plaintexts of another count or size are refused", arguments: SchemeKind.allCases)
    func plaintexts(kind: SchemeKind) throws {
        let fixture = try SchemeFixture(kind)
        let layout = try Self.layout
        let bits = fixture.scheme.plaintextBits
        var plaintexts = fixture.scheme.plaintexts(for: layout)
        plaintexts[4] = (BigInteger(1) << bits) - 1
        _ = try fixture.encrypt(plaintexts, layout)
        plaintexts[4] = BigInteger(1) << bits
        #expect(throws: PaillierError.plaintextTooLarge(row: 4, bits: bits)) { try fixture.encrypt(plaintexts, layout) }
        let short = PlaintextVector(count: 5, limbsPerRow: plaintexts.limbsPerRow)
        #expect(throws: PaillierError.plaintextCountMismatch(expected: 6, actual: 5)) {
            try fixture.encrypt(short, layout)
        }
    }

    @Test("bytes of another size are refused", arguments: SchemeKind.allCases, [-1, 1])
    func sizes(kind: SchemeKind, difference: Int) throws {
        let fixture = try SchemeFixture(kind)
        let (scheme, layout) = (fixture.scheme, try Self.layout)
        let vector = try fixture.encrypt(scheme.plaintexts(for: layout), layout)
        let expected = scheme.bodyByteCount(layout: layout)
        for actual in [0, expected + difference, expected + difference * scheme.ciphertextByteCount] {
            let body = [UInt8](repeating: 1, count: actual)
            #expect(
                throws: PaillierError.byteCountMismatch(part: "ciphertexts", expected: expected, actual: actual)
            ) { try scheme.decode(header: vector.header, body: body, layout: layout) }
        }
        let header = ContributionHeader(randomisers: vector.header.randomisers + [0], proof: vector.header.proof)
        #expect(
            throws: PaillierError.byteCountMismatch(
                part: "header", expected: vector.header.byteCount, actual: header.byteCount)
        ) { try scheme.decode(header: header, body: scheme.body(of: vector), layout: layout) }
    }

    @Test("a row of ones, above every bound, is refused with its number", arguments: SchemeKind.allCases)
    func ranges(kind: SchemeKind) throws {
        let fixture = try SchemeFixture(kind)
        let (scheme, layout) = (fixture.scheme, try Self.layout)
        let vector = try fixture.encrypt(scheme.plaintexts(for: layout), layout)
        var body = scheme.body(of: vector)
        let width = scheme.ciphertextByteCount
        body.replaceSubrange(3 * width..<4 * width, with: [UInt8](repeating: 255, count: width))
        #expect(throws: PaillierError.ciphertextOutOfRange(row: 3)) {
            try scheme.decode(header: vector.header, body: body, layout: layout)
        }
    }

    @Test("requests that are not about these blocks are refused", arguments: SchemeKind.allCases)
    func requests(kind: SchemeKind) throws {
        let fixture = try SchemeFixture(kind)
        let (scheme, layout) = (fixture.scheme, try Self.layout)
        let vector = scheme.neutral(layout: layout)
        let request = fixture.request([0, 1], of: vector, layout)
        for blocks in [[], [1, 0], [1, 1], [-1, 0], [0, 3], [0, Int.max], [Int.min, 0]] {
            let wrong = DecryptionInput(blocks: blocks, headers: request.headers, input: request.input)
            #expect(throws: PaillierError.self, "blocks \(blocks)") { try fixture.share(wrong, layout) }
        }
        for input in [Array(request.input.dropLast()), request.input + [0]] where input != request.input {
            let wrong = DecryptionInput(blocks: [0, 1], headers: request.headers, input: input)
            #expect(throws: PaillierError.self, "\(input.count) bytes") { try fixture.share(wrong, layout) }
        }
    }

    @Test("shares that are not shares are refused, and their holder is named", arguments: SchemeKind.allCases)
    func shares(kind: SchemeKind) throws {
        let fixture = try SchemeFixture(kind)
        let layout = try Self.layout
        let vector = fixture.scheme.neutral(layout: layout)
        let honest = try fixture.share(of: vector, [0, 1], layout, holder: 2)
        var broken: [DecryptionShare] = []
        for blocks in [[], [1, 0], [1, 1], [-1, 0], [0, 3], [0, Int.max], [0], [0, 1, 2]] {
            broken.append(DecryptionShare(holder: 2, blocks: blocks, payload: honest.payload))
        }
        for payload in [[], Array(honest.payload.dropLast()), honest.payload + [0], honest.payload.map { _ in 255 }] {
            broken.append(DecryptionShare(holder: 2, blocks: honest.blocks, payload: payload))
        }
        for share in broken {
            for attempt in [
                { try fixture.verify(share, of: vector, layout) },
                { _ = try fixture.scheme.combine([share], sum: vector, layout: layout) },
            ] {
                let error = #expect(throws: PaillierError.self) { try attempt() }
                guard case .shareInvalid(holder: 2, _) = error else {
                    Issue.record("\(share.blocks): \(String(describing: error))")
                    continue
                }
            }
        }
    }

    @Test("a missing block and a contradiction are told apart", arguments: SchemeKind.undivided)
    func combination(kind: SchemeKind) throws {
        let fixture = try SchemeFixture(kind)
        let layout = try Self.layout
        let vector = fixture.scheme.neutral(layout: layout)
        let part = try fixture.share(of: vector, [0, 2], layout, holder: 1)
        #expect(throws: PaillierError.blockUncovered(block: 1)) {
            try fixture.scheme.combine([part], sum: vector, layout: layout)
        }
        #expect(throws: PaillierError.blockUncovered(block: 0)) {
            try fixture.scheme.combine([], sum: vector, layout: layout)
        }
        var liar = try fixture.share(of: vector, [1, 2], layout, holder: 3)
        liar.payload[liar.payload.count - 1] ^= 1
        #expect(throws: PaillierError.sharesDisagree(block: 2, holders: [1, 3])) {
            try fixture.scheme.combine([part, liar], sum: vector, layout: layout)
        }
    }
}
