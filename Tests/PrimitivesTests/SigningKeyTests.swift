import Foundation
import Testing

@testable import Primitives

@Suite struct SigningKeyTests {
    struct Vector: Sendable {
        let seed: String
        let key: String
        let message: String
        let signature: String
    }

    /// RFC 8032 §7.1: TEST 1, 2, 3 and SHA(abc).
    static let vectors = [
        Vector(
            seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            key: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            message: "",
            signature: "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
        Vector(
            seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            key: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            message: "72",
            signature: "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
        Vector(
            seed: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            key: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            message: "af82",
            signature: "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
        Vector(
            seed: "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
            key: "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
            message: "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
            signature: "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
                + "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"),
    ]

    @Test(arguments: vectors) func agreesWithPublishedVectors(vector: Vector) throws {
        let seed = try #require(Hexadecimal.bytes(vector.seed))
        let message = try #require(Hexadecimal.bytes(vector.message))
        let signature = try #require(Hexadecimal.bytes(vector.signature))
        let key = try seed.withUnsafeBytes { try SigningKey(seed: $0) }
        #expect(key.verificationKey.description == vector.key)
        #expect(try key.signature(for: message) == signature)
        #expect(key.verificationKey.isValid(signature, for: message))
    }

    @Test func aSignatureHoldsForItsMessageAndKeyOnly() throws {
        let key = try SigningKey.generate()
        let message = Array("the round's announcement".utf8)
        let signature = try key.signature(for: message)
        #expect(key.verificationKey.isValid(signature, for: message))
        #expect(!key.verificationKey.isValid(signature, for: message + [0]))
        #expect(!key.verificationKey.isValid(signature.dropLast(), for: message))
        #expect(!key.verificationKey.isValid([], for: message))
        #expect(!(try SigningKey.generate().verificationKey.isValid(signature, for: message)))
        for bit in stride(from: 0, to: 512, by: 7) {
            var forged = signature
            forged[bit / 8] ^= 1 << (bit % 8)
            #expect(!key.verificationKey.isValid(forged, for: message))
        }
    }

    @Test func bytesThatAreNoPointVerifyNothing() throws {
        let key = try #require(VerificationKey(bytes: [UInt8](repeating: 0xff, count: 32)))
        #expect(!key.isValid([UInt8](repeating: 0, count: 64), for: []))
        #expect(VerificationKey(bytes: [UInt8](repeating: 0, count: 31)) == nil)
    }

    @Test func pemGoesBothWays() throws {
        let key = try SigningKey.generate()
        let text = try key.pem().withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        #expect(text.hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
        #expect(try SigningKey(pem: text).verificationKey == key.verificationKey)
    }

    /// RFC 8410 §10.3.
    @Test func readsThePublishedExample() throws {
        let text = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
            -----END PRIVATE KEY-----
            """
        let key = try SigningKey(pem: text)
        #expect(key.verificationKey.description == "19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1")
        let again = try key.pem().withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        #expect(again == text + "\n")
    }

    /// An X25519 key (RFC 7748) in PKCS #8: the same length, another algorithm.
    @Test(arguments: [
        "MC4CAQAwBQYDK2VuBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC", "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK",
        "Zm9vYmFy",
    ])
    func refusesWhatIsNoSuchKey(base64: String) {
        let text = "-----BEGIN PRIVATE KEY-----\n\(base64)\n-----END PRIVATE KEY-----\n"
        let error = #expect(throws: PrimitivesError.self) { try SigningKey(pem: text) }
        guard case .keyInvalid = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func refusesBytesAfterTheKey() throws {
        let bytes = try SigningKey.generate().privateKeyInfo().withUnsafeBytes { Array($0) + [0] }
        #expect(throws: PrimitivesError.keyInvalid(reason: "not a private key in PKCS #8 form")) {
            try bytes.withUnsafeBytes { try SigningKey(privateKeyInfo: $0) }
        }
    }

    @Test func refusesAnotherBlockOrTwo() throws {
        let text = try SigningKey.generate().pem().withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        let relabelled = text.replacingOccurrences(of: "PRIVATE KEY", with: "PUBLIC KEY")
        for text in ["", text + text, relabelled] {
            #expect(throws: PrimitivesError.self) { try SigningKey(pem: text) }
        }
    }

    @Test func keysAreUsedFromManyThreadsAtOnce() async throws {
        let key = try SigningKey.generate()
        try await withThrowingTaskGroup { group in
            for number in 0..<UInt8(64) {
                group.addTask { try key.verificationKey.isValid(key.signature(for: [number]), for: [number]) }
            }
            for try await isValid in group {
                #expect(isValid)
            }
        }
    }

    @Test func aVerificationKeyCodesAsHexadecimalText() throws {
        let key = try SigningKey.generate().verificationKey
        let json = try JSONEncoder().encode([key])
        #expect(String(decoding: json, as: UTF8.self) == "[\"\(key)\"]")
        #expect(try JSONDecoder().decode([VerificationKey].self, from: json) == [key])
        #expect(key.fingerprint == Digest(sha256: key.bytes))
    }
}
