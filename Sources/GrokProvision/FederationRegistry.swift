import CommandSupport
package import Federation
import Foundation
import Primitives

/// The directory of a federation that was created before, with its authority's key: who takes part is changed here.
///
/// The newest roster among `roster.pem` and the kits counts. Whatever changes is written so that a process that is
/// killed leaves either the old state or one that the same command completes: a new participant's kit, which carries the
/// new roster, comes first, then `roster.pem`, then the server's kit.
package final class FederationRegistry {
    /// Where it is, without a slash at the end.
    package let path: String
    let authority: CertificateAuthority
    /// The newest roster.
    package internal(set) var roster: SignedDocument<Roster>
    /// What the federation is.
    package let manifest: SignedDocument<Manifest>
    let keyValues: [UInt8]
    private let lock: DirectoryLock

    /// Opens the directory, which no other process changes while this object lives.
    ///
    /// - Throws: ``ProvisionError``, `CommandError` for a kit that cannot be used.
    package init(opening path: String) throws {
        self.path = FederationDirectory(path: path).path
        lock = try DirectoryLock(self.path)
        authority = try AuthorityFiles(directory: self.path).load()
        let kits = try Self.kits(in: self.path, of: authority.certificate)
        guard let any = kits.first else {
            throw ProvisionError.directory(
                path: self.path,
                reason: "no kit is left there, and the manifest is in the kits; put one back, server.kit for instance")
        }
        manifest = any.manifest
        keyValues = any.keyValues
        let file = try Self.rosterFile(in: self.path, authority: authority.certificate)
        roster = try Self.newest(of: kits.map(\.roster) + (file.map { [$0] } ?? []), path: self.path)
        try settle(written: file?.content.number ?? 1)
    }

    /// Where a party's kit is.
    package func kitPath(_ role: KitIdentity.Role) -> String { "\(path)/\(role).kit" }

    /// Where the roster is, for the server.
    package var rosterPath: String { "\(path)/roster.pem" }

    /// A party's kit; nil when it is not in the directory any more.
    func kit(_ role: KitIdentity.Role) throws -> Kit? {
        let path = kitPath(role)
        return FileManager.default.fileExists(atPath: path) ? try KitFile.load(path) : nil
    }

    /// Makes `content` the federation's newest roster.
    func publish(_ content: Roster) throws {
        roster = try SignedDocument(content, name: Roster.documentName, signer: authority.key)
        try writeRoster()
    }

    /// Writes the newest roster for the server, and into the server's kit, so that a server that is installed anew knows
    /// it from the start.
    func writeRoster() throws {
        let text = SecretBytes(copying: Array(RosterText.serialized(roster).utf8))
        try PrivateFile.replace(rosterPath, text, mode: 0o644)
        guard let old = try kit(.server), old.roster.content.number < roster.content.number else { return }
        try write(issuer.kit(updating: old))
    }

    func write(_ kit: Kit) throws { try PrivateFile.replace(kitPath(kit.role), kit.serialized()) }

    var issuer: KitIssuer {
        KitIssuer(
            authority: authority, manifest: manifest, roster: roster, keyValues: keyValues,
            validFrom: CertificateAuthority.yesterday)
    }

    /// Completes what a killed process began.
    private func settle(written number: Int) throws {
        let isKitOld = try kit(.server).map { $0.roster.content.number < roster.content.number } ?? false
        if number < roster.content.number || isKitOld { try writeRoster() }
    }
}

extension FederationRegistry {
    private static func kits(in path: String, of authority: Certificate) throws -> [Kit] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return try names.filter { $0.hasSuffix(".kit") && !$0.hasPrefix(".") }.sorted().map { name in
            let kit = try KitFile.load("\(path)/\(name)")
            guard kit.authority == authority else {
                throw ProvisionError.directory(path: "\(path)/\(name)", reason: "it is a kit of another federation")
            }
            return kit
        }
    }

    private static func rosterFile(in path: String, authority: Certificate) throws -> SignedDocument<Roster>? {
        let file = "\(path)/roster.pem"
        guard FileManager.default.fileExists(atPath: file) else { return nil }
        do {
            return try RosterText.parse(
                InputFile.read(file, limit: RosterText.maximumByteCount), authority: authority.verificationKey)
        } catch let error as FederationError {
            throw ProvisionError.directory(path: file, reason: "\(error)")
        }
    }

    private static func newest(of rosters: [SignedDocument<Roster>], path: String) throws -> SignedDocument<Roster> {
        let number = rosters.map(\.content.number).max() ?? 0
        let newest = rosters.filter { $0.content.number == number }
        guard let first = newest.first, Set(newest.map(\.digest)).count == 1 else {
            throw ProvisionError.directory(
                path: path, reason: "there are different rosters of number \(number); two copies of it were changed")
        }
        return first
    }
}
