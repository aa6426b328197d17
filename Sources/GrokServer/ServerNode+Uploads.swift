import Federation
import Paillier
import Primitives
import RoundStore
import Wire

extension ServerNode {
    /// A participant announces its contribution: everything that can be checked without its ciphertexts is, first.
    func begin(_ contribution: SignedContribution, from connection: ConnectionID, at now: Timestamp) throws {
        guard let session = sessions[connection] else { return }
        if try acknowledgeAgain(contribution, of: session.name, connection) { return }
        if let objection = objection(to: contribution, session) {
            return try refuse(contribution, of: session.name, objection, connection, at: now)
        }
        guard let layout = current?.announcement.layout else { return }
        let byteCount = federation.bodyByteCount(layout)
        try expect(.contribution(contribution, body: store.stageBlob(), total: byteCount), from: connection, at: now)
    }

    /// A contribution that is durable already gets the same answer as the first time, one that is being checked gets
    /// its answer then; a different one is refused. A participant that was not told in time asks when the round is over.
    private func acknowledgeAgain(
        _ contribution: SignedContribution, of name: PartyName, _ connection: ConnectionID
    ) throws -> Bool {
        guard let round = current, contribution.statement.announcement == round.digest else {
            guard let record = try store.newestContribution(of: name), record.contribution == contribution
            else { return false }
            send(.acknowledgement(record.acknowledgement), to: connection)
            return true
        }
        let record = try store.contribution(round: round.number, participant: name)
        guard let known = record?.contribution.statement ?? round.verifying[name] else { return false }
        if known != contribution.statement {
            sayRefused(contribution, of: name, "another contribution to this round came before", connection)
        } else if let record {
            send(.acknowledgement(record.acknowledgement), to: connection)
        }
        return true
    }

    private func objection(to contribution: SignedContribution, _ session: Session) -> String? {
        let statement = contribution.statement
        if let lateness = lateness(of: contribution, from: session.name) { return lateness }
        guard let layout = current?.announcement.layout else { return nil }
        if statement.participant != session.name { return "it is in another participant's name" }
        if statement.header.byteCount != federation.scheme.headerByteCount(layout: layout) {
            return "its header has another size than this round's"
        }
        guard let member = federation.roster.content.activeMember(session.name), contribution.isSigned(by: member)
        else { return "its signature is not valid" }
        return nil
    }

    /// Refuses, and lets the round go on without the participant if it was this round's.
    func refuse(
        _ contribution: SignedContribution, of name: PartyName, _ reason: String, _ connection: ConnectionID?,
        at now: Timestamp
    ) throws {
        sayRefused(contribution, of: name, reason, connection)
        guard contribution.statement.announcement == current?.digest else { return }
        try perform(machine.refuse(name, at: now), at: now)
    }

    private func sayRefused(
        _ contribution: SignedContribution, of name: PartyName, _ reason: String, _ connection: ConnectionID?
    ) {
        log.contributionRefused(name, round: current?.number, reason: reason)
        guard let connection else { return }
        send(
            .contributionRefused(announcement: contribution.statement.announcement, reason: reason), to: connection)
    }

    private func expect(_ upload: Session.Upload, from connection: ConnectionID, at now: Timestamp) {
        let deadline = now.advanced(bySeconds: options.uploadSeconds)
        sessions[connection]?.upload = upload
        sessions[connection]?.uploadDeadline = deadline
        effects.append(.wake(at: deadline))
    }

    /// Ends the connections of those who trickle: a byte now and then would hold up a round for as long as they like.
    func endSlowUploads(at now: Timestamp) {
        let slow = sessions.filter { _, session in
            session.upload != nil && session.uploadDeadline.map { $0 <= now } ?? false
        }
        for connection in slow.keys.sorted(by: { $0.number < $1.number }) {
            sessions[connection]?.upload = nil
            reject(connection, .malformed, "the upload took longer than \(Int(options.uploadSeconds)) seconds")
        }
    }

    /// A holder announces its shares. Such as nobody waits for any more (another holder was quicker) are let pass in
    /// silence.
    func begin(_ share: ShareAnnouncement, from connection: ConnectionID, at now: Timestamp) throws {
        guard let session = sessions[connection], isExpected(share, from: session.name) else { return }
        if let objection = objection(to: share, session) { return try drop(session.name, objection, at: now) }
        expect(.share(share, payload: []), from: connection, at: now)
    }

