public import Mail

extension MailCensus {
    /// What there is to learn from, in numbers; copies are counted once.
    public struct Report: Hashable, Sendable {
        /// Messages to learn from, by the source of their label and by label.
        public internal(set) var sources: [LabelSource: [MailLabel: Int]] = [:]
        /// When they were sent, by label.
        public internal(set) var dates: [MailLabel: DateRange] = [:]
        /// Those whose date is not known.
        public internal(set) var undated = 0
        /// Messages without a label.
        public internal(set) var unlabelled = 0
        /// Messages that two copies label differently by the same source.
        public internal(set) var contradictions = 0
        /// Copies of other messages.
        public internal(set) var duplicates = 0

        /// Messages to learn from, of a label.
        public func count(_ label: MailLabel) -> Int {
            sources.values.reduce(0) { $0 + $1[label, default: 0] }
        }
    }

    /// The days on which messages were sent, each as `1999-12-10` in UTC.
    public struct DateRange: Hashable, Sendable {
        /// The first one.
        public let first: String
        /// The last one.
        public let last: String
        /// The days between which nine of ten were sent: spam lies about its date.
        public let usual: ClosedRange<String>

        init?(days: [Int32]) {
            let days = days.sorted()
            guard let first = days.first, let last = days.last else { return nil }
            self.first = Self.text(first)
            self.last = Self.text(last)
            let margin = days.count / 20
            usual = Self.text(days[margin])...Self.text(days[days.count - 1 - margin])
        }

        private static func text(_ day: Int32) -> String {
            CivilDate(secondsSince1970: Int64(day) * 86_400).iso8601
        }
    }
}
