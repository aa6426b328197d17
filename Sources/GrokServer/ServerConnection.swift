import Dispatch
import Transport
import Wire

/// Brings a connection's frames to the server's queue. Decoding happens on the connection's own.
final class ServerConnection: ConnectionHandler {
    private let id: ConnectionID
    private let runtime: ServerRuntime

    init(_ id: ConnectionID, of runtime: ServerRuntime) {
        self.id = id
        self.runtime = runtime
    }

    func connection(_ connection: any Connection, didReceive frame: [UInt8], receipt: ReceiptToken) {
        let event: ServerEvent
        do {
            event = try .received(id, WireCodec.decode(frame))
        } catch let error as WireError {
            event = .malformed(id, error)
        } catch {
            event = .malformed(id, .notAnEnvelope)
        }
        runtime.queue.async { [runtime, id] in
            if case .received(_, .fetch) = event {
                runtime.serve(event, to: id)
            } else {
                runtime.handle(event)
            }
            receipt.done()
        }
    }

    func connection(_ connection: any Connection, didCloseWith error: TransportError?) {
        runtime.queue.async { [runtime, id] in runtime.closed(id, because: error) }
    }
}
