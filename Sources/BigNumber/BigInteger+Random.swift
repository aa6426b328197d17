extension BigInteger {
    /// A uniform integer in `0 ..< 2^bits` from the kernel's generator.
    public static func random(bits: Int) -> BigInteger {
        SecretLimbs.random(bits: bits).withLimbs { BigInteger(limbs: $0) }
    }

    /// A uniform integer in `0 ..< bound` from the kernel's generator.
    public static func random(below bound: BigInteger) -> BigInteger {
        precondition(bound.signum > 0, "nothing is below \(bound)")
        // Drawing again keeps it uniform, and takes fewer than two draws on average.
        while true {
            let candidate = random(bits: bound.bitWidth)
            if candidate < bound { return candidate }
        }
    }
}
