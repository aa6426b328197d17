public import Primitives

/// Who a certificate speaks for: the URI among its subject's alternative names (RFC 5280 §4.2.1.6).
///
/// `grok://<federation>/server` or `grok://<federation>/participant/<name>`; addresses play no part in it.
public struct KitIdentity: Hashable, Sendable {
    /// What its owner is in the federation.
    public enum Role: Hashable, Sendable {
        /// Trains on its own mail.
        case participant(PartyName)
        /// Sums what the participants send.
        case server
    }

    /// The federation that the certificate belongs to.
    public let federation: PartyName
    /// What its owner is there.
    public let role: Role

    /// The identity of `role` in `federation`.
    public init(federation: PartyName, role: Role) {
        self.federation = federation
        self.role = role
    }

    /// - Returns: nil unless `uri` is one of the two forms.
    public init?(uri: String) {
        let scheme = "grok://"
        guard uri.hasPrefix(scheme) else { return nil }
        let parts = uri.dropFirst(scheme.count).split(separator: "/", omittingEmptySubsequences: false)
        guard let first = parts.first, let federation = try? PartyName(String(first)) else { return nil }
        self.federation = federation
        switch parts.dropFirst().map(String.init) {
        case ["server"]: role = .server
        case let segments where segments.count == 2 && segments[0] == "participant":
            guard let name = try? PartyName(segments[1]) else { return nil }
            role = .participant(name)
        default: return nil
        }
    }

    /// - Returns: nil unless the certificate names exactly one URI, and that is an identity.
    public init?(certificate: Certificate) {
        guard certificate.uris.count == 1 else { return nil }
        self.init(uri: certificate.uris[0])
    }

    /// The text that goes into the certificate.
    public var uri: String {
        switch role {
        case .participant(let name): "grok://\(federation)/participant/\(name)"
        case .server: "grok://\(federation)/server"
        }
    }
}

extension KitIdentity.Role: CustomStringConvertible {
    /// `server`, or the participant's name.
    public var description: String {
        switch self {
        case .participant(let name): name.text
        case .server: "server"
        }
    }
}
