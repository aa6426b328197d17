package import BigNumber

/// A sum of contributions while it grows, in the form that makes adding the next one cheapest; `AdditiveScheme.total(of:)`
/// ends it.
public struct RunningSum: Sendable {
    /// The blocks' randomisers; none where a scheme has none.
    package var randomisers: ResidueVector
    package var ciphertexts: Ciphertexts

    /// The ciphertexts' side of it.
    package enum Ciphertexts: Sendable {
        /// What a scheme multiplies.
        case product(RunningProduct)
        /// What a scheme without cryptography adds.
        case rows(ResidueVector)
    }

    package init(
        randomisers: ResidueVector = ResidueVector(count: 0, limbsPerRow: 1), ciphertexts: Ciphertexts
    ) {
        self.randomisers = randomisers
        self.ciphertexts = ciphertexts
    }

    /// Multiplies the ciphertexts by more of them.
    package mutating func multiply(by vector: CiphertextVector) {
        guard case .product(var product) = ciphertexts else { preconditionFailure("a sum of another scheme") }
        ciphertexts = .rows(ResidueVector(count: 0, limbsPerRow: 1))  // so that there is one owner, and no copy
        product.multiply(by: vector.rows)
        ciphertexts = .product(product)
    }

    /// The ciphertexts of the sum.
    package var vector: CiphertextVector {
        switch ciphertexts {
        case .product(let product): CiphertextVector(rows: product.residues)
        case .rows(let rows): CiphertextVector(rows: rows)
        }
    }
}

extension AdditiveScheme {
    /// The sum of no contributions: every ciphertext opens to 0.
    public func neutral(layout: BlockLayout) -> EncryptedVector { total(of: makeSum(layout: layout)) }

    /// The sum of contributions to one layout.
    public func sum(of contributions: some Sequence<EncryptedVector>, layout: BlockLayout) -> EncryptedVector {
        var sum = makeSum(layout: layout)
        for contribution in contributions { add(contribution, to: &sum) }
        return total(of: sum)
    }
}
