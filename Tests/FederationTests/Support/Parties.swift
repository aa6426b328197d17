import Federation
import Paillier
import Primitives

/// A federation of a few parties with keys of their own; alice, bob and sue hold shares, carol contributes only.
struct Parties {
    static let names: [PartyName] = ["alice", "bob", "carol", "sue"]
    /// Everybody there can be, for federations of more holders.
    static let everybody: [PartyName] = names + ["dave", "erin"]

    let authority: SigningKey
    let server: SigningKey
    let keys: [PartyName: SigningKey]
    let manifest: SignedDocument<Manifest>
    let codec: UpdateCodec

    let scheme: any AdditiveScheme

    init(
        minimumContributors: Int = 3, holders: [Manifest.Holder] = Parties.holders, threshold: Int = 1,
        toleratedHolders: Int = 0
    ) throws {
        authority = try SigningKey.generate()
        server = try SigningKey.generate()
        keys = try Dictionary(uniqueKeysWithValues: Self.everybody.map { ($0, try SigningKey.generate()) })
        let content = Parties.manifest(
            holders: holders, threshold: threshold, toleratedHolders: toleratedHolders,
            minimumContributors: minimumContributors)
        scheme = try content.scheme.makeScheme()
        manifest = try SignedDocument(content, name: Manifest.documentName, signer: authority)
        codec = try UpdateCodec(parameters: content.codec, parameterCount: 17, plaintextBits: 512)
    }

    static func manifest(
        scheme: SchemeParameters = .none(plaintextBits: 512), trustsServer: Bool = true,
        holders: [Manifest.Holder] = Parties.holders, threshold: Int = 1,
        toleratedHolders: Int = 0, minimumContributors: Int = 3,
        model: ModelSpecification = ModelSpecification(rows: 16),
        codec: CodecParameters = CodecParameters(maximumParticipants: 4), bounds: HyperParameterBounds = .standard
    ) -> Manifest {
        Manifest(
            federation: "office-0a1b2c3d", server: "localhost:7433", scheme: scheme, trustsServer: trustsServer,
            holders: holders, threshold: threshold, toleratedHolders: toleratedHolders,
            minimumContributors: minimumContributors, model: model,
            codec: codec, bounds: bounds, initialModel: Digest(sha256: "initial".utf8))
    }

    static let holders = ["alice", "bob", "sue"].enumerated().map { Manifest.Holder(index: $0 + 1, name: $1) }

    func roster(number: Int = 1, revoked: Set<PartyName> = [], without missing: Set<PartyName> = []) -> Roster {
        let present = Set(Self.names + manifest.content.holders.map(\.name)).subtracting(missing)
        let members = keys.filter { present.contains($0.key) }.map { name, key in
            Roster.Member(name: name, key: key.verificationKey, revoked: revoked.contains(name))
        }
        return Roster(
            federation: manifest.content.federation, number: number, serverKey: server.verificationKey,
            members: members)
    }

    func signed(_ roster: Roster) throws -> SignedDocument<Roster> {
        try SignedDocument(roster, name: Roster.documentName, signer: authority)
    }

    /// A round that everybody may take part in.
    func draft() throws -> AnnouncementDraft {
        AnnouncementDraft(
            federation: manifest.content.federation, manifest: manifest.digest, roster: try signed(roster()).digest,
            key: manifest.content.scheme.digest, baseModel: manifest.content.initialModel,
            codec: manifest.content.codec, layout: codec.layout(of: .training))
    }

    func contribution(
        of name: PartyName, to announcement: RoundAnnouncement, marked mark: String = "", signer: PartyName? = nil
    ) throws -> SignedContribution {
        let statement = ContributionStatement(
            announcement: announcement.digest, participant: name, header: .empty,
            root: Digest(sha256: "\(name)\(mark)".utf8))
        guard let key = keys[signer ?? name] else { preconditionFailure("\(name) has no key") }
        return try SignedContribution(statement, signer: key)
    }

    func holderMachine(_ name: PartyName) -> HolderMachine {
        HolderMachine(manifest: manifest, codec: codec, scheme: scheme, name: name)
    }

    /// A commit of a holder to this promise.
    func commit(
        of name: PartyName, to promise: HolderMachine.Commitment, instance: InstanceID = .random(),
        signer: PartyName? = nil
    ) throws -> SumCommit {
        guard let key = keys[signer ?? name], let holder = manifest.content.holderIndex(of: name) else {
            preconditionFailure("\(name) holds no share")
        }
        return try SumCommit(
            announcement: promise.announcement, baseModel: promise.baseModel, sum: promise.sum, holder: holder,
            instance: instance, signer: key)
    }

    func digest(of contribution: SignedContribution) -> Digest? {
        keys[contribution.statement.participant].map { contribution.statement.digest(key: $0.verificationKey) }
    }
}
