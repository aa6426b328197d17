import Foundation
import Learning

extension Experiment {
    /// Chapter 12: the next word of a sentence, from the average of the words before, or from a recurrent state with a
    /// learnt transition that starts as the identity. Data: a file of bAbI, qa1 for instance.
    public static let stories = Experiment(
        name: "stories", chapters: "12", summary: "the next word of a story: averaged vectors against a recurrent state"
    ) { options in
        let sentences = try Self.sentences(options)
        var vocabulary = Vocabulary()
        // Sentences of equal length run side by side.
        let byLength = Dictionary(grouping: sentences.map { $0.map { vocabulary.add($0) } }, by: \.count)
        let groups = byLength.sorted { $0.key < $1.key }.flatMap { $0.value.chunked(32) }
        var result = ExperimentResult()
        var curves: [Plot.Series] = []
        for isRecurrent in [false, true] {
            let model = StoryModel(words: vocabulary.words.count, seed: options.seed, isRecurrent: isRecurrent)
            let name = isRecurrent ? "recurrent" : "averaged"
            let losses = try model.learn(groups, options)
            let perplexities = losses.map { perplexity(crossEntropy: $0) }
            result.add("\(name): perplexity", perplexities.last ?? .nan)
            curves.append(.init(name: name, points: perplexities.enumerated().map { (Double($0.offset), $0.element) }))
            options.progress("\(name): perplexity \((perplexities.last ?? .nan).rounded(to: 3))")
        }
        result.plots = [Plot("stories", x: "epoch", y: "perplexity on the training sentences", curves)]
        return result
    }

    private static func sentences(_ options: ExperimentOptions) throws -> [[String]] {
        guard let path = options.data else { return written(options.seed) }
        let lines = String(decoding: try Archive.read(path).first?.bytes ?? [], as: UTF8.self).split(separator: "\n")
        // A line is a number and a sentence; a question's answer follows after a tab.
        let sentences = lines.prefix(1000).map { line in
            Array(Text.words(line.split(separator: "\t").prefix(2).joined(separator: " ")).dropFirst())
        }
        return sentences.filter { $0.count > 1 }
    }

    /// Who went where, by chance.
    private static func written(_ seed: UInt64) -> [[String]] {
        var generator = SeededGenerator(seed: seed)
        func pick(_ list: String) -> String {
            let words = list.split(separator: " ")
            return String(words[generator.integer(below: words.count)])
        }
        return (0..<600).map { _ in
            [
                pick("mary john sandra daniel"), pick("moved went travelled"), "to", "the",
                pick("garden office kitchen hall"),
            ]
        }
    }
}

/// Words to vectors, vectors to a state, the state to the next word.
private struct StoryModel {
    private let embedding: Embedding<Float>
    private let transition: Linear<Float>
    private let output: Linear<Float>
    private let isRecurrent: Bool

    init(words: Int, seed: UInt64, isRecurrent: Bool) {
        var generator = SeededGenerator(seed: seed)
        embedding = Embedding(words, 20, initializer: .normal(0.3), using: &generator)
        transition = Linear(20, 20, bias: false, initializer: .identity, using: &generator)
        output = Linear(20, words, using: &generator)
        self.isRecurrent = isRecurrent
        // Averaging is the same network with a transition that stays the identity.
        transition.weight.isFrozen = !isRecurrent
    }

    func learn(_ groups: [[[Int]]], _ options: ExperimentOptions) throws -> [Double] {
        let parameters = Parameters([
            "embedding": embedding.parameters, "transition": transition.parameters, "output": output.parameters,
        ])
        var (optimizer, generator) = (Adam<Float>(0.01), SeededGenerator(seed: options.seed))
        var losses: [Double] = []
        for _ in 0..<60 {
            try options.checkCancellation()
            for batch in generator.permutation(groups.count) {
                var gradients = loss(groups[batch], Tape()).backward()
                gradients.clip(norm: 5)
                optimizer.step(parameters, gradients)
            }
            losses.append(evaluate(groups))
        }
        return losses
    }

    /// The mean over all words to predict, in nats.
    private func evaluate(_ groups: [[[Int]]]) -> Double {
        let sums = groups.reduce((loss: 0.0, words: 0.0)) { sums, group in
            let words = Double(group.count * (group[0].count - 1))
            return (sums.loss + Double(loss(group, .evaluation()).value.scalar) * words, sums.words + words)
        }
        return sums.loss / sums.words
    }

    private func loss(_ sentences: [[Int]], _ tape: Tape<Float>) -> Variable<Float> {
        let steps = sentences[0].count - 1
        var state = tape.constant(Tensor([sentences.count, 20], repeating: 0))
        var states: [Variable<Float>] = []
        for step in 0..<steps {
            state = transition(state) + embedding(sentences.map { $0[step] }, on: tape)
            states.append(isRecurrent ? state : state / Float(step + 1))
        }
        let targets = (1...steps).flatMap { step in sentences.map { $0[step] } }
        return output(.concatenated(states)).crossEntropy(targets)
    }
}

extension Array {
    /// Parts of at most `size`, in order.
    func chunked(_ size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
