import CommandSupport
import Foundation
import Primitives

/// `ca.pem` and `ca.key`: whoever has both can change who takes part.
struct AuthorityFiles {
    let directory: String

    /// - Throws: ``ProvisionError/directory(path:reason:)``.
    func load() throws -> CertificateAuthority {
        let certificate = try certificate()
        do {
            let key = try PrivateFile.readKey("\(directory)/ca.key")
            return try CertificateAuthority(certificate: certificate, key: key)
        } catch let error as PrimitivesError {
            throw ProvisionError.directory(path: "\(directory)/ca.key", reason: "\(error)")
        }
    }

    private func certificate() throws -> Certificate {
        let path = "\(directory)/ca.pem"
        guard FileManager.default.fileExists(atPath: path) else {
            throw ProvisionError.directory(
                path: directory, reason: "there is no ca.pem: name a directory that grok-provision create made")
        }
        do {
            return try Certificate(pem: String(decoding: InputFile.read(path, limit: 1 << 16), as: UTF8.self))
        } catch let error as PrimitivesError {
            throw ProvisionError.directory(path: path, reason: "\(error)")
        }
    }
}
