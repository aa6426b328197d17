import Federation
import Paillier
import Primitives
import Wire

/// A contribution that a test makes itself.
struct Forgery {
    let contribution: SignedContribution
    let body: [UInt8]
    let layout: BlockLayout

    /// Any bytes, duly signed.
    ///
    /// - Parameters:
    ///   - name: in whose name; by default the kit's owner's.
    ///   - header: by default one in every range, of another contribution.
    init(
        _ kit: Kit, _ announcement: RoundAnnouncement, body: [UInt8], as name: String? = nil,
        header: ContributionHeader? = nil
    ) throws {
        self.body = body
        layout = announcement.layout
        let statement = ContributionStatement(
            announcement: announcement.digest, participant: try PartyName(name ?? kit.role.description),
            header: try header ?? Self.header(kit, announcement),
            root: body.withUnsafeBytes { announcement.layout.root(of: $0) })
        contribution = try SignedContribution(statement, signer: kit.signingKey)
    }

    /// A header of zeros that were encrypted.
    private static func header(_ kit: Kit, _ announcement: RoundAnnouncement) throws -> ContributionHeader {
        let (scheme, layout) = (try scheme(of: kit), announcement.layout)
        let zeros = scheme.plaintexts(for: layout)
        return try scheme.encrypt(zeros, layout: layout, context: announcement.digest).header
    }

    /// What the kit's owner encrypts with.
    static func scheme(of kit: Kit) throws -> any AdditiveScheme {
        try kit.manifest.content.scheme.makeScheme(values: kit.keyValues, tableBudget: 1 << 20)
    }

    /// As many bytes as a contribution has, all of them 255: above every modulus.
    static func outOfRange(_ kit: Kit, _ announcement: RoundAnnouncement) throws -> Forgery {
        let scheme = try scheme(of: kit)
        let count = announcement.layout.positions * scheme.ciphertextByteCount
        return try Forgery(kit, announcement, body: [UInt8](repeating: 255, count: count))
    }

    /// A delta of zeros, properly encrypted; no two are alike.
    static func honest(_ kit: Kit, _ announcement: RoundAnnouncement, as name: String? = nil) throws -> Forgery {
        let manifest = kit.manifest.content
        let scheme = try scheme(of: kit)
        let codec = try UpdateCodec(
            parameters: manifest.codec, parameterCount: ModelFile.parameterCount(manifest.model),
            plaintextBits: scheme.plaintextBits)
        var generator = SystemRandomNumberGenerator()
        let delta = [Float](repeating: 0, count: codec.parameterCount)
        let rows = try codec.encode(delta: delta, examples: 32, metrics: LocalMetrics(), using: &generator)
        let context = ContributionStatement.context(
            announcement: announcement.digest, participant: try kit.participant(for: "the test"),
            key: kit.signingKey.verificationKey)
        let vector = try scheme.encrypt(rows, layout: announcement.layout, context: context)
        return try Forgery(kit, announcement, body: scheme.body(of: vector), as: name, header: vector.header)
    }

    var digest: Digest { contribution.statement.announcement }

    /// The messages that upload it.
    var messages: [WireMessage] {
        [.contribution(contribution)] + Chunk.chunks(of: body, digest: digest).map { .chunk($0) }
    }

    /// The announcement and the first half of what should follow.
    var firstHalf: [WireMessage] {
        let half = Chunk(digest: digest, offset: 0, total: body.count, content: Array(body.prefix(body.count / 2)))
        return [.contribution(contribution), .chunk(half)]
    }
}
