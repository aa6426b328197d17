/// The model in training: forward, backward and update of one batch after another.
struct TrainingPass {
    private(set) var model: SpamModel
    private var optimizer: Adam
    private var gradient: SparseGradient
    /// Gradients of the output weights and the bias.
    private var tail: [Float]

    init(model: SpamModel, learningRate: Float) {
        self.model = model
        optimizer = Adam(parameterCount: model.parameters.count, learningRate: learningRate)
        gradient = SparseGradient(rows: model.rows, dimension: model.dimension)
        tail = Array(repeating: 0, count: model.parameters.count - model.rows * model.dimension)
    }

    /// One step on the mean loss of `batch`, indices into `examples`.
    mutating func step(_ examples: [SparseExample], _ batch: ArraySlice<Int>, metrics: inout BinaryMetrics) {
        for index in batch {
            let example = examples[index]
            let logit = model.logit(example.features)
            metrics.record(logit: logit, label: example.label)
            // The derivative of the loss by the logit is σ(z) − y.
            let error = Logistic.probability(logit: logit) - (example.label ? 1 : 0)
            accumulate(example.features, error / Float(batch.count))
        }
        update()
    }

    private mutating func accumulate(_ features: [UInt32], _ error: Float) {
        let dimension = model.dimension
        let weights = model.rows * dimension
        tail[tail.count - 1] += error
        for component in 0..<(dimension > 1 ? dimension : 0) {
            var sum: Float = 0
            for feature in features {
                sum += model.parameters[Int(feature) * dimension + component]
            }
            tail[component] += error * sum
        }
        for feature in features {
            gradient.touch(Int(feature))
            for component in 0..<dimension {
                let weight = dimension > 1 ? model.parameters[weights + component] : 1
                gradient.values[Int(feature) * dimension + component] += error * weight
            }
        }
    }

    private mutating func update() {
        optimizer.beginStep()
        for row in gradient.touched {
            for index in (row * model.dimension)..<((row + 1) * model.dimension) {
                optimizer.update(&model.parameters[index], at: index, gradient: gradient.values[index])
            }
        }
        gradient.clear()
        let start = model.rows * model.dimension
        for index in tail.indices {
            optimizer.update(&model.parameters[start + index], at: start + index, gradient: tail[index])
            tail[index] = 0
        }
    }
}
