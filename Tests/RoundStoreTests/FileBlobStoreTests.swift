import Federation
import Foundation
import Primitives
import Testing

@testable import RoundStore

/// What is particular to blobs in files.
struct FileBlobStoreTests {
    private let folder: TemporaryFolder
    private let store: FileBlobStore

    init() throws {
        folder = try TemporaryFolder()
        store = try FileBlobStore(folder: folder.path + "/blobs", staging: folder.path + "/tmp")
    }

    @Test("Files are named by what they hold")
    func names() throws {
        for name in try BlobStoreTests.names() { try store.saveBlob([1], as: name) }
        let model = Samples.digest("model").hex
        #expect(
            try files(below: folder.path + "/blobs") == [
                "evidence/\(model).evidence", "models/\(model).safetensors", "rosters/\(model).roster",
                "rounds/000003/alice.contribution",
                "rounds/000003/holder-2-0.contribution", "rounds/000003/holder-2-0.share",
                "rounds/000003/holder-2-10.share", "rounds/000004/alice.contribution",
                "transcripts/round-000003.refused",
                "transcripts/round-000003.transcript", "transcripts/round-1234567.transcript",
            ])
    }

    @Test("What is named by its digest and holds something else is damaged, by name")
    func damage() throws {
        for name in [BlobName.model(Samples.digest("whole")), .evidence(Samples.digest("whole"))] {
            try store.saveBlob(Array("whole".utf8), as: name)
            #expect(try store.blob(name) == Array("whole".utf8))
            let path = "\(folder.path)/blobs/\(name.path)"
            for damaged in ["whale", "whol", ""] {
                try save(Data(damaged.utf8), path)
                let reason = "its SHA-256 is not the one that is its name"
                #expect(throws: StoreError.corrupted(path: path, reason: reason)) { try store.blob(name) }
            }
        }
    }

    @Test("The folder of a round goes with its last blob, and comes again")
    func folders() throws {
        let rounds = folder.path + "/blobs/rounds"
        let share = BlobName.share(round: 3, holder: 1, firstBlock: 0)
        for _ in 0..<2 {
            let names = [share, .share(round: 3, holder: 2, firstBlock: 0)]
            for name in names { try store.saveBlob([1], as: name) }
            try store.deleteBlob(share)
            #expect(try Folder.entries(rounds) == ["000003"])
            try store.deleteBlob(names[1])
            #expect(try Folder.entries(rounds).isEmpty)
        }
        for round in 1...3 { try store.saveBlob([1], as: .share(round: round, holder: 1, firstBlock: 0)) }
        try store.deleteBlobs(ofRoundsBefore: 3)
        #expect(try Folder.entries(rounds) == ["000003"])
    }

    @Test("A staged file goes with its last owner")
    func dropped() throws {
        do {
            let staged = try store.stageBlob()
            try staged.append([1])
            #expect(try files(below: folder.path + "/tmp").count == 1)
        }
        #expect(try files(below: folder.path + "/tmp").isEmpty)
    }

    @Test("A commit that fails leaves no file behind")
    func failedCommit() throws {
        try FileManager.default.removeItem(atPath: folder.path + "/blobs/models")
        let staged = try store.stageBlob()
        try staged.append([1])
        let name = BlobName.model(Samples.digest("m"))
        let path = folder.path + "/blobs/" + name.path
        #expect(throws: StoreError.inputOutput(path: path, reason: "No such file or directory")) {
            try staged.commit(as: name)
        }
        #expect(try files(below: folder.path + "/tmp").isEmpty)
        #expect(throws: StoreError.goneBlob) { try staged.append([2]) }
    }

    @Test("A full disk is an error that says so")
    func fullDisk() throws {
        let file = try FileDescriptor(opening: "/dev/full", O_WRONLY)
        #expect(throws: StoreError.inputOutput(path: "/dev/full", reason: "No space left on device")) {
            try file.write([1])
        }
    }

    @Test("Blobs are staged and committed by many threads at once")
    func threads() throws {
        let store = store
        DispatchQueue.concurrentPerform(iterations: 64) { index in
            let name = BlobName.share(round: index % 4, holder: index, firstBlock: 0)
            try? store.saveBlob(Array(repeating: UInt8(index), count: 10_000), as: name)
            if index >= 32 { try? store.deleteBlob(name) }
        }
        for index in 0..<64 {
            let name = BlobName.share(round: index % 4, holder: index, firstBlock: 0)
            #expect(try store.hasBlob(name) == (index < 32))
            if index < 32 { #expect(try store.blob(name) == Array(repeating: UInt8(index), count: 10_000)) }
        }
    }
}
