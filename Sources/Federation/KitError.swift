public import FoundationEssentials

/// Why a kit cannot be used. No case carries anything that is secret.
public enum KitError: Error, Equatable, Sendable {
    /// The CA's certificate did not sign itself, or the kit's own certificate stands in its place.
    case authority
    /// The certificate was not issued by the kit's CA.
    case certificateForeign
    /// The certificate is not one of a participant or of a server; its URIs.
    case certificateIdentity(uris: [String])
    /// A certificate, key or document does not decode; which, and why.
    case damaged(block: String, reason: String)
    /// The certificate's last day has passed.
    case expired(Date)
    /// The certificate or the roster is of another federation than the manifest.
    case federation(part: String, found: PartyName, expected: PartyName)
    /// The private key is not the certificate's.
    case keyMismatch
    /// The text ends before this block, or has another one in its place.
    case missing(block: String, found: String?)
    /// The text has no PEM block at all.
    case notAKit
    /// The certificate's first day has not come.
    case notYetValid(Date)
    /// The kit is for another role than the program needs.
    case role(found: KitIdentity.Role, program: String)
    /// The roster does not list this name with the certificate's key.
    case roster(KitIdentity.Role)
    /// The secret key is in the kit of somebody who must not hold one.
    case secretKeyMisplaced(KitIdentity.Role)
    /// The CA did not sign this document.
    case signature(document: String)
    /// The text is cut or altered; the line counts from 1.
    case text(reason: String)
    /// Something follows the last block.
    case trailing(block: String)
}

extension KitError: CustomStringConvertible {
    /// One line: what is wrong and what to do.
    public var description: String {
        switch self {
        case .expired(let date):
            "the kit expired on \(KitDate.day(date)); ask whoever provisioned the federation for a new one"
        case .notYetValid(let date):
            "the kit is not valid before \(KitDate.day(date)); set this machine's clock, or ask the provisioner"
        case .role(.server, let program):
            "this is the server's kit; \(program) needs a participant's"
        case .role(.participant(let name), let program):
            "this is the kit of the participant \(name); \(program) needs the server's"
        case .notAKit: "this is not a kit: it has no PEM block; a kit is a file that grok-provision made"
        default: "the kit cannot be used: \(reason); ask whoever provisioned the federation for it again"
        }
    }

    private var reason: String {
        switch self {
        case .authority: "its second certificate is not that of a certificate authority"
        case .certificateForeign: "its certificate was not issued by its certificate authority"
        case .certificateIdentity(let uris):
            "its certificate names neither a participant nor a server (\(uris.joined(separator: ", ")))"
        case .damaged(let block, let reason): "its \(block) is damaged (\(reason))"
        case .federation(let part, let found, let expected):
            "its \(part) is of the federation \(found), its manifest of \(expected)"
        case .keyMismatch: "its private key is not that of its certificate"
        case .missing(let block, nil): "it ends before \(block)"
        case .missing(let block, let found?): "\(block) is expected where \(found) stands"
        case .roster(let role): "its roster does not list \(role) with the key of its certificate"
        case .secretKeyMisplaced(let role): "\(role) must not hold a secret key, but it contains one"
        case .signature(let document): "its \(document) is not signed by its certificate authority"
        case .text(let reason): "it is cut short or altered (\(reason))"
        case .trailing(let block): "\(block) stands after its end"
        case .expired, .notAKit, .notYetValid, .role: ""
        }
    }
}

/// How the days of a kit are written.
package enum KitDate {
    /// The day of `date` in UTC: `2027-05-01`.
    package static func day(_ date: Date) -> String { date.formatted(.iso8601.year().month().day()) }
}