    private func isExpected(_ share: ShareAnnouncement, from name: PartyName) -> Bool {
        let statement = share.share.statement
        return statement.sum == current?.sumDigest && machine.expectsShares(of: statement.blocks, from: name)
    }

    private func objection(to share: ShareAnnouncement, _ session: Session) -> String? {
        let statement = share.share.statement
        guard let layout = current?.announcement.layout else { return nil }
        if statement.holder != federation.manifest.content.holderIndex(of: session.name) {
            return "they are in another holder's name"
        }
        if share.byteCount != federation.scheme.shareByteCount(blocks: statement.blocks.count, layout: layout) {
            return "they have another size than the blocks asked for"
        }
        return share.share.isSigned(by: session.key) ? nil : "their signature is not valid"
    }

    /// The next part of what the participant announced; parts of something refused or forgotten are let pass.
    func append(_ chunk: Chunk, from connection: ConnectionID, at now: Timestamp) throws {
        guard let session = sessions[connection], let upload = session.upload, upload.digest == chunk.digest else {
            return
        }
        sessions[connection]?.upload = nil
        guard chunk.total == upload.total else {
            return try refuseSize(of: upload, from: session.name, connection, at: now)
        }
        guard chunk.offset == upload.received else {
            return reject(connection, .malformed, "the parts of an upload are out of order")
        }
        switch upload {
        case .contribution(let contribution, let body, _):
            if let lateness = lateness(of: contribution, from: session.name) {
                return try refuse(contribution, of: session.name, lateness, connection, at: now)
            }
            try body.append(chunk.content)
            if body.byteCount == upload.total { return verify(contribution, body: body, of: session.name) }
            sessions[connection]?.upload = upload
        case .share(let share, var payload):
            guard isExpected(share, from: session.name) else { return }
            payload += chunk.content
            if payload.count == upload.total { return verify(share, payload: payload, of: session.name) }
            sessions[connection]?.upload = .share(share, payload: payload)
        }
    }

    /// What is uploaded has another size than the round's layout says.
    private func refuseSize(
        of upload: Session.Upload, from name: PartyName, _ connection: ConnectionID, at now: Timestamp
    ) throws {
        switch upload {
        case .contribution(let contribution, let body, _):
            body.discard()
            let reason = "it has another size than this round's contributions"
            try refuse(contribution, of: name, reason, connection, at: now)
        case .share: try drop(name, "they have another size than was announced", at: now)
        }
    }

    private func verify(_ share: ShareAnnouncement, payload: [UInt8], of name: PartyName) {
        guard let round = current, let sum = round.sum else { return }
        let record = ShareRecord(round: round.number, share: share.share)
        effects.append(.run(.verifyShare(round.announcement, record, holder: name, payload: payload, sum: sum)))
    }

    /// A part of what a holder needs, or of the transcript after the one that is named.
    func serve(_ digest: Digest, offset: Int, to connection: ConnectionID) throws {
        guard let name = sessions[connection]?.name else { return }
        if let blob = current?.blob(digest, for: name) {
            guard offset < blob.count else { return reject(connection, .malformed, "the offset is beyond the end") }
            let content = Array(blob[offset..<min(blob.count, offset + Chunk.byteCount)])
            return sendChunk(Chunk(digest: digest, offset: offset, total: blob.count, content: content), to: connection)
        }
        guard let round = successors[digest] else {
            // Whoever asks for what the last round had has the word on its way that the round is over.
            return retired.contains(digest)
                ? ()
                : reject(connection, .malformed, "there is nothing of that digest here, and no transcript after it")
        }
        let part = try store.blob(.transcript(round: round), offset: offset, count: Chunk.byteCount)
        guard !part.bytes.isEmpty else { return reject(connection, .malformed, "the offset is beyond the end") }
        sendChunk(Chunk(digest: digest, offset: offset, total: part.total, content: part.bytes), to: connection)
    }

    private func sendChunk(_ chunk: Chunk, to connection: ConnectionID) {
        current?.statistics.bytesOut += chunk.content.count
        send(.chunk(chunk), to: connection)
    }
}
