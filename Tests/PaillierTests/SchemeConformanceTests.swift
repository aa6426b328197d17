import BigNumber
import BigNumberTesting
import Foundation
import Paillier
import Testing

/// What every scheme has to do, on honest inputs.
@Suite struct SchemeConformanceTests {
    @Test("sizes are exactly what the scheme says", arguments: SchemeKind.allCases)
    func sizes(kind: SchemeKind) throws {
        let fixture = try SchemeFixture(kind)
        let scheme = fixture.scheme
        let layout = try BlockLayout(blocks: 3, positionsPerBlock: 2)
        let vector = try fixture.encrypt(scheme.plaintexts(for: layout), layout)
        #expect(scheme.name == fixture.parameters.name)
        #expect(vector.header.byteCount == scheme.headerByteCount(layout: layout))
        #expect(scheme.body(of: vector).count == scheme.bodyByteCount(layout: layout))
        #expect(scheme.bodyByteCount(layout: layout) == 6 * scheme.ciphertextByteCount)
        for blocks in [[0], [0, 2], [0, 1, 2]] {
            let request = fixture.request(blocks, of: vector, layout)
            #expect(request.input.count == scheme.shareRequestByteCount(blocks: blocks.count, layout: layout))
            let share = try fixture.share(of: vector, blocks, layout)
            #expect(share.payload.count == scheme.shareByteCount(blocks: blocks.count, layout: layout))
        }
    }

    @Test("plaintexts come back, over the wire too", arguments: SchemeKind.allCases, SplitMix64.seeds)
    func roundTrip(kind: SchemeKind, seed: UInt64) throws {
        let fixture = try SchemeFixture(kind)
        let scheme = fixture.scheme
        var random = SplitMix64(seed: seed)
        for (blocks, positions) in [(1, 1), (2, 3), (8, 2)] {
            let layout = try BlockLayout(blocks: blocks, positionsPerBlock: positions)
            let values = (0..<layout.positions).map { _ in random.integer(bits: scheme.plaintextBits) }
            let plaintexts = fixture.plaintexts(values, layout)
            let vector = try fixture.encrypt(plaintexts, layout)
            let body = scheme.body(of: vector)
            let decoded = try scheme.decode(header: vector.header, body: body, layout: layout)
            try scheme.verify(decoded, layout: layout, context: SchemeFixture.context)
            #expect(decoded == vector)
            #expect(scheme.body(of: decoded) == body)
            #expect(try fixture.decrypt(decoded, layout) == plaintexts)
        }
    }

    @Test("contributions of any number are verified together", arguments: SchemeKind.allCases)
    func together(kind: SchemeKind) throws {
        let fixture = try SchemeFixture(kind)
        let scheme = fixture.scheme
        let layout = try BlockLayout(blocks: 2, positionsPerBlock: 3)
        let received = try (0..<9).map { _ in
            let vector = try fixture.encrypt(scheme.plaintexts(for: layout), layout)
            return try scheme.receive(
                header: vector.header, body: scheme.body(of: vector), layout: layout, context: SchemeFixture.context)
        }
        for count in [0, 1, 2, 9] {
            let flaws = scheme.flaws(in: Array(received.prefix(count)), layout: layout)
            #expect(flaws.count == count && flaws.allSatisfy { $0 == nil })
        }
    }

    @Test("sums open to sums", arguments: SchemeKind.allCases, SplitMix64.seeds)
    func sums(kind: SchemeKind, seed: UInt64) throws {
        let fixture = try SchemeFixture(kind)
        let scheme = fixture.scheme
        var random = SplitMix64(seed: seed)
        let layout = try BlockLayout(blocks: 2, positionsPerBlock: 5)
        var expected = [BigInteger](repeating: 0, count: 10)
        var sum = scheme.makeSum(layout: layout)
        for count in 1...16 {
            let values = expected.map { _ in random.integer(bits: scheme.plaintextBits - 4) }
            for row in 0..<10 { expected[row] = expected[row] + values[row] }
            scheme.add(try fixture.encrypt(fixture.plaintexts(values, layout), layout), to: &sum)
            // A sum can be looked at while it grows.
            guard count == 1 || count == 5 || count == 16 else { continue }
            let opened = try fixture.decrypt(scheme.total(of: sum), layout)
            #expect((0..<10).map { opened[$0] } == expected)
        }
    }

    @Test("the neutral vector is valid on the wire, opens to zeros and changes no sum", arguments: SchemeKind.allCases)
    func neutral(kind: SchemeKind) throws {
        let fixture = try SchemeFixture(kind)
        let scheme = fixture.scheme
        let layout = try BlockLayout(blocks: 1, positionsPerBlock: 3)
        let neutral = scheme.neutral(layout: layout)
        #expect(try fixture.decrypt(neutral, layout) == scheme.plaintexts(for: layout))
        let vector = try fixture.encrypt(fixture.plaintexts([1, 2, 3], layout), layout)
        let sum = scheme.sum(of: [neutral, vector, neutral], layout: layout)
        #expect(sum.ciphertexts == vector.ciphertexts && sum.header.randomisers == vector.header.randomisers)
    }

    @Test("holders may share the blocks among them", arguments: SchemeKind.allCases)
    func subsets(kind: SchemeKind) throws {
        let fixture = try SchemeFixture(kind)
        let layout = try BlockLayout(blocks: 5, positionsPerBlock: 3)
        let plaintexts = fixture.plaintexts((0..<15).map { BigInteger(100 + $0) }, layout)
        let vector = try fixture.encrypt(plaintexts, layout)
        var shares: [DecryptionShare] = []
        for round in 0..<fixture.scheme.sharesPerBlock {
            for (first, blocks) in [[1, 4], [0, 2, 3], [2, 4]].enumerated() {
                let holder = (first + round) % 3 + 1
                shares.append(try fixture.share(of: vector, blocks, layout, holder: holder))
                #expect(shares.last?.holder == holder && shares.last?.blocks == blocks)
            }
        }
        for share in shares { try fixture.verify(share, of: vector, layout) }
        #expect(try fixture.scheme.combine(shares, sum: vector, layout: layout) == plaintexts)
    }

    @Test("parameters come back from JSON and make the same scheme", arguments: SchemeKind.allCases)
    func parameters(kind: SchemeKind) throws {
        let fixture = try SchemeFixture(kind)
        let json = try JSONEncoder().encode(fixture.parameters)
        let decoded = try JSONDecoder().decode(SchemeParameters.self, from: json)
        #expect(decoded == fixture.parameters)
        let layout = try BlockLayout(blocks: 1, positionsPerBlock: 2)
        let plaintexts = fixture.plaintexts([7, 8], layout)
        let scheme = try decoded.makeScheme(values: fixture.values, tableBudget: SchemeFixture.tableBudget)
        let vector = try scheme.encrypt(plaintexts, layout: layout, context: SchemeFixture.context)
        #expect(try fixture.decrypt(vector, layout) == plaintexts)
    }
}
