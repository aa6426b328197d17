extension Modulus {
    /// Raises every base to every secret exponent, in constant time, on all cores.
    ///
    /// - Parameters:
    ///   - bases: public numbers of any value and width.
    ///   - exponents: `count` of them one after the other, each in ⌈exponentBits / 64⌉ limbs.
    ///   - exponentBits: exponents are below 2^this.
    /// - Returns: `bases.count` · `count` rows: base b to exponent j mod N is row b · count + j.
    public func powers(
        ofEach bases: ResidueVector, secretExponents exponents: borrowing SecretLimbs, count: Int, exponentBits: Int
    ) -> ResidueVector {
        precondition(exponentBits > 0, "exponents have at least one bit")
        let shape = CombShape.secret(exponentBits: exponentBits)
        precondition(exponents.count == count * shape.exponentLimbs, "\(exponents.count) limbs for \(count) exponents")
        var powers = ResidueVector(count: bases.count * count, limbsPerRow: limbCount)
        exponents.withLimbs { exponents in
            powers.withAllMutableLimbs { powers in
                if let powerLanes {
                    raise(bases, to: exponents, shape, powerLanes, powers)
                } else {
                    raise(bases, to: exponents, shape, powers)
                }
            }
        }
        return powers
    }

    /// Eight bases at a time.
    private func raise(
        _ bases: ResidueVector, to exponents: UnsafeBufferPointer<UInt>, _ shape: CombShape, _ lanes: LaneModulus,
        _ powers: UnsafeMutableBufferPointer<UInt>
    ) {
        let count = exponents.count / shape.exponentLimbs
        for group in (0..<bases.count).groups {
            let bank = LaneBank(lanes, bases, group, shape: shape)
            Parallel.forEach(Parallel.pieces(of: count, inGroupsOf: 1)) { _, range in
                lanes.withLanes { lanes in
                    for row in range {
                        bank.power(
                            powers.row(group.lowerBound * count + row, limbCount), stride: count * limbCount,
                            exponents.row(row, shape.exponentLimbs), lanes)
                    }
                }
            }
        }
    }

    /// One base at a time.
    private func raise(
        _ bases: ResidueVector, to exponents: UnsafeBufferPointer<UInt>, _ shape: CombShape,
        _ powers: UnsafeMutableBufferPointer<UInt>
    ) {
        let count = exponents.count / shape.exponentLimbs
        let bank = RowBank(bases, modulus: self, shape: shape)
        Parallel.forEach(Parallel.pieces(of: bases.count * count, inGroupsOf: 1)) { _, range in
            bank.withPower { power in
                for row in range {
                    let (base, exponent) = row.quotientAndRemainder(dividingBy: count)
                    power(powers.row(row, limbCount), base, exponents.row(exponent, shape.exponentLimbs))
                }
            }
        }
    }
}
