import Learning

extension Experiment {
    /// Chapter 11: a review as a bag of words. Data: the polarity dataset 2.0 (review_polarity.tar.gz).
    public static let sentiment = Experiment(
        name: "sentiment", chapters: "11", summary: "is a film review kind? And which words are near each other then"
    ) { options in
        let reviews = try options.data.map { try Reviews(archive: $0) } ?? Reviews(written: options.seed)
        var result = ExperimentResult()
        var accuracies: [Double] = []
        for split in 0..<5 as Range<UInt64> {
            let network = ReviewNetwork(words: reviews.vocabulary.words.count, seed: options.seed &+ split)
            accuracies.append(
                try network.learn(reviews, seed: options.seed &+ split, options) { epoch in
                    options.progress("split \(split + 1) of 5: epoch \(epoch + 1)")
                })
            options.progress("split \(split + 1) of 5: \(accuracies[Int(split)].rounded(to: 4))")
            if split == 0 { network.describe(reviews, &result) }
        }
        result.add("test accuracy, mean of five 80/20 splits", accuracies.reduce(0, +) / 5)
        return result
    }
}

/// Reviews as sets of words, kind or not.
struct Reviews {
    private(set) var bags: [[UInt32]] = []
    private(set) var kind: [Bool] = []
    let vocabulary: Vocabulary

    init(archive path: String) throws {
        let texts = try Archive.read(path).filter { $0.name.contains("/pos/") || $0.name.contains("/neg/") }
        guard !texts.isEmpty else { throw Archive.Failure(path: path, reason: "no folders pos and neg in it") }
        let words = texts.map { Text.words(String(decoding: $0.bytes, as: UTF8.self)) }
        self.init(words, kind: texts.map { $0.name.contains("/pos/") })
    }

    /// 600 reviews written by chance.
    init(written seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let praise = ["brilliant", "moving", "funny", "superb", "delightful", "gripping"]
        let blame = ["dull", "boring", "awful", "clumsy", "predictable", "wasted"]
        let rest = [
            "the", "film", "plot", "actor", "scene", "music", "ending", "camera", "story", "was", "and", "with",
        ]
        let kind = (0..<600).map { _ in generator.integer(below: 2) == 0 }
        let words = kind.map { kind in
            (0..<20).map { _ in
                guard generator.integer(below: 6) == 0 else { return rest[generator.integer(below: rest.count)] }
                let list = (generator.integer(below: 5) > 0) == kind ? praise : blame
                return list[generator.integer(below: list.count)]
            }
        }
        self.init(words, kind: kind)
    }

    private init(_ texts: [[String]], kind: [Bool]) {
        vocabulary = Vocabulary(texts, minimum: 2)
        self.kind = kind
        for text in texts {
            var seen: Set<Int> = []
            let numbers = text.compactMap { vocabulary[$0] }.filter { seen.insert($0).inserted }
            bags.append(numbers.map(UInt32.init))
        }
    }
}

/// The sum of the words' vectors, weighed.
struct ReviewNetwork {
    private let embedding: EmbeddingBag<Float>
    private let output: Linear<Float>

    init(words: Int, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        embedding = EmbeddingBag(words, 16, initializer: .uniform(0.01), using: &generator)
        output = Linear(16, 1, using: &generator)
    }

    /// Learns from 80 %, of which a tenth says when to stop; the accuracy on the others.
    func learn(
        _ reviews: Reviews, seed: UInt64, _ options: ExperimentOptions, progress: (Int) -> Void
    ) throws -> Double {
        var generator = SeededGenerator(seed: seed)
        let order = generator.permutation(reviews.bags.count)
        let (testCount, validationCount) = (order.count / 5, order.count * 2 / 25)
        let (test, validation) = (Array(order[..<testCount]), Array(order[testCount..<(testCount + validationCount)]))
        let training = Array(order[(testCount + validationCount)...])
        let parameters = Parameters(["embedding": embedding.parameters, "output": output.parameters])
        var loop = TrainingLoop(epochs: 20, batchSize: 32, seed: seed)
        loop.patience = 5
        loop.run(parameters, Adam<Float>(0.001), count: training.count) { tape, batch in
            let chosen = batch.map { training[$0] }
            let targets = Tensor<Float>(chosen.map { reviews.kind[$0] ? 1 : 0 })
            return logits(chosen.map { reviews.bags[$0] }, tape).binaryCrossEntropy(targets)
        } evaluate: {
            accuracy(reviews, validation)
        } progress: {
            progress($0.epoch)
        } isCancelled: {
            options.isCancelled()
        }
        try options.checkCancellation()
        return accuracy(reviews, test)
    }

    /// The nearest words of some, by the angle between their vectors, and an analogy.
    func describe(_ reviews: Reviews, _ result: inout ExperimentResult) {
        let rows = Variable.normalizedRows(embedding.weight.value)
        let words = reviews.vocabulary
        func nearest(_ vector: Tensor<Float>, without: [Int]) -> [String] {
            let scores = rows.matmul(vector.reshaped([-1, 1])).elements
            let order = scores.indices.filter { !without.contains($0) }.sorted { scores[$0] > scores[$1] }
            return order.prefix(5).map { words.words[$0] }
        }
        for word in ["brilliant", "awful", "boring", "superb"] {
            guard let number = words[word] else { continue }
            let list = nearest(rows.element(number), without: [number])
            result.text.append("nearest to “\(word)”: \(list.joined(separator: ", "))")
        }
        if let bad = words["awful"], let good = words["brilliant"], let boring = words["boring"] {
            let vector = rows.element(boring) - rows.element(bad) + rows.element(good)
            let list = nearest(vector, without: [bad, good, boring])
            result.text.append("boring − awful + brilliant: \(list.joined(separator: ", "))")
        }
        result.plots = [picture(words)]
    }

    /// The words that say most, for and against, in two dimensions.
    private func picture(_ words: Vocabulary) -> Plot {
        let evidence = embedding.weight.value.matmul(output.weight.value.transposed()).elements
        let order = evidence.indices.sorted { evidence[$0] < evidence[$1] }
        let chosen = Array(order.prefix(25)) + order.suffix(25)
        let points = PrincipalAxes(embedding.weight.value.gathered(chosen)).points
        let series = [("unkind", 0..<(chosen.count / 2)), ("kind", (chosen.count / 2)..<chosen.count)].map {
            name, range in
            Plot.Series(
                name: name, points: Array(points[range]), labels: chosen[range].map { words.words[$0] })
        }
        return Plot("sentiment", x: "first principal axis of the words' vectors", y: "second", series)
    }

    private func logits(_ bags: [[UInt32]], _ tape: Tape<Float>) -> Variable<Float> {
        // Long reviews shall not shout: the sums are divided by the root of their lengths.
        let scales = bags.map { 1 / Float(max($0.count, 1)).squareRoot() }
        return output(embedding(bags, on: tape) * tape.constant(Tensor([bags.count, 1], scales)))
    }

    private func accuracy(_ reviews: Reviews, _ indices: [Int]) -> Double {
        let outputs = logits(indices.map { reviews.bags[$0] }, .evaluation()).value.elements
        return Double(zip(outputs, indices).count { ($0 > 0) == reviews.kind[$1] }) / Double(max(indices.count, 1))
    }
}

extension Variable {
    /// The rows of a table, each of length 1.
    static func normalizedRows(_ table: Tensor<Scalar>) -> Tensor<Scalar> {
        Tape.evaluation().constant(table).normalized().value
    }
}
