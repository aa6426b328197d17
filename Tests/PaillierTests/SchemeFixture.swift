import BigNumber
import Paillier
import PaillierSecret
import Primitives

/// Every scheme that there is, for the tests that all of them have to pass.
enum SchemeKind: String, CaseIterable, Sendable {
    case none
    case single
    case singleTextbook
    case threshold
    case thresholdAlone

    /// Those of which every holder has the whole key.
    static let undivided: [SchemeKind] = [.none, .single, .singleTextbook]
}

extension SchemeParameters {
    /// The public key, where there is one.
    var singleKey: SingleKeyParameters? {
        if case .single(let key) = self { key } else { nil }
    }
}

/// A scheme with small, insecure parameters, and the holders of its key.
struct SchemeFixture {
    let parameters: SchemeParameters
    let scheme: any AdditiveScheme
    let values: [UInt8]
    /// The first is holder 1.
    let decryptors: [any PartialDecryptor]

    /// The digest of a round that never was.
    static let context = Digest(sha256: Array("a round".utf8))
    static let shareContext = ShareContext(announcement: context, sum: Digest(sha256: Array("a sum".utf8)))
    static let tableBudget = 1 << 18

    init(_ kind: SchemeKind) throws {
        switch kind {
        case .none: try self.init(Dealer.dealNoOp(plaintextBits: 509, holders: 3))
        case .single: try self.init(Self.dealKey(0))
        case .singleTextbook: try self.init(Self.dealKey(0), withoutMaskBase: true)
        case .threshold: try self.init(Self.dealShares(threshold: 2, holders: 3))
        case .thresholdAlone: try self.init(Self.dealShares(threshold: 1, holders: 3))
        }
    }

    /// One of the vectors' keys: 512, 768 or 2048 bits.
    static func dealKey(_ index: Int) throws -> Dealt {
        let key = try VectorFile.python().keys[index]
        return try Dealer.dealSingleKey(
            primes: PrimePair(SecretInteger(key.p), SecretInteger(key.q)), holders: 3, allowingInsecureKey: true)
    }

    /// Shares of a 768-bit key, for blocks of up to five.
    static func dealShares(threshold: Int, holders: Int) throws -> Dealt {
        try Dealer.dealThreshold(
            primes: PrimePair(SecretInteger(safePrimes.0), SecretInteger(safePrimes.1)), holders: holders,
            threshold: threshold, maximumBlock: 5,
            allowingInsecureKey: true)
    }

    /// Two safe primes of 384 bits; what they are does not matter.
    static let safePrimes = (
        prime("fe5fdfa4a2ee78af84fdaba8a8841160fa1839b0dc98a588864393f376355c5b33984b5f0ff15e78babea7642d49720b"),
        prime("fcb1d9afc5b429c7431362cb680a30c8258fb85480d81b4046d286c49fb13242cce0da246286457fc16def348b91badb")
    )

    private static func prime(_ hex: String) -> BigInteger {
        guard let prime = BigInteger(hex: hex) else { preconditionFailure("hexadecimal digits") }
        return prime
    }

    init(_ dealt: consuming Dealt, withoutMaskBase: Bool = false) throws {
        var parameters = dealt.parameters
        if withoutMaskBase, case .single(let key) = parameters {
            parameters = .single(
                try SingleKeyParameters(modulus: key.modulus, maskBase: nil, allowingInsecureKey: true))
        }
        self.parameters = parameters
        values = dealt.values
        scheme = try parameters.makeScheme(values: values, tableBudget: Self.tableBudget)
        var decryptors: [any PartialDecryptor] = []
        for holder in 1...dealt.holders {
            try dealt.withSecretBlock(of: holder) { block throws in
                decryptors.append(
                    try makeDecryptor(
                        parameters: parameters, values: dealt.values, holder: holder, secret: block))
            }
        }
        self.decryptors = decryptors
    }

    func plaintexts(_ values: [BigInteger], _ layout: BlockLayout) -> PlaintextVector {
        var plaintexts = scheme.plaintexts(for: layout)
        for (row, value) in values.enumerated() { plaintexts[row] = value }
        return plaintexts
    }

    func encrypt(_ plaintexts: PlaintextVector, _ layout: BlockLayout) throws -> EncryptedVector {
        try scheme.encrypt(plaintexts, layout: layout, context: Self.context)
    }

    func share(
        of sum: EncryptedVector, _ blocks: [Int], _ layout: BlockLayout, holder: Int = 1
    ) throws -> DecryptionShare {
        try share(request(blocks, of: sum, layout), layout, holder: holder)
    }

    func share(_ request: DecryptionInput, _ layout: BlockLayout, holder: Int = 1) throws -> DecryptionShare {
        try decryptors[holder - 1].share(holder: holder, of: request, layout: layout, context: Self.shareContext)
    }

    /// A sum's own header has the product of its contributions' randomisers.
    func request(_ blocks: [Int], of sum: EncryptedVector, _ layout: BlockLayout) -> DecryptionInput {
        DecryptionInput(
            blocks: blocks, headers: [sum.header],
            input: scheme.shareRequest(for: blocks, of: sum, layout: layout))
    }

    func verify(_ share: DecryptionShare, of sum: EncryptedVector, _ layout: BlockLayout) throws {
        try scheme.verify(share, sum: sum, layout: layout, context: Self.shareContext)
    }

    /// The whole way: request, share, check, combination.
    func decrypt(_ sum: EncryptedVector, _ layout: BlockLayout) throws -> PlaintextVector {
        let shares = try (1...scheme.sharesPerBlock).map { holder in
            try share(of: sum, Array(0..<layout.blocks), layout, holder: holder)
        }
        for share in shares { try verify(share, of: sum, layout) }
        return try scheme.combine(shares, sum: sum, layout: layout)
    }
}
