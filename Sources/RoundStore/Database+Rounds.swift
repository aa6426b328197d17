import Federation
import Foundation
import GRDB
import Wire

// The table of rounds.
extension Database {
    var rounds: [RoundRecord] {
        get throws {
            try Row.fetchAll(self, sql: "SELECT * FROM round ORDER BY number").map(RoundRecord.init)
        }
    }

    func rounds(after number: Int) throws -> RoundSlice {
        let published = "SELECT count(*) FROM round WHERE phase = 'published' AND number <= ?"
        let rows = "SELECT * FROM round WHERE number > ? ORDER BY number"
        return try RoundSlice(
            publishedBefore: Int.fetchOne(self, sql: published, arguments: [number]) ?? 0,
            rounds: Row.fetchAll(self, sql: rows, arguments: [number]).map(RoundRecord.init))
    }

    func round(_ number: Int) throws -> RoundRecord {
        let row = try Row.fetchOne(self, sql: "SELECT * FROM round WHERE number = ?", arguments: [number])
        guard let row else { throw StoreError.missing("round \(number)") }
        return try RoundRecord(row)
    }

    var openRound: RoundRecord? {
        get throws {
            try Row.fetchOne(self, sql: "SELECT * FROM round WHERE concludedAt IS NULL").map(RoundRecord.init)
        }
    }

    var lastRound: Int {
        get throws { try Int.fetchOne(self, sql: "SELECT max(number) FROM round") ?? 0 }
    }

    func insert(_ round: RoundRecord) throws {
        try execute(
            sql: "INSERT INTO round (number, announcement, phase, openedAt, contributors) VALUES (?, ?, ?, ?, ?)",
            arguments: [
                round.number, Data(WireCodec.encode(round.announcement)), round.phase.rawValue,
                round.openedAt.milliseconds, try round.contributors.json(),
            ])
    }

    func update(_ round: RoundRecord) throws {
        let end = round.conclusion
        try execute(
            sql: """
                UPDATE round SET phase = ?, contributors = ?, concludedAt = ?, model = ?, transcript = ?, totals = ?,
                    reason = ?, holders = ?, statistics = ?
                WHERE number = ?
                """,
            arguments: [
                round.phase.rawValue, try round.contributors.json(), end?.at.milliseconds, end?.model.column,
                end?.transcript?.column, try end?.totals?.json(), end?.reason, try end?.holders.json(),
                try end?.statistics.json(), round.number,
            ])
    }
}

extension RoundRecord {
    fileprivate init(_ row: Row) throws {
        try self.init(
            announcement: WireCodec.decodeAnnouncement(row.bytes("announcement")), phase: row.choice("phase"),
            openedAt: row.timestamp("openedAt"), contributors: row.json("contributors"),
            conclusion: RoundConclusion(row))
    }
}

extension RoundConclusion {
    fileprivate init?(_ row: Row) throws {
        guard try row.hasValue("concludedAt") else { return nil }
        try self.init(
            phase: row.choice("phase"), at: row.timestamp("concludedAt"), model: row.digest("model"),
            transcript: row.optionalDigest("transcript"), totals: row.optionalJSON("totals"),
            reason: row.decode(forColumn: "reason"), holders: row.json("holders"), statistics: row.json("statistics"))
    }
}
