import Federation
import Foundation
import GrokProvision
import Paillier
import Primitives
import Testing

@Suite struct KitSummaryTests {
    private let federation: ProvisionedFederation
    private let now = Date()

    init() throws { federation = try ProvisionedFederation.small() }

    private var bob: Kit { federation.participants[1] }

    private func object(_ kit: Kit) throws -> [String: Any] {
        let json = try KitSummary(kit, now: now).json()
        #expect(!json.contains("\n"))
        return try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    }

    @Test func theTextSaysEverything() throws {
        let text = try KitSummary(bob, now: now).text
        let id = federation.manifest.content.federation.text
        let facts = [
            "federation      \(id)\n", "role            participant bob, key holder 2 of 3\n",
            "server          localhost:7433\n", "paillier-single, key of 512 bits, INSECURE: for tests only\n",
            "alice, bob, sue; 1 needed to decrypt\n", "a sum of fewer than 3 contributions is never decrypted\n",
            "16 rows of 1, 17 parameters", "slots of 19, clipped to ±1.0", "room for 8 participants",
            "learning rate 0.0001 to 0.5\n", "roster          number 1\n",
            federation.manifest.digest.hex, bob.certificate.fingerprint.hex, bob.authority.fingerprint.hex,
            federation.manifest.content.initialModel.hex, "contains the whole secret key",
            "agreement       2 key holders agree on a sum first; 0 tolerated to cheat\n",
            "2 of the 3 key holders have to agree on a sum before one of them helps to decrypt it",
        ]
        for fact in facts { #expect(text.contains(fact), "\(fact)") }
        for member in federation.roster.content.members { #expect(text.contains(member.key.fingerprint.hex)) }
        #expect(try KitSummary(federation.server, now: now).text.contains("role            server\n"))
    }

    @Test func theJSONSaysEverything() throws {
        let bob = try object(bob)
        #expect(bob["role"] as? String == "participant" && bob["participant"] as? String == "bob")
        #expect(bob["holder"] as? Int == 2 && bob["trustsServer"] as? Bool == true)
        #expect((bob["scheme"] as? [String: Any])?["keyBits"] as? Int == 512)
        #expect((bob["roster"] as? [[String: Any]])?.compactMap { $0["name"] as? String } == ["alice", "bob", "sue"])
        #expect(bob["problem"] == nil)
        let server = try object(federation.server)
        #expect(server["role"] as? String == "server" && server["participant"] == nil && server["holder"] == nil)
    }

    /// 17 values in slots of 19 bits (26 fit in 511 bits) and 9 or fewer metrics in slots of 43 (11 fit): two rows of 128 bytes.
    @Test func aContributionsSizeIsTheSchemes() throws {
        let scheme = try federation.manifest.content.scheme.makeScheme()
        let codec = try UpdateCodec(
            parameters: CodecParameters(), parameterCount: 17, plaintextBits: scheme.plaintextBits)
        let bytes = scheme.bodyByteCount(layout: codec.layout(of: .training))
        #expect(try object(bob)["contributionBytes"] as? Int == bytes)
        #expect(bytes == 2 * 128)
    }

    @Test func problemsAreSaid() throws {
        let late = try KitSummary(bob, now: now + 3 * 365 * 86_400)
        #expect(late.text.hasSuffix("; ask whoever provisioned the federation for a new one"))
        #expect(late.text.contains("the kit expired on "))
        let soon = try KitSummary(bob, now: now + 710 * 86_400)
        #expect(soon.text.contains("the kit expires on "))
    }

    @Test func noSecretIsShown() throws {
        let secret = try #require(bob.withSecretKey { $0.withUnsafeBytes { Array($0) } })
        let signing = try bob.signingKey.privateKeyInfo().withUnsafeBytes { Array($0) }
        let summary = try KitSummary(bob, now: now)
        for shown in [summary.text, try summary.json()] {
            for bytes in [secret.suffix(16), secret[1...].prefix(16), signing.suffix(32)].map(Array.init) {
                #expect(!shown.contains(bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()))
                #expect(!shown.contains(Data(bytes).base64EncodedString()))
            }
        }
    }
}
