import CommandSupport
import Foundation
import RoundStore
import Sysexits

/// The best model that a participant has (by the totals of verified rounds; before there are any, the newest), where a mail filter finds it without opening the state's database.
package enum NewestModel {
    /// The bytes of the model in a participant's state directory.
    ///
    /// - Throws: ``CommandFailure`` when there is none yet.
    package static func load(state: String) throws -> [UInt8] {
        let files = [SQLiteClientStore.bestModelFile, SQLiteClientStore.newestModelFile].map { "\(state)/\($0)" }
        guard let path = files.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
            throw CommandFailure(
                .data, "\(state) has no model yet: take part in a round first, or name one with --model")
        }
        return try InputFile.read(path, limit: 1 << 30)
    }
}
