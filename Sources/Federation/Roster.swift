public import Primitives

/// Who may take part: signed by the certificate authority and numbered, so that the newest one seen counts.
public struct Roster: Codable, Hashable, Sendable {
    /// A participant and the key its contributions are signed with.
    public struct Member: Codable, Hashable, Sendable {
        /// The participant's name.
        public let name: PartyName
        /// The participant's Ed25519 key, of its certificate too.
        public let key: VerificationKey
        /// Whether it no longer takes part.
        public let revoked: Bool

        /// A participant of the federation.
        public init(name: PartyName, key: VerificationKey, revoked: Bool = false) {
            self.name = name
            self.key = key
            self.revoked = revoked
        }
    }

    /// The federation that this roster belongs to.
    public let federation: PartyName
    /// Grows with every change.
    public let number: Int
    /// The server's key: acknowledgements and transcripts are signed with it.
    public let serverKey: VerificationKey
    /// Everybody ever enrolled, sorted by name.
    public let members: [Member]

    /// The name under which the document is signed.
    public static let documentName = "roster"

    /// A roster; members are sorted by name.
    public init(federation: PartyName, number: Int, serverKey: VerificationKey, members: [Member]) {
        self.federation = federation
        self.number = number
        self.serverKey = serverKey
        self.members = members.sorted { $0.name < $1.name }
    }

    /// The member of this name, revoked or not.
    public func member(_ name: PartyName) -> Member? { members.first { $0.name == name } }

    /// The member of this name that may still take part.
    public func activeMember(_ name: PartyName) -> Member? { members.first { $0.name == name && !$0.revoked } }

    /// Names of those who may take part, sorted.
    public var activeNames: [PartyName] { members.filter { !$0.revoked }.map(\.name) }

    /// - Throws: ``FederationError/malformed(document:reason:)`` when a name or a key stands twice or the number is out
    ///   of range.
    public func validate() throws {
        try require((1..<1 << 40).contains(number), "its number is \(number)")
        try require(Set(members.map(\.name)).count == members.count, "a name stands twice")
        try require(Set(members.map(\.key) + [serverKey]).count == members.count + 1, "a key stands twice")
    }

    /// Checks the roster, and that it goes with the manifest of its federation.
    ///
    /// - Throws: ``FederationError/malformed(document:reason:)``; ``FederationError/budget(_:)`` when a sum has no room
    ///   for all who may take part.
    public func validate(for manifest: Manifest) throws {
        try validate()
        try require(federation == manifest.federation, "it is of the federation \(federation)")
        let room = manifest.codec.maximumParticipants
        guard activeNames.count <= room else {
            throw FederationError.budget(
                "the roster has \(activeNames.count) participants; this federation has room for \(room)")
        }
    }

    private func require(_ condition: Bool, _ reason: String) throws {
        guard condition else { throw FederationError.malformed(document: "roster", reason: reason) }
    }
}
