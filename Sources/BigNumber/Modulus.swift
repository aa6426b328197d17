import CGMP

/// A public odd modulus N > 1 and what arithmetic with it needs; made once, then only read, by any thread.
///
/// Residues are plain numbers in `0 ..< N`, in rows of `limbCount` limbs. A kernel with another form (Montgomery, radix
/// 2^52) converts inside the vector operations of `Modulus+Vectors.swift`, `Modulus+Powers.swift` and `FixedBaseTables`,
/// so that callers and the wire see the same bytes whichever kernel ran.
public final class Modulus: Sendable {
    /// N.
    public let value: BigInteger
    /// How many limbs (64 bits) a residue has.
    public let limbCount: Int
    /// How many bytes a residue has on the wire.
    public let byteCount: Int
    /// N for the eight-lane kernel, where that is the one to use: for products.
    let lanes: LaneModulus?
    /// The same for powers; where N is known to be a square, in a form that makes them cheaper.
    let powerLanes: LaneModulus?
    /// What N is the square of, where that is known.
    let root: BigInteger?
    private let limbs: [UInt]

    /// - Precondition: N is odd and above 1.
    public convenience init(_ value: BigInteger) {
        self.init(value, kernel: .best)
    }

    /// The square of a number, such as n²: powers take about five eighths of the time.
    ///
    /// - Precondition: the number is odd and above 1.
    public convenience init(squareOf root: BigInteger) {
        self.init(squareOf: root, kernel: .best)
    }

    /// A modulus for a given kernel.
    package convenience init(_ value: BigInteger, kernel: Kernel) {
        let lanes = LaneModulus(value, isSquared: false, kernel: kernel)
        self.init(value, root: nil, lanes: lanes, powerLanes: lanes)
    }

    /// The square of a number, for a given kernel.
    package convenience init(squareOf root: BigInteger, kernel: Kernel) {
        let square = root * root
        let lanes = LaneModulus(square, isSquared: false, kernel: kernel)
        self.init(
            square, root: root, lanes: lanes, powerLanes: LaneModulus(root, isSquared: true, kernel: kernel))
    }

    private init(_ value: BigInteger, root: BigInteger?, lanes: LaneModulus?, powerLanes: LaneModulus?) {
        precondition(value.isOdd && value > 1, "a modulus is odd and above 1")
        self.value = value
        self.root = root
        self.lanes = lanes
        self.powerLanes = powerLanes
        limbCount = value.limbCount
        byteCount = value.byteCount
        limbs = value.withLimbs { Array($0) }
    }

    /// Lends the limbs of N.
    package func withLimbs<Result>(_ body: (UnsafePointer<UInt>) throws -> Result) rethrows -> Result {
        try limbs.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { preconditionFailure("a modulus has limbs") }
            return try body(start)
        }
    }

    /// Whether limbs form a number in `1 ..< N`.
    ///
    /// - Precondition: there are `limbCount` limbs.
    func containsNonZero(_ residue: UnsafeBufferPointer<UInt>) -> Bool {
        precondition(residue.count == limbCount, "a residue has \(limbCount) limbs, not \(residue.count)")
        guard residue.contains(where: { $0 != 0 }) else { return false }
        return withLimbs { __gmpn_cmp(residue.baseAddress, $0, limbCount) < 0 }
    }
}
