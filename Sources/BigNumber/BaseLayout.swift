/// How the bases of several products lie in one vector.
public enum BaseLayout: Sendable {
    /// All bases of the first product, then those of the second: base i of product r is row r · m + i, for m bases each.
    case productByProduct
    /// The first bases of all products, then their second ones: base i of product r is row i · count + r.
    case baseByBase
}

/// Where bases lie in memory, in limbs: base i of row r starts at i · baseStride + r · rowStride.
struct BaseForm {
    /// How many limbs a base has.
    let limbs: Int
    let baseStride: Int
    let rowStride: Int

    init(_ layout: BaseLayout, limbs: Int, bases: Int, rows: Int) {
        self.limbs = limbs
        baseStride = limbs * (layout == .productByProduct ? 1 : rows)
        rowStride = limbs * (layout == .productByProduct ? bases : 1)
    }
}
