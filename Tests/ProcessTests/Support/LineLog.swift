import Foundation
import Synchronization

/// The lines of a stream, which tests wait for.
final class LineLog: Sendable {
    private struct State {
        var lines: [String] = []
        var isComplete = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Reads to the end of the stream, and closes it.
    init(reading descriptor: Int32) {
        Thread.detachNewThread {
            self.read(FileHandle(fileDescriptor: descriptor, closeOnDealloc: true))
        }
    }

    /// The first line that `isWanted`, from the beginning; nil when the stream ends without one.
    func first(where isWanted: (String) -> Bool) async -> String? {
        var seen = 0
        while true {
            let (lines, isComplete) = state.withLock { ($0.lines, $0.isComplete) }
            if let line = lines[seen...].first(where: isWanted) { return line }
            if isComplete { return nil }
            seen = lines.count
            await change(after: seen)
        }
    }

    /// Every line, once the stream has ended.
    func all() async -> [String] {
        _ = await first { _ in false }
        return state.withLock { $0.lines }
    }

    private func change(after seen: Int) async {
        await withCheckedContinuation { continuation in
            let isOld = state.withLock { state in
                let isOld = state.isComplete || state.lines.count > seen
                if !isOld { state.waiting.append(continuation) }
                return isOld
            }
            if isOld { continuation.resume() }
        }
    }

    private func read(_ stream: FileHandle) {
        var rest = Data()
        while case let data = stream.availableData, !data.isEmpty {
            rest += data
            var lines = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            rest = Data(lines.removeLast())
            append(lines.map { String(decoding: $0, as: UTF8.self) }, isLast: false)
        }
        append(rest.isEmpty ? [] : [String(decoding: rest, as: UTF8.self)], isLast: true)
    }

    private func append(_ lines: [String], isLast: Bool) {
        let waiting = state.withLock { state in
            state.lines += lines
            state.isComplete = isLast
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
