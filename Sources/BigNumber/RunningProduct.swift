/// Row by row the product of many vectors, modulo the square of a number, in the form that makes one more vector cheapest:
/// with lanes that is three quarters of a Montgomery product a row, and no conversion (`cmontgomery_fold`).
///
/// It is for public numbers; nothing is wiped.
public struct RunningProduct: Sendable {
    /// How many rows there are.
    public let count: Int
    private let modulus: Modulus
    private var form: Form

    private enum Form {
        /// Eight rows' product after another's, and how many vectors went into them.
        case lanes([UInt], vectors: Int)
        case rows(ResidueVector)
    }

    /// The product of no vectors: ones.
    public init(count: Int, modulus: Modulus) {
        self.count = count
        self.modulus = modulus
        guard modulus.root != nil, let lanes = modulus.powerLanes else {
            form = .rows(ResidueVector(repeating: 1, count: count, limbsPerRow: modulus.limbCount))
            return
        }
        var limbs = [UInt](repeating: 0, count: (0..<count).groups.reduce(0) { sum, _ in sum + lanes.productLimbs })
        for start in stride(from: 0, to: limbs.count, by: lanes.productLimbs) {
            for lane in 0..<Parallel.lanes { limbs[start + lane] = 1 }
        }
        form = .lanes(limbs, vectors: 0)
    }

    /// Multiplies each row with the same row of a vector, on all cores.
    ///
    /// - Precondition: the vector holds as many residues of the modulus.
    public mutating func multiply(by vector: ResidueVector) {
        precondition(vector.count == count, "\(vector.count) rows times \(count)")
        precondition(vector.limbsPerRow == modulus.limbCount, "a residue has \(modulus.limbCount) limbs")
        switch form {
        case .rows(var rows):
            form = .rows(ResidueVector(count: 0, limbsPerRow: 1))  // so that there is one owner, and no copy
            modulus.multiply(&rows, by: vector)
            form = .rows(rows)
        case .lanes(var limbs, let vectors):
            form = .lanes([], vectors: 0)
            fold(vector, into: &limbs)
            form = .lanes(limbs, vectors: vectors + 1)
        }
    }

    /// The product.
    public var residues: ResidueVector {
        switch form {
        case .rows(let rows): rows
        case .lanes(let limbs, let vectors): unfolded(limbs, vectors: vectors)
        }
    }
}

extension RunningProduct {
    private func fold(_ vector: ResidueVector, into limbs: inout [UInt]) {
        limbs.withUnsafeMutableBufferPointer { limbs in
            vector.withAllLimbs { vector in
                forEachGroup { lanes, group, size in
                    lanes.fold(
                        limbs.row(group.lowerBound / Parallel.lanes, size),
                        vector.row(group.lowerBound, modulus.limbCount), count: group.count)
                }
            }
        }
    }

    private func unfolded(_ limbs: [UInt], vectors: Int) -> ResidueVector {
        var rows = ResidueVector(count: count, limbsPerRow: modulus.limbCount)
        let factor = factor(vectors: vectors)
        rows.withAllMutableLimbs { rows in
            limbs.withUnsafeBufferPointer { limbs in
                factor.withAllLimbs { factor in
                    forEachGroup { lanes, group, size in
                        lanes.unfold(
                            rows.row(group.lowerBound, modulus.limbCount),
                            limbs.row(group.lowerBound / Parallel.lanes, size), factor: factor.row(0, factor.count),
                            rows: group.count)
                    }
                }
            }
        }
        return rows
    }

    /// R^(2m + 1) for m vectors, as remainder and quotient by the root.
    private func factor(vectors: Int) -> ResidueVector {
        guard let root = modulus.root, let lanes = modulus.powerLanes else { preconditionFailure("it has lanes") }
        let radix = BigInteger(1) << lanes.radixBits
        let power = radix.power(BigInteger(2 * vectors + 1), modulo: modulus.value)
        return ResidueVector([power.modulo(root), power / root], limbsPerRow: root.limbCount)
    }

    /// Lends the kernel for every eight rows, on all cores, with the size of their product.
    private func forEachGroup(_ body: (Lanes, Range<Int>, Int) -> Void) {
        guard let lanes = modulus.powerLanes else { preconditionFailure("it has lanes") }
        // Scratch is as large as the products of a few groups, so a core gets one piece.
        Parallel.forEach(Parallel.pieces(of: count, perCore: 1)) { _, range in
            lanes.withLanes { kernel in
                for group in range.groups { body(kernel, group, lanes.productLimbs) }
            }
        }
    }
}
