extension Modulus {
    /// Paillier's c = (1 + m·n) · mask modulo n², which this is, on all cores: with a mask a + b·n that is a + (b + m·a)·n, a
    /// product of half the size.
    ///
    /// - Parameters:
    ///   - plaintexts: a row a ciphertext, below n.
    ///   - masks: as many entries, as `FixedBaseTables.secretPowers(_:count:)` and `entries(of:)` make them.
    /// - Precondition: this is the modulus of a square.
    package func encrypt(_ plaintexts: ResidueVector, masks: borrowing SecretLimbs) -> ResidueVector {
        precondition(masks.count == plaintexts.count * entryLimbs, "a mask a plaintext")
        var ciphertexts = ResidueVector(count: plaintexts.count, limbsPerRow: limbCount)
        masks.withLimbs { masks in
            plaintexts.withAllLimbs { plaintexts in
                ciphertexts.withAllMutableLimbs { encrypt(plaintexts, masks, to: $0) }
            }
        }
        return ciphertexts
    }

    private func encrypt(
        _ plaintexts: UnsafeBufferPointer<UInt>, _ masks: UnsafeBufferPointer<UInt>,
        to ciphertexts: UnsafeMutableBufferPointer<UInt>
    ) {
        let count = ciphertexts.count / limbCount
        let limbs = plaintexts.count / max(1, count)
        Parallel.forEachPiece(of: count) { range in
            withEncryption { encrypt in
                for group in range.groups {
                    encrypt(
                        ciphertexts.row(group.lowerBound, limbCount), masks.row(group.lowerBound, entryLimbs),
                        plaintexts.row(group.lowerBound, limbs), limbs, group.count)
                }
            }
        }
    }

    /// Writes up to eight ciphertexts for masks and plaintexts of so many limbs.
    private typealias Encryption = (
        UnsafeMutablePointer<UInt>, UnsafePointer<UInt>, UnsafePointer<UInt>, Int, Int
    ) -> Void

    private func withEncryption(_ body: (Encryption) -> Void) {
        if let powerLanes {
            return powerLanes.withLanes { lanes in
                body { lanes.multiplyOnePlus($0, entries: $1, multiples: $2, multipleLimbs: $3, rows: $4) }
            }
        }
        withPairWorkspace { workspace in
            body { ciphertexts, masks, plaintexts, limbs, rows in
                for row in 0..<rows {
                    workspace.multiplyOnePlus(
                        ciphertexts + row * limbCount, entry: masks + row * entryLimbs,
                        multiple: UnsafeBufferPointer(start: plaintexts + row * limbs, count: limbs))
                }
            }
        }
    }

    /// Residues in the form of entries of tables.
    package func entries(of residues: consuming ResidueVector) -> SecretLimbs {
        let count = residues.count
        var entries = SecretLimbs(zeroCount: count * entryLimbs)
        entries.withMutableLimbs { entries in
            residues.withAllLimbs { residues in
                withEntryWorkspace { workspace in
                    for group in (0..<count).groups {
                        for row in group {
                            entries.row(row, entryLimbs).update(from: residues.row(row, limbCount), count: limbCount)
                        }
                        workspace.makeEntries(entries.row(group.lowerBound, entryLimbs), count: group.count)
                    }
                }
            }
        }
        residues.wipe()
        return entries
    }
}
