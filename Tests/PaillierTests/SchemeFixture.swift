import BigNumber
import Paillier
import PaillierSecret
import Primitives

/// Every scheme that there is, for the tests that all of them have to pass.
enum SchemeKind: String, CaseIterable, Sendable {
    case none
    case single
    case singleTextbook
}

extension SchemeParameters {
    /// The public key, where there is one.
    var singleKey: SingleKeyParameters? {
        if case .single(let key) = self { key } else { nil }
    }
}

/// A scheme with small, insecure parameters, and a holder of its key.
struct SchemeFixture {
    let parameters: SchemeParameters
    let scheme: any AdditiveScheme
    let decryptor: any PartialDecryptor

    /// The digest of a round that never was.
    static let context = Digest(sha256: Array("a round".utf8))
    static let tableBudget = 1 << 18

    init(_ kind: SchemeKind) throws {
        switch kind {
        case .none: try self.init(Dealer.dealNoOp(plaintextBits: 509, holders: 3))
        case .single: try self.init(Self.dealKey(0))
        case .singleTextbook: try self.init(Self.dealKey(0), withoutMaskBase: true)
        }
    }

    /// One of the vectors' keys: 512, 768 or 2048 bits.
    static func dealKey(_ index: Int) throws -> Dealt {
        let key = try VectorFile.python().keys[index]
        return try Dealer.dealSingleKey(primes: key.p, key.q, holders: 3, allowingInsecureKey: true)
    }

    init(_ dealt: consuming Dealt, withoutMaskBase: Bool = false) throws {
        var parameters = dealt.parameters
        if withoutMaskBase, case .single(let key) = parameters {
            parameters = .single(
                try SingleKeyParameters(modulus: key.modulus, maskBase: nil, allowingInsecureKey: true))
        }
        self.parameters = parameters
        scheme = try parameters.makeScheme(tableBudget: Self.tableBudget)
        decryptor = try dealt.withSecretBlock(of: 0) { block throws in
            try makeDecryptor(parameters: parameters, secret: block)
        }
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
        of sum: EncryptedVector, _ blocks: [Int], _ layout: BlockLayout, holder: Int = 0
    ) throws -> DecryptionShare {
        let request = scheme.shareRequest(for: blocks, of: sum, layout: layout)
        return try decryptor.share(
            holder: holder, request: request, blocks: blocks, layout: layout, context: Self.context)
    }

    func verify(_ share: DecryptionShare, of sum: EncryptedVector, _ layout: BlockLayout) throws {
        try scheme.verify(share, sum: sum, layout: layout, context: Self.context)
    }

    /// The whole way: request, share, check, combination.
    func decrypt(_ sum: EncryptedVector, _ layout: BlockLayout) throws -> PlaintextVector {
        let share = try share(of: sum, Array(0..<layout.blocks), layout)
        try verify(share, of: sum, layout)
        return try scheme.combine([share], sum: sum, layout: layout)
    }
}
