import CommandSupport
import Federation
import Paillier
import PaillierSecret
import Primitives

extension FederationPlan {
    /// Checks that the numbers fit together before a key is made for them.
    ///
    /// - Throws: ``ProvisionError/argument(_:)``.
    func validate() throws {
        let bits = plaintextBits
        // The key does not matter here, only how much a plaintext of it will hold.
        let draft = manifest(id: name, scheme: .none(plaintextBits: bits), initialModel: Digest(sha256: []))
        do {
            try draft.validate(
                parameterCount: ModelFile.parameterCount(model), plaintextBits: bits, sharesPerBlock: sharesPerBlock)
        } catch {
            throw ProvisionError.argument("\(error)")
        }
    }

    private var sharesPerBlock: Int {
        switch scheme {
        case .none, .paillierSingle: 1
        case .paillierThreshold: threshold
        }
    }

    private var plaintextBits: Int {
        switch scheme {
        case .none(let plaintextBits): plaintextBits
        case .paillierSingle(let keyBits, _), .paillierThreshold(let keyBits, _, _): keyBits - 1
        }
    }

    func manifest(id: PartyName, scheme: SchemeParameters, initialModel: Digest) -> Manifest {
        Manifest(
            federation: id, server: server.description, scheme: scheme, trustsServer: scheme.trustsServer,
            holders: holders.enumerated().map { Manifest.Holder(index: $0.offset + 1, name: $0.element) },
            threshold: threshold, toleratedHolders: toleratedHolders, minimumContributors: minimumContributors,
            model: model, codec: codec,
            bounds: .standard, initialModel: initialModel)
    }

    func roster(id: PartyName, serverKey: VerificationKey, keys: [PartyName: SigningKey]) -> Roster {
        let members = keys.map { Roster.Member(name: $0.key, key: $0.value.verificationKey) }
        return Roster(federation: id, number: 1, serverKey: serverKey, members: members)
    }

    func deal(progress: @escaping @Sendable (DealingProgress) -> Void) throws -> Dealt {
        switch scheme {
        case .none(let plaintextBits):
            try Dealer.dealNoOp(plaintextBits: plaintextBits, holders: holders.count)
        case .paillierSingle(let bits, let allowingInsecureKey):
            try Dealer.dealSingleKey(
                bits: bits, holders: holders.count, allowingInsecureKey: allowingInsecureKey, progress: progress)
        case .paillierThreshold(let bits, let exponents, let allowingInsecureKey):
            try Dealer.dealThreshold(
                bits: bits, holders: holders.count, threshold: threshold, maximumBlock: positionsPerBlock,
                exponents: exponents, allowingInsecureKey: allowingInsecureKey, progress: progress)
        }
    }

    /// How many plaintexts a block of a contribution has.
    private var positionsPerBlock: Int {
        get throws {
            try UpdateCodec(
                parameters: codec, parameterCount: ModelFile.parameterCount(model), plaintextBits: plaintextBits
            ).layout(of: .training).positionsPerBlock
        }
    }

    /// Its name and eight random hexadecimal digits, so that two federations of one name are told apart.
    func makeID() throws -> PartyName {
        let digits = Digest(sha256: SystemRandom.bytes(Digest.byteCount)).hex.prefix(8)
        return try PartyName("\(name)-\(digits)")
    }
}
