import BigNumber
import Paillier
import PaillierSecret
import Primitives
import Testing

/// What a kit may carry, and what it may not.
@Suite struct SecretBlockTests {
    private func block(of dealt: borrowing Dealt) -> [UInt8] {
        dealt.withSecretBlock(of: 1) { block in block.withUnsafeBytes { Array($0) } }
    }

    private func block(_ kind: UInt8, _ primes: BigInteger...) -> [UInt8] {
        [kind] + primes.flatMap { $0.bigEndianBytes(count: 32) }
    }

    private func refusal(_ parameters: SchemeParameters, _ secret: [UInt8]) -> PaillierSecretError? {
        #expect(throws: PaillierSecretError.self) {
            try makeDecryptor(parameters: parameters, holder: 1, secret: SecretBytes(copying: secret))
        }
    }

    @Test("the block is a kind and both primes, the smaller one first")
    func format() throws {
        let key = try VectorFile.python().keys[0]
        #expect(try block(of: SchemeFixture.dealKey(0)) == block(1, key.p, key.q))
        #expect(try block(of: Dealer.dealNoOp(plaintextBits: 64, holders: 1)) == [0])
    }

    @Test("the secret of another key is refused")
    func anotherKey() throws {
        let parameters = try SchemeFixture.dealKey(0).parameters
        let other = try Dealer.dealSingleKey(bits: 512, holders: 1, allowingInsecureKey: true)
        #expect(refusal(parameters, block(of: other)) == .secretOfAnotherKey)
        let key = try VectorFile.python().keys[0]
        #expect(refusal(parameters, block(1, key.p, key.q + 2)) == .secretOfAnotherKey)
        #expect(refusal(parameters, block(1, 0, 0)) == .secretOfAnotherKey)
        #expect(refusal(parameters, block(1, key.p, key.p)) == .secretOfAnotherKey)
    }

    @Test("a block of another scheme, size or order is refused")
    func malformed() throws {
        let parameters = try SchemeFixture.dealKey(0).parameters
        let key = try VectorFile.python().keys[0]
        let honest = block(1, key.p, key.q)
        let wrong: [[UInt8]] = [
            [], [0], [1], [2] + honest.dropFirst(), honest.dropLast(), honest + [0], block(1, key.q, key.p),
        ]
        for secret in wrong {
            guard case .secretInvalid = refusal(parameters, secret) else {
                Issue.record("\(secret.count) bytes, first \(String(describing: secret.first))")
                continue
            }
        }
        let none = SchemeParameters.none(plaintextBits: 64)
        for secret in [[], honest, [0, 0]] {
            guard case .secretInvalid = refusal(none, secret) else {
                Issue.record("\(secret.count) bytes for no scheme")
                continue
            }
        }
    }

    @Test("factors of n that are not prime are refused")
    func composite() throws {
        let small = BigInteger(1_000_003)
        let prime = (1..<2000).lazy.map { (BigInteger(3) << 234) + BigInteger(2 * $0 + 1) }.first(
            where: \.isProbablyPrime)
        let composite = small * (try #require(prime))
        let other = try VectorFile.python().keys[0].q
        let parameters = SchemeParameters.single(
            try SingleKeyParameters(modulus: composite * other, maskBase: nil, allowingInsecureKey: true))
        let (less, more) = (min(composite, other), max(composite, other))
        guard case .secretInvalid = refusal(parameters, block(1, less, more)) else {
            Issue.record("a composite factor was taken")
            return
        }
    }

    @Test("an h that is not an n-th power is found out by the holder")
    func flawedMaskBase() throws {
        let key = try VectorFile.python().keys[0]
        // 1 + n has Jacobi symbol 1, and is a ciphertext of 1.
        let parameters = SchemeParameters.single(
            try SingleKeyParameters(modulus: key.n, maskBase: key.n + 1, allowingInsecureKey: true))
        #expect(refusal(parameters, block(1, key.p, key.q)) == .parametersFlawed(reason: "h is not an n-th power"))
    }

    @Test("errors carry no secret")
    func errorsAreClean() throws {
        let key = try VectorFile.python().keys[0]
        let parameters = try SchemeFixture.dealKey(0).parameters
        let error = try #require(refusal(parameters, block(1, key.p, key.q + 2)))
        #expect(error.description == "secret key of the kit: belongs to another federation's public key")
    }
}
