import BigNumber
import PaillierSecret
import Primitives
import Testing

@testable import Paillier

/// Keys that were dealt badly, changed on their way or mixed up. Wherever the digest would give a change away, it is
/// computed again, as somebody would who writes the manifest too.
@Suite struct ThresholdKeyAttackTests {
    private let scene: ThresholdScene
    private let targets: [BigInteger]
    private let verifications: [BigInteger]
    private let block: [[UInt8]]

    private static let positions = 3

    init() throws {
        scene = try ThresholdScene(threshold: 2, holders: 4, positions: Self.positions)
        targets = scene.key.targets.integers
        verifications = scene.key.verifications.integers
        let sizes = scene.sizes
        block = scene.secrets.map { row in
            [2] + row.flatMap { $0.bigEndianBytes(count: (sizes.shareBits + 7) / 8) }
        }
    }

    private func values(_ targets: [BigInteger], _ verifications: [BigInteger]) -> [UInt8] {
        (targets + verifications).flatMap { $0.bigEndianBytes(count: scene.sizes.squareBytes) }
    }

    /// Parameters whose digest fits the values.
    private func parameters(_ targets: [BigInteger], _ verifications: [BigInteger]) throws -> ThresholdParameters {
        let rows = { ResidueVector($0, limbsPerRow: scene.key.square.limbCount) } as ([BigInteger]) -> ResidueVector
        let own = scene.key.parameters
        return try ThresholdParameters(
            modulus: own.modulus, generator: own.generator, exponents: own.exponents, maximumBlock: own.maximumBlock,
            holders: own.holders, threshold: own.threshold,
            keyDigest: ThresholdKey.digest(
                modulus: own.modulus, generator: own.generator, holders: own.holders, threshold: own.threshold,
                targets: rows(targets), verifications: rows(verifications)),
            allowingInsecureKey: true)
    }

    private func key(_ targets: [BigInteger], _ verifications: [BigInteger]) throws -> ThresholdKey {
        try ThresholdKey(parameters(targets, verifications), values: values(targets, verifications))
    }

    /// Why a holder does not import its kit.
    private func refusal(
        holder: Int, _ secret: [UInt8], _ targets: [BigInteger]? = nil, _ verifications: [BigInteger]? = nil
    ) throws -> (any Error)? {
        let (targets, verifications) = (targets ?? self.targets, verifications ?? self.verifications)
        do {
            _ = try makeDecryptor(
                parameters: .threshold(parameters(targets, verifications)), values: values(targets, verifications),
                holder: holder, secret: SecretBytes(copying: secret))
            return nil
        } catch {
            ThresholdScene.expectCleanLine("\(error)")
            return error
        }
    }

    @Test("the key that was dealt passes, for every holder")
    func honest() throws {
        try key(targets, verifications).checkSharing()
        for holder in 1...4 { #expect(try refusal(holder: holder, block[holder - 1]) == nil) }
    }

    @Test("an h that is 1, another one, its inverse or not invertible is refused by everybody")
    func targetsThatGiveAway() throws {
        let inverse = try #require(targets[0].inverse(modulo: scene.square))
        let (same, noInverse) = ("is one of another, or its inverse, or 1", "has no inverse")
        for (twin, reason) in [
            (1, same), (targets[0], same), (inverse, same), (ThresholdScene.p * scene.n, noInverse),
            (scene.square - 1, same), (scene.square - targets[0], same), (scene.square - inverse, same),
        ] as [(BigInteger, String)] {
            let wrong = [targets[0], targets[1], twin]
            let error = scene.refusal { _ = try key(wrong, verifications) }
            guard case .parametersInvalid(scheme: ThresholdScheme.name, let given) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(given == "h of position 2 \(reason)")
        }
    }

    @Test("an h or a V that does not belong to the others is refused by every holder")
    func sharing() throws {
        for position in 0..<Self.positions {
            var wrong = targets
            wrong[position] = scene.multiply(wrong[position], scene.key.base)
            let error = scene.refusal { try key(wrong, verifications).checkSharing() }
            #expect(
                error
                    == .parametersInvalid(
                        scheme: ThresholdScheme.name, reason: "the holders' values do not belong to h"))
            #expect(try refusal(holder: 1, block[0], wrong, verifications) is PaillierError)
        }
        for row in verifications.indices {
            var wrong = verifications
            wrong[row] = scene.multiply(wrong[row], scene.key.base)
            guard case .parametersInvalid = scene.refusal({ try key(targets, wrong).checkSharing() }) else {
                Issue.record("V of row \(row) was changed, and nobody saw it")
                continue
            }
            // A holder whose own values are right finds the others' wrong.
            let other = row / Self.positions == 0 ? 2 : 1
            #expect(try refusal(holder: other, block[other - 1], targets, wrong) is PaillierError)
        }
    }

