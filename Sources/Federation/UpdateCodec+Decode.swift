public import Paillier

extension UpdateCodec {
    /// Unpacks the decrypted sum of `contributors` contributions.
    ///
    /// - Precondition: the rows have room for the scheme's plaintexts.
    /// - Returns: the weighted mean Σ weight·delta / Σ weight, one number a parameter (empty for an evaluation),
    ///   and the totals of the metrics.
    /// - Throws: ``FederationError/sumOutOfRange(_:)`` when a slot, a guard bit or a spare row holds what no
    ///   well-formed contributions can sum to. The round is void then; nobody can be named.
    public func decode(_ sum: PlaintextVector, kind: RoundKind, contributors: Int) throws -> AggregateUpdate {
        precondition(sum.limbsPerRow >= limbsPerRow, "rows of \(sum.limbsPerRow) limbs instead of \(limbsPerRow)")
        guard (1...parameters.maximumParticipants).contains(contributors) else {
            throw FederationError.sumOutOfRange("slots have no room for \(contributors) contributors")
        }
        let layout = layout(of: kind)
        guard sum.count == layout.positions else {
            throw FederationError.sumOutOfRange("\(sum.count) positions instead of \(layout.positions)")
        }
        let valueRows = valueRows(of: kind)
        try checkSpareRows(sum, from: valueRows + metrics.rows)
        let totals = try unpackTotals(sum, from: valueRows, kind: kind, contributors: contributors)
        let mean = try unpackMean(sum, rows: valueRows, contributors: contributors, weightUnits: totals.weightUnits)
        return AggregateUpdate(mean: mean, totals: totals)
    }

    private func checkSpareRows(_ sum: PlaintextVector, from first: Int) throws {
        for row in first..<sum.count {
            guard sum.withLimbs(row, { $0.allSatisfy { $0 == 0 } }) else {
                throw FederationError.sumOutOfRange("spare position \(row) is not zero")
            }
        }
    }

    private func unpackTotals(
        _ sum: PlaintextVector, from firstRow: Int, kind: RoundKind, contributors: Int
    ) throws -> MetricTotals {
        let largest = UInt64(contributors) * (1 << UInt64(parameters.metricBits) - 1)
        let slots = try unpack(sum, layout: metrics, from: firstRow, within: 0...largest)
        let totals = MetricTotals(slots: slots)
        guard totals.weightUnits <= (kind == .training ? contributors * parameters.weightCap : 0) else {
            throw FederationError.sumOutOfRange("the total weight is above what its contributors can reach")
        }
        guard totals.clippedComponents <= contributors * parameterCount else {
            throw FederationError.sumOutOfRange("more components were clipped than there are")
        }
        guard totals.truePositives + totals.falsePositives + totals.falseNegatives <= totals.heldOutExamples else {
            throw FederationError.sumOutOfRange("more answers were counted than examples held out")
        }
        return totals
    }

    private func unpackMean(
        _ sum: PlaintextVector, rows: Int, contributors: Int, weightUnits: Int
    ) throws -> [Float] {
        guard rows > 0 else { return [] }
        guard weightUnits > 0 else { throw FederationError.sumOutOfRange("the total weight is zero") }
        let zero = Int64(contributors) * offset
        let reach = reach(contributors: contributors, weightUnits: weightUnits)
        let slots = try unpack(sum, layout: values, from: 0, within: UInt64(zero - reach)...UInt64(zero + reach))
        let scale = parameters.clip / Double(magnitude) * Double(parameters.weightCap) / Double(weightUnits)
        return slots.map { Float(Double(Int64($0) - zero) * scale) }
    }

    /// The largest magnitude of a sum of quantised components: each is at most M, and below weight · M + 1.
    private func reach(contributors: Int, weightUnits: Int) -> Int64 {
        let weighted = Int64(weightUnits) * magnitude / Int64(parameters.weightCap)
        return min(weighted + Int64(contributors), Int64(contributors) * magnitude)
    }

    private func unpack(
        _ sum: PlaintextVector, layout: SlotLayout, from firstRow: Int, within range: ClosedRange<UInt64>
    ) throws -> [UInt64] {
        var slots: [UInt64] = []
        slots.reserveCapacity(layout.count)
        for row in 0..<layout.rows {
            try sum.withLimbs(firstRow + row) { limbs in
                let used = layout.slots(inRow: row).count
                for slot in 0..<used {
                    let value = layout.read(slot: slot, of: limbs)
                    guard range.contains(value) else {
                        throw FederationError.sumOutOfRange("slot \(slot) of position \(firstRow + row)")
                    }
                    slots.append(value)
                }
                guard layout.isClear(above: used, in: limbs) else {
                    throw FederationError.sumOutOfRange("a guard bit of position \(firstRow + row) is set")
                }
            }
        }
        return slots
    }
}
