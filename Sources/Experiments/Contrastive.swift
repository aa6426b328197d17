import Learning

extension Experiment {
    /// Chapter 16: learn from mail without labels that two halves of a message belong together, then tell spam with few
    /// labels. Data: an Enron-Spam archive (enron1.tar.gz).
    public static let contrastive = Experiment(
        name: "contrastive", chapters: "16",
        summary: "pretext tasks on mail: triplets and InfoNCE, then a linear probe on few labels"
    ) { options in
        let mail = try options.data.map { try LabelledMail(archive: $0) } ?? LabelledMail(written: options.seed)
        var generator = SeededGenerator(seed: options.seed)
        let order = generator.permutation(mail.messages.count)
        let (test, known) = (Array(order[..<(order.count / 5)]), Array(order[(order.count / 5)...]))
        let few = Array(known.prefix(40))
        var result = ExperimentResult()
        var curves: [Plot.Series] = []
        for task in [.none, .triplet, .contrastive] as [Pretext] {
            let encoder = MailEncoder(words: mail.vocabulary.words.count, seed: options.seed)
            let losses = try encoder.pretrain(task, mail, known, options)
            if !losses.isEmpty { curves.append(.init(name: task.rawValue, points: losses)) }
            let accuracy = try encoder.probe(mail, few, test, options)
            result.add("\(task.rawValue): accuracy with \(few.count) labels", accuracy)
            options.progress("\(task.rawValue): \(accuracy.rounded(to: 4))")
        }
        result.plots = [Plot("contrastive", x: "epoch", y: "loss of the pretext task", curves)]
        return result
    }
}

/// What is learnt without labels.
enum Pretext: String {
    case none = "from scratch"
    case triplet = "triplet"
    case contrastive = "InfoNCE"
}

/// A bag of words as a direction.
struct MailEncoder {
    private let embedding: EmbeddingBag<Float>
    private let seed: UInt64

    init(words: Int, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        embedding = EmbeddingBag(words, 32, initializer: .normal(0.1), using: &generator)
        self.seed = seed
    }

    /// The loss of each epoch; none without a task.
    func pretrain(
        _ task: Pretext, _ mail: LabelledMail, _ known: [Int], _ options: ExperimentOptions
    ) throws -> [(x: Double, y: Double)] {
        guard task != .none else { return [] }
        let loop = TrainingLoop(epochs: 10, batchSize: 64, seed: seed)
        let history = loop.run(Parameters(["embedding": embedding.parameters]), Adam<Float>(0.005), count: known.count)
        {
            tape, batch in
            let halves = batch.map { mail.halves(known[$0], &tape.generator) }
            let (one, other) = (encode(halves.map(\.0), tape), encode(halves.map(\.1), tape))
            guard task == .triplet else { return .contrastiveLoss(anchors: one, positives: other, temperature: 0.1) }
            // Another message of the batch is the negative.
            let next = .concatenated([other.slice(1..<batch.count), other.slice(0..<1)]) as Variable<Float>
            return .tripletLoss(anchor: one, positive: other, negative: next, margin: 0.5)
        } progress: {
            options.progress("\(task.rawValue): epoch \($0.epoch + 1), loss \($0.loss.rounded(to: 4))")
        } isCancelled: {
            options.isCancelled()
        }
        try options.checkCancellation()
        return history.map { (Double($0.epoch), $0.loss) }
    }

    /// The accuracy on `test` of a linear classifier learnt from the labels of `few`.
    func probe(_ mail: LabelledMail, _ few: [Int], _ test: [Int], _ options: ExperimentOptions) throws -> Double {
        var generator = SeededGenerator(seed: seed)
        let linear = Linear<Float>(32, 1, using: &generator)
        let features = encode(few.map { mail.messages[$0] }, .evaluation()).value
        let targets = Tensor<Float>(few.map { mail.isSpam[$0] ? 1 : 0 })
        TrainingLoop(epochs: 300, batchSize: few.count, seed: seed).run(
            linear.parameters, Adam<Float>(0.05), count: few.count
        ) { tape, batch in
            linear(tape.constant(features.gathered(batch))).binaryCrossEntropy(targets.gathered(batch))
        } isCancelled: {
            options.isCancelled()
        }
        try options.checkCancellation()
        let outputs = linear(encode(test.map { mail.messages[$0] }, .evaluation())).value.elements
        return Double(zip(outputs, test).count { ($0 > 0) == mail.isSpam[$1] }) / Double(max(test.count, 1))
    }

    private func encode(_ bags: [[UInt32]], _ tape: Tape<Float>) -> Variable<Float> {
        embedding(bags, on: tape).normalized()
    }
}

/// Messages as sets of words.
struct LabelledMail {
    private(set) var messages: [[UInt32]] = []
    let isSpam: [Bool]
    let vocabulary: Vocabulary

    init(archive path: String) throws {
        let files = try Archive.read(path).filter { $0.name.contains("/ham/") || $0.name.contains("/spam/") }
        guard !files.isEmpty else { throw Archive.Failure(path: path, reason: "no folders ham and spam in it") }
        let texts = files.map { Text.words(String(decoding: $0.bytes, as: UTF8.self)) }
        self.init(texts, isSpam: files.map { $0.name.contains("/spam/") })
    }

    /// 800 messages of a few subjects, some of them campaigns, written by chance.
    init(written seed: UInt64) {
        let subjects: [(words: String, isSpam: Bool)] = [
            ("meeting agenda room minutes project deadline review slides", false),
            ("gas nomination pipeline volume contract meter daily flow", false),
            ("dinner weekend kids game tickets flight hotel birthday", false),
            ("pills cheap pharmacy order discount online shipping doctor", true),
            ("stock alert profit growth investor symbol trading hot", true),
            ("mortgage rate loan approved refinance credit apply free", true),
        ]
        let common = "the a to of and you please we for thanks this on will be have".split(separator: " ").map(
            String.init)
        var generator = SeededGenerator(seed: seed)
        var (texts, isSpam) = ([[String]](), [Bool]())
        for _ in 0..<800 {
            let subject = subjects[generator.integer(below: subjects.count)]
            let own = subject.words.split(separator: " ").map(String.init)
            let other = subjects[generator.integer(below: subjects.count)].words.split(separator: " ").map(String.init)
            texts.append(
                (0..<24).map { _ in
                    let draw = generator.integer(below: 10)
                    let list = draw < 3 ? own : draw < 4 ? other : common
                    return list[generator.integer(below: list.count)]
                })
            isSpam.append(subject.isSpam)
        }
        self.init(texts, isSpam: isSpam)
    }

    private init(_ texts: [[String]], isSpam: [Bool]) {
        vocabulary = Vocabulary(texts, minimum: 2)
        self.isSpam = isSpam
        for text in texts { messages.append(Set(text.compactMap { vocabulary[$0] }).sorted().map(UInt32.init)) }
    }

    /// A message's words dealt into two heaps at random.
    func halves(_ index: Int, _ generator: inout SeededGenerator) -> ([UInt32], [UInt32]) {
        var words = messages[index]
        generator.shuffle(&words)
        return (Array(words[..<(words.count / 2)]), Array(words[(words.count / 2)...]))
    }
}
