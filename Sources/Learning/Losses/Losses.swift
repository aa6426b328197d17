extension Variable {
    /// The mean of max(0, ‖a − p‖² − ‖a − n‖² + margin) over rows: an anchor shall be nearer to its positive than to
    /// its negative (Schroff, Kalenichenko, Philbin, 2015). All are [n, dimension].
    @specialized(where Scalar == Float)
    public static func tripletLoss(anchor: Self, positive: Self, negative: Self, margin: Scalar = 1) -> Self {
        let near = anchor - positive
        let far = anchor - negative
        return ((near * near).sum(axis: 1) - (far * far).sum(axis: 1) + margin).relu().mean()
    }

    /// InfoNCE (van den Oord, Li, Vinyals, 2018): row i of `anchors` shall find row i of `positives` among all rows of
    /// `positives`, by cosine similarity over `temperature`. Both are [n, dimension].
    @specialized(where Scalar == Float)
    public static func contrastiveLoss(anchors: Self, positives: Self, temperature: Scalar = 0.1) -> Self {
        let logits = anchors.normalized().matmul(positives.normalized().transposed()) / temperature
        return logits.crossEntropy(Array(0..<anchors.shape[0]))
    }

    /// The rows along the last axis, each of length 1. A row of zeros stays zeros.
    @specialized(where Scalar == Float)
    public func normalized() -> Self {
        // The smallest number under the root keeps its derivative finite.
        self / ((self * self).sum(axis: -1, keepsAxis: true) + 1e-12).squareRoot()
    }
}
