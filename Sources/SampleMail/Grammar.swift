import Mailboxes

/// Fills templates: `{slot}` becomes a random choice from the slot's words, themselves templates.
struct Grammar {
    private var words: [String: [String]]

    init(_ words: [String: [String]]) {
        self.words = words
    }

    /// Sets or replaces slots.
    func with(_ more: [String: [String]]) -> Grammar {
        Grammar(words.merging(more) { $1 })
    }

    /// A template filled in. Digits are made for `{#}` (one) and `{##}` to `{####}`.
    func fill(_ template: String, with random: inout SplitMix64) -> String {
        var result = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            rest = rest[rest.index(after: open)...]
            let slot = rest.prefix { $0 != "}" }
            rest = rest.dropFirst(slot.count + 1)
            result += value(of: String(slot), with: &random)
        }
        return result + rest
    }

    private func value(of slot: String, with random: inout SplitMix64) -> String {
        if slot.allSatisfy({ $0 == "#" }) {
            return "\(1 + random.below(9))" + slot.dropFirst().map { _ in "\(random.below(10))" }.joined()
        }
        guard let choices = words[slot] else { preconditionFailure("no words for {\(slot)}") }
        return fill(random.pick(choices), with: &random)
    }
}

extension SplitMix64 {
    /// One element of several.
    mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[below(choices.count)]
    }

    /// Several elements of more, each once, in random order.
    mutating func pick<Element>(_ count: Int, of choices: [Element]) -> [Element] {
        var choices = choices
        shuffle(&choices)
        return Array(choices.prefix(count))
    }

    /// True with a probability.
    mutating func chance(_ probability: Double) -> Bool {
        unit() < probability
    }
}
