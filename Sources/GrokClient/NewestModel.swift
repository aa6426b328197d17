import CommandSupport
import Foundation
import RoundStore
import Sysexits

/// The newest model that a participant has, where a mail filter finds it without opening the state's database.
package enum NewestModel {
    /// The bytes of the model in a participant's state directory.
    ///
    /// - Throws: ``CommandFailure`` when there is none yet.
    package static func load(state: String) throws -> [UInt8] {
        let path = "\(state)/\(SQLiteClientStore.newestModelFile)"
        guard FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure(
                .data, "\(state) has no model yet: take part in a round first, or name one with --model")
        }
        return try InputFile.read(path, limit: 1 << 30)
    }
}
