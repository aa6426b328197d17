package import BigNumber
public import Primitives

/// Paillier's scheme (1999) with g = n + 1 and one key: c = (1 + m·n) · mask mod n².
///
/// A mask is h^α with α of ⌈|n|/2⌉ random bits (Damgård–Jurik–Nielsen 2010, §4.2), or the textbook's rⁿ where the public
/// key has no h. Either way the ciphertexts are ordinary ones, which python-paillier reads.
public final class SingleKeyScheme: HeaderlessScheme {
    /// The scheme's name in manifests and logs.
    public static let name = "paillier-single"

    /// The public key.
    public let parameters: SingleKeyParameters
    /// n².
    package let ciphertextModulus: Modulus
    private let maskPowers: FixedBaseTables?

    /// The scheme of a public key; the table of h's powers is computed now, on all cores.
    ///
    /// - Parameter tableBudget: the bytes that the table may take; the textbook's masks need none.
    /// - Throws: `BigNumberError.tableBudgetTooSmall`.
    public convenience init(
        _ parameters: SingleKeyParameters, tableBudget: Int = SchemeParameters.defaultTableBudget
    ) throws {
        try self.init(parameters, tableBudget: tableBudget, kernel: .best)
    }

    /// The scheme on a given kernel.
    package init(_ parameters: SingleKeyParameters, tableBudget: Int, kernel: Kernel) throws {
        let modulus = Modulus(squareOf: parameters.modulus, kernel: kernel)
        let exponentBits = (parameters.keyBits + 1) / 2
        self.parameters = parameters
        ciphertextModulus = modulus
        maskPowers = try parameters.maskBase.map {
            try FixedBaseTables(base: $0, modulus: modulus, exponentBits: exponentBits, budget: tableBudget)
        }
    }

    /// `paillier-single`.
    public var name: String { Self.name }

    /// One bit less than n, so that every number of this many bits is below n.
    public var plaintextBits: Int { parameters.keyBits - 1 }

    /// The bytes of n².
    public var ciphertextByteCount: Int { ciphertextModulus.byteCount }

    /// The bytes of a plaintext in a share: those of n.
    package var plaintextByteCount: Int { parameters.modulus.byteCount }

    /// One holder of the key opens a block.
    public var sharesPerBlock: Int { 1 }

    /// The bytes of the table that makes masks cheap.
    public var tableByteCount: Int { maskPowers?.byteCount ?? 0 }

    /// The table is there from the start.
    public func prepareEncryption() -> Int { tableByteCount }

    /// Fresh masks: each is used once, and as secret as the plaintext that it covers.
    public func makeMasks(layout: BlockLayout) -> Masks {
        Masks(layout: layout, entries: randomMasks(count: layout.positions))
    }

    /// Encrypts each row with a mask of its own.
    public func encrypt(
        _ plaintexts: PlaintextVector, layout: BlockLayout, context: Digest, masks: consuming Masks
    ) throws -> EncryptedVector {
        try check(plaintexts, masks: masks, layout: layout)
        let rows = ciphertextModulus.encrypt(plaintexts.rows, masks: masks.entries)
        return EncryptedVector(ciphertexts: CiphertextVector(rows: rows))
    }

    /// Reads rows in 1 ..< n².
    public func decode(
        header: ContributionHeader, body: UnsafeRawBufferPointer, layout: BlockLayout
    ) throws -> EncryptedVector {
        try checkSizes(header: header, body: body, layout: layout)
        do {
            let rows = try ciphertextModulus.residues(bigEndian: body, count: layout.positions)
            return EncryptedVector(ciphertexts: CiphertextVector(rows: rows))
        } catch BigNumberError.residueOutOfRange(let row) {
            throw PaillierError.ciphertextOutOfRange(row: row)
        }
    }

    /// The ciphertexts, big-endian, each in `ciphertextByteCount` bytes.
    public func body(of vector: EncryptedVector) -> [UInt8] {
        vector.ciphertexts.rows.bigEndianBytes(perRow: ciphertextByteCount)
    }

    /// Ones: 1 is a ciphertext of 0.
    public func makeSum(layout: BlockLayout) -> RunningSum {
        RunningSum(ciphertexts: .product(RunningProduct(count: layout.positions, modulus: ciphertextModulus)))
    }

    /// Multiplies row by row.
    public func add(_ contribution: EncryptedVector, to sum: inout RunningSum) {
        sum.multiply(by: contribution.ciphertexts)
    }

    /// The product.
    public func total(of sum: RunningSum) -> EncryptedVector {
        EncryptedVector(ciphertexts: sum.vector)
    }
}

extension SingleKeyScheme {
    private func randomMasks(count: Int) -> SecretLimbs {
        if let maskPowers {
            return maskPowers.secretPowers(.random(count: count, bits: maskPowers.exponentBits), count: count)
        }
        // 128 bits more than n has make r mod n uniform for all purposes. That it shares a factor with n is as likely
        // as guessing one.
        let bases = SecretLimbs.random(count: count, bits: parameters.keyBits + 128)
        return ciphertextModulus.entries(of: textbookMasks(bases, count: count))
    }

    /// rⁿ mod n² for numbers r that lie one after the other.
    package func textbookMasks(_ bases: borrowing SecretLimbs, count: Int) -> ResidueVector {
        ciphertextModulus.powers(ofSecret: bases, count: count, exponent: parameters.modulus)
    }
}
