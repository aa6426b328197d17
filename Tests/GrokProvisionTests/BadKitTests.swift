import Federation
import Foundation
import Primitives
import Testing

/// What a damaged, mixed-up or forged kit gets: one line that says what is wrong.
@Suite struct BadKitTests {
    private let fixture: KitFixture

    init() throws { fixture = try KitFixture() }

    private func refusal(_ text: String) throws -> KitError {
        try #require(#expect(throws: KitError.self) { try Kit(parsing: SecretBytes(copying: Array(text.utf8))) })
    }

    private func blocks(_ name: String = "bob") throws -> [PEMBlock] {
        try PEMDocument(parsing: fixture.text(name)).blocks
    }

    @Test func aKitCutAnywhereIsRefused() throws {
        let text = try fixture.text()
        let secretStart = try #require(text.range(of: "-----BEGIN GROK SECRET KEY-----")).lowerBound
        for end in stride(from: 0, to: text.utf8.count - 1, by: 7) {
            let cut = String(text.utf8.prefix(end))!
            let error = try refusal(cut)
            #expect(!error.description.contains("\n"))
            #expect(error == .notAKit || "\(error)".hasSuffix("ask whoever provisioned the federation for it again"))
        }
        #expect(try refusal(String(text[..<secretStart])).description.contains("ends before GROK SECRET KEY"))
    }

    @Test(arguments: 0..<8) func aMissingBlockIsNamed(index: Int) throws {
        var blocks = try blocks()
        let label = blocks.remove(at: index).label
        let error = try refusal(PEMDocument(blocks: blocks).serialized)
        guard case .missing(let missing, _) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(missing.hasPrefix(label))
    }

    @Test func aMissingEndIsNamed() throws {
        let text = try fixture.text().replacing("-----END GROK MANIFEST-----\n", with: "")
        #expect(try refusal(text).description.contains("-----END GROK MANIFEST----- is missing"))
    }

    @Test(arguments: ["", "hello", "\0\u{1}\u{2}", "{\"kit\": 1}\n"]) func garbageIsNoKit(text: String) throws {
        #expect(try refusal(text) == .notAKit)
    }

    @Test func moreThanAKitIsRefused() throws {
        let text = try fixture.text() + PEMBlock(label: "CERTIFICATE", bytes: [1]).serialized
        #expect(try refusal(text) == .trailing(block: "CERTIFICATE"))
    }

    @Test(arguments: [0, 1, 2]) func aDamagedBlockIsNamed(index: Int) throws {
        var blocks = try blocks()
        blocks[index] = PEMBlock(label: blocks[index].label, bytes: blocks[index].bytes.dropLast())
        let error = try refusal(PEMDocument(blocks: blocks).serialized)
        let names = ["own certificate", "private key", "certificate of the authority"]
        #expect(error.description.contains("its \(names[index]) is damaged"))
    }

    @Test func theOwnCertificateComesFirst() throws {
        var blocks = try blocks()
        blocks.swapAt(0, 2)
        #expect(try refusal(PEMDocument(blocks: blocks).serialized) == .authority)
    }

