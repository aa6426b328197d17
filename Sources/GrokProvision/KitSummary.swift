package import Federation
package import Foundation
import Paillier
import Primitives

/// What a kit says, for people and for programs, without its secrets.
package struct KitSummary: Encodable, Sendable {
    /// A certificate.
    struct Validity: Encodable, Sendable {
        let fingerprint: String
        let notBefore: Date
        let notAfter: Date
    }

    /// How deltas are encrypted.
    struct Scheme: Encodable, Sendable {
        let name: String
        let keyBits: Int?
        let insecure: Bool
    }

    /// Somebody on the roster.
    struct Member: Encodable, Sendable {
        let name: PartyName
        let key: String
        let revoked: Bool
    }

    let federation: PartyName
    let role: String
    let participant: PartyName?
    let holder: Int?
    let server: String
    let certificate: Validity
    let authority: Validity
    let problem: String?
    let scheme: Scheme
    let trustsServer: Bool
    let trust: String
    let holders: [PartyName]
    let threshold: Int
    let toleratedHolders: Int
    let quorum: Int
    let minimumContributors: Int
    let model: ModelSpecification
    let parameters: Int
    let initialModel: String
    let codec: CodecParameters
    let contributionBytes: Int
    let bounds: HyperParameterBounds
    let rosterNumber: Int
    let serverKey: String
    let roster: [Member]
    let manifest: String

    /// - Parameter now: whether the kit is valid is said as of then.
    /// - Throws: `FederationError` or `PaillierError` when the manifest's numbers cannot be used.
    package init(_ kit: Kit, now: Date) throws {
        let (manifest, roster) = (kit.manifest.content, kit.roster.content)
        let figures = try SchemeFigures(manifest.scheme, values: kit.keyValues)
        federation = kit.federation
        participant = try? kit.participant(for: "")
        role = participant == nil ? "server" : "participant"
        holder = participant.flatMap { manifest.holderIndex(of: $0) }
        server = manifest.server
        certificate = Validity(kit.certificate)
        authority = Validity(kit.authority)
        problem = Self.problem(of: kit, now: now)
        scheme = Scheme(name: manifest.scheme.name, keyBits: figures.keyBits, insecure: figures.isInsecure)
        trustsServer = manifest.trustsServer
        trust = TrustStatement(manifest: manifest).text
        holders = manifest.holders.map(\.name)
        threshold = manifest.threshold
        toleratedHolders = manifest.toleratedHolders
        quorum = manifest.quorum
        minimumContributors = manifest.minimumContributors
        model = manifest.model
        parameters = ModelFile.parameterCount(manifest.model)
        initialModel = manifest.initialModel.hex
        codec = manifest.codec
        contributionBytes = try figures.contributionByteCount(manifest)
        bounds = manifest.bounds
        rosterNumber = roster.number
        serverKey = roster.serverKey.fingerprint.hex
        self.roster = roster.members.map {
            Member(name: $0.name, key: $0.key.fingerprint.hex, revoked: $0.revoked)
        }
        self.manifest = kit.manifest.digest.hex
    }

    /// One JSON object, its members sorted.
    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    private static func problem(of kit: Kit, now: Date) -> String? {
        do {
            return try kit.warning(at: now)?.description
        } catch {
            return "\(error)"
        }
    }
}

extension KitSummary.Validity {
    init(_ certificate: Certificate) {
        fingerprint = certificate.fingerprint.hex
        notBefore = certificate.notBefore
        notAfter = certificate.notAfter
    }
}
