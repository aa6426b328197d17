/// The medians of a workload.
struct Result: Codable {
    let workload: String
    let ours: Double
    /// Nil where the competitor is not there.
    let theirs: Double?
    let rival: String?
    let goal: Double

    /// How many times faster ours is.
    var ratio: Double? { theirs.map { $0 / ours } }

    /// A row of the table.
    var line: String {
        let own = Self.pad("\(Self.number(ours * 1000)) ms", 11)
        guard let theirs, let ratio, let rival else { return "\(Self.pad(workload, -42))\(own)" }
        let verdict = ratio >= goal ? "" : "  short of the goal"
        return Self.pad(workload, -42) + own + Self.pad("\(Self.number(theirs * 1000)) ms", 12) + "  "
            + Self.pad(rival, -16) + Self.pad("\(Self.number(ratio)) ×", 9) + Self.pad("≥ \(goal) ×", 10) + verdict
    }

    static let heading =
        pad("", -42) + pad("ours", 11) + pad("theirs", 12) + "  " + pad("", -16) + pad("ratio", 9) + pad("goal", 10)

    /// Negative widths fill on the right.
    private static func pad(_ text: String, _ width: Int) -> String {
        let space = String(repeating: " ", count: max(abs(width) - text.count, 0))
        return width < 0 ? text + space : space + text
    }

    private static func number(_ value: Double) -> String {
        "\((value * 100).rounded() / 100)"
    }
}
