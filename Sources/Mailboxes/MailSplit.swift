public import Mail
public import Primitives

/// Deals labelled mail to participants and a test set, as a pure function of what is known about each message.
///
/// 1. The test set: of each class a fifth, at random by the seed, or of each class of each owner the latest fifth.
/// 2. A message whose text is exactly that of a test message goes to nobody: nothing that is tested was trained on.
/// 3. The rest, class by class, in order of owner, then number or date, then place, is cut into one run for each
///    participant, all of nearly the same length. So everybody gets a stretch of mail of both classes, as few owners
///    as possible share a participant, and what the participants have differs by owner and by time.
public struct MailSplit: Hashable, Sendable {
    /// What a message's place depends on.
    public struct Item: Hashable, Sendable {
        /// Its class.
        public let label: MailLabel
        /// Whose it is.
        public let owner: String
        /// Its number in the owner's mailbox, where messages are numbered.
        public let number: Int?
        /// When it was sent, in seconds since 1970.
        public let date: Int64?
        /// The digest of its text.
        public let content: Digest

        /// An item of these parts.
        public init(label: MailLabel, owner: String, number: Int?, date: Int64?, content: Digest) {
            (self.label, self.owner, self.number, self.date, self.content) = (label, owner, number, date, content)
        }
    }

    /// Where a message goes.
    public enum Place: Hashable, Sendable {
        /// To nobody: its text is that of a test message.
        case duplicateOfTest
        /// To the participant of this index.
        case participant(Int)
        /// To the test set.
        case test
    }

    /// Which messages are for testing.
    public enum TestSet: String, CaseIterable, Hashable, Sendable {
        /// Any, by the seed: as if all mail were there from the start.
        case random
        /// The latest of each owner and class: a filter meets mail that is later than what it learnt from.
        case time
    }

    /// The place of each item, in the order of the items.
    public let places: [Place]

    /// Deals the items.
    ///
    /// - Parameters:
    ///   - items: labelled messages, in any order; the order breaks ties.
    ///   - participants: how many there are, at least one.
    ///   - seed: decides a test set at random.
    ///   - testSet: how the test set is chosen.
    ///   - testFraction: of each class, rounded down; a fifth by default.
    public init(
        _ items: [Item], participants: Int, seed: UInt64, testSet: TestSet = .random, testFraction: Double = 0.2
    ) {
        precondition(participants > 0, "mail is split among one participant or more")
        precondition((0..<1).contains(testFraction), "the test set is a part of the whole")
        var places = [Place?](repeating: nil, count: items.count)
        for index in Self.tested(items, testSet, seed: seed, fraction: testFraction) { places[index] = .test }
        let tested = Set(items.indices.filter { places[$0] == .test }.map { items[$0].content })
        for index in items.indices where places[index] == nil && tested.contains(items[index].content) {
            places[index] = .duplicateOfTest
        }
        for label in MailLabel.allCases {
            let open = items.indices.filter { places[$0] == nil && items[$0].label == label }
            let ordered = open.sorted { Self.precedes($0, $1, items) }
            for (rank, index) in ordered.enumerated() {
                places[index] = .participant(rank * participants / ordered.count)
            }
        }
        self.places = places.compactMap(\.self)
    }

    /// The indices of the test set.
    private static func tested(_ items: [Item], _ testSet: TestSet, seed: UInt64, fraction: Double) -> [Int] {
        var random = SplitMix64(seed: seed)
        return MailLabel.allCases.flatMap { label in
            var indices = items.indices.filter { items[$0].label == label }
            switch testSet {
            case .random:
                random.shuffle(&indices)
                return Array(indices.prefix(Int(Double(indices.count) * fraction)))
            case .time:
                return Dictionary(grouping: indices) { items[$0].owner }.values.flatMap { owned in
                    owned.sorted { precedes($0, $1, items) }.suffix(Int(Double(owned.count) * fraction))
                }
            }
        }
    }

    /// Owner, then number or date, then place.
    private static func precedes(_ left: Int, _ right: Int, _ items: [Item]) -> Bool {
        let (first, second) = (items[left], items[right])
        if first.owner != second.owner { return first.owner < second.owner }
        let firstTime = (first.number ?? 0, first.date ?? 0)
        let secondTime = (second.number ?? 0, second.date ?? 0)
        return firstTime == secondTime ? left < right : firstTime < secondTime
    }
}

extension MailSplit.Item {
    /// What a split needs of a labelled message; nil without a label.
    public init?(_ message: MailMessage) {
        guard let label = message.label else { return nil }
        self.init(
            label: label,
            owner: message.origin.owner,
            number: message.origin.number,
            date: message.date,
            content: message.contentDigest
        )
    }
}

extension MailMessage {
    /// SHA-256 of the text, or of the subject where there is no text: the same for two copies of a message whatever
    /// headers they came with.
    public var contentDigest: Digest {
        Digest(sha256: Array(text.trimmed.isEmpty ? subject.utf8 : text.utf8))
    }
}
