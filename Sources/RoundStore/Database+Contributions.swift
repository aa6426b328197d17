import Federation
import Foundation
import GRDB
import Wire

// The server's tables of contributions and shares.
extension Database {
    func contribution(round: Int, participant: PartyName) throws -> ContributionRecord? {
        let sql = "SELECT * FROM contribution WHERE round = ? AND participant = ?"
        return try Row.fetchOne(self, sql: sql, arguments: [round, participant.text]).map(ContributionRecord.init)
    }

    func newestContribution(of participant: PartyName) throws -> ContributionRecord? {
        let sql = "SELECT * FROM contribution WHERE participant = ? ORDER BY round DESC LIMIT 1"
        return try Row.fetchOne(self, sql: sql, arguments: [participant.text]).map(ContributionRecord.init)
    }

    /// Sorted by name.
    func contributions(round: Int) throws -> [ContributionRecord] {
        let sql = "SELECT * FROM contribution WHERE round = ? ORDER BY participant"
        return try Row.fetchAll(self, sql: sql, arguments: [round]).map(ContributionRecord.init)
    }

    func insert(_ record: ContributionRecord) throws {
        try execute(
            sql: """
                INSERT INTO contribution (round, participant, contribution, acknowledgement, acceptedAt)
                VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [
                record.round, record.contribution.statement.participant.text,
                Data(WireCodec.encode(record.contribution)), Data(WireCodec.encode(record.acknowledgement)),
                record.at.milliseconds,
            ])
    }

    /// Sorted by holder and first block.
    func shares(round: Int) throws -> [ShareRecord] {
        let sql = "SELECT * FROM share WHERE round = ? ORDER BY holder, firstBlock"
        return try Row.fetchAll(self, sql: sql, arguments: [round]).map(ShareRecord.init)
    }

    func insert(_ record: ShareRecord) throws {
        let share = WireCodec.encode(ShareAnnouncement(share: record.share, byteCount: 0))
        try execute(
            sql: "INSERT INTO share (round, holder, firstBlock, share) VALUES (?, ?, ?, ?)",
            arguments: [record.round, record.holder, record.firstBlock, Data(share)])
    }
}

extension ContributionRecord {
    fileprivate init(_ row: Row) throws {
        try self.init(
            round: row.integer("round"), contribution: WireCodec.decodeContribution(row.bytes("contribution")),
            acknowledgement: WireCodec.decodeAcknowledgement(row.bytes("acknowledgement")),
            at: row.timestamp("acceptedAt"))
    }
}

extension ShareRecord {
    fileprivate init(_ row: Row) throws {
        try self.init(round: row.integer("round"), share: WireCodec.decodeShare(row.bytes("share")).share)
    }
}
