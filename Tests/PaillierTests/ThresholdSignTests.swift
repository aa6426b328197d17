import BigNumber
import Testing

@testable import Paillier

/// Equations compare squares, so that a sign passes where it does no harm: what lifts and combines squares it away.
@Suite struct ThresholdSignTests {
    private let scene: ThresholdScene
    private let values: [BigInteger]

    init() throws {
        scene = try ThresholdScene()
        values = (0..<scene.layout.positions).map { BigInteger(31 * $0 + 1) << 300 }
    }

    /// A contribution with signs flipped before it is proven.
    private func flipped(u: [Int] = [], v: [Int] = []) throws -> EncryptedVector {
        var (us, vs, r) = scene.textbook(values)
        for block in u { us[block] = scene.n - us[block] }
        for row in v { vs[row] = scene.square - vs[row] }
        let one = scene.prove(us, vs, r)
        #expect(scene.serverRefusal(one) == nil)
        #expect(scene.holderRefusal(one) == nil)
        return try scene.decode(one)
    }

    @Test("−u is no attack: it gets the same shares as u", arguments: [[0], [1, 2], [0, 1, 2]])
    func randomisers(blocks: [Int]) throws {
        let own = try scene.loose(scene.contribute(values))
        var other = own
        for block in blocks { other.u[block] = scene.n - own.u[block] }
        let vectors = try [own, other].map { try scene.decode($0) }
        let partials = try vectors.map { try scene.loose(scene.share(3, of: [$0])).w }
        #expect(partials[0] == partials[1])
        // As a contribution of its own it passes, and opens to what was encrypted.
        let proven = try flipped(u: blocks)
        #expect(try scene.open([proven, scene.contribute(values)]) == values.map { 2 * $0 })
        // Flipped afterwards it has another digest, for which the proof was not made.
        #expect(scene.serverRefusal(other) == .proofInvalid(part: "randomisers"))
    }

    @Test("−v passes and opens to the same", arguments: [[0], [1, 4], [0, 1, 2, 3, 4, 5]])
    func ciphertexts(rows: [Int]) throws {
        let proven = try flipped(v: rows)
        #expect(try scene.open([proven]) == values)
        #expect(try scene.open([scene.contribute(values), proven], holders: [3, 1]) == values.map { 2 * $0 })
    }

    @Test("−w, −A and −C pass and open to the same")
    func partials() throws {
        let contributions = [try scene.contribute(values)]
        let sum = scene.sum(contributions)
        var w = try scene.partials(scene.secrets[2], of: sum)
        for row in [0, 3] { w[row] = scene.square - w[row] }
        let negative = try scene.prove(w, scene.secrets[2], holder: 3, of: sum)
        #expect(scene.shareRefusal(negative, of: sum) == nil)
        let shares = [scene.bytes(negative), try scene.share(1, of: contributions)]
        #expect(try scene.scheme.combine(shares, sum: sum, layout: scene.layout).rows.integers == values)
        // Flipped after x was drawn, a commitment is another one.
        for change in [{ $0.a = scene.square - $0.a }, { $0.c = scene.square - $0.c }] as [(inout LooseShare) -> Void] {
            var late = negative
            change(&late)
            #expect(
                scene.shareRefusal(late, of: sum) == .shareInvalid(holder: 3, reason: "its proof does not hold"))
        }
    }

    @Test("without squares, a sign would be taken where its challenge is even, and refused where it is odd")
    func lottery() throws {
        let (u, v, r) = scene.textbook(values)
        let negative = [scene.n - u[0]] + u.dropFirst()
        var (even, odd) = (0, 0)
        while even == 0 || odd == 0 {
            let one = scene.prove(negative, v, r)
            let e = scene.blockChallenges(scene.seed(negative, v), one.a1, one.a2)
            let product = zip(negative, e).reduce(one.a1) { scene.modulo($0 * $1.0.power($1.1, modulo: scene.n)) }
            let isEqual = scene.generator.power(one.z, modulo: scene.n) == product
            #expect(isEqual == !e[0].isOdd)
            #expect(scene.serverRefusal(one) == nil && scene.holderRefusal(one) == nil)
            if isEqual { even += 1 } else { odd += 1 }
        }
    }
}
