public import Paillier

extension UpdateCodec {
    /// A training contribution: the quantised delta and the metrics.
    ///
    /// - Parameters:
    ///   - delta: `parameterCount` components, local model minus base model.
    ///   - examples: training examples behind the delta, at least 1; they set its weight.
    ///   - metrics: what was measured; `clippedComponents` is counted here.
    /// - Throws: ``FederationError`` when a component is not finite, the count is wrong or a metric does not fit.
    public func encode(
        delta: [Float], examples: Int, metrics: LocalMetrics, using generator: inout some RandomNumberGenerator
    ) throws -> PlaintextVector {
        guard delta.count == parameterCount else {
            throw FederationError.parameterCount(expected: parameterCount, found: delta.count)
        }
        let units = weightUnits(examples: examples)
        var rows = PlaintextVector(count: layout(of: .training).positions, limbsPerRow: limbsPerRow)
        var metrics = metrics
        metrics.clippedComponents = try pack(delta, weightUnits: units, into: &rows, using: &generator)
        try pack(metrics, weightUnits: units, into: &rows, from: values.rows)
        return rows
    }

    /// An evaluation contribution: the metrics alone.
    public func encode(metrics: LocalMetrics) throws -> PlaintextVector {
        var rows = PlaintextVector(count: layout(of: .evaluation).positions, limbsPerRow: limbsPerRow)
        try pack(metrics, weightUnits: 0, into: &rows, from: 0)
        return rows
    }

    private func pack(
        _ delta: [Float], weightUnits: Int, into rows: inout PlaintextVector,
        using generator: inout some RandomNumberGenerator
    ) throws -> Int {
        let clip = parameters.clip
        let scale = Double(weightUnits) / Double(parameters.weightCap) / clip * Double(magnitude)
        var clipped = 0
        for row in 0..<values.rows {
            try rows.withMutableLimbs(row) { limbs in
                for (slot, index) in values.slots(inRow: row).enumerated() {
                    let component = Double(delta[index])
                    guard component.isFinite else { throw FederationError.parameterNotFinite }
                    if abs(component) > clip { clipped += 1 }
                    let quantised = roundStochastically(min(max(component, -clip), clip) * scale, using: &generator)
                    values.write(UInt64(quantised + offset), toSlot: slot, of: limbs)
                }
            }
        }
        return clipped
    }

    /// Rounds down or up with a probability that makes the expectation `value`; the result stays within ± magnitude.
    private func roundStochastically(_ value: Double, using generator: inout some RandomNumberGenerator) -> Int64 {
        let floor = value.rounded(.down)
        let uniform = Double(generator.next() >> 11) * 0x1p-53
        let rounded = uniform < value - floor ? floor + 1 : floor
        return min(max(Int64(rounded), -magnitude), magnitude)
    }

    private func pack(
        _ metrics: LocalMetrics, weightUnits: Int, into rows: inout PlaintextVector, from firstRow: Int
    ) throws {
        for row in 0..<self.metrics.rows {
            try rows.withMutableLimbs(firstRow + row) { limbs in
                for (slot, index) in self.metrics.slots(inRow: row).enumerated() {
                    let metric = MetricSlot.allCases[index]
                    let value = metric.value(weightUnits: weightUnits, metrics: metrics)
                    guard value >= 0, value < Double(1 << UInt64(parameters.metricBits)) else {
                        throw FederationError.metricOutOfRange(name: "\(metric)")
                    }
                    self.metrics.write(UInt64(value), toSlot: slot, of: limbs)
                }
            }
        }
    }
}
