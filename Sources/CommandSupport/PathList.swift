/// Paths as they stand in one line of an error: the first few, and how many more there are.
package struct PathList: CustomStringConvertible {
    private static let shown = 3
    private let paths: [String]

    /// These paths, in this order.
    package init(_ paths: [String]) {
        self.paths = paths
    }

    /// `a.mbox, b.mbox, c.mbox and 4 more`.
    package var description: String {
        let rest = paths.count - Self.shown
        return paths.prefix(Self.shown).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }
}
