import GrokServer

/// Writes metrics in Prometheus's text format 0.0.4.
struct Exposition {
    /// What kind of metric it is.
    enum Kind: String {
        case counter, gauge, histogram
    }

    private(set) var text = ""

    mutating func metric(_ name: String, _ kind: Kind, help: String, _ value: Double?) {
        guard let value else { return }
        family(name, kind, help: help)
        sample(name, [], value)
    }

    /// One sample for each value of a label.
    mutating func metric(
        _ name: String, _ kind: Kind, help: String, by label: String, _ values: [(String, Double)]
    ) {
        family(name, kind, help: help)
        for (labelled, value) in values { sample(name, [(label, labelled)], value) }
    }

    mutating func histogram(_ name: String, help: String, by label: String, _ values: [(String, Histogram)]) {
        family(name, .histogram, help: help)
        for (labelled, histogram) in values {
            let bounds = Histogram.bounds.map(Self.number) + ["+Inf"]
            for (bound, count) in zip(bounds, histogram.counts) {
                sample("\(name)_bucket", [(label, labelled), ("le", bound)], Double(count))
            }
            sample("\(name)_sum", [(label, labelled)], histogram.sum)
            sample("\(name)_count", [(label, labelled)], Double(histogram.counts.last ?? 0))
        }
    }

    private mutating func family(_ name: String, _ kind: Kind, help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    private mutating func sample(_ name: String, _ labels: [(String, String)], _ value: Double) {
        let pairs = labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
        text += pairs.isEmpty ? "\(name) \(Self.number(value))\n" : "\(name){\(pairs)} \(Self.number(value))\n"
    }

    private static func number(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? "\(value)"
    }

    private static func escaped(_ label: String) -> String {
        label.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
