import BigNumber
import Testing

@testable import Paillier
@testable import PaillierSecret

/// What a dealer draws, and how it shares it.
@Suite struct ThresholdDealingTests {
    @Test("fresh keys have the size that was asked for, and all holders can use them", arguments: [512, 640, 768])
    func fresh(bits: Int) throws {
        let dealt = try Dealer.dealThreshold(
            bits: bits, holders: 3, threshold: 2, maximumBlock: 2, allowingInsecureKey: true)
        guard case .threshold(let parameters) = dealt.parameters else {
            Issue.record("another scheme's key")
            return
        }
        #expect(parameters.keyBits == bits && parameters.allowsInsecureKey)
        #expect(dealt.values.count == parameters.valueByteCount)
        let fixture = try SchemeFixture(dealt)
        let layout = try BlockLayout(blocks: 1, positionsPerBlock: 2)
        let plaintexts = fixture.plaintexts([3, BigInteger(1) << (bits - 2)], layout)
        #expect(try fixture.decrypt(fixture.encrypt(plaintexts, layout), layout) == plaintexts)
    }

    @Test("secrets have all the bits that they should have, or are below n/4", arguments: ExponentLength.allCases)
    func secrets(length: ExponentLength) throws {
        // A lone holder's shares are the secrets.
        let scene = try ThresholdScene(
            threshold: 1, holders: 1, blocks: 1, positions: 1, maximumBlock: 256, exponents: length)
        let secrets = scene.secrets[0]
        #expect(Set(secrets).count == 256)
        if length == .full {
            #expect(secrets.allSatisfy { $0 < scene.n >> 2 })
        } else {
            #expect(secrets.allSatisfy { $0.bitWidth == scene.sizes.exponentBits })
        }
    }

    @Test(
        "shares lie on polynomials of degree t − 1 over the integers that begin at Δ · x", arguments: [(2, 3), (4, 7)])
    func polynomials(threshold: Int, holders: Int) throws {
        let scene = try ThresholdScene(threshold: threshold, holders: holders, positions: 3)
        let delta = scene.sizes.delta
        for position in 0..<3 {
            let shares = scene.secrets.map { $0[position] }
            // Interpolated from different holders, it is the same number, of which h is the power.
            let bases = [Array(1...threshold), Array((holders - threshold + 1)...holders)]
            let starts = bases.map { base in
                base.reduce(BigInteger(0)) { sum, holder in
                    let numerator = Lagrange.numerator(of: holder, at: 0, among: base, denominator: delta)
                    return sum + numerator * shares[holder - 1]
                }
            }
            #expect(starts[0] == starts[1])
            let secret = starts[0] / (delta * delta)
            #expect(secret * delta * delta == starts[0])
            #expect(scene.power(scene.key.base, secret) == scene.key.targets[position])
            // One holder fewer finds something else.
            let few = Array(1..<threshold)
            let guess = few.reduce(BigInteger(0)) { sum, holder in
                sum + Lagrange.numerator(of: holder, at: 0, among: few, denominator: delta) * shares[holder - 1]
            }
            #expect(guess != starts[0])
        }
    }

    @Test("a share says nothing about x modulo its holder's number, and is as long as it may be")
    func shareForm() throws {
        let scene = try ThresholdScene(threshold: 3, holders: 6, positions: 4, maximumBlock: 20)
        for (index, shares) in scene.secrets.enumerated() {
            #expect(shares.allSatisfy { $0.remainder(dividingBy: UInt(index + 1)) == 0 })
            #expect(shares.allSatisfy { $0.bitWidth <= scene.sizes.shareBits })
            #expect(shares.contains { $0.bitWidth >= scene.sizes.coefficientBits })
        }
        let p = ThresholdScene.p
        #expect(scene.generator.modulo(p).power((p - 1) >> 1, modulo: p) == 1)
    }

    @Test(
        "counts that cannot be are refused before anything is searched for",
        arguments: [(0, 1, 5), (17, 2, 5), (-1, 1, 5), (3, 0, 5), (3, 4, 5), (3, 2, 0), (3, 2, 257)])
    func counts(holders: Int, threshold: Int, maximumBlock: Int) {
        let error = #expect(throws: PaillierError.self) {
            _ = try Dealer.dealThreshold(
                bits: 512, holders: holders, threshold: threshold, maximumBlock: maximumBlock,
                allowingInsecureKey: true
            ) { _ in Issue.record("a prime was searched for") }
        }
        guard case .parametersInvalid(scheme: ThresholdScheme.name, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("sizes that are insecure, odd or absurd are refused", arguments: [0, -64, 255, 520, 1984, 16448])
    func sizes(bits: Int) {
        let error = #expect(throws: PaillierSecretError.self) {
            _ = try Dealer.dealThreshold(bits: bits, holders: 3, threshold: 2, maximumBlock: 2)
        }
        guard case .keyBitsRefused(bits, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
