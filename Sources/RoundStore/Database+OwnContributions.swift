import Federation
import Foundation
import GRDB
import Primitives
import Wire

// The participant's table of contributions.
extension Database {
    func ownContribution(_ announcement: Digest) throws -> OwnContribution? {
        let sql = "SELECT * FROM contribution WHERE announcement = ?"
        return try Row.fetchOne(self, sql: sql, arguments: [announcement.column]).map(OwnContribution.init)
    }

    func ownContributions(before round: Int) throws -> [OwnContribution] {
        let sql = "SELECT * FROM contribution WHERE round < ? ORDER BY round, announcement"
        return try Row.fetchAll(self, sql: sql, arguments: [round]).map(OwnContribution.init)
    }

    func insert(_ contribution: OwnContribution) throws {
        try execute(
            sql: """
                INSERT INTO contribution (announcement, round, contribution, state, acknowledgement)
                VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [
                contribution.announcement.column, contribution.round,
                Data(WireCodec.encode(contribution.contribution)), contribution.state.column.rawValue,
                contribution.state.acknowledgement.map { Data(WireCodec.encode($0)) },
            ])
    }

    func update(_ contribution: OwnContribution) throws {
        try execute(
            sql: "UPDATE contribution SET state = ?, acknowledgement = ? WHERE announcement = ?",
            arguments: [
                contribution.state.column.rawValue,
                contribution.state.acknowledgement.map { Data(WireCodec.encode($0)) },
                contribution.announcement.column,
            ])
    }
}

extension OwnContribution {
    fileprivate init(_ row: Row) throws {
        try self.init(
            round: row.integer("round"), contribution: WireCodec.decodeContribution(row.bytes("contribution")),
            state: State(row))
    }
}

extension OwnContribution.State {
    fileprivate enum Column: String {
        case acknowledged, prepared, refused
    }

    fileprivate init(_ row: Row) throws {
        let column: Column = try row.choice("state")
        switch column {
        case .acknowledged: self = .acknowledged(try WireCodec.decodeAcknowledgement(row.bytes("acknowledgement")))
        case .prepared: self = .prepared
        case .refused: self = .refused
        }
    }

    fileprivate var column: Column {
        switch self {
        case .acknowledged: .acknowledged
        case .prepared: .prepared
        case .refused: .refused
        }
    }

    fileprivate var acknowledgement: Acknowledgement? {
        if case .acknowledged(let acknowledgement) = self { acknowledgement } else { nil }
    }
}
