import Federation
import Foundation
import GrokProvision
import Paillier
import PaillierSecret
import Primitives
import Testing

@Suite struct ProvisionedFederationTests {
    @Test func everybodyGetsAKit() throws {
        let federation = try ProvisionedFederation.small()
        #expect(federation.participants.map(\.role.description) == ["alice", "bob", "sue"])
        #expect(federation.server.role == .server)
        for kit in [federation.server] + federation.participants {
            #expect(kit.manifest.bytes == federation.manifest.bytes)
            #expect(kit.roster.bytes == federation.roster.bytes)
            #expect(kit.authority == federation.authority.certificate)
            #expect(try kit.warning(at: Date()) == nil)
            #expect(kit.certificate.notAfter.timeIntervalSinceNow < 2 * 365 * 86_400)
        }
        #expect(!federation.server.holdsSecretKey)
        let keys = [federation.server] + federation.participants
        #expect(Set(keys.map(\.signingKey.verificationKey)).count == 4)
    }

    @Test func theManifestSaysWhatWasAskedFor() throws {
        var options = FederationOptions.small(["bob", "alice", "sue", "tom"])
        options.keyHolders = ["sue", "bob"]
        options.server = "grok.example.org:1"
        let federation = try ProvisionedFederation(FederationPlan(options))
        let (manifest, roster) = (federation.manifest.content, federation.roster.content)
        #expect(manifest.federation.text.wholeMatch(of: /office-[0-9a-f]{8}/) != nil)
        #expect(manifest.holders.map(\.name.text) == ["bob", "sue"] && manifest.holders.map(\.index) == [1, 2])
        #expect(manifest.trustsServer && manifest.threshold == 1 && manifest.minimumContributors == 3)
        #expect(manifest.server == "grok.example.org:1" && manifest.bounds == .standard)
        #expect(manifest.initialModel == Digest(sha256: ModelFile.initial(manifest.model)))
        #expect(roster.number == 1 && roster.activeNames.map(\.text) == ["alice", "bob", "sue", "tom"])
        #expect(federation.participants.map(\.holdsSecretKey) == [false, true, true, false])
    }

    /// What any of the holders does with its kit opens what everybody can encrypt from the server's.
    @Test(arguments: [ProvisionedFederation.small, ProvisionedFederation.shared])
    func anyEnoughHoldersOpenWhatIsEncrypted(make: @Sendable () throws -> ProvisionedFederation) throws {
        let federation = try make()
        let parameters = federation.server.manifest.content.scheme
        let scheme = try parameters.makeScheme(values: federation.server.keyValues, tableBudget: 1 << 20)
        let layout = try BlockLayout(blocks: 3, positionsPerBlock: 1)
        var plaintexts = scheme.plaintexts(for: layout)
        plaintexts.withMutableLimbs(0) { $0[0] = 42 }
        let context = Digest(sha256: [])
        let sum = try scheme.encrypt(plaintexts, layout: layout, context: context)
        let shares = try federation.participants.enumerated().map { index, kit in
            let decryptor = try #require(
                try kit.withSecretKey { secret in
                    try makeDecryptor(
                        parameters: parameters, values: kit.keyValues, holder: index + 1, secret: secret)
                })
            let input = DecryptionInput(
                blocks: [0, 1, 2], headers: [sum.header],
                input: scheme.shareRequest(for: [0, 1, 2], of: sum, layout: layout))
            return try decryptor.share(
                holder: index + 1, of: input, layout: layout,
                context: ShareContext(announcement: context, sum: context))
        }
        let threshold = federation.manifest.content.threshold
        for first in shares.indices {
            let given = (0..<threshold).map { shares[(first + $0) % shares.count] }
            let opened = try scheme.combine(given, sum: sum, layout: layout)
            #expect(opened.withLimbs(0) { $0[0] } == 42)
        }
    }

    @Test func theServersKitTrustsNobodyWithAKeyInShares() throws {
        let federation = try ProvisionedFederation.shared()
        let manifest = federation.manifest.content
        #expect(!manifest.trustsServer && manifest.threshold == 2 && manifest.quorum == 2)
        #expect(
            !federation.server.holdsSecretKey && federation.server.keyValues.count == manifest.scheme.valueByteCount)
        let text = String(
            decoding: try federation.participants[0].serialized().withUnsafeBytes { Array($0) }, as: UTF8.self)
        #expect(try Kit(parsing: SecretBytes(copying: Array(text.utf8))).keyValues == federation.server.keyValues)
        #expect(try KitSummary(federation.participants[1], now: Date()).text.contains("2 needed to decrypt"))
    }

    @Test func noTwoFederationsAreAlike() throws {
        let (one, other) = (try ProvisionedFederation.small(), try ProvisionedFederation.small())
        #expect(one.manifest.content.federation != other.manifest.content.federation)
        #expect(one.manifest.content.scheme != other.manifest.content.scheme)
        #expect(!one.server.certificate.isIssued(by: other.authority.certificate))
    }

    @Test func theAuthorityCanEnrolOthers() throws {
        let federation = try ProvisionedFederation.small()
        let key = try SigningKey.generate()
        let identity = KitIdentity(
            federation: federation.manifest.content.federation, role: .participant(try PartyName("carol")))
        let certificate = try federation.authority.issue(
            commonName: "carol", uri: identity.uri, key: key.verificationKey)
        let roster = federation.roster.content
        let members = roster.members + [Roster.Member(name: try PartyName("carol"), key: key.verificationKey)]
        let second = Roster(
            federation: roster.federation, number: roster.number + 1, serverKey: roster.serverKey, members: members)
        let kit = try Kit(
            certificate: certificate, signingKey: key, authority: federation.authority.certificate,
            manifest: federation.manifest,
            roster: SignedDocument(second, name: Roster.documentName, signer: federation.authority.key), secretKey: nil)
        #expect(try Kit(parsing: SecretBytes(copying: Array(kit.text().utf8))).identity == identity)
    }

    @Test func withoutEncryptionForTests() throws {
        var options = FederationOptions.small()
        options.scheme = .none(plaintextBits: 512)
        let federation = try ProvisionedFederation(FederationPlan(options))
        #expect(federation.manifest.content.scheme == .none(plaintextBits: 512))
    }

    /// A sum of so many participants needs wider slots than the plaintext has bits: known before a key is made.
    @Test func aBudgetThatDoesNotFitIsRefusedAtCreation() throws {
        var options = FederationOptions.small()
        options.maximumParticipants = 5000
        let plan = try FederationPlan(options)
        let error = #expect(throws: ProvisionError.self) {
            try ProvisionedFederation(plan) { _ in Issue.record("a key was made") }
        }
        #expect(error?.description.contains("maximumParticipants is 5000") == true)
        options.maximumParticipants = 8
        options.scheme = .none(plaintextBits: 32)
        #expect(throws: ProvisionError.self) { try ProvisionedFederation(FederationPlan(options)) }
    }

    @Test func theCertificatesStartWhenTold() throws {
        let start = Date(timeIntervalSince1970: 1_500_000_000)
        let federation = try ProvisionedFederation(FederationPlan(.small()), validFrom: start)
        #expect(federation.server.certificate.notBefore == start)
        #expect(throws: KitError.self) { try federation.server.warning(at: Date()) }
    }
}
