import CommandSupport
import Federation
import Foundation
import GrokClient
import GrokProvision
import Learning
import Paillier
import PaillierSecret
import Primitives
import RoundStore
import Transport

/// A federation of many, all of whose participants are played by this process.
struct Community {
    let provisioned: ProvisionedFederation
    /// One for all: its tables are large, and nothing in it is anybody's own.
    let scheme: any AdditiveScheme
    private let examples: Int

    /// Makes the key and a kit for everybody; the first three hold the key.
    init(_ options: LoadOptions, progress: @escaping @Sendable (DealingProgress) -> Void) throws {
        let names = (1...options.participants).map { "p\($0)" }
        var federation = FederationOptions(name: "load", participants: names)
        federation.keyHolders = Array(names.prefix(3))
        federation.rows = options.parameters
        federation.scheme = .paillierThreshold(
            keyBits: options.keyBits, exponents: .short, allowingInsecureKey: true)
        provisioned = try ProvisionedFederation(FederationPlan(federation), progress: progress)
        scheme = try provisioned.manifest.content.scheme.makeScheme(
            values: provisioned.server.keyValues, tableBudget: ClientFederation.tableBudget)
        examples = 24
    }

    var manifest: SignedDocument<Manifest> { provisioned.manifest }
    var federation: PartyName { manifest.content.federation }

    /// What the participant with this kit knows.
    func client(_ kit: Kit) throws -> ClientFederation {
        let name = try kit.participant(for: "grok-lab simulate")
        return try ClientFederation(
            manifest: manifest, authority: kit.authority.verificationKey, name: name, signingKey: kit.signingKey,
            scheme: scheme, decryptor: decryptor(kit, index: manifest.content.holderIndex(of: name)))
    }

    private func decryptor(_ kit: Kit, index: Int?) throws -> (any PartialDecryptor)? {
        guard let index else { return nil }
        let parameters = manifest.content.scheme
        return try kit.withSecretKey {
            try makeDecryptor(parameters: parameters, values: kit.keyValues, holder: index, secret: $0)
        }
    }

    /// What one trains on: made up, its own, and hardly any.
    func data(of participant: Int) -> ParticipantData {
        var generator = SeededGenerator(seed: UInt64(participant))
        let rows = manifest.content.model.rows
        return ParticipantData(
            (0..<examples).map { index in
                let features = Set((0..<32).map { _ in UInt32(generator.integer(below: rows)) })
                let digest = Digest(sha256: Array("\(participant).\(index)".utf8))
                return (digest, SparseExample(features: features.sorted(), label: index.isMultiple(of: 2)))
            }, heldOutPercent: 10)
    }

    /// State in memory, the initial model in it already: one copy for everybody.
    func store(holding initialModel: [UInt8]) throws -> MemoryClientStore {
        let store = MemoryClientStore()
        try store.saveBlob(initialModel, as: .model(manifest.content.initialModel))
        return store
    }
}
