package import Federation
import Foundation
import Primitives

extension FederationRegistry {
    /// What came of a change.
    package enum Outcome: Equatable, Sendable {
        /// There is a new roster.
        case changed
        /// It was so already.
        case unchanged
    }

    /// Enrols a participant: a contributor, never a holder, since the key that shares were dealt from is gone.
    ///
    /// - Throws: ``ProvisionError/argument(_:)`` when the name cannot be used or there is no room.
    package func add(_ text: String) throws -> Outcome {
        let name = try FederationPlan.participant(text)
        switch roster.content.member(name) {
        case .some(let member) where member.revoked:
            throw ProvisionError.argument(
                "\(name) was revoked, and a name is never given twice: its old signatures would become another person's; "
                    + "choose another name")
        case .some: return .unchanged
        case nil: break
        }
        let key = try SigningKey.generate()
        let next = try SignedDocument(
            checked(roster.content.adding(name, key: key.verificationKey)), name: Roster.documentName,
            signer: authority.key)
        roster = next
        try write(issuer.kit(.participant(name), key: key, secretKey: nil))
        try writeRoster()
        return .changed
    }

    /// Ends somebody's taking part. Its share of the key, if it has one, cannot be taken back.
    ///
    /// - Parameter force: whether also when too few remain for any further round.
    /// - Throws: ``ProvisionError/argument(_:)``, ``ProvisionError/endsTraining(_:)``.
    package func revoke(_ text: String, force: Bool) throws -> Outcome {
        let name = try FederationPlan.participant(text)
        guard let member = roster.content.member(name) else { throw unknown(name) }
        if member.revoked { return .unchanged }
        let next = roster.content.revoking(name)
        if !force, let lack = RosterFigures(manifest: manifest.content, roster: next).lack {
            throw ProvisionError.endsTraining("after revoking \(name), \(lack)")
        }
        try publish(checked(next))
        return .changed
    }

    /// Gives a party's kit a certificate that begins now. The key stays, so that nobody has to accept anything.
    ///
    /// - Throws: ``ProvisionError/argument(_:)`` for somebody unknown or revoked, ``ProvisionError/directory(path:reason:)``
    ///   when the kit is not in the directory.
    package func renew(_ role: KitIdentity.Role) throws {
        if case .participant(let name) = role {
            guard let member = roster.content.member(name) else { throw unknown(name) }
            guard !member.revoked else {
                throw ProvisionError.argument("\(name) was revoked; a revoked participant's kit is not renewed")
            }
        }
        guard let kit = try kit(role) else {
            throw ProvisionError.directory(
                path: kitPath(role),
                reason:
                    "the kit is not there; its key and share are nowhere else, so put \(role)'s kit back to renew it")
        }
        try write(issuer.kit(renewing: kit))
    }

    /// Parties whose kits are in the directory and who still take part.
    package var renewable: [KitIdentity.Role] {
        let everybody = [.server] + roster.content.activeNames.map { KitIdentity.Role.participant($0) }
        return everybody.filter { FileManager.default.fileExists(atPath: kitPath($0)) }
    }

    private func checked(_ roster: Roster) throws -> Roster {
        do {
            try roster.validate(for: manifest.content)
            return roster
        } catch {
            throw ProvisionError.argument("\(error)")
        }
    }

    private func unknown(_ name: PartyName) -> ProvisionError {
        let names = roster.content.activeNames.map(\.text).joined(separator: ", ")
        return .argument("there is no \(name) in the roster; those who take part are \(names)")
    }
}
