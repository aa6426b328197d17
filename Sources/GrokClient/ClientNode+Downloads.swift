import Federation
import Primitives
import RoundStore
import Wire

extension ClientNode {
    /// Fetches one thing after the other; a transcript from where the connection before broke off.
    func fetch(_ download: Download) {
        guard machine.connection == .online else { return }
        guard downloads.count < Self.mostDownloads else { return distrust("the server asks for too much at once") }
        var download = download
        if let interrupted, interrupted.digest == download.digest { download.bytes = interrupted.bytes }
        interrupted = nil
        downloads.append(download)
        if downloads.count == 1 { requestPart() }
    }

    /// More than one connection's worth of work for a holder.
    private static let mostDownloads = 64

    /// The connection is gone; what is fetched of a transcript is kept for the next one.
    func interruptDownloads() {
        if let first = downloads.first, case .transcript = first.purpose { interrupted = first }
        downloads = []
        parked = nil
    }

    /// The round is over: what was needed to open its sum is not needed any more.
    func forgetDownloads(ofRound round: Int) {
        let current = downloads.first?.digest
        downloads.removeAll { $0.purpose.round == round }
        if downloads.first?.digest != current { requestPart() }
    }

    private func requestPart() {
        guard let download = downloads.first else { return }
        effects.append(.send(.fetch(digest: download.digest, offset: download.bytes.count)))
    }

    func take(_ chunk: Chunk) throws {
        guard !downloads.isEmpty, downloads[0].digest == chunk.digest else { return }
        guard downloads[0].append(chunk) else { return distrust("the parts of a download do not fit") }
        guard downloads[0].bytes.count == chunk.total else { return requestPart() }
        let complete = downloads.removeFirst()
        // Before completing, which may fetch more and ask for it.
        requestPart()
        try finish(complete)
    }

    private func finish(_ download: Download) throws {
        switch download.purpose {
        case .contributions(let request):
            if isWhole(download) { try audit(request, contributions: download.bytes) }
        case .input(let agreed, let request):
            if isWhole(download) { effects.append(.run(.share(agreed, request, input: download.bytes))) }
        case .transcript(let head): verify(download.bytes, after: head)
        }
    }

    private func isWhole(_ download: Download) -> Bool {
        guard Digest(sha256: download.bytes) == download.digest else {
            distrust("a download is not what was asked for")
            return false
        }
        return true
    }
}
