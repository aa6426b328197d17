import Federation
import GrokClient
import GrokTesting
import Paillier
import Primitives
import RoundStore
import Testing
import Wire

@testable import GrokServer

extension ServerBench {
    /// A contribution as an honest participant makes it; equal for equal seeds.
    func contribution(
        of name: PartyName, to announcement: RoundAnnouncement, seed: UInt64 = 1
    ) throws -> (signed: SignedContribution, body: [UInt8]) {
        let store = MemoryClientStore()
        try store.saveBlob(self.store.blob(.model(announcement.baseModel)), as: .model(announcement.baseModel))
        let worker = try ClientWorker(
            federation: documents.clientFederation(name), data: TestData.examples(count: 30, seed: seed), store: store,
            seed: seed)
        guard case .prepared = worker.perform(.prepare(announcement)) else { throw StoreError.missing("training") }
        let own = try #require(store.contribution(announcement: announcement.digest))
        return try (own.contribution, store.blob(.contribution(round: own.round, participant: name)))
    }

    func announce(_ contribution: SignedContribution, on connection: ConnectionID) throws {
        try receive(.contribution(contribution), from: connection)
    }

    func sendBody(_ body: [UInt8], digest: Digest, on connection: ConnectionID) throws {
        for chunk in Chunk.chunks(of: body, digest: digest) { try receive(.chunk(chunk), from: connection) }
    }

    /// Announces and sends; the check of it is left among the jobs.
    func upload(
        _ contribution: (signed: SignedContribution, body: [UInt8]), on connection: ConnectionID
    ) throws {
        try announce(contribution.signed, on: connection)
        try sendBody(contribution.body, digest: contribution.signed.statement.announcement, on: connection)
    }

    /// Everybody on these connections, in the order of names, contributes and commits to the sum; nothing is left among
    /// the jobs.
    func contributeAll(_ connections: [ConnectionID], seed: UInt64 = 1) throws {
        let announcement = try announcement
        for (name, connection) in zip(names, connections) {
            try upload(contribution(of: name, to: announcement, seed: seed), on: connection)
        }
        try finishJobs()
        try commitAll(connections)
    }

    /// The newest request to commit that was sent to a connection.
    func commitRequest(_ connection: ConnectionID) -> CommitRequest? {
        (sent[connection] ?? []).reversed().lazy
            .compactMap { if case .commitRequest(let request) = $0 { request } else { nil } }.first
    }

    /// The newest request for shares that was sent to a connection.
    func shareRequest(_ connection: ConnectionID) -> ShareRequest? {
        (sent[connection] ?? []).reversed().lazy
            .compactMap { if case .shareRequest(let request) = $0 { request } else { nil } }.first
    }

    /// A holder's commit, by default that of an honest one to the sum that is being opened.
    func commit(
        of name: PartyName, sum: Digest? = nil, instance: String = "", signer: PartyName? = nil
    ) throws -> SumCommit {
        let round = try #require(node.current)
        return try SumCommit(
            announcement: round.digest, baseModel: round.announcement.baseModel,
            sum: sum ?? #require(round.sumDigest),
            holder: #require(documents.manifest.content.holderIndex(of: name)),
            instance: #require(InstanceID(bytes: Digest(sha256: "\(name)\(instance)".utf8).bytes.prefix(16))),
            signer: documents.key(of: signer ?? name))
    }

    /// Everybody on these connections, in the order of names, commits where it was asked to.
    func commitAll(_ connections: [ConnectionID]) throws {
        for (name, connection) in zip(names, connections)
        where commitRequest(connection)?.announcement.announcement.round == node.current?.number
            && node.machine.takesCommits
        {
            try receive(.commit(commit(of: name)), from: connection)
        }
    }

    /// The answer of an honest holder.
    func answer(
        _ request: ShareRequest, of name: PartyName
    ) throws -> (announcement: ShareAnnouncement, payload: [UInt8]) {
        let round = try #require(node.current)
        let input = try #require(round.inputs[name]?[request.input.digest])
        let worker = try ClientWorker(
            federation: documents.clientFederation(name), data: ParticipantData([], heldOutPercent: 10),
            store: MemoryClientStore(), seed: 1)
        let agreed = AgreedSum(
            proposal: SumProposal(announcement: round.announcement, contributions: Array(round.contributions.values)),
            commitment: HolderMachine.Commitment(
                announcement: round.digest, baseModel: round.announcement.baseModel,
                previousTranscript: round.announcement.previousTranscript, sum: request.sum, round: round.number,
                contributors: round.contributions.keys.sorted()))
        guard case .shared(let share, let payload) = worker.perform(.share(agreed, request, input: input)) else {
            throw StoreError.missing("a share")
        }
        return (share, payload)
    }

    func upload(
        _ share: (announcement: ShareAnnouncement, payload: [UInt8]), on connection: ConnectionID
    ) throws {
        try receive(.share(share.announcement), from: connection)
        try sendBody(share.payload, digest: share.announcement.share.statement.sum, on: connection)
    }

    /// Who was asked for shares last uploads them, and no job is done.
    func uploadShares(_ connections: [ConnectionID]) throws {
        for (name, connection) in zip(names, connections) {
            guard let request = shareRequest(connection) else { continue }
            try upload(answer(request, of: name), on: connection)
        }
    }

    /// Everybody commits and answers what it was asked and is still waited for; nothing is left among the jobs.
    func answerAll(_ connections: [ConnectionID]) throws {
        try commitAll(connections)
        for (name, connection) in zip(names, connections) {
            for case .shareRequest(let request) in sent[connection] ?? []
            where node.machine.expectsShares(of: request.blocks, from: name)
                && node.current?.inputs[name]?[request.input.digest] != nil
            {
                try upload(answer(request, of: name), on: connection)
            }
        }
        try finishJobs()
    }

    func rejection(_ connection: ConnectionID) -> Rejection.Code? {
        (sent[connection] ?? []).lazy
            .compactMap { if case .rejection(let rejection) = $0 { rejection.code } else { nil } }.first
    }

    func refusals(_ connection: ConnectionID) -> Int {
        (sent[connection] ?? []).count { if case .contributionRefused = $0 { true } else { false } }
    }

    func acknowledgements(_ connection: ConnectionID) -> Int {
        (sent[connection] ?? []).count { if case .acknowledgement = $0 { true } else { false } }
    }

    func phase(_ round: Int) throws -> RoundRecord.Phase? {
        try store.rounds().first { $0.announcement.round == round }?.phase
    }
}

extension ServerBench {
    /// Sends some bytes of a body.
    func send(
        _ bytes: some Collection<UInt8>, of contribution: (signed: SignedContribution, body: [UInt8]), at offset: Int,
        on connection: ConnectionID
    ) throws {
        let digest = contribution.signed.statement.announcement
        try receive(
            .chunk(
                Chunk(digest: digest, offset: offset, total: contribution.body.count, content: Array(bytes))),
            from: connection)
    }
}
