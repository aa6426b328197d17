import Federation
import GRDB
import Primitives

extension Database {
    var snapshot: ServerSnapshot {
        get throws {
            var snapshot = ServerSnapshot()
            snapshot.published =
                try Int.fetchOne(self, sql: "SELECT count(*) FROM round WHERE phase = 'published'") ?? 0
            snapshot.lastRound = try lastRound
            snapshot.model = try newest("model", where: "model IS NOT NULL")?.digest("model")
            snapshot.transcript = try newest("transcript", where: "transcript IS NOT NULL")?.digest("transcript")
            snapshot.evaluation = try evaluation
            snapshot.open = try openRound
            if let round = snapshot.open?.number {
                snapshot.contributions = try contributions(round: round)
                snapshot.commits = try commits(round: round)
                snapshot.shares = try shares(round: round)
            }
            return snapshot
        }
    }

    /// The totals of the newest evaluation, unless a model was published since.
    private var evaluation: MetricTotals? {
        get throws {
            let newest = try newest("phase, totals", where: "phase IN ('evaluated', 'published')")
            guard let newest, try newest.choice("phase") == RoundRecord.Phase.evaluated else { return nil }
            return try newest.optionalJSON("totals")
        }
    }

    private func newest(_ columns: String, where condition: String) throws -> Row? {
        try Row.fetchOne(self, sql: "SELECT \(columns) FROM round WHERE \(condition) ORDER BY number DESC LIMIT 1")
    }
}
