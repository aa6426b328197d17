package import Federation
package import Logging
import Primitives
package import RoundStore
import Wire

/// A participant without sockets, threads or clock: events in, effects out. Whoever drives it does so from one queue.
///
/// What it has signed, and what it has agreed to decrypt, is in the store before it is sent.
package final class ClientNode {
    let federation: ClientFederation
    let store: any ClientStore
    let log: ClientLog
    let holder: HolderMachine
    var machine: ParticipantMachine
    var roster: SignedDocument<Roster>
    /// Number of the newest roster under which this participant's person lets it help to decrypt.
    var acceptedRoster: Int
    /// Whether it waits for more rounds when the run is over.
    let isFollowing: Bool
    /// The end of the run that was told last.
    var toldEnd: Digest?
    /// Which copy of this participant's state commits.
    let instance: InstanceID
    /// The sums that this holder has committed to since it was started, until their rounds are over.
    var sums: [Digest: AgreedSum] = [:]
    var downloads: [Download] = []
    /// What an earlier connection fetched of a transcript.
    var interrupted: Download?
    /// The head whose next transcript is being verified.
    var verifying: ChainHead?
    /// What the server wants committed to before this participant knows where the base model comes from.
    var parked: CommitRequest?
    /// Sums that are to be looked at, one after the other: what one promises counts for the next.
    var audits: [SumProposal] = []
    /// Commits that were seen in this run, to be held against later ones.
    var witnessed: [CommitEvidence.Word] = []
    /// Models that were verified here.
    var models = 0
    var published = 0
    var rounds = 0
    var finished: Finished?
    var effects: [ClientEffect] = []

    /// - Parameters:
    ///   - roster: the kit's; the store may know a newer one.
    ///   - following: whether it stays when the run is over, for the rounds that may come later.
    ///   - acceptingRoster: whether the participant's person accepts the newest roster that the store knows.
    package init(
        federation: ClientFederation, roster: SignedDocument<Roster>, store: any ClientStore, logger: Logger,
        following: Bool = false, acceptingRoster: Bool = false
    ) throws {
        self.federation = federation
        self.store = store
        isFollowing = following
        log = ClientLog(
            logger: logger, federation: federation.manifest.content.federation, participant: federation.name)
        holder = HolderMachine(
            manifest: federation.manifest, codec: federation.codec, scheme: federation.scheme, name: federation.name)
        instance = try store.instance()
        acceptedRoster = try max(roster.content.number, store.acceptedRoster() ?? 0)
        self.roster = try Self.newest(roster, store: store, authority: federation.authority)
        try Self.saveInitialModel(federation.manifest.content, store: store)
        let heads = try store.verifiedHeads()
        machine = ParticipantMachine(
            head: heads.last ?? .genesis(of: federation.manifest.content), passed: Set(heads.map(\.transcript)))
        models = heads.count { $0.contributors == nil }
        if let last = heads.last { try keepNewest(last.model) }
        try settleRoster(since: roster.content, isAccepting: acceptingRoster)
    }

    /// One event, and everything that follows from it at once.
    package func handle(_ event: ClientEvent) -> [ClientEffect] {
        do {
            try process(event)
        } catch let error as StoreError {
            effects.append(.leave(.store(error)))
        } catch {
            effects.append(.leave(.store(.corrupted(path: "state", reason: "\(error)"))))
        }
        defer { effects = [] }
        return effects
    }

    private func process(_ event: ClientEvent) throws {
        switch event {
        case .connected: try perform(machine.connected())
        case .disconnected(let draw):
            interruptDownloads()
            try perform(machine.disconnected(draw: draw))
        case .done(let result): try finish(result)
        case .malformed(let error): distrust("\(error)")
        case .received(let message): try receive(message)
        case .started: try perform(machine.start())
        }
    }

    /// The server does not keep to the protocol: connect again, perhaps to a better one.
    func distrust(_ reason: String) {
        log.distrusted(reason)
        effects.append(.disconnect)
    }

    private static func newest(
        _ roster: SignedDocument<Roster>, store: any ClientStore, authority: VerificationKey
    ) throws -> SignedDocument<Roster> {
        guard let saved = try store.roster() else { return roster }
        let newest = try SignedDocument<Roster>(
            name: Roster.documentName, bytes: saved.content, signature: saved.signature, authority: authority)
        return newest.content.number > roster.content.number ? newest : roster
    }

    private static func saveInitialModel(_ manifest: Manifest, store: any ClientStore) throws {
        guard try !store.hasBlob(.model(manifest.initialModel)) else { return }
        try store.saveBlob(ModelFile.initial(manifest.model), as: .model(manifest.initialModel))
    }
}