    @Test func aForeignAuthorityIsRefused() throws {
        let other = try KitFixture()
        #expect(throws: KitError.certificateForeign) {
            try fixture.kit(authority: other.authority.certificate)
        }
        var blocks = try blocks()
        blocks[2] = PEMBlock(label: "CERTIFICATE", bytes: other.authority.certificate.der)
        #expect(try refusal(PEMDocument(blocks: blocks).serialized) == .certificateForeign)
    }

    @Test func aForeignKeyIsRefused() throws {
        #expect(throws: KitError.keyMismatch) { try fixture.kit(signingKey: SigningKey.generate()) }
    }

    @Test func documentsMustBeTheAuthoritys() throws {
        let stranger = try SigningKey.generate()
        let forgedManifest = try fixture.kit(manifest: fixture.manifest(signer: stranger))
        #expect(try refusal(forgedManifest.text()) == .signature(document: "manifest"))
        let forgedRoster = try fixture.kit(roster: fixture.roster(signer: stranger))
        #expect(try refusal(forgedRoster.text()) == .signature(document: "roster"))
    }

    @Test(arguments: [3, 5]) func aChangedDocumentIsRefused(index: Int) throws {
        var blocks = try blocks()
        var bytes = blocks[index].bytes
        bytes[bytes.count / 2] ^= 1
        blocks[index] = PEMBlock(label: blocks[index].label, bytes: bytes)
        #expect(
            try refusal(PEMDocument(blocks: blocks).serialized)
                == .signature(document: index == 3 ? "manifest" : "roster"))
    }

    @Test func aSignatureServesOneDocument() throws {
        var blocks = try blocks()
        blocks.replaceSubrange(
            3...4,
            with: [
                PEMBlock(label: blocks[3].label, bytes: blocks[5].bytes),
                PEMBlock(label: blocks[4].label, bytes: blocks[6].bytes),
            ])
        #expect(try refusal(PEMDocument(blocks: blocks).serialized) == .signature(document: "manifest"))
    }

    @Test func everythingIsOfOneFederation() throws {
        let (own, other) = (fixture.federation, try PartyName("home-00000002"))
        #expect(throws: KitError.federation(part: "certificate", found: own, expected: other)) {
            try fixture.kit(manifest: fixture.manifest(federation: other))
        }
        #expect(throws: KitError.federation(part: "roster", found: other, expected: own)) {
            try fixture.kit(roster: fixture.roster(federation: other))
        }
        let certificate = try fixture.certificate("bob", uri: "grok://home-00000002/participant/bob")
        #expect(throws: KitError.federation(part: "certificate", found: other, expected: own)) {
            try fixture.kit(certificate: certificate)
        }
    }

    @Test func aCertificateMustNameARole() throws {
        let uri = "grok://office-00000001/auditor"
        #expect(throws: KitError.certificateIdentity(uris: [uri])) {
            try fixture.kit(certificate: fixture.certificate("bob", uri: uri))
        }
    }

    @Test func theRosterMustListTheOwner() throws {
        let bob = KitIdentity.Role.participant(try PartyName("bob"))
        #expect(throws: KitError.roster(bob)) {
            try fixture.kit(roster: fixture.roster(bob: SigningKey.generate().verificationKey))
        }
        #expect(throws: KitError.roster(bob)) { try fixture.kit(roster: fixture.roster(revoked: true)) }
        let carol = KitIdentity.Role.participant(try PartyName("carol"))
        #expect(throws: KitError.roster(carol)) {
            try fixture.kit(certificate: fixture.certificate("bob", uri: "grok://office-00000001/participant/carol"))
        }
    }

    @Test func aRosterThatContradictsItselfIsRefused() throws {
        let error = #expect(throws: KitError.self) {
            try fixture.kit(roster: fixture.roster(bob: fixture.key("alice").verificationKey))
        }
        #expect(error?.description.contains("its roster is damaged") == true)
    }

    @Test func onlyAHolderHasTheSecret() throws {
        #expect(throws: KitError.secretKeyMisplaced(.server)) { try fixture.kit("server", holdsSecret: true) }
        #expect(throws: KitError.secretKeyMisplaced(.participant(try PartyName("alice")))) {
            try fixture.kit("alice", holdsSecret: true)
        }
        let error = #expect(throws: KitError.self) { try fixture.kit("bob", holdsSecret: false) }
        #expect(error?.description.contains("ends before GROK SECRET KEY") == true)
    }

    @Test func noErrorShowsASecret() throws {
        let text = try fixture.text()
        let secret = try #require(PEMDocument(parsing: text).blocks.last).serialized.split(separator: "\n")[1]
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for index in lines.indices where !lines[index].isEmpty {
            var cut = lines
            cut.remove(at: index)
            do {
                _ = try Kit(parsing: SecretBytes(copying: Array(cut.joined(separator: "\n").utf8)))
            } catch {
                #expect(!"\(error)".contains(secret))
            }
        }
    }

    /// Signed, but not by `create`, which would have refused these numbers.
    @Test func aManifestWhoseNumbersDoNotGoTogetherIsRefused() throws {
        func manifest(threshold: Int, minimum: Int, rows: Int) throws -> SignedDocument<Manifest> {
            let content = Manifest(
                federation: fixture.federation, server: "localhost:7433", scheme: .fixture, trustsServer: true,
                holders: [.init(index: 1, name: try PartyName("bob"))], threshold: threshold, toleratedHolders: 0,
                minimumContributors: minimum, model: ModelSpecification(rows: rows), codec: CodecParameters(),
                bounds: .standard, initialModel: Digest(sha256: []))
            return try SignedDocument(content, name: Manifest.documentName, signer: fixture.authority.key)
        }
        #expect(throws: Never.self) { try fixture.kit(manifest: manifest(threshold: 1, minimum: 2, rows: 16)) }
        for (threshold, minimum, rows, reason) in [
            (2, 2, 16, "threshold"), (1, 1, 16, "minimumContributors"), (1, 2, 1 << 40, "rows"),
        ] {
            let error = #expect(throws: KitError.self) {
                try fixture.kit(manifest: manifest(threshold: threshold, minimum: minimum, rows: rows))
            }
            guard case .damaged("manifest", let found)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(found.contains(reason))
        }
    }
}
