public import Primitives

/// What a contributor says of its contribution to those who do not see the ciphertexts.
public struct ContributionClaim: Hashable, Sendable {
    /// Randomisers and proof.
    public let header: ContributionHeader
    /// `BlockLayout.root(of:)` of the ciphertexts, as signed by the contributor.
    public let root: Digest
    /// The digest that ties the contribution to its round and its sender.
    public let context: Digest

    /// A claim as it came from somewhere; `AdditiveScheme.firstFlaw(in:layout:)` checks it.
    public init(header: ContributionHeader, root: Digest, context: Digest) {
        self.header = header
        self.root = root
        self.context = context
    }
}

extension AdditiveScheme {
    /// Audits claims one after the other.
    public func firstFlaw(in claims: [ContributionClaim], layout: BlockLayout) -> (place: Int, error: any Error)? {
        firstFlawOneByOne(in: claims, layout: layout)
    }

    func firstFlawOneByOne(in claims: [ContributionClaim], layout: BlockLayout) -> (place: Int, error: any Error)? {
        for (place, claim) in claims.enumerated() {
            do {
                try audit(claim.header, root: claim.root, layout: layout, context: claim.context)
            } catch { return (place, error) }
        }
        return nil
    }
}
