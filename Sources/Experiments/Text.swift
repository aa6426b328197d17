/// Words as numbers.
struct Vocabulary {
    private(set) var words: [String] = []
    private var numbers: [String: Int] = [:]

    init() {}

    /// The words of `texts` that occur in at least `minimum` of them, in the order of their first occurrence.
    init(_ texts: [[String]], minimum: Int) {
        var counts: [String: Int] = [:]
        for text in texts { for word in Set(text) { counts[word, default: 0] += 1 } }
        for text in texts { for word in text where counts[word, default: 0] >= minimum { _ = add(word) } }
    }

    subscript(word: String) -> Int? { numbers[word] }

    mutating func add(_ word: String) -> Int {
        if let number = numbers[word] { return number }
        numbers[word] = words.count
        words.append(word)
        return words.count - 1
    }
}

enum Text {
    /// Runs of letters and digits, lower-cased.
    static func words(_ text: some StringProtocol) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
