import CGMP

/// One worker's scratch for residues of one modulus: made once a piece of work, so that no loop allocates, and wiped
/// at its end, since masks pass through it.
///
/// It is a bundle of pointers that live as long as the closure of `Modulus.withWorkspace`.
package struct Workspace {
    /// Room for one residue and a limb, for the caller's use.
    package let residue: UnsafeMutablePointer<UInt>
    private let product: UnsafeMutablePointer<UInt>
    private let quotient: UnsafeMutablePointer<UInt>
    private let modulus: UnsafePointer<UInt>
    private let limbCount: Int

    fileprivate init(modulus: UnsafePointer<UInt>, limbCount: Int, memory: UnsafeMutablePointer<UInt>) {
        self.modulus = modulus
        self.limbCount = limbCount
        residue = memory
        product = memory + limbCount + 1
        quotient = product + 2 * limbCount
    }

    fileprivate static func limbs(for limbCount: Int) -> Int { 4 * limbCount + 2 }

    /// result = left · right mod N, all of `limbCount` limbs; the result may lie where an operand does.
    package func multiply(
        _ result: UnsafeMutablePointer<UInt>, _ left: UnsafePointer<UInt>, _ right: UnsafePointer<UInt>
    ) {
        __gmpn_mul_n(product, left, right, limbCount)
        reduceProduct(result)
    }

    /// result = value² mod N; the result may lie where the operand does.
    package func square(_ result: UnsafeMutablePointer<UInt>, _ value: UnsafePointer<UInt>) {
        __gmpn_sqr(product, value, limbCount)
        reduceProduct(result)
    }

    /// Division costs what a Montgomery reduction from GMP's public parts does (measured from 16 to 128 limbs), and
    /// needs no other form of the numbers.
    private func reduceProduct(_ result: UnsafeMutablePointer<UInt>) {
        __gmpn_tdiv_qr(quotient, result, 0, product, 2 * limbCount, modulus, limbCount)
    }
}

extension Modulus {
    /// Lends scratch for residues of this modulus.
    package func withWorkspace<Result>(_ body: (Workspace) throws -> Result) rethrows -> Result {
        try withLimbs { modulus in
            try withWipedScratch(limbs: Workspace.limbs(for: limbCount)) { memory in
                try body(Workspace(modulus: modulus, limbCount: limbCount, memory: memory))
            }
        }
    }
}

/// Lends zeroed scratch, and wipes it afterwards.
package func withWipedScratch<Result>(
    limbs count: Int, _ body: (UnsafeMutablePointer<UInt>) throws -> Result
) rethrows -> Result {
    var scratch = SecretLimbs(zeroCount: count)
    return try scratch.withMutableLimbs { buffer throws in
        guard let start = buffer.baseAddress else { preconditionFailure("scratch has limbs") }
        return try body(start)
    }
}
