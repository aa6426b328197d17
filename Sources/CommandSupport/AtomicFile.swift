import Foundation
import Sysexits

/// Files that are either written whole or not at all.
package enum AtomicFile {
    /// Writes to a temporary name beside the file, then renames.
    ///
    /// - Throws: ``CommandFailure`` saying which file and why.
    package static func write(_ bytes: [UInt8], to path: String) throws {
        do {
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        } catch {
            let reason = PlainText.oneLine(reason(error as NSError))
            throw CommandFailure(.inputOutput, "\(path) cannot be written: \(reason)")
        }
    }

    /// The system's own words where there are any: Foundation wraps them.
    private static func reason(_ error: NSError) -> String {
        guard let cause = error.userInfo[NSUnderlyingErrorKey] as? POSIXError else { return error.localizedDescription }
        return String(cString: strerror(cause.code.rawValue))
    }
}
