import CommandSupport
import Foundation
package import GrokFilter
import Primitives

extension Calibration {
    /// Calibrations that are kept besides that of the best model: that of a round that turns out best is among them.
    static let keptFiles = 16

    /// Writes it beside the models in a state directory, which only its owner may enter, and removes old ones.
    package func write(state: String) throws {
        try AtomicFile.write(encoded(), to: "\(state)/\(Self.fileName(model))")
        Self.prune(state)
    }

    /// What cannot be removed does no harm but take room.
    private static func prune(_ state: String) {
        let files = FileManager.default
        let found = ((try? files.contentsOfDirectory(atPath: state)) ?? []).filter {
            $0.hasPrefix(filePrefix) && $0.hasSuffix(fileSuffix)
        }
        guard found.count > keptFiles else { return }
        let best = try? InputFile.read("\(state)/\(StateFiles.bestModel)", limit: NewestModel.fileLimit)
        let bestName = best.map { fileName(Digest(sha256: $0)) }
        let dated = found.map { name in
            (
                name,
                (try? files.attributesOfItem(atPath: "\(state)/\(name)")[.modificationDate] as? Date) ?? .distantPast
            )
        }
        for (name, _) in dated.sorted(by: { $0.1 > $1.1 }).dropFirst(keptFiles) where name != bestName {
            try? files.removeItem(atPath: "\(state)/\(name)")
        }
    }
}
