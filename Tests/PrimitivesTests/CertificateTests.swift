import Foundation
import Primitives
import Testing

@Suite struct CertificateTests {
    private let authority: CertificateAuthority
    private let key: SigningKey

    init() throws {
        authority = try CertificateAuthority.create(commonName: "office CA")
        key = try SigningKey.generate()
    }

    private func issue(uri: String = "grok://office/participant/alice", validFrom: Date) throws -> Certificate {
        try authority.issue(commonName: "alice", uri: uri, key: key.verificationKey, validFrom: validFrom)
    }

    @Test func aParticipantsCertificateSaysWhoItIs() throws {
        let start = Date(timeIntervalSince1970: 1_800_000_000)
        let certificate = try issue(validFrom: start)
        #expect(certificate.uris == ["grok://office/participant/alice"])
        #expect(certificate.verificationKey == key.verificationKey)
        #expect(certificate.notBefore == start)
        #expect(certificate.notAfter == start + 2 * 365 * 86_400)
        #expect(certificate.fingerprint == Digest(sha256: certificate.der))
    }

    @Test func validityHasTwoEnds() throws {
        let start = Date(timeIntervalSince1970: 1_600_000_000)
        let certificate = try issue(validFrom: start)
        #expect(!certificate.isValid(at: start - 1))
        #expect(certificate.isValid(at: start))
        #expect(certificate.isValid(at: certificate.notAfter))
        #expect(!certificate.isValid(at: certificate.notAfter + 1))
        #expect(!certificate.isValid(at: Date()), "it expired in 2022")
    }

    @Test func certificatesStartYesterday() throws {
        let now = Date()
        let certificate = try authority.issue(commonName: "s", uri: "grok://office/server", key: key.verificationKey)
        for one in [certificate, authority.certificate] {
            #expect(one.isValid(at: now))
            #expect(one.isValid(at: now - 86_000))
            #expect(!one.isValid(at: now - 87_000))
        }
    }

    @Test func onlyItsAuthorityIssuedIt() throws {
        let certificate = try issue(validFrom: CertificateAuthority.yesterday)
        #expect(certificate.isIssued(by: authority.certificate))
        #expect(authority.certificate.isIssued(by: authority.certificate))
        #expect(!authority.certificate.isIssued(by: certificate))
        #expect(!certificate.isIssued(by: certificate))
        let namesake = try CertificateAuthority.create(commonName: "office CA")
        #expect(!certificate.isIssued(by: namesake.certificate))
    }

    @Test func aParticipantCannotIssue() throws {
        let certificate = try issue(validFrom: CertificateAuthority.yesterday)
        let usurper = try CertificateAuthority(certificate: certificate, key: key)
        let forged = try usurper.issue(
            commonName: "bob", uri: "grok://office/participant/bob", key: key.verificationKey)
        #expect(!forged.isIssued(by: certificate))
        #expect(!forged.isIssued(by: authority.certificate))
    }

    @Test func aChangedByteBreaksTheSignature() throws {
        let certificate = try issue(validFrom: CertificateAuthority.yesterday)
        var der = certificate.der
        let name = try #require(der.firstRange(of: Array("participant/alice".utf8)))
        der[name.upperBound - 1] = UInt8(ascii: "x")
        let changed = try Certificate(der: der)
        #expect(changed.uris == ["grok://office/participant/alicx"])
        #expect(!changed.isIssued(by: authority.certificate))
    }

    @Test func pemGoesBothWays() throws {
        let certificate = try issue(validFrom: CertificateAuthority.yesterday)
        #expect(try Certificate(pem: certificate.pem) == certificate)
        #expect(try Certificate(der: certificate.der) == certificate)
    }

    @Test func refusesWhatIsNoCertificate() throws {
        let der = authority.certificate.der
        for bytes in [[], [0x30], Array(der.dropLast()), der + [0], key.verificationKey.bytes] {
            #expect(throws: PrimitivesError.certificateInvalid(reason: "not an X.509 certificate")) {
                try Certificate(der: bytes)
            }
        }
        let key = PEMBlock(label: "PRIVATE KEY", bytes: der).serialized
        #expect(throws: PrimitivesError.self) { try Certificate(pem: key) }
    }

    @Test(arguments: ["", "grok://office/participant/a b", "grok://office/participant/ä", "x\0y", "a\nb"])
    func refusesNamesThatAreNoURI(uri: String) {
        #expect(throws: PrimitivesError.self) { try issue(uri: uri, validFrom: CertificateAuthority.yesterday) }
    }

    /// A comma separates names in OpenSSL's configuration files; here it must stay a letter of one name.
    @Test func nothingInAURIBecomesASecondName() throws {
        let uri = "grok://office/participant/eve,URI:grok://office/server"
        let certificate = try issue(uri: uri, validFrom: CertificateAuthority.yesterday)
        #expect(certificate.uris == [uri])
    }

    @Test(arguments: [0, 65]) func refusesNamesThatDoNotFit(length: Int) {
        #expect(throws: PrimitivesError.self) {
            try CertificateAuthority.create(commonName: String(repeating: "n", count: length))
        }
    }

    @Test func aForeignKeyIsNoAuthority() {
        #expect(throws: PrimitivesError.self) {
            try CertificateAuthority(certificate: authority.certificate, key: key)
        }
    }

    @Test func errorsAreOneLine() {
        let errors: [PrimitivesError] = [
            .certificateInvalid(reason: "r"), .cryptographyFailed(operation: "o", reason: "r"),
            .keyInvalid(reason: "r"), .pemInvalid(line: 3, reason: "r"),
        ]
        #expect(
            errors.map(\.description) == ["certificate: r", "OpenSSL cannot o: r", "key: r", "PEM text, line 3: r"])
    }

    /// The `openssl` program reads the certificate, and finds in it what the design asks for.
    @Test func anotherReaderFindsTheExtensions() throws {
        let certificate = try issue(validFrom: CertificateAuthority.yesterday)
        let text = try describe(certificate)
        for part in [
            "ED25519", "CA:FALSE", "Digital Signature", "TLS Web Server Authentication",
            "TLS Web Client Authentication", "URI:grok://office/participant/alice", "Issuer: CN = office CA",
        ] {
            #expect(text.contains(part), "\(part)")
        }
        let root = try describe(authority.certificate)
        for part in ["Basic Constraints: critical", "CA:TRUE, pathlen:0", "Certificate Sign, CRL Sign"] {
            #expect(root.contains(part), "\(part)")
        }
    }

    private func describe(_ certificate: Certificate) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = ["x509", "-noout", "-text"]
        let (input, output) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        input.fileHandleForWriting.write(Data(certificate.pem.utf8))
        try input.fileHandleForWriting.close()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: text, as: UTF8.self)
    }
}
