import Dispatch
import Transport
import Wire

extension ClientRuntime {
    /// Uploads go one after the other, so that the server never has two of one participant's in parts.
    func begin(_ upload: Upload) {
        guard connection != nil else { return }
        if uploads.add(upload) { sendPart() }
    }

    /// One frame at a time: the next goes when the network has taken the one before.
    private func sendPart() {
        guard let connection, let message = uploads.next() else { return }
        connection.send(WireCodec.encode(message), kind: message.kind)
        if let fraction = uploads.fraction { worker.report(.uploading(fraction: fraction)) }
        connection.whenSent { self.queue.async { self.sendPart() } }
    }
}
