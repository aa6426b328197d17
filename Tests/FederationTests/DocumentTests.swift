import Foundation
import Paillier
import Primitives
import Testing

@testable import Federation

@Suite struct DocumentTests {
    let parties: Parties

    init() throws { parties = try Parties() }

    @Test func whatWasSignedIsReadBack() throws {
        let roster = try parties.signed(parties.roster(revoked: ["bob"]))
        let copy = try read(Roster.self, Roster.documentName, roster.bytes, roster.signature)
        #expect(copy.content == roster.content)
        #expect(copy.digest == Digest(sha256: roster.bytes))
        let manifest = parties.manifest
        let other = try read(Manifest.self, Manifest.documentName, manifest.bytes, manifest.signature)
        #expect(other.content == manifest.content)
        #expect(other.content.scheme.digest == manifest.content.scheme.digest)
    }

    @Test func theSignatureIsOverTheNameAndTheBytes() throws {
        let roster = try parties.signed(parties.roster())
        let signed = Array("grok/v1/roster".utf8) + [0] + roster.bytes
        #expect(parties.authority.verificationKey.isValid(roster.signature, for: signed))
    }

    @Test func everyBitCounts() throws {
        let roster = try parties.signed(parties.roster())
        for position in roster.bytes.indices {
            var bytes = roster.bytes
            bytes[position] ^= 1
            #expect(throws: FederationError.signature(document: "roster")) {
                try read(Roster.self, "roster", bytes, roster.signature)
            }
        }
        for position in roster.signature.indices {
            var signature = roster.signature
            signature[position] ^= 0x80
            #expect(throws: FederationError.signature(document: "roster")) {
                try read(Roster.self, "roster", roster.bytes, signature)
            }
        }
    }

    @Test func anotherAuthorityOrAnotherKindIsRefused() throws {
        let roster = try parties.signed(parties.roster())
        #expect(throws: FederationError.signature(document: "roster")) {
            try SignedDocument<Roster>(
                name: "roster", bytes: roster.bytes, signature: roster.signature,
                authority: parties.server.verificationKey)
        }
        #expect(throws: FederationError.signature(document: "manifest")) {
            try read(Roster.self, "manifest", roster.bytes, roster.signature)
        }
        for signature in [[], Array(roster.signature.dropLast()), roster.signature + [0]] {
            #expect(throws: FederationError.self) { try read(Roster.self, "roster", roster.bytes, signature) }
        }
    }

    @Test(arguments: [
        "codec", "federation", "format", "holders", "initialModel", "minimumContributors", "model", "scheme", "server",
        "threshold", "trustsServer", "bounds",
    ])
    func aMissingFieldIsNamed(field: String) throws {
        try expectManifestError("\(field) is missing") { $0[field] = nil }
    }

    @Test func aFieldOfAnotherKindIsNamed() throws {
        try expectManifestError("minimumContributors") { $0["minimumContributors"] = "three" }
        try expectManifestError("initialModel") { $0["initialModel"] = "12" }
        try expectManifestError("codec.clip") { $0["codec"] = ["valueBits": 16, "metricBits": 40, "clip": "x"] }
        try expectManifestError("no such scheme") { $0["scheme"] = ["name": "rot13"] }
    }

    @Test func aNameThatIsNoneIsRefused() throws {
        let roster = parties.roster()
        let text = try String(decoding: parties.signed(roster).bytes, as: UTF8.self)
        let bytes = Array(text.replacingOccurrences(of: "\"carol\"", with: "\"Carol\"").utf8)
        #expect(throws: FederationError.name("Carol")) {
            try read(Roster.self, "roster", bytes, sign(bytes, "roster"))
        }
    }

    @Test func bytesThatAreNoJSONAreRefused() throws {
        for bytes in [[], Array("{".utf8), Array("[]".utf8), [0xFF, 0xFE]] {
            let error = #expect(throws: FederationError.self) {
                try read(Roster.self, "roster", bytes, sign(bytes, "roster"))
            }
            guard case .malformed(document: "roster", _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    private func expectManifestError(
        _ reason: String, at location: SourceLocation = #_sourceLocation, _ change: (inout [String: Any]) -> Void
    ) throws {
        let object = try JSONSerialization.jsonObject(with: Data(parties.manifest.bytes))
        var fields = try #require(object as? [String: Any])
        change(&fields)
        let bytes = try Array(JSONSerialization.data(withJSONObject: fields))
        let error = try #require(
            #expect(throws: FederationError.self, sourceLocation: location) {
                try read(Manifest.self, "manifest", bytes, sign(bytes, "manifest"))
            })
        #expect("\(error)".contains(reason), sourceLocation: location)
        #expect("\(error)".hasPrefix("the manifest cannot be read"), sourceLocation: location)
    }

    private func sign(_ bytes: [UInt8], _ name: String) throws -> [UInt8] {
        try parties.authority.signature(for: Array("grok/v1/\(name)".utf8) + [0] + bytes)
    }

    private func read<Content>(
        _ type: Content.Type, _ name: String, _ bytes: [UInt8], _ signature: [UInt8]
    ) throws -> SignedDocument<Content> {
        try SignedDocument<Content>(
            name: name, bytes: bytes, signature: signature, authority: parties.authority.verificationKey)
    }
}
