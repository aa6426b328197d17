extension Modulus {
    /// Raises a public base to a public exponent. Time depends on both.
    ///
    /// - Parameters:
    ///   - base: not negative, of any size.
    ///   - exponent: not negative.
    /// - Returns: base^exponent mod N.
    public func power(_ base: BigInteger, _ exponent: BigInteger) -> BigInteger {
        precondition(exponent.signum >= 0, "a power needs an exponent ≥ 0")
        guard let powerLanes, powerLanes.canSpread, !exponent.isZero else {
            return base.power(exponent, modulo: value)
        }
        return exponent.withLimbs { limbs in
            spreadPower(base, limbs.row(0, limbs.count), exponentBits: exponent.bitWidth, powerLanes)
        }
    }

    /// Raises a public base to a secret exponent, in constant time.
    ///
    /// - Parameters:
    ///   - base: not negative, of any size.
    ///   - exponent: ⌈exponentBits / 64⌉ limbs, below 2^exponentBits.
    /// - Returns: base^exponent mod N.
    public func power(
        _ base: BigInteger, secret exponent: borrowing SecretLimbs, exponentBits: Int
    ) -> BigInteger {
        let exponentLimbs = (exponentBits + UInt.bitWidth - 1) / UInt.bitWidth
        precondition(
            exponentBits > 0 && exponent.count == exponentLimbs,
            "\(exponent.count) limbs for an exponent of \(exponentBits) bits")
        guard let powerLanes, powerLanes.canSpread else {
            return powers(of: row(base), secretExponents: exponent, exponentBits: exponentBits)[0]
        }
        return exponent.withLimbs { limbs in
            spreadPower(base, limbs.row(0, exponentLimbs), exponentBits: exponentBits, powerLanes)
        }
    }

    private func row(_ base: BigInteger) -> ResidueVector {
        ResidueVector([base], limbsPerRow: max(1, base.limbCount))
    }

    private func spreadPower(
        _ base: BigInteger, _ exponent: UnsafePointer<UInt>, exponentBits: Int, _ lanes: LaneModulus
    ) -> BigInteger {
        let base = row(base)
        var power = ResidueVector(count: 1, limbsPerRow: limbCount)
        base.withAllLimbs { limbs in
            power.withAllMutableLimbs { power in
                lanes.withPowerLanes(exponentBits: exponentBits, bases: 1) { lanes in
                    lanes.spreadPower(
                        power.row(0, limbCount), limbs.row(0, limbs.count), baseLimbs: limbs.count, exponent,
                        exponentBits: exponentBits)
                }
            }
        }
        return power[0]
    }
}
