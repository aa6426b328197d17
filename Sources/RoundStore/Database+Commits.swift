import Federation
import Foundation
import GRDB
import Primitives
import Wire

// The server's tables of commits and of proofs that holders broke their word.
extension Database {
    /// Sorted by holder.
    func commits(round: Int) throws -> [CommitRecord] {
        let sql = "SELECT * FROM sumCommit WHERE round = ? ORDER BY holder"
        return try Row.fetchAll(self, sql: sql, arguments: [round]).map(CommitRecord.init)
    }

    /// Sorted by round and holder.
    func commits(baseModel: Digest) throws -> [CommitRecord] {
        let sql = "SELECT * FROM sumCommit WHERE baseModel = ? ORDER BY round, holder"
        return try Row.fetchAll(self, sql: sql, arguments: [baseModel.column]).map(CommitRecord.init)
    }

    func insert(_ record: CommitRecord) throws {
        try execute(
            sql: "INSERT INTO sumCommit (round, holder, baseModel, signed) VALUES (?, ?, ?, ?)",
            arguments: [
                record.round, record.commit.holder, record.commit.baseModel.column,
                Data(WireCodec.encode(record.commit)),
            ])
    }

    /// In the order in which it was found.
    var evidence: [CommitEvidence] {
        get throws {
            try Row.fetchAll(self, sql: "SELECT * FROM evidence ORDER BY id").map { row in
                try WireCodec.decodeEvidence(row.bytes("evidence"))
            }
        }
    }

    func insert(_ evidence: CommitEvidence) throws {
        try execute(
            sql: "INSERT INTO evidence (evidence) VALUES (?) ON CONFLICT DO NOTHING",
            arguments: [Data(WireCodec.encode(evidence))])
    }
}

extension CommitRecord {
    fileprivate init(_ row: Row) throws {
        try self.init(round: row.integer("round"), commit: WireCodec.decodeCommit(row.bytes("signed")))
    }
}
