extension Modulus {
    /// Multiplies powers of public bases to public exponents that many products share, on all cores. Time depends on the
    /// exponents.
    ///
    /// - Parameters:
    ///   - bases: `count` · m numbers of any value and width.
    ///   - exponents: one a row, for the m bases of every product.
    ///   - layout: which of the bases belong together.
    /// - Returns: `count` rows, each Π base_i^{exponent_i} mod N over the m bases of its own.
    public func products(
        of bases: ResidueVector, exponents: ResidueVector, layout: BaseLayout = .productByProduct
    ) -> ResidueVector {
        precondition(
            exponents.count > 0 && bases.count.isMultiple(of: exponents.count),
            "\(bases.count) bases for \(exponents.count) exponents")
        let count = bases.count / exponents.count
        guard let chain = ProductChain.cheapest(for: exponents) else {
            return ResidueVector([BigInteger](repeating: 1, count: count), limbsPerRow: limbCount)
        }
        let form = BaseForm(layout, limbs: bases.limbsPerRow, bases: exponents.count, rows: count)
        var products = ResidueVector(count: count, limbsPerRow: limbCount)
        products.withAllMutableLimbs { products in
            bases.withAllLimbs { bases in
                Parallel.forEachPiece(of: count) { range in
                    withChainWorkspace(chain, form) { workspace in
                        for group in range.groups {
                            workspace.run(
                                products.row(group.lowerBound, limbCount),
                                bases.row(0, bases.count) + group.lowerBound * form.rowStride, rows: group.count)
                        }
                    }
                }
            }
        }
        return products
    }

    /// Multiplies powers of public bases, each to a public exponent of its own, on all cores.
    ///
    /// - Parameters:
    ///   - bases: numbers of any value and width.
    ///   - exponents: one a base.
    /// - Returns: Π base_i^{exponent_i} mod N, 1 for no bases.
    public func product(ofPowers bases: ResidueVector, exponents: ResidueVector) -> BigInteger {
        precondition(bases.count == exponents.count, "\(bases.count) bases to \(exponents.count) exponents")
        guard let powerLanes, exponents.bitWidth > 0 else {
            return bases.count == 0 ? 1 : products(of: bases, exponents: exponents)[0]
        }
        let partial = products(of: bases, exponents: exponents, lanes: powerLanes)
        return (1..<partial.count).reduce(partial[0]) { ($0 * partial[$1]).modulo(value) }
    }

    /// Each piece squares as many times as an exponent has bits, so it should have bases enough for that to pay: with five
    /// a lane, products and squarings take as long, whatever the exponents' length.
    private static func pieces(of count: Int) -> [Range<Int>] {
        let isWorthSplitting = count / (Parallel.lanes * Parallel.coreCount) >= basesWorthTheirSquarings
        return isWorthSplitting ? Parallel.pieces(of: count, perCore: 1) : [0..<count]
    }

    private static let basesWorthTheirSquarings = 6

    /// Deals the bases out to the lanes of all cores: some products, which make the whole one when multiplied.
    private func products(
        of bases: ResidueVector, exponents: ResidueVector, lanes: LaneModulus
    ) -> ResidueVector {
        let exponentBits = exponents.bitWidth
        let pieces = Self.pieces(of: bases.count)
        // Every piece but the last has eight bases or more.
        let rest = pieces.last.map { min($0.count, Parallel.lanes) } ?? 0
        var partial = ResidueVector(count: (pieces.count - 1) * Parallel.lanes + rest, limbsPerRow: limbCount)
        partial.withAllMutableLimbs { partial in
            bases.withAllLimbs { rows in
                exponents.withAllLimbs { exponentRows in
                    Parallel.forEach(pieces) { number, range in
                        lanes.withPowerLanes(exponentBits: exponentBits, bases: range.count) { lanes in
                            lanes.power(
                                partial.row(number * Parallel.lanes, limbCount),
                                rows.row(range.lowerBound, bases.limbsPerRow), baseLimbs: bases.limbsPerRow,
                                exponentRows.row(range.lowerBound, exponents.limbsPerRow),
                                exponentStride: exponents.limbsPerRow, exponentBits: exponentBits, count: range.count)
                        }
                    }
                }
            }
        }
        return partial
    }
}
