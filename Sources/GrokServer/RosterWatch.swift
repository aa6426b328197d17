import CommandSupport
import Dispatch
package import Federation
import Foundation
package import Logging
package import RoundStore

/// Looks for newer rosters while the server runs: at once on SIGHUP, and by itself every few seconds.
///
/// `@unchecked Sendable`: everything that changes is touched on `queue` only.
package final class RosterWatch: @unchecked Sendable {
    /// What tells one state of a file from another without reading it.
    private struct Stamp: Equatable {
        let inode: UInt64
        let byteCount: Int64
        let seconds: Int
        let nanoseconds: Int
    }

    /// Seconds from one look to the next. A file is read when two looks have found the same, so that nothing half copied
    /// is taken for a damaged roster.
    private static let interval = 3

    private let files: RosterFiles
    private let directory: StateDirectory
    private let logger: Logger
    private let onChange: @Sendable (SignedDocument<Roster>) -> Void
    private let queue = DispatchQueue(label: "grok.roster")
    private var newest: SignedDocument<Roster>
    private var read: [String: Stamp] = [:]
    private var seen: [String: Stamp] = [:]
    private var timer: (any DispatchSourceTimer)?
    private var signal: SignalWatch?

    /// Keeps the newest roster in the state directory; does not look for others before ``start()``.
    ///
    /// - Parameters:
    ///   - newest: what the server has begun with.
    ///   - onChange: gets every roster that takes the place of that one.
    /// - Throws: ``StoreError``.
    package init(
        _ files: RosterFiles, newest: SignedDocument<Roster>, directory: StateDirectory, logger: Logger,
        onChange: @escaping @Sendable (SignedDocument<Roster>) -> Void
    ) throws {
        self.files = files
        self.newest = newest
        self.directory = directory
        self.logger = logger
        self.onChange = onChange
        try keep()
        for path in files.paths { read[path] = Self.stamp(of: path) }
    }

    /// Begins to look. Not to be called twice.
    package func start() {
        signal = SignalWatch([SIGHUP], queue: queue) { [weak self] _ in self?.look(asked: true) }
        let timer = DispatchSource.makeTimerSource(queue: queue)
        timer.schedule(
            deadline: .now() + .seconds(Self.interval), repeating: .seconds(Self.interval), leeway: .seconds(1))
        timer.setEventHandler { [weak self] in self?.look(asked: false) }
        timer.resume()
        self.timer = timer
    }

    deinit { timer?.cancel() }

    /// - Parameter asked: whether somebody waits for an answer, and every file is read.
    private func look(asked: Bool) {
        let before = newest.digest
        var problems = 0
        for path in files.paths {
            let stamp = Self.stamp(of: path)
            let (isSettled, isNew) = (seen[path] == stamp, read[path] != stamp)
            seen[path] = stamp
            guard let stamp, asked || (isSettled && isNew) else { continue }
            read[path] = stamp
            if !take(path, isNew: isNew) { problems += 1 }
        }
        if asked, problems == 0, newest.digest == before {
            event("roster.unchanged", "roster \(newest.content.number) is the newest there is", level: .info)
        }
    }

    /// - Parameter isNew: whether the file was not there like this before. A kit, and what was older already, may stay.
    /// - Returns: whether nothing is wrong with what is there.
    private func take(_ path: String, isNew: Bool) -> Bool {
        do {
            let found = try files.roster(at: path)
            if found.digest == newest.digest { return true }
            let mayBeOlder = !isNew || path == files.kitPath
            if mayBeOlder, found.content.number < newest.content.number { return true }
            if let objection = newest.content.objection(to: found.content) {
                return refuse(path, "\(path): this roster is not taken: \(objection)")
            }
            newest = found
            onChange(found)
            keepAgain()
            return true
        } catch {
            return refuse(path, CommandFailure(error).line)
        }
    }

    /// What stands in the state directory in place of the newest roster does not stay: the next start would fail on it.
    private func refuse(_ path: String, _ reason: String) -> Bool {
        event("roster.refused", reason, level: .error)
        if path == files.keptPath { keepAgain() }
        return false
    }

    private func keepAgain() {
        do { try keep() } catch {
            let number = newest.content.number
            event(
                "roster.unsaved", "roster \(number) is in force, but not kept for the next start: \(error)",
                level: .error)
        }
    }

    /// Writes the newest roster into the state directory, so that a restart never goes back behind it.
    private func keep() throws {
        try directory.replaceFile(RosterFiles.name, with: Array(RosterText.serialized(newest).utf8))
        read[files.keptPath] = Self.stamp(of: files.keptPath)
    }

    private func event(_ name: String, _ message: String, level: Logger.Level) {
        logger.log(
            level: level, "\(message)", metadata: ["event": "\(name)", "federation": "\(newest.content.federation)"])
    }

    private static func stamp(of path: String) -> Stamp? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Stamp(
            inode: UInt64(status.st_ino), byteCount: Int64(status.st_size), seconds: status.st_mtim.tv_sec,
            nanoseconds: status.st_mtim.tv_nsec)
    }
}
