public import FoundationEssentials
import Primitives

/// Something about a kit that its owner should see to, though it still works.
public enum KitWarning: Equatable, Sendable, CustomStringConvertible {
    /// The certificate ends soon: when, and the whole days that are left.
    case expiresSoon(Date, days: Int)

    /// One line: what is the matter and what to do.
    public var description: String {
        switch self {
        case .expiresSoon(let date, let days):
            "the kit expires on \(KitDate.day(date)), in \(days) \(days == 1 ? "day" : "days"); "
                + "ask whoever provisioned the federation for a new one"
        }
    }
}

extension Kit {
    /// Days before its end from which a kit warns.
    static let warningDays = 30

    /// Whether the kit can be used at `now`, and for how long.
    ///
    /// - Throws: ``KitError/expired(_:)`` or ``KitError/notYetValid(_:)``.
    public func warning(at now: Date) throws -> KitWarning? {
        for one in [certificate, authority] {
            if now < one.notBefore { throw KitError.notYetValid(one.notBefore) }
            if now > one.notAfter { throw KitError.expired(one.notAfter) }
        }
        let days = Int(certificate.notAfter.timeIntervalSince(now) / 86_400)
        return days < Self.warningDays ? .expiresSoon(certificate.notAfter, days: days) : nil
    }

    /// The name of the participant whose kit this is.
    ///
    /// - Parameter program: who asks, for the error.
    /// - Throws: ``KitError/role(found:program:)`` for the server's kit.
    public func participant(for program: String) throws -> PartyName {
        switch role {
        case .participant(let name): name
        case .server: throw KitError.role(found: role, program: program)
        }
    }

    /// - Parameter program: who asks, for the error.
    /// - Throws: ``KitError/role(found:program:)`` for a participant's kit.
    public func requireServer(for program: String) throws {
        guard role == .server else { throw KitError.role(found: role, program: program) }
    }

    /// Everything that must hold between the parts of a kit, whoever put them together.
    func check() throws {
        try Kit.checkIssue(of: certificate, by: authority)
        guard signingKey.verificationKey == certificate.verificationKey else { throw KitError.keyMismatch }
        try checkFederation(identity.federation, of: "certificate")
        try checkFederation(roster.content.federation, of: "roster")
        try checkManifest()
        try checkRoster()
        try checkSecretKey()
    }

    static func checkIssue(of certificate: Certificate, by authority: Certificate) throws {
        guard authority.isIssued(by: authority) else { throw KitError.authority }
        guard certificate.isIssued(by: authority) else { throw KitError.certificateForeign }
    }

    private func checkFederation(_ found: PartyName, of part: String) throws {
        let expected = manifest.content.federation
        guard found == expected else { throw KitError.federation(part: part, found: found, expected: expected) }
    }

    /// Whoever signed it may have made it with something else than `create`, or with a later version of it.
    private func checkManifest() throws {
        do {
            try manifest.content.validate()
        } catch {
            throw KitError.damaged(block: KitBlock.manifest.name, reason: "\(error)")
        }
    }

    private func checkRoster() throws {
        do {
            try roster.content.validate(for: manifest.content)
        } catch {
            throw KitError.damaged(block: KitBlock.roster.name, reason: "\(error)")
        }
        guard rosterKey == certificate.verificationKey else { throw KitError.roster(role) }
    }

    private var rosterKey: VerificationKey? {
        switch role {
        case .participant(let name): roster.content.activeMember(name)?.key
        case .server: roster.content.serverKey
        }
    }

    private func checkSecretKey() throws {
        switch (isHolder, holdsSecretKey) {
        case (true, false): throw KitError.missing(block: KitBlock.secretKey.title, found: nil)
        case (false, true): throw KitError.secretKeyMisplaced(role)
        case (true, true), (false, false): break
        }
    }

    /// Whether the manifest counts the kit's owner among the holders.
    public var isHolder: Bool {
        switch role {
        case .participant(let name): manifest.content.holderIndex(of: name) != nil
        case .server: false
        }
    }
}
