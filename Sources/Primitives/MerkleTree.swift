/// A tree of digests, so that one digest stands for many.
public enum MerkleTree {
    /// The root over leaves in order: a node is `H("grok/v1/node"; left, right)`; one without a partner moves up
    /// unchanged.
    ///
    /// The number of leaves is not part of the root: whoever compares roots knows it from elsewhere, and leaves are
    /// hashed under another tag than nodes.
    ///
    /// - Precondition: there is at least one leaf.
    public static func root(of leaves: [Digest]) -> Digest {
        precondition(!leaves.isEmpty, "a tree has at least one leaf")
        var level = leaves
        while level.count > 1 {
            level = stride(from: 0, to: level.count, by: 2).map { index in
                index + 1 < level.count ? node(level[index], level[index + 1]) : level[index]
            }
        }
        return level[0]
    }

    private static func node(_ left: Digest, _ right: Digest) -> Digest {
        var hash = TaggedHash("grok/v1/node")
        hash.append(left)
        hash.append(right)
        return hash.finish()
    }
}
