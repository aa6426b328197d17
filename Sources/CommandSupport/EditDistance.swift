/// How far apart two names are when somebody mistypes one.
enum EditDistance {
    /// The least number of insertions, deletions and replacements between two texts (Levenshtein 1966), by rows as in
    /// Wagner and Fischer 1974.
    static func between(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        var row = Array(0...right.count)
        for (i, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                let replaced = diagonal + (byte == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }

    /// The candidate that is closest, the first by name among equals; nil when more than a third of `name` differs.
    static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
        let closest = candidates.map { (distance: between(name, $0), name: $0) }.min { $0 < $1 }
        guard let closest, closest.distance <= max(2, name.utf8.count / 3) else { return nil }
        return closest.name
    }
}
