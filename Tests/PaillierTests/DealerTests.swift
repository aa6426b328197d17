import BigNumber
import Paillier
import Primitives
import Synchronization
import Testing

@testable import PaillierSecret

@Suite struct DealerTests {
    @Test("a dealt key has the form that it should have, and every holder can use it", arguments: [256, 320, 512, 768])
    func deal(bits: Int) throws {
        let dealt = try Dealer.dealSingleKey(bits: bits, holders: 2, allowingInsecureKey: true)
        let parameters = dealt.parameters
        let key = try #require(parameters.singleKey)
        #expect(key.keyBits == bits)
        #expect(key.allowsInsecureKey)
        for holder in 1...2 {
            let primes = try dealt.withSecretBlock(of: holder) { block throws in
                try SecretBlock.primes(block, keyBits: bits)
            }
            let (p, q) = (primes.first.published(), primes.second.published())
            #expect(p * q == key.modulus)
            #expect(p < q)
            for prime in [p, q] {
                #expect(prime.isProbablyPrime)
                #expect(prime.bitWidth == bits / 2)
                #expect(prime.bit(0) && prime.bit(1) && prime.bit(bits / 2 - 1) && prime.bit(bits / 2 - 2))
            }
            #expect(Self.areGoodTogether(p, q))
            let textbook = TextbookPaillier(p: p, q: q)
            #expect(textbook.n.greatestCommonDivisor(with: (p - 1) * (q - 1)) == 1)
            #expect(textbook.isMask(try #require(key.maskBase)))
        }
        let fixture = try SchemeFixture(dealt)
        let layout = try BlockLayout(blocks: 1, positionsPerBlock: 9)
        let plaintexts = fixture.plaintexts((0..<9).map { BigInteger($0) << ($0 * bits / 10) }, layout)
        #expect(try fixture.decrypt(fixture.encrypt(plaintexts, layout), layout) == plaintexts)
    }

    @Test("sizes that are insecure, odd or absurd are refused", arguments: [0, -64, 255, 511, 520, 16448, Int.max])
    func sizes(bits: Int) {
        let error = #expect(throws: PaillierSecretError.self) {
            _ = try Dealer.dealSingleKey(bits: bits, holders: 3, allowingInsecureKey: true)
        }
        if case .keyBitsRefused(bits, _) = error { return }
        Issue.record("\(String(describing: error))")
    }

    @Test("an insecure size needs the flag")
    func insecureSize() {
        #expect(throws: PaillierSecretError.keyBitsRefused(bits: 1984, reason: "not secure; at least 2048 are needed"))
        {
            _ = try Dealer.dealSingleKey(bits: 1984, holders: 3)
        }
    }

    @Test("a key needs a holder", arguments: [0, -1])
    func holders(count: Int) {
        #expect(throws: PaillierSecretError.holderCountInvalid(holders: count)) {
            _ = try Dealer.dealSingleKey(bits: 256, holders: count, allowingInsecureKey: true)
        }
        #expect(throws: PaillierSecretError.holderCountInvalid(holders: count)) {
            _ = try Dealer.dealNoOp(plaintextBits: 64, holders: count)
        }
    }

    @Test("primes that are close, or whose predecessors share a factor, do not go together")
    func primePairs() throws {
        let key = try VectorFile.python().keys[0]
        let next = (1..<100_000).lazy.map { key.p + BigInteger(4 * $0) }.first {
            $0.isProbablyPrime && ($0 - 1).greatestCommonDivisor(with: key.p - 1) == 2
        }
        #expect(Self.areGoodTogether(key.p, key.q))
        #expect(!Self.areGoodTogether(key.p, try #require(next)))
        #expect(!Self.areGoodTogether(key.p, key.p))
        // Far apart, and both 1 modulo 3.
        let pair = [3, 1].map { part in
            let start = (BigInteger(12 * part) << 250) + 7
            return (0..<10_000).lazy.map { start + BigInteger(12 * $0) }.first(where: \.isProbablyPrime)
        }
        #expect(!Self.areGoodTogether(try #require(pair[0]), try #require(pair[1])))
    }

    private static func areGoodTogether(_ p: BigInteger, _ q: BigInteger) -> Bool {
        Dealer.areGoodTogether(SecretInteger(p), SecretInteger(q))
    }

    @Test("safe primes are found too")
    func safePrimes() {
        let pair = PrimeSearch(bits: 96, kind: .safe) { _ in }.findPair { !($0 == $1) }
        let primes = [pair.first.published(), pair.second.published()]
        #expect(Set(primes).count == 2)
        for prime in primes {
            #expect(prime.bitWidth == 96 && prime.bit(94))
            #expect(prime.isProbablyPrime && (prime >> 1).isProbablyPrime)
        }
    }

    @Test("a search tells how far it is, and takes only primes that are acceptable")
    func progress() {
        let seen = Mutex<[DealingProgress]>([])
        let search = PrimeSearch(bits: 128, kind: .blum) { step in seen.withLock { $0.append(step) } }
        let primes = search.findPair { $1.remainder(dividingBy: 5) != $0.remainder(dividingBy: 5) }
        let remainders = [primes.first.remainder(dividingBy: 5), primes.second.remainder(dividingBy: 5)]
        #expect(remainders[1] != remainders[0])
        #expect(primes.product == primes.first.published() * primes.second.published())
        let steps = seen.withLock { $0 }
        #expect(steps.map(\.candidates) == Array(1...steps.count))
        #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.primesFound <= $1.primesFound })
        #expect(steps.last?.primesFound == 2)
        #expect(steps.allSatisfy { $0.primesWanted == 2 })
    }

    @Test("a sieve leaves what has no small factor, and nothing else", arguments: [false, true])
    func sieve(safe: Bool) {
        let start = (BigInteger(1) << 100) + 7
        var left: [BigInteger] = []
        PrimeSieve(from: SecretInteger(start), safe: safe).forEachCandidate { candidate in
            left.append(candidate.published())
            return left.count < 40
        }
        // The product of all odd numbers below 2^16 has every small factor.
        let small = stride(from: 3, to: 1 << 16, by: 2).reduce(BigInteger(1)) { $0 * BigInteger($1) }
        let hasNone = { (number: BigInteger) in number.greatestCommonDivisor(with: small) == 1 }
        let all = (0...).lazy.map { start + BigInteger(4 * $0) }
        let expected = all.filter { hasNone($0) && (!safe || hasNone($0 >> 1)) }.prefix(40)
        #expect(left == Array(expected))
    }
}
