import Federation
import Paillier
import Primitives
import RoundStore
import Wire

extension ServerNode {
    /// A participant announces its contribution: everything that can be checked without its ciphertexts is, first.
    func begin(_ contribution: SignedContribution, from connection: ConnectionID) throws {
        guard let session = sessions[connection] else { return }
        if try acknowledgeAgain(contribution, session, connection) { return }
        if let objection = objection(to: contribution, session) {
            return refuse(contribution, of: session.name, objection, connection)
        }
        sessions[connection]?.upload = try .contribution(contribution, body: store.stageBlob())
    }

    /// A contribution that is durable already gets the same answer as the first time; a different one is refused.
    private func acknowledgeAgain(
        _ contribution: SignedContribution, _ session: Session, _ connection: ConnectionID
    ) throws -> Bool {
        guard let round = current, contribution.statement.announcement == round.digest,
            let record = try store.contribution(round: round.number, participant: session.name)
        else { return false }
        if record.contribution.statement == contribution.statement {
            send(.acknowledgement(record.acknowledgement), to: connection)
        } else {
            refuse(contribution, of: session.name, "another contribution to this round was accepted", connection)
        }
        return true
    }

    private func objection(to contribution: SignedContribution, _ session: Session) -> String? {
        let statement = contribution.statement
        guard let round = current, statement.announcement == round.digest,
            machine.accepts(session.name, round: round.number)
        else { return "the round does not take contributions any more" }
        let layout = round.announcement.layout
        if statement.participant != session.name { return "it is in another participant's name" }
        if statement.header.count != federation.scheme.headerByteCount(layout: layout)
            || statement.bodyByteCount != federation.bodyByteCount(layout)
        {
            return "it has another size than this round's contributions"
        }
        guard let member = federation.roster.content.activeMember(session.name), contribution.isSigned(by: member)
        else { return "its signature is not valid" }
        return nil
    }

    func refuse(
        _ contribution: SignedContribution, of name: PartyName, _ reason: String, _ connection: ConnectionID?
    ) {
        log.contributionRefused(name, round: current?.number, reason: reason)
        let message = WireMessage.contributionRefused(
            announcement: contribution.statement.announcement, reason: reason)
        if let connection { send(message, to: connection) } else { send(message, to: name) }
    }

    /// A holder announces its shares.
    func begin(_ share: ShareAnnouncement, from connection: ConnectionID) {
        guard let session = sessions[connection], isExpected(share, from: session) else { return }
        sessions[connection]?.upload = .share(share, payload: [])
    }

    /// Shares that nobody waits for any more (another holder was quicker) are let pass in silence.
    private func isExpected(_ share: ShareAnnouncement, from session: Session) -> Bool {
        guard let round = current else { return false }
        let statement = share.share.statement
        return statement.sum == round.sumDigest
            && statement.holder == federation.manifest.content.holderIndex(of: session.name)
            && machine.expectsShares(of: statement.blocks, from: session.name)
            && share.byteCount
                == federation.scheme.shareByteCount(blocks: statement.blocks.count, layout: round.announcement.layout)
            && session.key.isValid(share.share.signature, for: statement.signedBytes)
    }

    /// The next part of what the participant announced; parts of something refused or forgotten are let pass.
    func append(_ chunk: Chunk, from connection: ConnectionID) throws {
        guard let upload = sessions[connection]?.upload, upload.digest == chunk.digest else { return }
        guard chunk.offset == upload.received, chunk.total == upload.total else {
            sessions[connection]?.upload = nil
            return reject(connection, .malformed, "the parts of an upload are out of order")
        }
        switch upload {
        case .contribution(let contribution, let body):
            current?.statistics.bytesIn += chunk.content.count
            try body.append(chunk.content)
            if body.byteCount == upload.total { verify(contribution, body: body, from: connection) }
        case .share(let share, let payload):
            let payload = payload + chunk.content
            sessions[connection]?.upload = .share(share, payload: payload)
            if payload.count == upload.total { verify(share, payload: payload, from: connection) }
        }
    }

    private func verify(_ contribution: SignedContribution, body: any StagedBlob, from connection: ConnectionID) {
        guard let session = sessions[connection], let round = current,
            let member = federation.roster.content.activeMember(session.name)
        else { return }
        sessions[connection]?.upload = nil
        effects.append(.run(.verifyContribution(round.announcement, contribution, member: member, body: body)))
    }

    private func verify(_ share: ShareAnnouncement, payload: [UInt8], from connection: ConnectionID) {
        guard let session = sessions[connection], let round = current, let sum = round.sum else { return }
        sessions[connection]?.upload = nil
        let record = ShareRecord(round: round.number, share: share.share)
        effects.append(
            .run(.verifyShare(round.announcement, record, holder: session.name, payload: payload, sum: sum)))
    }

    /// A part of a model, or of what a holder needs.
    func serve(_ digest: Digest, offset: Int, to connection: ConnectionID) throws {
        if let blob = current?.blobs[digest] {
            guard offset < blob.count else { return reject(connection, .malformed, "the offset is beyond the end") }
            let content = Array(blob[offset..<min(blob.count, offset + Chunk.byteCount)])
            return sendChunk(Chunk(digest: digest, offset: offset, total: blob.count, content: content), to: connection)
        }
        guard try store.hasBlob(.model(digest)) else {
            return reject(connection, .malformed, "there is nothing of that digest here")
        }
        let part = try store.blob(.model(digest), offset: offset, count: Chunk.byteCount)
        guard !part.bytes.isEmpty else { return reject(connection, .malformed, "the offset is beyond the end") }
        sendChunk(Chunk(digest: digest, offset: offset, total: part.total, content: part.bytes), to: connection)
    }

    private func sendChunk(_ chunk: Chunk, to connection: ConnectionID) {
        current?.statistics.bytesOut += chunk.content.count
        send(.chunk(chunk), to: connection)
    }
}
