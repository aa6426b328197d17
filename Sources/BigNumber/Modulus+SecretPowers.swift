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
        let exponentLimbs = (exponentBits + UInt.bitWidth - 1) / UInt.bitWidth
        precondition(
            exponentBits > 0 && exponents.count == count * exponentLimbs,
            "\(exponents.count) limbs for \(count) exponents of \(exponentBits) bits")
        var powers = ResidueVector(count: bases.count * count, limbsPerRow: limbCount)
        exponents.withLimbs { exponents in
            powers.withAllMutableLimbs { powers in
                bases.withAllLimbs { limbs in
                    for group in (0..<bases.count).groups {
                        raise(
                            limbs.row(group.lowerBound, bases.limbsPerRow), baseLimbs: bases.limbsPerRow,
                            rows: group.count, to: exponents, exponentBits: exponentBits,
                            UnsafeMutableBufferPointer(rebasing: powers[(group.lowerBound * count * limbCount)...]))
                    }
                }
            }
        }
        return powers
    }

    /// Writes the powers of up to eight bases.
    private func raise(
        _ bases: UnsafePointer<UInt>, baseLimbs: Int, rows: Int, to exponents: UnsafeBufferPointer<UInt>,
        exponentBits: Int, _ powers: UnsafeMutableBufferPointer<UInt>
    ) {
        let exponentLimbs = (exponentBits + UInt.bitWidth - 1) / UInt.bitWidth
        let count = exponents.count / exponentLimbs
        let bank = powerLanes.map {
            let shape = LaneBank.shape(exponentBits: exponentBits)
            return LaneBank($0, bases, baseLimbs: baseLimbs, rows: rows, shape: shape)
        }
        Parallel.forEach(Parallel.pieces(of: count, inGroupsOf: 1)) { _, range in
            if let powerLanes, let bank {
                powerLanes.withLanes { lanes in
                    for row in range {
                        bank.power(
                            powers.row(row, limbCount), stride: count * limbCount, exponents.row(row, exponentLimbs),
                            lanes)
                    }
                }
            } else {
                withPower(baseLimbs: baseLimbs, exponentBits: exponentBits) { power in
                    for row in range {
                        for base in 0..<rows {
                            power(
                                powers.row(base * count + row, limbCount), bases + base * baseLimbs,
                                exponents.row(row, exponentLimbs), rows: 1)
                        }
                    }
                }
            }
        }
    }
}
