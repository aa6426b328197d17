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
            let reason = (error as NSError).userInfo[NSUnderlyingErrorKey].map { "\($0)" } ?? error.localizedDescription
            throw CommandFailure(.inputOutput, "\(path) cannot be written: \(PlainText.oneLine(reason))")
        }
    }
}
