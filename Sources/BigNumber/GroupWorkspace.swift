/// One worker's scratch for groups of up to eight residues of one modulus, which are multiplied together where the
/// modulus has lanes: made once a piece of work, and wiped at its end.
///
/// It is a bundle of pointers that live as long as the closure of `Modulus.withGroupWorkspace`.
struct GroupWorkspace {
    /// For fewer rows, one at a time is faster than eight lanes that are mostly empty.
    private static let fewestRowsForLanes = 3

    /// For one row at a time.
    let single: Workspace
    fileprivate let lanes: Lanes?
    fileprivate let limbCount: Int

    /// result = left · right mod N, row by row; the result may be an operand.
    func multiply(
        _ result: UnsafeMutablePointer<UInt>, _ left: UnsafePointer<UInt>, _ right: UnsafePointer<UInt>, rows: Int
    ) {
        if let lanes, rows >= Self.fewestRowsForLanes { return lanes.multiply(result, left, right, rows: rows) }
        for row in 0..<rows {
            single.multiply(result + row * limbCount, left + row * limbCount, right + row * limbCount)
        }
    }
}

extension Modulus {
    /// Lends scratch for groups of residues of this modulus.
    func withGroupWorkspace(_ body: (GroupWorkspace) -> Void) {
        withWorkspace { single in
            withLanes { lanes in body(GroupWorkspace(single: single, lanes: lanes, limbCount: limbCount)) }
        }
    }

    private func withLanes(_ body: (Lanes?) -> Void) {
        if let lanes { lanes.withLanes(body) } else { body(nil) }
    }
}
