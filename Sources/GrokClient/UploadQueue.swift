import Primitives
import Wire

/// What is being uploaded, and what comes after it.
struct UploadQueue {
    private var uploads: [Upload] = []

    /// - Returns: whether it is the only one, so that sending has to begin.
    mutating func add(_ upload: Upload) -> Bool {
        uploads.append(upload)
        return uploads.count == 1
    }

    /// Sends nothing more of what is named by a digest. What is being sent stays in its place until its turn comes, so
    /// that nothing else begins beside it.
    mutating func cancel(_ digest: Digest) {
        for index in uploads.indices where uploads[index].digest == digest { uploads[index].cancel() }
    }

    /// The next message of the first upload that has one; nil when all are done.
    mutating func next() -> WireMessage? {
        while !uploads.isEmpty {
            if let message = uploads[0].next() { return message }
            uploads.removeFirst()
        }
        return nil
    }

    /// How much of the current upload is sent, from 0 to 1.
    var fraction: Double? { uploads.first?.fraction }
}
