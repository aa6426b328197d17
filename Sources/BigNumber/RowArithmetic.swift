import CGMP

/// Arithmetic with GMP on numbers as the tables and chains of one modulus have them, one at a time: pairs where the modulus
/// is known to be a square, residues otherwise.
///
/// It is a bundle of pointers that live as long as the closure of `Modulus.withRowArithmetic`.
struct RowArithmetic {
    fileprivate enum Form {
        case residues(Workspace, quotient: UnsafeMutablePointer<UInt>, modulus: UnsafePointer<UInt>)
        case pairs(PairWorkspace)
    }

    /// How many limbs a number has.
    let limbs: Int
    fileprivate let form: Form
    fileprivate let limbCount: Int

    /// result = left · right; the result may lie where an operand does.
    func multiply(
        _ result: UnsafeMutablePointer<UInt>, _ left: UnsafePointer<UInt>, _ right: UnsafePointer<UInt>
    ) {
        switch form {
        case .residues(let workspace, _, _): workspace.multiply(result, left, right)
        case .pairs(let workspace): workspace.multiply(result, left, right)
        }
    }

    /// result = value²; the result may lie where the operand does.
    func square(_ result: UnsafeMutablePointer<UInt>, _ value: UnsafePointer<UInt>) {
        switch form {
        case .residues(let workspace, _, _): workspace.square(result, value)
        case .pairs(let workspace): workspace.square(result, value)
        }
    }

    /// Makes a number of one of any value, of as many limbs as were foreseen at most; it may lie where that one does.
    func enter(_ result: UnsafeMutablePointer<UInt>, _ number: UnsafePointer<UInt>, limbs: Int) {
        switch form {
        case .pairs(let workspace): workspace.enter(result, number, limbs: limbs)
        case .residues(let workspace, let quotient, let modulus):
            guard limbs >= limbCount else {
                result.update(from: number, count: limbs)
                return (result + limbs).update(repeating: 0, count: limbCount - limbs)
            }
            __gmpn_tdiv_qr(quotient, workspace.residue, 0, number, limbs, modulus, limbCount)
            result.update(from: workspace.residue, count: limbCount)
        }
    }

    /// Makes the residue that a number stands for; it may lie where the number does.
    func leave(_ residue: UnsafeMutablePointer<UInt>, _ number: UnsafePointer<UInt>) {
        switch form {
        case .residues: residue.update(from: number, count: limbCount)
        case .pairs(let workspace): workspace.leave(residue, number)
        }
    }
}

extension Modulus {
    /// Lends arithmetic for the tables and chains of this modulus where it has no lanes.
    ///
    /// - Parameter longest: no number that enters has more limbs; those of a residue are always foreseen.
    func withRowArithmetic(longest: Int = 0, _ body: (RowArithmetic) -> Void) {
        let make = { form in RowArithmetic(limbs: self.entryLimbs, form: form, limbCount: self.limbCount) }
        guard root == nil else {
            return withPairWorkspace(longest: longest) { body(make(.pairs($0))) }
        }
        withWorkspace { workspace in
            withLimbs { modulus in
                withWipedScratch(limbs: max(longest, limbCount) + 1) { quotient in
                    body(make(.residues(workspace, quotient: quotient, modulus: modulus)))
                }
            }
        }
    }
}
