import Federation
import Foundation
import GRDB
import Primitives
import Wire

// What else a participant keeps: announcements, what it has verified, promises, rosters, the newest model and the best.
extension Database {
    func announcement(round: Int) throws -> SignedAnnouncement? {
        try Row.fetchOne(self, sql: "SELECT signed FROM announcement WHERE round = ?", arguments: [round]).map { row in
            try WireCodec.decodeSignedAnnouncement(row.bytes("signed"))
        }
    }

    func insert(_ announcement: SignedAnnouncement) throws {
        try execute(
            sql: "INSERT INTO announcement (round, signed) VALUES (?, ?) ON CONFLICT DO NOTHING",
            arguments: [announcement.announcement.round, Data(WireCodec.encode(announcement))])
    }

    /// In the order of rounds.
    var verifiedHeads: [ChainHead] {
        get throws {
            try Row.fetchAll(self, sql: "SELECT * FROM verified ORDER BY round").map { row in
                try ChainHead(
                    transcript: row.digest("transcript"), model: row.digest("model"), round: row.integer("round"),
                    contributors: row.optionalJSON("contributors"))
            }
        }
    }

    func insert(_ head: ChainHead) throws {
        try execute(
            sql: "INSERT INTO verified (round, transcript, model, contributors) VALUES (?, ?, ?, ?)",
            arguments: [head.round, head.transcript.column, head.model.column, head.contributors?.json()])
    }

    /// In the order of rounds.
    var commitments: [HolderMachine.Commitment] {
        get throws {
            try Row.fetchAll(self, sql: "SELECT * FROM promise ORDER BY round, rowid").map { row in
                try HolderMachine.Commitment(
                    announcement: row.digest("announcement"), baseModel: row.digest("baseModel"),
                    previousTranscript: row.digest("previousTranscript"), sum: row.digest("sum"),
                    round: row.integer("round"),
                    contributors: row.json("contributors"))
            }
        }
    }

    func insert(_ commitment: HolderMachine.Commitment) throws {
        try execute(
            sql: """
                INSERT INTO promise (announcement, baseModel, previousTranscript, sum, round, contributors)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                commitment.announcement.column, commitment.baseModel.column, commitment.previousTranscript.column,
                commitment.sum.column, commitment.round, commitment.contributors.json(),
            ])
    }

    var instance: InstanceID {
        get throws {
            let bytes = try Row.fetchOne(self, sql: "SELECT bytes FROM instance")?.bytes("bytes")
            guard let instance = bytes.flatMap({ InstanceID(bytes: $0) }) else { throw MalformedRow(column: "bytes") }
            return instance
        }
    }

    var acceptedRoster: Int? {
        get throws { try Int.fetchOne(self, sql: "SELECT number FROM acceptedRoster") }
    }

    func replaceAcceptedRoster(_ number: Int) throws {
        try execute(
            sql: "INSERT OR REPLACE INTO acceptedRoster (id, number) VALUES (1, ?)", arguments: [number])
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

    var bestModel: (digest: Digest, errorRate: Double)? {
        get throws {
            try Row.fetchOne(self, sql: "SELECT * FROM bestModel").map { row in
                (digest: try row.digest("digest"), errorRate: try row.decode(Double.self, forColumn: "errorRate"))
            }
        }
    }

    func replaceBestModel(_ digest: Digest, errorRate: Double) throws {
        try execute(
            sql: "INSERT OR REPLACE INTO bestModel (id, digest, errorRate) VALUES (1, ?, ?)",
            arguments: [digest.column, errorRate])
    }
}
