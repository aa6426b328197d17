/// Columns of text as wide as they need to be.
struct Table {
    /// The first one is the heading.
    var rows: [[String]]

    /// The first column on the left, the others on the right.
    var text: String {
        let widths = (0..<(rows.map(\.count).max() ?? 0)).map { column in
            rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        return rows.map { row in
            row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + padding : padding + cell
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }
}

extension Results {
    /// Everything for a terminal.
    ///
    /// - Parameter reference: whose numbers the ratios are to.
    func text(reference: String) -> String {
        let rest = leftOut.sorted(by: <).map { "left out: \($0), \($1)" }
        return [machineText, workText, legend, rest.joined(separator: "\n"), table(reference: reference), goalsText]
            .filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private var machineText: String {
        """
        \(machine.processor); \(machine.cores) cores, pinned to \(machine.usableCores); load \(machine.load)
        our kernel: \(machine.kernel)
        """
    }

    private var workText: String {
        "\(parameterCount) parameters of 16 bits, \(participants) participants, room for 8; processor time of "
            + "a whole contribution, median of \(repetitions)"
    }

    private var legend: String {
        columns.map { "\($0.name): \($0.title)" }.joined(separator: "\n")
    }

    private func table(reference: String) -> String {
        let heading = ["(× of \(reference))"] + columns.map(\.name)
        let rows = Quantity.all.compactMap { quantity -> [String]? in
            let cells = columns.map { cell(quantity, of: $0.name, reference: reference) }
            return cells.allSatisfy { $0 == "–" } ? nil : [quantity.title] + cells
        }
        return Table(rows: [heading] + rows).text
    }

    private func cell(_ quantity: Quantity, of name: String, reference: String) -> String {
        guard let samples = samples(quantity, of: name) else { return "–" }
        let text = quantity.text(samples.median)
        guard name != reference, let ratios = ratios(quantity, of: name, to: reference) else { return text }
        return "\(text) (\(Figure.text(ratios.median))×)"
    }

    private var goalsText: String {
        goals.isEmpty ? "" : Table(rows: [["goal", "bound", "this run", ""]] + goals.map(\.cells)).text
    }
}
