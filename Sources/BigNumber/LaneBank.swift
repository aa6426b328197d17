/// Combs of up to eight public bases side by side, a base a lane: for raising all of them to the same secret exponents
/// in constant time. Tables are read whole, so they are small.
struct LaneBank {
    private let shape: CombShape
    private let rows: Int
    private let tables: TableMemory

    /// - Parameters:
    ///   - bases: the first of `rows` bases of `baseLimbs` limbs.
    ///   - shape: has up to five teeth.
    init(_ lanes: LaneModulus, _ bases: UnsafePointer<UInt>, baseLimbs: Int, rows: Int, shape: CombShape) {
        self.shape = shape
        self.rows = rows
        tables = TableMemory(count: lanes.bankLimbs(shape)) { tables in
            lanes.withLanes { lanes in
                lanes.fillBank(tables.row(0, tables.count), bases, baseLimbs: baseLimbs, shape, rows: rows)
            }
        }
    }

    /// Four tables of 32 entries: with more, they fall out of the cache (measured).
    static func shape(exponentBits: Int) -> CombShape {
        let teeth = min(5, exponentBits)
        let spacing = (exponentBits + teeth - 1) / teeth
        return CombShape(exponentBits: exponentBits, teeth: teeth, run: (spacing + 3) / 4)
    }

    /// result = base^exponent for every base, rows `stride` limbs apart.
    func power(
        _ result: UnsafeMutablePointer<UInt>, stride: Int, _ exponent: UnsafePointer<UInt>, _ lanes: Lanes
    ) {
        tables.withLimbs { tables in
            lanes.bankPower(result, stride: stride, exponent, shape, tables.row(0, tables.count), rows: rows)
        }
    }
}