    @Test("holders whose values are swapped are refused, even with their shares swapped too")
    func swappedHolders() throws {
        for (left, right) in [(1, 2), (1, 3), (3, 4)] {
            var wrong = verifications
            for position in 0..<Self.positions {
                wrong.swapAt((left - 1) * Self.positions + position, (right - 1) * Self.positions + position)
            }
            #expect(throws: PaillierError.self) { try key(targets, wrong).checkSharing() }
            #expect(try refusal(holder: left, block[right - 1], targets, wrong) is PaillierError)
        }
    }

    @Test("errors that cancel between positions do not cancel under weights that nobody knows beforehand")
    func cancelling() throws {
        let error = scene.power(scene.key.base, 12345)
        var wrong = targets
        wrong[0] = scene.multiply(wrong[0], error)
        wrong[1] = scene.multiply(wrong[1], try #require(error.inverse(modulo: scene.square)))
        #expect(throws: PaillierError.self) { try key(wrong, verifications).checkSharing() }
    }

    @Test("a kit with another holder's share, a changed one or one of another size is refused")
    func shares() throws {
        for (holder, other) in [(1, 2), (2, 1), (4, 3)] {
            #expect(try refusal(holder: holder, block[other - 1]) as? PaillierSecretError == .secretOfAnotherKey)
        }
        for index in [1, block[0].count / 2, block[0].count - 1] {
            var wrong = block[0]
            wrong[index] ^= 1
            #expect(try refusal(holder: 1, wrong) is PaillierSecretError, "byte \(index)")
        }
        var long = block[0]
        long[1] |= 0x80
        let sizes: [[UInt8]] = [
            [], [2], [1] + block[0].dropFirst(), block[0] + [0], block[0].dropLast(), long,
        ]
        for secret in sizes {
            guard case .secretInvalid = try refusal(holder: 1, secret) as? PaillierSecretError else {
                Issue.record("\(secret.count) bytes were taken")
                continue
            }
        }
        for holder in [0, 5, -1] {
            #expect(
                try refusal(holder: holder, block[0]) as? PaillierSecretError
                    == .secretInvalid(reason: "there is no holder \(holder)"))
        }
    }

    @Test("values that are not those of the manifest are refused by everybody")
    func digest() throws {
        let own = scene.key.parameters
        let honest = values(targets, verifications)
        let other = try ThresholdScene(threshold: 2, holders: 4, positions: Self.positions)
        var changed = honest
        changed[honest.count - 1] ^= 1
        for wrong in [other.fixture.values, changed] {
            #expect(
                scene.refusal { _ = try ThresholdKey(own, values: wrong) }
                    == .parametersInvalid(
                        scheme: ThresholdScheme.name, reason: "its values are not those of the manifest"))
        }
        let width = scene.sizes.squareBytes
        let zero = [UInt8](repeating: 0, count: width) + honest.dropFirst(width)
        let large = Array(honest.dropLast(width)) + [UInt8](repeating: 255, count: width)
        for wrong in [[], Array(honest.dropLast()), honest + [0], Array(honest.dropLast(width)), zero, large] {
            guard case .parametersInvalid = scene.refusal({ _ = try ThresholdKey(own, values: wrong) }) else {
                Issue.record("\(wrong.count) bytes were taken")
                continue
            }
            #expect(throws: PaillierError.self) { try SchemeParameters.threshold(own).makeScheme(values: wrong) }
        }
    }
}
