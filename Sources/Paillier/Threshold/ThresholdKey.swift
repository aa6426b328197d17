package import BigNumber
package import Primitives

/// The whole public key of the threshold scheme: parameters, and the numbers that belong to them.
public final class ThresholdKey: Sendable {
    /// What the manifest says.
    public let parameters: ThresholdParameters
    /// The lengths of everything.
    package let sizes: ThresholdSizes
    /// n.
    package let root: Modulus
    /// n².
    package let square: Modulus
    /// G = g²ⁿ mod n².
    package let base: BigInteger
    /// h_j = G^{x_j} mod n², K_max rows.
    package let targets: ResidueVector
    /// V_{i,j} = G^{s_{i,j}} mod n², K_max rows a holder, one holder after the other.
    package let verifications: ResidueVector

    /// Reads the numbers that belong to parameters.
    ///
    /// What only takes comparing is checked here, `checkSharing()` has the rest.
    ///
    /// - Throws: `PaillierError.parametersInvalid`.
    public convenience init(_ parameters: ThresholdParameters, values: [UInt8]) throws {
        try self.init(parameters, values: values, kernel: .best)
    }

    /// The same on a given kernel.
    package init(_ parameters: ThresholdParameters, values: [UInt8], kernel: Kernel) throws {
        guard values.count == parameters.valueByteCount else {
            throw Self.invalid("\(values.count) bytes of values where \(parameters.valueByteCount) are expected")
        }
        let (n, count) = (parameters.modulus, parameters.maximumBlock)
        let square = Modulus(squareOf: n, kernel: kernel)
        guard
            let rows = try? values.withUnsafeBytes({
                try square.residues(bigEndian: $0, count: count * (1 + parameters.holders))
            })
        else { throw Self.invalid("a value is zero or not below the square of n") }
        self.parameters = parameters
        self.square = square
        sizes = parameters.sizes
        root = Modulus(n, kernel: kernel)
        base = parameters.generator.power(n << 1, modulo: n * n)
        targets = rows[rows: 0..<count]
        verifications = rows[rows: count..<rows.count]
        guard Self.digest(parameters, targets: targets, verifications: verifications) == parameters.keyDigest else {
            throw Self.invalid("its values are not those of the manifest")
        }
        try checkTargets()
    }

    /// The V_{i,j} of a holder.
    ///
    /// - Parameters:
    ///   - holder: its number, from 1.
    ///   - count: how many, from the first.
    package func verifications(of holder: Int, count: Int) -> ResidueVector {
        let start = (holder - 1) * parameters.maximumBlock
        return verifications[rows: start..<start + count]
    }

    /// keyDigest = H("grok/v1/key"; n, g, h₁…, k, t, V): numbers modulo n in the bytes of n, modulo n² in twice as many,
    /// k and t in four.
    package static func digest(
        modulus: BigInteger, generator: BigInteger, holders: Int, threshold: Int, targets: ResidueVector,
        verifications: ResidueVector
    ) -> Digest {
        let width = modulus.byteCount
        let squareWidth = (2 * modulus.bitWidth + 7) / 8
        var hash = TaggedHash("grok/v1/key")
        hash.append(modulus.bigEndianBytes(count: width))
        hash.append(generator.bigEndianBytes(count: width))
        for row in 0..<targets.count { hash.append(targets[row].bigEndianBytes(count: squareWidth)) }
        hash.append(u32: UInt32(holders))
        hash.append(u32: UInt32(threshold))
        for row in 0..<verifications.count { hash.append(verifications[row].bigEndianBytes(count: squareWidth)) }
        return hash.finish()
    }

    private static func digest(
        _ parameters: ThresholdParameters, targets: ResidueVector, verifications: ResidueVector
    ) -> Digest {
        digest(
            modulus: parameters.modulus, generator: parameters.generator, holders: parameters.holders,
            threshold: parameters.threshold, targets: targets, verifications: verifications)
    }

    static func invalid(_ reason: String) -> PaillierError {
        .parametersInvalid(scheme: ThresholdScheme.name, reason: reason)
    }
}
