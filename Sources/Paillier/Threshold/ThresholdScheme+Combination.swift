import BigNumber

extension ThresholdScheme {
    /// Puts t shares of each block together, whichever holders gave them.
    ///
    /// z = (v^{ΔD} · Π w_i^{−λ_i})² mod n² with λ_i = D · Π i′/(i′ − i), which is 1 + 2ΔD·m·n.
    public func combine(
        _ shares: [DecryptionShare], sum: EncryptedVector, layout: BlockLayout
    ) throws -> PlaintextVector {
        var plaintexts = plaintexts(for: layout)
        let partials = try shares.map { try self.partials(of: $0, layout: layout) }
        for block in 0..<layout.blocks {
            let givers = try givers(of: block, shares)
            let combination = Combination(key, holders: givers.map { shares[$0].holder })
            let given = givers.map { partials[$0][rows: rows(of: block, in: shares[$0], layout)] }
            let ciphertexts = sum.ciphertexts.rows[rows: layout.rows(of: block)]
            guard let opened = combination.open(ciphertexts, given) else {
                throw PaillierError.sharesDisagree(block: block, holders: givers.map { shares[$0].holder })
            }
            for (position, row) in layout.rows(of: block).enumerated() { plaintexts[row] = opened[position] }
        }
        return plaintexts
    }

    /// The first t distinct holders that gave a share of the block, by their shares' places.
    private func givers(of block: Int, _ shares: [DecryptionShare]) throws -> [Int] {
        var holders: Set<Int> = []
        let givers = shares.indices.filter {
            shares[$0].blocks.contains(block) && holders.insert(shares[$0].holder).inserted
        }
        guard givers.count >= sharesPerBlock else { throw PaillierError.blockUncovered(block: block) }
        return Array(givers.prefix(sharesPerBlock))
    }

    private func rows(of block: Int, in share: DecryptionShare, _ layout: BlockLayout) -> Range<Int> {
        guard let place = share.blocks.firstIndex(of: block) else { preconditionFailure("the share has the block") }
        return layout.rows(of: place)
    }
}
