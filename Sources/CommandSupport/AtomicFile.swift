import Foundation
import Sysexits

/// Files that are either written whole or not at all.
package enum AtomicFile {
    /// Writes to a temporary name beside the file, then renames. A link stays: the file that it leads to is replaced. What
    /// is no file, such as a device or a pipe, is written to.
    ///
    /// - Throws: ``CommandFailure`` saying which file and why.
    package static func write(_ bytes: [UInt8], to path: String) throws {
        do {
            if isFile(path) {
                try Data(bytes).write(to: URL(filePath: destination(of: path)), options: .atomic)
            } else {
                try writeThrough(bytes, to: path)
            }
        } catch let error as DescriptorError {
            throw CommandFailure(.inputOutput, "\(path) cannot be written: \(error)")
        } catch {
            let reason = PlainText.oneLine(reason(error as NSError))
            throw CommandFailure(.inputOutput, "\(path) cannot be written: \(reason)")
        }
    }

    /// Whether a file is there, or nothing.
    private static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) != 0 || [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
    }

    /// What a link leads to, also where nothing is yet; links in a ring are left to fail.
    private static func destination(of path: String) -> String {
        var path = path
        for _ in 0..<40 {
            guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else { break }
            let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
            path = next.hasPrefix("/") ? next : folder + next
        }
        return path
    }

    private static func writeThrough(_ bytes: [UInt8], to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DescriptorError(number: errno) }
        defer { close(descriptor) }
        try DescriptorOutput.write(bytes[...], to: descriptor)
    }

    /// The system's own words where there are any: Foundation wraps them.
    private static func reason(_ error: NSError) -> String {
        guard let cause = error.userInfo[NSUnderlyingErrorKey] as? POSIXError else { return error.localizedDescription }
        return String(cString: strerror(cause.code.rawValue))
    }
}
