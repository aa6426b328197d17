import BigNumber
import PaillierSecret
import Primitives

@testable import Paillier

/// A threshold key whose secrets the test knows, and what somebody with a pen would compute under it, honest or not:
/// formulas over plain integers, with nothing checked on the way out.
struct ThresholdScene {
    let fixture: SchemeFixture
    let scheme: ThresholdScheme
    let layout: BlockLayout
    /// s_{i,j}, a row a holder.
    let secrets: [[BigInteger]]
    /// A contribution of zeros, as somebody else would make it.
    let honest: ReceivedContribution

    static let context = SchemeFixture.context
    static let shareContext = SchemeFixture.shareContext
    /// A factor of every key here.
    static let p = SchemeFixture.safePrimes.0

    var key: ThresholdKey { scheme.key }
    var sizes: ThresholdSizes { key.sizes }
    var n: BigInteger { key.root.value }
    var square: BigInteger { key.square.value }
    var generator: BigInteger { key.parameters.generator }
    var everything: [Int] { Array(0..<layout.blocks) }

    init(
        threshold: Int = 2, holders: Int = 3, blocks: Int = 3, positions: Int = 2, maximumBlock: Int? = nil,
        exponents: ExponentLength = .short
    ) throws {
        let dealt = try Dealer.dealThreshold(
            primes: PrimePair(SecretInteger(Self.p), SecretInteger(SchemeFixture.safePrimes.1)), holders: holders,
            threshold: threshold, maximumBlock: maximumBlock ?? positions, exponents: exponents,
            allowingInsecureKey: true)
        var secrets: [[BigInteger]] = []
        for holder in 1...holders {
            secrets.append(dealt.withSecretBlock(of: holder) { Self.numbers($0, count: maximumBlock ?? positions) })
        }
        self.secrets = secrets
        fixture = try SchemeFixture(dealt)
        guard let scheme = fixture.scheme as? ThresholdScheme else { preconditionFailure("a threshold key was dealt") }
        self.scheme = scheme
        let layout = try BlockLayout(blocks: blocks, positionsPerBlock: positions)
        let honest = try scheme.encrypt(scheme.plaintexts(for: layout), layout: layout, context: Self.context)
        self.honest = try scheme.receive(
            header: honest.header, body: scheme.body(of: honest), layout: layout, context: Self.context)
        self.layout = layout
    }

    private static func numbers(_ block: borrowing SecretBytes, count: Int) -> [BigInteger] {
        block.withUnsafeBytes { bytes in
            let width = (bytes.count - 1) / count
            return (0..<count).map { BigInteger(bigEndian: bytes[(1 + $0 * width)..<(1 + ($0 + 1) * width)]) }
        }
    }

    /// An honest contribution of these plaintexts, through the scheme itself.
    func contribute(_ values: [BigInteger]? = nil, context: Digest = context) throws -> EncryptedVector {
        let values = values ?? (0..<layout.positions).map { BigInteger(100 + $0) }
        return try scheme.encrypt(fixture.plaintexts(values, layout), layout: layout, context: context)
    }

    func sum(_ contributions: [EncryptedVector]) -> EncryptedVector {
        scheme.sum(of: contributions, layout: layout)
    }

    /// An honest share, through the holder itself.
    func share(
        _ holder: Int, of contributions: [EncryptedVector], blocks: [Int]? = nil, context: ShareContext = shareContext
    ) throws -> DecryptionShare {
        try fixture.decryptors[holder - 1].share(
            holder: holder,
            of: DecryptionInput(blocks: blocks ?? everything, headers: contributions.map(\.header), input: []),
            layout: layout, context: context)
    }

    /// What these holders open a sum to.
    func open(_ contributions: [EncryptedVector], holders: [Int]? = nil) throws -> [BigInteger] {
        let shares = try (holders ?? Array(1...scheme.sharesPerBlock)).map { try share($0, of: contributions) }
        let sum = sum(contributions)
        for share in shares { try verify(share, of: sum) }
        return try scheme.combine(shares, sum: sum, layout: layout).rows.integers
    }

    func verify(_ share: DecryptionShare, of sum: EncryptedVector, context: ShareContext = shareContext) throws {
        try scheme.verify(share, sum: sum, layout: layout, context: context)
    }

    func modulo(_ value: BigInteger) -> BigInteger { value.modulo(n) }

    func power(_ base: BigInteger, _ exponent: BigInteger) -> BigInteger {
        exponent.signum < 0
            ? (base.inverse(modulo: square) ?? 0).power(-exponent, modulo: square)
            : base.power(exponent, modulo: square)
    }

    func multiply(_ left: BigInteger, _ right: BigInteger) -> BigInteger { (left * right).modulo(square) }

    /// Π bases^{exponents} modulo n².
    func product(_ bases: [BigInteger], _ exponents: [BigInteger]) -> BigInteger {
        zip(bases, exponents).reduce(1) { multiply($0, power($1.0, $1.1)) }
    }
}
