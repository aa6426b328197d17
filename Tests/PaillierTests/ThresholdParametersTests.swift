import BigNumber
import Foundation
import Paillier
import Primitives
import Testing

/// What a manifest may say about a threshold key, and what it may not.
@Suite struct ThresholdParametersTests {
    private static let (p, q) = SchemeFixture.safePrimes
    private static let n = p * q
    private static let digest = Digest(sha256: [])

    private func flaw(
        n: BigInteger = n, g: BigInteger = 4, block: Int = 5, holders: Int = 3, threshold: Int = 2,
        insecure: Bool = true
    ) -> String? {
        do {
            _ = try ThresholdParameters(
                modulus: n, generator: g, exponents: .short, maximumBlock: block, holders: holders,
                threshold: threshold, keyDigest: Self.digest, allowingInsecureKey: insecure)
            return nil
        } catch {
            guard case PaillierError.parametersInvalid("paillier-threshold", let reason) = error else {
                return "another error: \(error)"
            }
            return reason
        }
    }

    @Test("small keys have to be asked for; all else here is right")
    func honest() {
        #expect(flaw() == nil)
        #expect(flaw(insecure: false) != nil)
    }

    @Test("an n that is even, prime, a power, 3 modulo 4 or tiny is refused")
    func modulus() {
        // 3 modulo 4: a safe prime times a prime that is 1 modulo 4.
        let other = (0...).lazy.map { (BigInteger(3) << 382) + BigInteger(4 * $0 + 1) }.first(where: \.isProbablyPrime)
        for n in [0, 1, 35, Self.n + 1, Self.p, Self.p * Self.p, Self.p * (other ?? 0)] {
            #expect(flaw(n: n) != nil, "\(n)")
        }
        #expect(flaw(n: Self.p * (other ?? 0)) == "n is 3 modulo 4, so not a product of safe primes")
    }

    @Test("a g that is no square or generates too little is refused")
    func generator() {
        let square = { (number: BigInteger) in (number * number).modulo(Self.n) }
        let nonResidue = (2...).lazy.map { BigInteger($0) }.first { $0.jacobiSymbol(over: Self.n) == -1 }
        // −1 has Jacobi symbol 1, and its square is 1; what is −1 modulo one factor only is worth as little.
        let half = { (p: BigInteger, q: BigInteger) in
            (2 * q * (q.inverse(modulo: p) ?? 0) - 1).modulo(Self.n)  // 1 modulo p, −1 modulo q
        }
        let small = [0, 1, Self.n, Self.n + 4, Self.n - 1, nonResidue ?? 0]
        let factors = [Self.p, square(Self.p), 1 + Self.p, square(1 + Self.p), Self.q * 4 - 1]
        for g in small + factors + [half(Self.p, Self.q), half(Self.q, Self.p)] {
            #expect(flaw(g: g) != nil, "\(g)")
        }
        #expect(flaw(g: square(3)) == nil)
    }

    @Test("thresholds, holders and blocks out of range are refused")
    func counts() {
        for threshold in [0, -1, 4, Int.max] { #expect(flaw(threshold: threshold) != nil) }
        for holders in [0, -1, 17, Int.max] { #expect(flaw(holders: holders, threshold: 1) != nil) }
        for block in [0, -1, 257, Int.max] { #expect(flaw(block: block) != nil) }
        #expect(flaw(block: 256, holders: 16, threshold: 16) == nil)
    }

    @Test("nothing that is wrong comes in by JSON")
    func json() throws {
        let parameters = try ThresholdParameters(
            modulus: Self.n, generator: 4, exponents: .half, maximumBlock: 5, holders: 3, threshold: 2,
            keyDigest: Self.digest, allowingInsecureKey: true)
        let text = String(decoding: try JSONEncoder().encode(parameters), as: UTF8.self)
        let decode = { (text: String) in try JSONDecoder().decode(ThresholdParameters.self, from: Data(text.utf8)) }
        #expect(try decode(text) == parameters)
        for (from, to) in [
            (#""threshold":2"#, #""threshold":4"#), (#""holders":3"#, #""holders":99"#), (#""g":"04""#, #""g":"01""#),
            (#""half""#, #""tiny""#), (#""maximumBlock":5"#, #""maximumBlock":0"#),
            (#""insecureKeyBits":true"#, #""insecureKeyBits":false"#), (Self.digest.hex, "00"),
        ] {
            #expect(text.contains(from))
            #expect(throws: (any Error).self, "\(to)") { try decode(text.replacingOccurrences(of: from, with: to)) }
        }
    }
}
