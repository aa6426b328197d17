import CommandSupport
import Foundation
import Learning

extension Comparison {
    /// The table that a person reads.
    package var text: String {
        var table = TextTable(["model", "accuracy", "AUC", "false positives", "false negatives", "time"])
        for row in rows {
            table.append([
                row.name, Quantity.decimals(row.metrics.accuracy ?? 0), row.auc.map(Quantity.decimals) ?? "-",
                "\(row.metrics.falsePositives)", "\(row.metrics.falseNegatives)", Quantity.seconds(row.seconds),
            ])
        }
        return """
            \(table)
            \(rounds) rounds · \(rows.first?.metrics.examples ?? 0) test messages · \
            \(Quantity.bytes(contributionByteCount)) a contribution · encrypted and clear parameters differ by at most \
            \(String(format: "%.1e", largestDifference))
            """
    }

    /// The same as one JSON object.
    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(Document(self)), as: UTF8.self)
    }

    private struct Document: Encodable {
        struct Model: Encodable {
            let name: String
            let accuracy: Double?
            let auc: Double?
            let loss: Double?
            let seconds: Double
        }

        let models: [Model]
        let rounds: Int
        let testMessages: Int
        let contributionBytes: Int
        let largestDifference: Float

        init(_ comparison: Comparison) {
            models = comparison.rows.map {
                Model(
                    name: $0.name, accuracy: $0.metrics.accuracy, auc: $0.auc, loss: $0.metrics.loss,
                    seconds: $0.seconds)
            }
            rounds = comparison.rounds
            testMessages = comparison.rows.first?.metrics.examples ?? 0
            contributionBytes = comparison.contributionByteCount
            largestDifference = comparison.largestDifference
        }
    }
}
