package import BigNumber

extension Modulus {
    /// Paillier's c = (1 + m·n) · mask modulo n², which this is, in the masks' place, so that no mask is left behind.
    package func encrypt(
        _ plaintexts: PlaintextVector, under n: BigInteger, consuming masks: consuming ResidueVector
    ) -> EncryptedVector {
        n.withLimbs { n in
            multiply(&masks) { workspace, row in
                plaintexts.withLimbs(row) { workspace.setResidue(toOnePlus: n, times: $0) }
            }
        }
        return EncryptedVector(ciphertexts: CiphertextVector(rows: masks))
    }
}
