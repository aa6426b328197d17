import Glibc
public import Mail

/// Splits mail into an mbox for each participant and `test.mbox`, by `MailSplit`. The mail is read twice, so that one
/// message at a time is in memory.
public struct MailSplitter: Sendable {
    /// What a split made.
    public struct Report: Hashable, Sendable {
        /// A file and what is in it.
        public struct File: Hashable, Sendable {
            /// Its path.
            public let path: String
            /// Messages by label.
            public internal(set) var labels: [MailLabel: Int] = [:]
            /// The owners whose mail is in it, sorted.
            public internal(set) var owners: Set<String> = []
        }

        /// The participants' files in the order of their names as given, then the test set.
        public internal(set) var files: [File]
        /// Messages that went to nobody, because their text is that of a test message.
        public internal(set) var duplicatesOfTest = 0
        /// What was read.
        public internal(set) var summary = MailSummary()
    }

    private let participants: [String]
    private let seed: UInt64
    private let testSet: MailSplit.TestSet
    private let reader: MailReader

    /// The name of the test set, which no participant can have.
    public static let testName = "test"

    /// A split among named participants.
    ///
    /// - Throws: `MailError.participantName` for a name that can't be a file's, is there twice, or is `test`.
    public init(
        participants: [String], seed: UInt64 = 0, testSet: MailSplit.TestSet = .random,
        reader: MailReader = MailReader()
    ) throws {
        try ParticipantNames.check(participants)
        (self.participants, self.seed, self.testSet, self.reader) = (participants, seed, testSet, reader)
    }

    /// Reads the mail and writes the files.
    ///
    /// - Parameters:
    ///   - paths: labelled mail of any kind; what has no label is left out and counted.
    ///   - folder: created if need be; files of the same names in it are replaced.
    ///   - progress: called while reading, which happens twice.
    /// - Throws: `MailError`.
    public func split(
        _ paths: [String], into folder: String, progress: (MailProgress) -> Void = { _ in }
    ) throws -> Report {
        var items: [MailSplit.Item] = []
        let summary = try reader.read(paths, progress: progress) { message in
            if let item = MailSplit.Item(message) { items.append(item) }
        }
        guard !items.isEmpty else { throw MailError.noLabels(paths: paths) }
        let places = MailSplit(items, participants: participants.count, seed: seed, testSet: testSet).places
        var output = try SplitOutput(names: participants + [Self.testName], folder: folder)
        var index = 0
        try reader.read(paths, progress: progress) { message in
            guard let item = MailSplit.Item(message) else { return }
            guard index < items.count, item == items[index] else {
                throw MailError.changedWhileReading(origin: message.origin.description)
            }
            try output.write(message, to: places[index])
            index += 1
        }
        guard index == items.count else { throw MailError.changedWhileReading(origin: paths.joined(separator: ", ")) }
        return try output.finish(summary)
    }
}

/// The files of a split while they are written.
private struct SplitOutput {
    private let writers: [MboxWriter]
    private var report: MailSplitter.Report

    init(names: [String], folder: String) throws {
        try Folder.create(folder)
        let paths = names.map { folder.appendingComponent($0 + ".mbox") }
        writers = try paths.map(MboxWriter.init(path:))
        report = MailSplitter.Report(files: paths.map { MailSplitter.Report.File(path: $0) })
    }

    mutating func write(_ message: MailMessage, to place: MailSplit.Place) throws {
        switch place {
        case .duplicateOfTest: report.duplicatesOfTest += 1
        case .participant(let index): try write(message, file: index)
        case .test: try write(message, file: writers.count - 1)
        }
    }

    private mutating func write(_ message: MailMessage, file index: Int) throws {
        try writers[index].append(OutgoingMessage(message))
        if let label = message.label { report.files[index].labels[label, default: 0] += 1 }
        report.files[index].owners.insert(message.origin.owner)
    }

    mutating func finish(_ summary: MailSummary) throws -> MailSplitter.Report {
        for writer in writers { try writer.finish() }
        report.summary = summary
        return report
    }
}
