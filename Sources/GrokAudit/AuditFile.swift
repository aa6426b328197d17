import CommandSupport
import Foundation
import Sysexits
import Wire

/// A file that says something about what happened.
package struct AuditFile: Equatable, Sendable {
    /// What it should hold, by its name.
    package enum Kind: Sendable {
        case evidence, transcript
    }

    package let path: String
    package let kind: Kind

    var name: String { URL(filePath: path).lastPathComponent }

    /// The files that are named, and those in the folders that are named, at any depth: in the order of their names,
    /// which is that of the rounds.
    ///
    /// - Throws: ``CommandFailure`` when a path does not exist, or nothing is found.
    package static func find(_ paths: [String]) throws -> [AuditFile] {
        let found = try paths.flatMap(files)
        guard !found.isEmpty else {
            throw CommandFailure(
                .data, "there is no transcript and no evidence in \(paths.joined(separator: ", "))")
        }
        return found.sorted { ($0.name, $0.path) < ($1.name, $1.path) }
    }

    private static func files(at path: String) throws -> [AuditFile] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw CommandFailure(.data, "\(path) does not exist")
        }
        guard isFolder.boolValue else {
            return [AuditFile(path: path, kind: path.hasSuffix(EvidenceFile.suffix) ? .evidence : .transcript)]
        }
        return (FileManager.default.enumerator(atPath: path)?.allObjects ?? []).compactMap { entry in
            guard let entry = entry as? String else { return nil }
            let file = "\(path)/\(entry)"
            if entry.hasSuffix(TranscriptFile.suffix) { return AuditFile(path: file, kind: .transcript) }
            return entry.hasSuffix(EvidenceFile.suffix) ? AuditFile(path: file, kind: .evidence) : nil
        }
    }

    /// Where a server that keeps ciphertexts has those of a participant, beside its transcripts.
    func ciphertexts(of participant: String, round: Int) -> String {
        let digits = String(round)
        let padded = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
        let blobs = URL(filePath: path).deletingLastPathComponent().deletingLastPathComponent()
        return blobs.appending(path: "rounds/\(padded)/\(participant).contribution").path(percentEncoded: false)
    }
}
