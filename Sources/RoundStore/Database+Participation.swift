import Federation
import Foundation
import GRDB
import Primitives

// What else a participant keeps: announcements, commitments, the roster, the newest model.
extension Database {
    func announcement(round: Int) throws -> Digest? {
        try Row.fetchOne(self, sql: "SELECT digest FROM announcement WHERE round = ?", arguments: [round])?
            .digest("digest")
    }

    /// In the order of rounds.
    var commitments: [HolderMachine.Commitment] {
        get throws {
            try Row.fetchAll(self, sql: "SELECT * FROM commitment ORDER BY round, rowid").map { row in
                try HolderMachine.Commitment(
                    baseModel: row.digest("baseModel"), previousTranscript: row.digest("previousTranscript"),
                    kind: row.choice("kind"), sum: row.digest("sum"), round: row.integer("round"))
            }
        }
    }

    func insert(_ commitment: HolderMachine.Commitment) throws {
        try execute(
            sql: "INSERT INTO commitment (baseModel, previousTranscript, kind, sum, round) VALUES (?, ?, ?, ?, ?)",
            arguments: [
                commitment.baseModel.column, commitment.previousTranscript.column, commitment.kind.rawValue,
                commitment.sum.column, commitment.round,
            ])
    }

    var roster: (content: [UInt8], signature: [UInt8])? {
        get throws {
            try Row.fetchOne(self, sql: "SELECT * FROM roster").map { row in
                (content: try row.bytes("content"), signature: try row.bytes("signature"))
            }
        }
    }

    func replaceRoster(content: [UInt8], signature: [UInt8]) throws {
        try execute(
            sql: "INSERT OR REPLACE INTO roster (id, content, signature) VALUES (1, ?, ?)",
            arguments: [Data(content), Data(signature)])
    }

    var newestModel: (digest: Digest, published: Int)? {
        get throws {
            try Row.fetchOne(self, sql: "SELECT * FROM newestModel").map { row in
                (digest: try row.digest("digest"), published: try row.integer("published"))
            }
        }
    }

    func replaceNewestModel(_ digest: Digest, published: Int) throws {
        try execute(
            sql: "INSERT OR REPLACE INTO newestModel (id, digest, published) VALUES (1, ?, ?)",
            arguments: [digest.column, published])
    }
}
