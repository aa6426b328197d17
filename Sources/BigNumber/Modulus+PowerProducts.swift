extension Modulus {
    /// Multiplies powers of public bases, each to a public exponent of its own, for several products at once, on all cores.
    ///
    /// - Parameters:
    ///   - bases: `count` · m numbers of any value and width, one product's after another's.
    ///   - exponents: one a base.
    /// - Returns: `count` rows, each Π base_i^{exponent_i} mod N over the m bases of its own.
    public func products(ofPowers bases: ResidueVector, exponents: ResidueVector, count: Int) -> ResidueVector {
        precondition(bases.count == exponents.count, "\(bases.count) bases to \(exponents.count) exponents")
        precondition(count > 0 && bases.count.isMultiple(of: count), "\(bases.count) bases for \(count) products")
        let size = bases.count / count
        guard let powerLanes, exponents.bitWidth > 0 else {
            let products = (0..<count).map { row in
                let own = row * size..<(row + 1) * size
                return product(ofPowers: bases[rows: own], exponents: exponents[rows: own])
            }
            return ResidueVector(products, limbsPerRow: limbCount)
        }
        var products = ResidueVector(count: count, limbsPerRow: limbCount)
        products.withAllMutableLimbs { products in
            Parallel.forEachPiece(of: count) { range in
                for group in range.groups {
                    let rows = powerLanes.products(
                        ofPowers: bases.interleaved(group, size), exponents: exponents.interleaved(group, size),
                        limbCount: limbCount)
                    rows.withAllLimbs { rows in
                        products.row(group.lowerBound, limbCount).update(
                            from: rows.row(0, limbCount), count: group.count * limbCount)
                    }
                }
            }
        }
        return products
    }
}

extension LaneModulus {
    /// Eight products: each of the powers of every eighth base.
    fileprivate func products(
        ofPowers bases: ResidueVector, exponents: ResidueVector, limbCount: Int
    ) -> ResidueVector {
        let exponentBits = max(1, exponents.bitWidth)
        var products = ResidueVector(count: Lanes.count, limbsPerRow: limbCount)
        products.withAllMutableLimbs { products in
            bases.withAllLimbs { rows in
                exponents.withAllLimbs { exponentRows in
                    withPowerLanes(exponentBits: exponentBits, bases: bases.count) { lanes in
                        lanes.power(
                            products.row(0, limbCount), rows.row(0, bases.limbsPerRow), baseLimbs: bases.limbsPerRow,
                            exponentRows.row(0, exponents.limbsPerRow), exponentStride: exponents.limbsPerRow,
                            exponentBits: exponentBits, count: bases.count)
                    }
                }
            }
        }
        return products
    }
}

extension ResidueVector {
    /// Of up to eight groups of `size` rows the first rows, then the second ones, and so on, eight at a time; zeros where
    /// there is no group.
    fileprivate func interleaved(_ groups: Range<Int>, _ size: Int) -> ResidueVector {
        var rows = ResidueVector(count: size * Lanes.count, limbsPerRow: limbsPerRow)
        for (lane, group) in groups.enumerated() {
            for index in 0..<size {
                let row = group * size + index
                rows.replaceRows(from: index * Lanes.count + lane, with: self[rows: row..<row + 1])
            }
        }
        return rows
    }
}
