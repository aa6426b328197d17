import BigNumber
import Primitives
import Testing

@testable import Paillier

/// Contributions that are not well formed, not new or not for here.
@Suite struct ThresholdContributionAttackTests {
    private let scene: ThresholdScene
    private let honest: LooseContribution
    private let randomisers = PaillierError.proofInvalid(part: "randomisers")
    private let ciphertexts = PaillierError.proofInvalid(part: "ciphertexts")

    init() throws {
        scene = try ThresholdScene()
        honest = try scene.loose(scene.contribute())
    }

    private func changed(_ change: (inout LooseContribution) -> Void) -> LooseContribution {
        var copy = honest
        change(&copy)
        return copy
    }

    @Test("what the formulas make passes, so that what is refused below is refused for what was changed")
    func textbook() {
        let (u, v, r) = scene.textbook()
        let one = scene.prove(u, v, r)
        for contribution in [one, honest] {
            #expect(scene.serverRefusal(contribution) == nil)
            #expect(scene.holderRefusal(contribution) == nil)
        }
    }

    @Test("0, n and what is above are no randomisers and no commitments, before anything is computed")
    func ranges() {
        for value in [0, scene.n, scene.n + 1, (BigInteger(1) << scene.n.bitWidth) - 1] {
            let (u, a1, a2) = (
                changed { $0.u[1] = value }, changed { $0.a1 = value }, changed { $0.a2 = value }
            )
            #expect(scene.serverRefusal(u) == .headerInvalid(part: "randomiser"))
            #expect(scene.holderRefusal(u) == .headerInvalid(part: "randomiser"))
            for one in [a1, a2] {
                #expect(scene.serverRefusal(one) == .headerInvalid(part: "proof"))
                #expect(scene.holderRefusal(one) == .headerInvalid(part: "proof"))
            }
        }
        for value in [0, scene.square, scene.square + honest.v[3]] where value.byteCount <= scene.sizes.squareBytes {
            #expect(scene.serverRefusal(changed { $0.v[3] = value }) == .ciphertextOutOfRange(row: 3))
        }
    }

    @Test("an answer that is a bit too long is refused, though it satisfies the equations")
    func answers() {
        let bits = scene.sizes.contributionRandomBits(blocks: scene.layout.blocks)
        // Adding the group's order changes no power, and makes z far too long.
        let order = (ThresholdScene.p >> 1) * (SchemeFixture.safePrimes.1 >> 1)
        #expect(scene.serverRefusal(changed { $0.z = BigInteger(1) << (bits + 1) }) == .headerInvalid(part: "proof"))
        #expect(scene.holderRefusal(changed { $0.z = BigInteger(1) << (bits + 1) }) == .headerInvalid(part: "proof"))
        guard case .byteCountMismatch(part: "header", _, _) = scene.serverRefusal(changed { $0.z = $0.z + order })
        else {
            Issue.record("an answer with the order of the group in it was taken")
            return
        }
        #expect(scene.holderRefusal(changed { $0.z = $0.z + order }) == .headerInvalid(part: "proof"))
    }

    @Test("multiples of a factor are refused, even where they were there before the challenges")
    func factors() {
        let (u, v, r) = scene.textbook()
        for multiple in [ThresholdScene.p, 2 * SchemeFixture.safePrimes.1] {
            let (bad, worse) = ([multiple] + u.dropFirst(), [multiple] + v.dropFirst())
            #expect(scene.serverRefusal(scene.prove(bad, v, r)) == randomisers)
            #expect(scene.holderRefusal(scene.prove(bad, v, r)) == randomisers)
            #expect(scene.serverRefusal(scene.prove(u, worse, r)) == ciphertexts)
            #expect(scene.holderRefusal(changed { $0.a1 = multiple }) == randomisers)
        }
    }

    @Test("any number that is replaced by another one is found out")
    func replaced() throws {
        let other = try scene.loose(scene.contribute())
        let changes: [LooseContribution] = [
            changed { $0.u[0] = scene.modulo($0.u[0] * scene.generator) }, changed { $0.u[0] = other.u[0] },
            changed { $0.u.swapAt(0, 1) }, changed { $0.v[2] = scene.multiply($0.v[2], 1 + scene.n) },
            changed { $0.v[2] = scene.multiply($0.v[2], scene.key.targets[0]) }, changed { $0.v.swapAt(0, 1) },
            changed { $0.v.swapAt(0, 2) }, changed { ($0.a1, $0.a2) = ($0.a2, $0.a1) }, changed { $0.z = $0.z + 1 },
            changed { $0.a1 = other.a1 }, changed { $0.a2 = other.a2 }, changed { $0.z = other.z },
            changed { ($0.a1, $0.a2, $0.z) = (other.a1, other.a2, other.z) },
        ]
        for (index, one) in changes.enumerated() {
            #expect(scene.serverRefusal(one) == randomisers, "change \(index)")
            #expect(scene.holderRefusal(one) == randomisers, "change \(index)")
        }
        // A holder takes the root that was signed, not the ciphertexts: another root is another contribution.
        #expect(scene.holderRefusal(honest, root: Digest(sha256: [])) == randomisers)
    }

    @Test("another round, federation or participant is another context, where a contribution counts for nothing")
    func contexts() {
        let key = String(repeating: "ab", count: 32)
        let round = Digest(sha256: [1])
        let contexts = [
            ThresholdDigests.context(round, name: "bob", key: key),
            ThresholdDigests.context(Digest(sha256: [2]), name: "bob", key: key),
            ThresholdDigests.context(round, name: "alice", key: key),
            ThresholdDigests.context(round, name: "bob", key: String(repeating: "cd", count: 32)),
        ]
        let (u, v, r) = scene.textbook()
        let one = scene.prove(u, v, r, context: contexts[0])
        #expect(scene.serverRefusal(one, context: contexts[0]) == nil)
        for context in contexts.dropFirst() {
            #expect(scene.serverRefusal(one, context: context) == randomisers)
            #expect(scene.holderRefusal(one, context: context) == randomisers)
        }
    }

    @Test("one block more or fewer, in any part, is refused by its size")
    func blocks() throws {
        let width = scene.sizes.rootBytes
        for one in [changed { $0.u.removeLast() }, changed { $0.u.append($0.u[0]) }] {
            guard case .byteCountMismatch = scene.serverRefusal(one), case .byteCountMismatch = scene.holderRefusal(one)
            else {
                Issue.record("\(one.u.count) randomisers were taken")
                continue
            }
            let header = scene.header(one)
            let error = scene.refusal {
                _ = try scene.fixture.share(
                    DecryptionInput(blocks: [0], headers: [header], input: []), scene.layout)
            }
            #expect(
                error
                    == .byteCountMismatch(
                        part: "randomisers", expected: 3 * width, actual: one.u.count * width))
        }
        for one in [changed { $0.v.removeLast() }, changed { $0.v.append($0.v[0]) }, changed { $0.v.removeLast(2) }] {
            guard case .byteCountMismatch(part: "ciphertexts", _, _) = scene.serverRefusal(one) else {
                Issue.record("\(one.v.count) ciphertexts were taken")
                continue
            }
        }
        let header = scene.header(honest)
        for proof in [[], Array(header.proof.dropLast()), header.proof + [[]], header.proof.map { $0 + [0] }] {
            let wrong = ContributionHeader(randomisers: header.randomisers, proof: proof)
            #expect(throws: PaillierError.headerInvalid(part: "proof")) {
                try scene.scheme.audit(
                    wrong, root: scene.root(honest.v), layout: scene.layout, context: ThresholdScene.context)
            }
        }
    }
}
