/// Columns of text: the first flush left, the others flush right when they hold numbers only.
package struct TextTable: CustomStringConvertible {
    private let header: [String]
    private var rows: [[String]] = []

    /// A table with these titles.
    package init(_ header: [String]) { self.header = header }

    /// - Precondition: as many cells as titles.
    package mutating func append(_ row: [String]) {
        precondition(row.count == header.count, "a row of \(row.count) cells in a table of \(header.count) columns")
        rows.append(row)
    }

    /// The lines, without a newline after the last.
    package var description: String {
        let widths = header.indices.map { column in
            ([header] + rows).map { $0[column].count }.max() ?? 0
        }
        let isNumeric = header.indices.map { column in
            !rows.isEmpty && rows.allSatisfy { $0[column].first?.isNumber ?? true }
        }
        return ([header] + rows).map { row in
            let cells = row.indices.map { pad(row[$0], to: widths[$0], flushRight: $0 > 0 && isNumeric[$0]) }
            return String(cells.joined(separator: "  ").trimmingSuffix { $0 == " " })
        }.joined(separator: "\n")
    }

    private func pad(_ cell: String, to width: Int, flushRight: Bool) -> String {
        let padding = String(repeating: " ", count: width - cell.count)
        return flushRight ? padding + cell : cell + padding
    }
}

extension String {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
        var rest = self[...]
        while let last = rest.last, predicate(last) { rest = rest.dropLast() }
        return rest
    }
}
