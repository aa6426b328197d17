import BigNumber
import Primitives
import Testing

@testable import Paillier

/// Shares that are not what their holder should have given.
@Suite struct ThresholdShareAttackTests {
    private let scene: ThresholdScene
    private let contributions: [EncryptedVector]
    private let sum: EncryptedVector
    private let honest: LooseShare
    private let unproven = PaillierError.shareInvalid(holder: 2, reason: "its proof does not hold")

    init() throws {
        scene = try ThresholdScene(blocks: 4)
        contributions = [try scene.contribute(), try scene.contribute()]
        sum = scene.sum(contributions)
        honest = try scene.loose(scene.share(2, of: contributions))
    }

    private func changed(_ change: (inout LooseShare) -> Void) -> LooseShare {
        var copy = honest
        change(&copy)
        return copy
    }

    private func forge(_ w: [BigInteger], _ secrets: [BigInteger]? = nil) throws -> LooseShare {
        try scene.prove(w, secrets ?? scene.secrets[1], holder: 2, of: sum)
    }

    @Test("what the formulas make passes, and is what the holder gives")
    func textbook() throws {
        #expect(try scene.partials(scene.secrets[1], of: sum) == honest.w)
        #expect(scene.shareRefusal(honest, of: sum) == nil)
        #expect(scene.shareRefusal(try forge(honest.w), of: sum) == nil)
    }

    @Test("(1 + n)^e in a partial would change the sum and pass the last test: the proof of shares is never optional")
    func plaintextError() throws {
        var w = honest.w
        w[3] = scene.multiply(w[3], 1 + 5 * scene.n)
        let wrong = try forge(w)
        let other = try scene.share(3, of: contributions)
        let expected = try scene.open(contributions, holders: [2, 3])
        let opened = try scene.scheme.combine([scene.bytes(wrong), other], sum: sum, layout: scene.layout)
        #expect(opened[3] != expected[3])
        #expect(opened.rows.integers.enumerated().allSatisfy { $0.offset == 3 || $0.element == expected[$0.offset] })
        #expect(scene.shareRefusal(wrong, of: sum) == unproven)
        let carried = changed { $0.w = w }
        #expect(scene.shareRefusal(carried, of: sum) == unproven)
    }

    @Test("another holder's secrets, or a secret off by one, are refused, proven or not")
    func wrongSecrets() throws {
        var offByOne = scene.secrets[1]
        offByOne[1] = offByOne[1] + 1
        for secrets in [scene.secrets[0], offByOne, scene.secrets[1].reversed()] {
            let w = try scene.partials(secrets, of: sum)
            for proven in [secrets, scene.secrets[1]] {
                #expect(scene.shareRefusal(try forge(w, proven), of: sum) == unproven)
            }
        }
    }

    @Test("the share of another round, sum, holder or set of blocks is refused, and its holder named")
    func elsewhere() throws {
        let (here, there) = (ThresholdScene.context, Digest(sha256: [9]))
        for context in [
            ShareContext(announcement: there, sum: ThresholdScene.shareContext.sum),
            ShareContext(announcement: here, sum: there),
        ] {
            #expect(scene.shareRefusal(honest, of: sum, context: context) == unproven)
        }
        let anotherSum = scene.sum([contributions[0]])
        #expect(scene.shareRefusal(honest, of: anotherSum) == unproven)
        for holder in [1, 3] {
            let reason = "its proof does not hold"
            let expected = PaillierError.shareInvalid(holder: holder, reason: reason)
            #expect(scene.shareRefusal(changed { $0.holder = holder }, of: sum) == expected)
        }
        for holder in [0, 4, -1, Int.max] {
            let expected = PaillierError.shareInvalid(holder: holder, reason: "there is no such holder")
            #expect(scene.shareRefusal(changed { $0.holder = holder }, of: sum) == expected)
        }
    }

    @Test("a proof is one for all blocks that it was made for")
    func blockSets() throws {
        let part = try scene.loose(scene.share(2, of: contributions, blocks: [0, 2]))
        #expect(scene.shareRefusal(part, of: sum) == nil)
        for blocks in [[0, 1], [0, 3], [1, 2]] {
            var moved = part
            moved.blocks = blocks
            #expect(scene.shareRefusal(moved, of: sum) == unproven)
        }
        let few = LooseShare(
            holder: 2, blocks: [0, 2], w: Array(honest.w[0..<2] + honest.w[4..<6]), a: honest.a, c: honest.c,
            z: honest.z)
        #expect(few.w == part.w)
        #expect(scene.shareRefusal(few, of: sum) == unproven)
        let swapped = Array(honest.w[2..<4] + honest.w[0..<2] + honest.w[4...])
        #expect(scene.shareRefusal(changed { $0.w = swapped }, of: sum) == unproven)
        #expect(scene.shareRefusal(try forge(swapped), of: sum) == unproven)
        for one in [changed { $0.w.removeLast(2) }, changed { $0.w += $0.w[0..<2] }] {
            guard case .shareInvalid(holder: 2, _) = scene.shareRefusal(one, of: sum) else {
                Issue.record("\(one.w.count) partials were taken")
                continue
            }
        }
    }

    @Test("0, n² and an answer that is too long are refused before anything is computed; multiples of a factor too")
    func ranges() throws {
        let outOfRange = PaillierError.shareInvalid(holder: 2, reason: "its proof is out of range")
        let partial = PaillierError.shareInvalid(
            holder: 2, reason: "a partial is zero or not below the square of n")
        for value in [0, scene.square] {
            #expect(scene.shareRefusal(changed { $0.w[5] = value }, of: sum) == partial)
            #expect(scene.shareRefusal(changed { $0.a = value }, of: sum) == outOfRange)
            #expect(scene.shareRefusal(changed { $0.c = value }, of: sum) == outOfRange)
        }
        let bits = scene.sizes.shareRandomBits(positionsPerBlock: scene.layout.positionsPerBlock)
        #expect(scene.shareRefusal(changed { $0.z = BigInteger(1) << (bits + 1) }, of: sum) == outOfRange)
        let multiple = ThresholdScene.p * scene.n
        #expect(scene.shareRefusal(changed { $0.a = multiple }, of: sum) == unproven)
        #expect(scene.shareRefusal(changed { $0.c = multiple }, of: sum) == unproven)
        #expect(scene.shareRefusal(try forge([multiple] + honest.w.dropFirst()), of: sum) == unproven)
    }

    @Test("one bit more or less anywhere in the answer or the commitments is refused")
    func flipped() throws {
        let share = scene.bytes(honest)
        let tail = ShareProof.byteCount(scene.sizes, layout: scene.layout)
        for distance in [1, 2, 40, tail - 2 * scene.sizes.squareBytes + 1, tail - 1] {
            var wrong = share
            wrong.payload[wrong.payload.count - distance] ^= 1
            guard case .shareInvalid(holder: 2, _) = scene.refusal({ try scene.verify(wrong, of: sum) }) else {
                Issue.record("a bit \(distance) bytes from the end was changed, and nobody saw it")
                continue
            }
        }
    }
}
