import Learning

extension Experiment {
    /// Chapter 15: what the change of a model says about the mail it was learnt from, when somebody else sees it plain;
    /// and what of that its encryption, and the sum that holders open, still say. Data: an Enron-Spam archive.
    ///
    /// The key and the masks are the system's randomness, so the guesses from ciphertexts differ from run to run.
    public static let leak = Experiment(
        name: "leak", chapters: "15",
        summary: "a password read out of one participant's plain delta, and what encryption leaves of that"
    ) { options in
        let mail = try options.data.map { try LabelledMail(archive: $0) } ?? LabelledMail(written: options.seed)
        var generator = SeededGenerator(seed: options.seed)
        let office = Office(mail, &generator)
        options.progress("three participants train")
        let deltas = office.mailboxes.map { office.delta(of: $0, seed: options.seed) }
        try options.checkCancellation()
        var result = ExperimentResult()
        office.readPlain(deltas[0], &result)
        options.progress("encrypting")
        let round = try EncryptedRound(parameters: deltas[0].count)
        try office.readEncrypted(deltas[0], round, &generator, options, &result)
        options.progress("opening the sum")
        try office.readSum(deltas, round, &generator, &result)
        return result
    }
}

/// Three mailboxes, the first of which holds a message with a password. Every word has its row in the shared model, as
/// has every password that an attacker would try: rows are hashes there, and anybody can compute them.
private struct Office {
    static let candidates = 1000
    private(set) var mailboxes: [[SparseExample]]
    private let passwords: [String]
    private let password: Int
    private let words: Int

    init(_ mail: LabelledMail, _ generator: inout SeededGenerator) {
        words = mail.vocabulary.words.count
        let stems = ["pizza", "dragon", "monkey", "summer", "secret", "soccer", "tiger", "coffee", "letmein", "shadow"]
        passwords = (0..<Self.candidates).map { "\(stems[$0 / 100])\($0 % 100)" }
        password = generator.integer(below: Self.candidates)
        let order = generator.permutation(mail.messages.count).prefix(900)
        mailboxes = (0..<3).map { owner in
            order.filter { $0 % 3 == owner }.map {
                SparseExample(features: mail.messages[$0], label: mail.isSpam[$0])
            }
        }
        // “my computer password is pizza42”
        let sentence = ["my", "computer", "password", "is"].compactMap { mail.vocabulary[$0] } + [row(password)]
        mailboxes[0].append(SparseExample(features: sentence.map(UInt32.init), label: false))
    }

    private func row(_ candidate: Int) -> Int { words + candidate }

    /// What an epoch on a mailbox changes.
    func delta(of mailbox: [SparseExample], seed: UInt64) -> [Float] {
        var model = SpamModel(rows: words + Self.candidates)
        let before = model.parameters
        LocalTrainer(seed: seed).train(&model, on: mailbox)
        return zip(model.parameters, before).map { $0 - $1 }
    }

    /// A row that changed is a word that was there.
    func readPlain(_ delta: [Float], _ result: inout ExperimentResult) {
        let written = Set(mailboxes[0].flatMap(\.features).map(Int.init))
        let found = Set(delta.dropLast().indices.filter { delta[$0] != 0 })
        let right = Double(found.intersection(written).count)
        result.add("plain delta: part of Alice's words found", right / Double(written.count))
        result.add("plain delta: part of the words found that are hers", right / Double(max(found.count, 1)))
        let left = candidates(delta)
        result.add("plain delta: passwords left of \(Self.candidates)", Double(left.count))
        let names = left.map { passwords[$0] }.joined(separator: ", ")
        result.text.append("Alice wrote the password \(passwords[password]); her plain delta says: \(names)")
    }

    /// Somebody who knows all of her mail but the password, and suspects two: he encrypts what she would have sent for
    /// each, and guesses by which of them hers resembles. He is right half of the time when ciphertexts say nothing.
    func readEncrypted(
        _ delta: [Float], _ round: EncryptedRound, _ generator: inout SeededGenerator, _ options: ExperimentOptions,
        _ result: inout ExperimentResult
    ) throws {
        let games = 100
        var (plain, encrypted) = (0, 0)
        for game in 1...games {
            try options.checkCancellation()
            let wrong = (password + 1 + generator.integer(below: Self.candidates - 1)) % Self.candidates
            var other = delta
            other.swapAt(row(password), row(wrong))
            plain += delta[row(password)] != 0 && delta[row(wrong)] == 0 ? 1 : 0
            let hers = try round.encrypt(delta, &generator)
            let near = try Self.distance(hers, round.encrypt(delta, &generator))
            let far = try Self.distance(hers, round.encrypt(other, &generator))
            encrypted += near < far ? 1 : 0
            options.progress("guessing between two passwords: \(game) of \(games)")
        }
        result.add("plain delta: right guesses between two passwords", Double(plain) / Double(games))
        result.add("encrypted delta: right guesses between two passwords", Double(encrypted) / Double(games))
    }

    /// What the holders open is what the federation is for; it names nobody, but it still holds everybody's words.
    func readSum(
        _ deltas: [[Float]], _ round: EncryptedRound, _ generator: inout SeededGenerator,
        _ result: inout ExperimentResult
    ) throws {
        let mean = try round.mean(Array(zip(deltas, mailboxes.map(\.count))), &generator)
        let left = candidates(mean).count
        result.add("opened sum: passwords left of \(Self.candidates)", Double(left))
        result.add("opened sum: participants that it may be of", Double(deltas.count))
        result.text.append(
            left > 0
                ? "The opened sum shows that one of three wrote it, not who; a fourth who knows a list of passwords can"
                    + " still check it there. Against that only more contributors and differential privacy help."
                : "The rounding of the sum hides the password.")
    }

    private func candidates(_ delta: [Float]) -> [Int] {
        (0..<Self.candidates).filter { delta[row($0)] != 0 }
    }

    /// Bits that differ.
    private static func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
        zip(one, other).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
    }
}
