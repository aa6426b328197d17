import Dispatch
import Transport
import Wire

/// Brings the server's frames to the client's queue.
final class ClientConnection: ConnectionHandler {
    private let runtime: ClientRuntime

    init(_ runtime: ClientRuntime) { self.runtime = runtime }

    func connection(_ connection: any Connection, didReceive frame: [UInt8], receipt: ReceiptToken) {
        let event: ClientEvent
        do {
            event = try .received(WireCodec.decode(frame))
        } catch let error as WireError {
            event = .malformed(error)
        } catch {
            event = .malformed(.notAnEnvelope)
        }
        runtime.queue.async { [runtime] in
            runtime.handle(event)
            receipt.done()
        }
    }

    func connection(_ connection: any Connection, didCloseWith error: TransportError?) {
        runtime.queue.async { [runtime] in runtime.closed(connection, error) }
    }
}
