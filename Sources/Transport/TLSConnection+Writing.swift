import Dispatch

extension TLSConnection {
    /// How many records are made before the socket is asked to take them.
    private static let recordsAtOnce = 4

    /// Sends as much as the socket takes. A connection that is closing ends once everything is sent.
    func flush() {
        dispatchPrecondition(condition: .onQueue(queue))
        guard phase != .closed, brokenWrite == nil else { return }
        do throws(TransportError) {
            repeat {
                guard try stream.flush() else { return }
            } while try encryptSome()
            if phase == .closing { finish() } else { tellWhoAwaitsSent() }
        } catch {
            writeFailed(error)
        }
    }

    private func tellWhoAwaitsSent() {
        let bodies = awaitingSent
        awaitingSent = []
        for body in bodies { body() }
    }

    /// - Returns: whether there was anything.
    private func encryptSome() throws(TransportError) -> Bool {
        var isEmpty = true
        for _ in 0..<Self.recordsAtOnce where sendQueue.byteCount > 0 {
            isEmpty = false
            try encryptRecord()
        }
        return !isEmpty
    }

    private func encryptRecord() throws(TransportError) {
        var outcome = Result<Void, TransportError>.success(())
        withUnsafeTemporaryAllocation(byteCount: TLSEngine.recordByteCount, alignment: 16) { buffer in
            let count = sendQueue.take(into: buffer)
            outcome = Result { () throws(TransportError) in
                try stream.engine.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            }
        }
        try outcome.get()
    }

    /// The peer has gone, but what it said before may still be there to be read, and explains more than the broken
    /// pipe: an alert, or the frame that says why.
    private func writeFailed(_ error: TransportError) {
        guard phase == .open else { return end(error) }
        brokenWrite = error
        sendQueue = SendQueue()
        queue.async { self.pump() }
    }
}
