import Federation
import Primitives
import RoundStore
import Wire

extension ClientNode {
    /// Fetches one thing after the other.
    func fetch(_ download: Download) {
        guard machine.connection == .online else { return }
        downloads.append(download)
        if downloads.count == 1 { requestPart() }
    }

    private func requestPart() {
        guard let download = downloads.first else { return }
        effects.append(.send(.fetch(digest: download.digest, offset: download.bytes.count)))
    }

    func take(_ chunk: Chunk) throws {
        guard !downloads.isEmpty, downloads[0].digest == chunk.digest else { return }
        guard downloads[0].append(chunk) else { return distrust("the parts of a download do not fit") }
        if downloads[0].bytes.count == chunk.total { try complete(downloads.removeFirst()) }
        requestPart()
    }

    private func complete(_ download: Download) throws {
        guard Digest(sha256: download.bytes) == download.digest else {
            return distrust("a download is not what was asked for")
        }
        switch download.purpose {
        case .contributions(let ticket): try audit(ticket, contributions: download.bytes)
        case .input(let ticket, let sum): effects.append(.run(.share(ticket, sum: sum, input: download.bytes)))
        case .model: try save(download)
        }
    }

    private func save(_ download: Download) throws {
        do {
            _ = try ModelFile.decode(download.bytes, specification: federation.manifest.content.model)
        } catch {
            return distrust("the server sent a model that cannot be used: \(error)")
        }
        try store.saveBlob(download.bytes, as: .model(download.digest))
        try store.saveNewestModel(download.digest, published: published)
        try perform(machine.stored(model: download.digest))
    }
}
