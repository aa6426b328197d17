import Mail

/// One pass over some files: finds out what each is, reads it, counts.
final class MailPass {
    private let parser: MessageParser
    private let walk: FileWalk
    private let progress: (MailProgress) -> Void
    private let onMessage: (MailMessage) throws -> Void
    private let totalBytes: Int64
    private var doneBytes: Int64 = 0
    private var summary = MailSummary()

    /// Messages between two calls of `progress`.
    private static let progressInterval = 250

    init(
        parser: MessageParser,
        walk: FileWalk,
        progress: @escaping (MailProgress) -> Void,
        onMessage: @escaping (MailMessage) throws -> Void
    ) {
        (self.parser, self.walk, self.progress, self.onMessage) = (parser, walk, progress, onMessage)
        totalBytes = walk.files.reduce(0) { $0 + $1.byteCount }
    }

    func run() throws -> MailSummary {
        for (origin, reason) in walk.skipped { summary.skip(reason, origin) }
        for file in walk.files {
            try skippingFailures(of: file.origin) { try read(file.origin) }
            doneBytes += file.byteCount
            report(file.origin, within: 0)
        }
        return summary
    }

    /// A source that breaks off is counted; what came before it stays.
    private func skippingFailures(of origin: MailOrigin, _ body: () throws -> Void) throws {
        do { try body() } catch let failure as SourceFailure { summary.skip(failure.reason, origin) }
    }

    private func read(_ origin: MailOrigin) throws {
        let bytes = ByteReader(try FileSource(path: origin.path))
        let format = MailFormat.of(try bytes.peek(), origin: origin)
        if format == .archive { return try readArchive(origin) }
        if try read(bytes, as: format, origin, position: nil) { summary.files += 1 }
    }

    private func readArchive(_ origin: MailOrigin) throws {
        let archive = try ArchiveFile(path: origin.path)
        let before = summary.messages
        defer { if summary.messages > before { summary.files += 1 } }
        while let entry = try archive.nextEntry() {
            let bytes = ByteReader(archive)
            let inner = origin.entry(entry.path)
            let format = MailFormat.of(try bytes.peek(), origin: inner)
            _ = try read(bytes, as: format, inner, position: { archive.position })
        }
    }

    /// Reads a file or an entry; false when it was skipped whole.
    private func read(
        _ bytes: ByteReader, as format: MailFormat, _ origin: MailOrigin, position: (() -> Int64)?
    ) throws -> Bool {
        switch format {
        case .emlx: return try readWhole(bytes, origin, position: position, parse: parser.parseEmlx)
        case .enron: return try readWhole(bytes, origin, position: position, parse: parser.parseEnron)
        case .mbox:
            try readMbox(bytes, origin, position: position)
            return true
        case .message: return try readWhole(bytes, origin, position: position, parse: parser.parseFile)
        case .archive: summary.skip(.archiveInArchive, origin)
        case .empty: summary.skip(.emptyFile, origin)
        case .foreign: summary.skip(.foreignFormat, origin)
        case .other: summary.skip(.notMail, origin)
        case .programData: summary.skip(.programData, origin)
        }
        return false
    }

    private func readWhole(
        _ bytes: ByteReader,
        _ origin: MailOrigin,
        position: (() -> Int64)?,
        parse: ([UInt8], MailOrigin) -> ParsedMail
    ) throws -> Bool {
        guard let content = try bytes.rest(limit: parser.limits.messageBytes) else {
            summary.skip(.messageTooLarge, origin)
            return false
        }
        return try deliver(parse(content, origin), origin, within: position?() ?? 0)
    }

    private func readMbox(_ bytes: ByteReader, _ file: MailOrigin, position: (() -> Int64)?) throws {
        try bytes.skip(MailFormat.preambleLength(of: bytes.peek()))
        let splitter = MboxSplitter(bytes, limit: parser.limits.messageBytes)
        let folder = file.fileName.withoutExtensions
        var index = 0
        var read: Int64 = 0
        while let item = try splitter.next() {
            index += 1
            let origin = file.message(index, of: folder)
            switch item {
            case .message(let content):
                read += Int64(content.count)
                try deliver(parser.parse(content, origin: origin), origin, within: position?() ?? read)
            case .tooLarge:
                summary.skip(.messageTooLarge, origin)
            }
        }
    }

    @discardableResult
    private func deliver(_ parsed: ParsedMail, _ origin: MailOrigin, within position: Int64) throws -> Bool {
        switch parsed {
        case .skipped(let reason):
            summary.skip(reason, origin)
            return false
        case .message(let message, let quality):
            summary.count(message, quality)
            try onMessage(message)
            if summary.messages.isMultiple(of: Self.progressInterval) { report(origin, within: position) }
            return true
        }
    }

    private func report(_ origin: MailOrigin, within position: Int64) {
        let bytes = min(totalBytes, doneBytes + position)
        progress(
            MailProgress(messages: summary.messages, bytes: bytes, totalBytes: totalBytes, path: origin.path))
    }
}
