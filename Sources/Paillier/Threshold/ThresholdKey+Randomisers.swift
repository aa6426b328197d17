package import BigNumber

extension ThresholdKey {
    /// The u's of a header, in range.
    ///
    /// - Throws: `PaillierError.byteCountMismatch`, `.headerInvalid` unless all are in 1 ..< n.
    package func randomisers(of header: ContributionHeader, blocks: Int) throws -> ResidueVector {
        let expected = blocks * sizes.rootBytes
        guard header.randomisers.count == expected else {
            throw PaillierError.byteCountMismatch(
                part: "randomisers", expected: expected, actual: header.randomisers.count)
        }
        do {
            return try header.randomisers.withUnsafeBytes { try root.residues(bigEndian: $0, count: blocks) }
        } catch { throw PaillierError.headerInvalid(part: "randomiser") }
    }

    /// U_b = u*_b^{2n} mod n²: what holders raise to their shares. It is an n-th residue whatever u is.
    package func raised(_ randomisers: ResidueVector) -> ResidueVector {
        let exponent = parameters.modulus << 1
        return square.products(
            of: randomisers, exponents: ResidueVector([exponent], limbsPerRow: exponent.limbCount))
    }
}
