/// Combs of up to eight public bases side by side, a base a lane: for raising all of them to the same secret exponents
/// in constant time. Tables are read whole, so they are small.
struct LaneBank {
    private let shape: CombShape
    private let rows: Int
    private let tables: TableMemory

    /// Computes the tables of some bases, rows `group` of a vector.
    init(_ lanes: LaneModulus, _ bases: ResidueVector, _ group: Range<Int>, shape: CombShape) {
        self.shape = shape
        rows = group.count
        tables = TableMemory(count: lanes.bankLimbs(shape)) { tables in
            lanes.withLanes { lanes in
                bases.withAllLimbs { limbs in
                    lanes.fillBank(
                        tables.row(0, tables.count), limbs.row(group.lowerBound, bases.limbsPerRow),
                        baseLimbs: bases.limbsPerRow, shape, rows: group.count)
                }
            }
        }
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
