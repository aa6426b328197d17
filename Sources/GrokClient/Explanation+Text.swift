import CommandSupport
import Foundation
import GrokFilter

extension Explanation {
    /// The verdict, the largest contributions both ways, and what the others add up to.
    package func text(limit: Int) -> String {
        let shown = contributions.prefix(limit)
        let rest = contributions.dropFirst(limit)
        var lines = [
            "\(verdict.answer.rawValue) \(decimals(Double(verdict.probability))) \(verdict.message) (\(thresholds))",
            "log-odds \(signed(logit)): \(signed(bias)) without any word, "
                + "\(signed(logit - bias)) from \(Quantity.count(contributions.count, "row"))",
        ]
        lines += shown.map { "\(signed($0.logit))  \($0.features.joined(separator: ", "))" }
        if !rest.isEmpty {
            lines.append("\(signed(rest.reduce(0) { $0 + $1.logit }))  \(Quantity.count(rest.count, "other row"))")
        }
        if collisions > 0 {
            lines.append("\(Quantity.count(collisions, "row")) of several features by a collision of hashes")
        }
        return lines.joined(separator: "\n")
    }

    private func decimals(_ value: Double) -> String { String(format: "%.4f", value) }

    private func signed(_ value: Float) -> String { String(format: "%+.3f", value) }
}
