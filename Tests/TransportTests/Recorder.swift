import Testing

@testable import Transport

/// Records what a connection's handler is told.
final class Recorder: ConnectionHandler {
    struct Frame: Sendable {
        let bytes: [UInt8]
        let receipt: ReceiptToken
    }

    enum Event: Sendable {
        case frame(Frame)
        case closed(TransportError?)
    }

    private let events = Mailbox<Event>()

    func connection(_ connection: any Connection, didReceive frame: [UInt8], receipt: ReceiptToken) {
        events.put(.frame(Frame(bytes: frame, receipt: receipt)))
    }

    func connection(_ connection: any Connection, didCloseWith error: TransportError?) {
        events.put(.closed(error))
    }

    /// What the handler is told next.
    func event() async -> Event { await events.take() }

    /// The next frame, whose receipt is the caller's.
    func frame(sourceLocation: SourceLocation = #_sourceLocation) async throws -> Frame {
        switch await event() {
        case .frame(let frame): return frame
        case .closed(let error):
            Issue.record("closed instead of a frame: \(String(describing: error))", sourceLocation: sourceLocation)
            throw error ?? .cancelled
        }
    }

    /// Why the connection closed; frames before that are let go.
    func closing() async -> TransportError? {
        while true {
            if case .closed(let error) = await event() { return error }
        }
    }
}

/// Sends every frame back.
final class Echo: ConnectionHandler {
    private let closings = Mailbox<TransportError?>()

    func connection(_ connection: any Connection, didReceive frame: [UInt8], receipt: ReceiptToken) {
        connection.send(frame)
    }

    func connection(_ connection: any Connection, didCloseWith error: TransportError?) {
        closings.put(error)
    }

    func closing() async -> TransportError? {
        await closings.take()
    }
}
