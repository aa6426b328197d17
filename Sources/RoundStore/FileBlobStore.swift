import Foundation
import Primitives
import Synchronization

/// Blobs in the files of a folder, each written aside, synced and renamed, so that a name has all of its bytes or none.
package final class FileBlobStore: BlobStore {
    private let reader: FileBlobReader
    private let staging: String
    /// Held while the folder of a round appears or disappears.
    private let folders = Mutex(())

    /// Blobs in `folder`, written aside in `staging` on the same file system. Both are created when they are missing.
    init(folder: String, staging: String) throws {
        reader = FileBlobReader(folder: folder)
        self.staging = staging
        let parts = [
            BlobName.evidenceFolder, BlobName.modelsFolder, BlobName.rostersFolder, BlobName.roundsFolder,
            BlobName.transcriptsFolder,
        ]
        for part in parts { try Folder.create("\(folder)/\(part)") }
        // A process that was killed may have made a folder and not come to syncing its name.
        for part in parts { try Folder.synchronize("\(folder)/\(part)") }
        try Folder.synchronize(folder)
        try Folder.create(staging)
    }

    package func stageBlob() throws -> any StagedBlob {
        let name = SystemRandom.bytes(8).map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
        return try FileStagedBlob(path: "\(staging)/\(name).part", store: self)
    }

    package func blob(_ name: BlobName) throws -> [UInt8] { try reader.blob(name) }

    package func blob(_ name: BlobName, offset: Int, count: Int) throws -> (bytes: [UInt8], total: Int) {
        try reader.blob(name, offset: offset, count: count)
    }

    package func hasBlob(_ name: BlobName) throws -> Bool { try reader.hasBlob(name) }

    package func deleteBlob(_ name: BlobName) throws {
        try folders.withLock { _ in
            try Folder.removeFile(reader.path(name))
            if name.workingRound != nil { removeIfEmpty(Folder.parent(of: reader.path(name))) }
        }
    }

    package func deleteBlobs(ofRoundsBefore round: Int) throws {
        let rounds = "\(reader.folder)/\(BlobName.roundsFolder)"
        for entry in try Folder.entries(rounds) {
            guard let number = Int(entry), number < round else { continue }
            try folders.withLock { _ in
                for file in try Folder.entries("\(rounds)/\(entry)") {
                    try Folder.removeFile("\(rounds)/\(entry)/\(file)")
                }
                removeIfEmpty("\(rounds)/\(entry)")
            }
        }
    }

    /// Many files at the cost of few: all are on their way to the disk before the first is waited for, and a folder is
    /// synced once for all of its new names.
    package func commitBlobs(_ blobs: [(body: any StagedBlob, name: BlobName)]) throws {
        let files = blobs.compactMap { blob in (blob.body as? FileStagedBlob).map { (file: $0, name: blob.name) } }
        precondition(files.count == blobs.count, "a blob of another store was staged elsewhere")
        var synchronized: [(path: String, name: BlobName)] = []
        do {
            for (file, _) in files { try file.startWriting() }
            for (file, name) in files { synchronized.append((try file.synchronized(), name)) }
            try adopt(synchronized)
        } catch {
            for (path, _) in synchronized { unlink(path) }
            for (file, _) in files { file.discard() }
            throw error
        }
    }

    /// Gives a synced file its name, durably.
    func adopt(_ staged: String, as name: BlobName) throws { try adopt([(staged, name)]) }

    private func adopt(_ staged: [(path: String, name: BlobName)]) throws {
        try folders.withLock { _ in
            for (path, name) in staged {
                let destination = reader.path(name)
                if name.workingRound != nil { try Folder.create(Folder.parent(of: destination)) }
                FaultPoint.reach("naming/\(name.kind)")
                try systemCall(on: destination) { rename(path, destination) }
                FaultPoint.reach("named/\(name.kind)")
            }
            for folder in Set(staged.map { Folder.parent(of: reader.path($0.name)) }).sorted() {
                try Folder.synchronize(folder)
            }
        }
    }

    /// An empty folder that stays is untidy, not wrong: failing to remove it is no error.
    private func removeIfEmpty(_ folder: String) { rmdir(folder) }
}
