import BigNumber
import Primitives
import Testing

@testable import Paillier

/// Shares of a holder that knows the protocol, and what a holder does not answer.
@Suite struct ThresholdShareForgeryTests {
    private let scene: ThresholdScene
    private let contributions: [EncryptedVector]
    private let sum: EncryptedVector
    private let unproven = PaillierError.shareInvalid(holder: 1, reason: "its proof does not hold")

    init() throws {
        scene = try ThresholdScene()
        contributions = [try scene.contribute(), try scene.contribute()]
        sum = scene.sum(contributions)
    }

    @Test("whoever could predict α or γ would hide errors that cancel: both come after w")
    func predictedWeights() throws {
        let honest = try scene.loose(scene.share(1, of: contributions))
        let challenges = try scene.challenges(honest.w, holder: 1, of: sum, blocks: scene.everything)
        let (alpha, gamma) = (challenges.blocks.integers, challenges.positions.integers)
        // Rows 0 and 1 are block 0, row 2 begins block 1.
        let errors: [[(row: Int, error: BigInteger)]] = [
            [(0, alpha[1]), (2, -alpha[0])], [(0, gamma[1]), (1, -gamma[0])],
        ]
        for pair in errors {
            var wrong = honest
            for (row, error) in pair {
                wrong.w[row] = scene.multiply(wrong.w[row], (1 + error * scene.n).modulo(scene.square))
            }
            #expect(wrong.w != honest.w)
            #expect(scene.folded(wrong.w, challenges) == scene.folded(honest.w, challenges))
            #expect(scene.shareRefusal(wrong, of: sum) == unproven)
            let again = try scene.prove(wrong.w, scene.secrets[0], holder: 1, of: sum)
            #expect(scene.shareRefusal(again, of: sum) == unproven)
        }
    }

    @Test("whoever could predict x would prove what is wrong: x comes after A and C")
    func predictedFactor() throws {
        var w = try scene.partials(scene.secrets[0], of: sum)
        w[0] = scene.multiply(w[0], 1 + scene.n)
        let challenges = try scene.challenges(w, holder: 1, of: sum, blocks: scene.everything)
        let raised = try scene.raised(challenges, of: sum, blocks: scene.everything)
        let (x, z) = (BigInteger.random(bits: 128), BigInteger.random(bits: 700))
        let values = scene.key.verifications(of: 1, count: scene.layout.positionsPerBlock).integers
        let own = scene.product(values, challenges.positions.integers)
        let given = scene.folded(w, challenges)
        let a = scene.multiply(scene.power(scene.key.base, z), scene.power(own, -x))
        let c = scene.multiply(scene.power(raised, z), scene.power(given, -x))
        // Both equations hold for the guessed x.
        #expect(scene.power(scene.key.base, z) == scene.multiply(a, scene.power(own, x)))
        #expect(scene.power(raised, z) == scene.multiply(c, scene.power(given, x)))
        let forged = LooseShare(holder: 1, blocks: scene.everything, w: w, a: a, c: c, z: z)
        #expect(scene.shareRefusal(forged, of: sum) == unproven)
    }

    @Test("a holder answers for itself, for blocks that it can hold, and for contributions only")
    func requests() throws {
        let holder = scene.fixture.decryptors[0]
        let headers = contributions.map(\.header)
        func refusal(
            holder number: Int = 1, _ headers: [ContributionHeader], _ layout: BlockLayout, _ input: [UInt8] = []
        ) -> PaillierError? {
            scene.refusal {
                _ = try holder.share(
                    holder: number, of: DecryptionInput(blocks: [0], headers: headers, input: input), layout: layout,
                    context: ThresholdScene.shareContext)
            }
        }
        #expect(refusal(headers, scene.layout) == nil)
        let long = try BlockLayout(blocks: 3, positionsPerBlock: 3)
        for error in [
            refusal(holder: 2, headers, scene.layout), refusal([], scene.layout), refusal(headers, long),
            refusal(headers, scene.layout, [0]),
        ] {
            guard case .requestInvalid = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
        for value in [0, scene.n, scene.n + 1] {
            var one = try scene.loose(contributions[1])
            one.u[2] = value
            let error = refusal([headers[0], scene.header(one)], scene.layout)
            #expect(error == .headerInvalid(part: "randomiser"))
        }
    }

    @Test("two answers to one request differ in their proofs, and in nothing else")
    func freshProofs() throws {
        let one = try scene.loose(scene.share(1, of: contributions))
        let other = try scene.loose(scene.share(1, of: contributions))
        #expect(one.w == other.w)
        #expect(one.a != other.a && one.c != other.c && one.z != other.z)
    }

    @Test("shares open the sum that they were given for, and none of other contributions with the same plaintexts")
    func onlyTheirSum() throws {
        // What was given for two contributions opens no one's alone, and no other two's.
        let shares = try (1...2).map { try scene.share($0, of: contributions) }
        let others = [[contributions[0]], [contributions[1]], [contributions[0], try scene.contribute()]]
        for other in others {
            let error = scene.refusal {
                _ = try scene.scheme.combine(shares, sum: scene.sum(other), layout: scene.layout)
            }
            #expect(error == .sharesDisagree(block: 0, holders: [1, 2]))
        }
    }
}
