extension Modulus {
    /// Raises many secret bases to one public exponent, in constant time, on all cores.
    ///
    /// - Parameter bases: `count` numbers one after the other, equally many limbs each, of any value.
    /// - Returns: `count` rows, each base^exponent mod N.
    public func powers(ofSecret bases: borrowing SecretLimbs, count: Int, exponent: BigInteger) -> ResidueVector {
        precondition(count > 0 && bases.count.isMultiple(of: count), "\(bases.count) limbs for \(count) bases")
        precondition(exponent.signum > 0, "the exponent is positive")
        return bases.withLimbs { bases in
            exponent.withLimbs { limbs in
                powers(
                    bases, baseLimbs: bases.count / count, limbs, exponentStride: 0, exponentBits: exponent.bitWidth,
                    count: count)
            }
        }
    }

    /// Raises each residue to a secret exponent of its own, in constant time, on all cores.
    ///
    /// - Parameters:
    ///   - bases: numbers of any value and width.
    ///   - exponents: one a row, one after the other, each in ⌈exponentBits / 64⌉ limbs.
    ///   - exponentBits: exponents are below 2^this.
    /// - Returns: as many rows, each base^exponent mod N.
    public func powers(
        of bases: ResidueVector, secretExponents exponents: borrowing SecretLimbs, exponentBits: Int
    ) -> ResidueVector {
        let exponentLimbs = (exponentBits + UInt.bitWidth - 1) / UInt.bitWidth
        precondition(
            exponentBits > 0 && exponents.count == bases.count * exponentLimbs,
            "\(exponents.count) limbs for \(bases.count) exponents of \(exponentBits) bits")
        return bases.withAllLimbs { rows in
            exponents.withLimbs { exponents in
                powers(
                    rows, baseLimbs: bases.limbsPerRow, exponents, exponentStride: exponentLimbs,
                    exponentBits: exponentBits, count: bases.count)
            }
        }
    }

    private func powers(
        _ bases: UnsafeBufferPointer<UInt>, baseLimbs: Int, _ exponents: UnsafeBufferPointer<UInt>,
        exponentStride: Int, exponentBits: Int, count: Int
    ) -> ResidueVector {
        var rows = ResidueVector(count: count, limbsPerRow: limbCount)
        rows.withAllMutableLimbs { rows in
            Parallel.forEachPiece(of: count) { range in
                withPower(baseLimbs: baseLimbs, exponentBits: exponentBits) { power in
                    for group in range.groups {
                        power(
                            rows.row(group.lowerBound, limbCount), bases.row(group.lowerBound, baseLimbs),
                            exponents.row(0, exponents.count) + group.lowerBound * exponentStride,
                            exponentStride: exponentStride, rows: group.count)
                    }
                }
            }
        }
        return rows
    }

    /// Lends what raises bases of so many limbs to secret exponents.
    func withPower(baseLimbs: Int, exponentBits: Int, _ body: (SecretPower) -> Void) {
        withLimbs { modulus in
            SecretPower.withScratch(
                baseLimbs: baseLimbs, exponentBits: exponentBits, modulus: modulus, modulusLimbs: limbCount,
                lanes: powerLanes, body)
        }
    }
}
