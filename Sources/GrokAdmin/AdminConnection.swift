import Dispatch
import Transport

/// One connection of the admin page: one request, one answer, or events until somebody ends it.
///
/// Confined to the page's queue.
final class AdminConnection {
    private let stream: PlainStream
    private let site: AdminSite
    private let limits: AdminLimits
    private let mayStream: () -> Bool
    private var reader = RequestReader()
    private var hasAnswered = false
    private var deadline: DispatchTime
    private var nextHeartbeat = DispatchTime.distantFuture
    /// A status that came while the one before was still on its way; a newer one takes its place.
    private var waiting: [UInt8]?

    /// Whether it gets statuses as they come.
    private(set) var isStreaming = false

    init(_ stream: PlainStream, site: AdminSite, limits: AdminLimits, mayStream: @escaping () -> Bool) {
        self.stream = stream
        self.site = site
        self.limits = limits
        self.mayStream = mayStream
        deadline = .now() + limits.patienceSeconds
    }

    func start() {
        stream.onReceive = { self.receive($0) }
        stream.onSent = { self.sent() }
        stream.start()
    }

    func close() { stream.close() }

    /// Ends the connection when its time is up.
    func check(at now: DispatchTime) {
        if now >= deadline { return stream.close() }
        guard isStreaming, now >= nextHeartbeat, stream.unsentByteCount == 0 else { return }
        push(Array(": \n\n".utf8))
    }

    /// Sends a status, once the one before is gone: a client that is slow skips some, and memory stays bounded.
    func send(event: [UInt8]) {
        if stream.unsentByteCount > 0 { waiting = event } else { push(event) }
    }

    private func receive(_ bytes: [UInt8]) {
        guard !hasAnswered else { return }
        do throws(HTTPRequest.Refusal) {
            guard let request = try reader.append(bytes) else { return }
            answer(site.answer(request))
        } catch {
            answer(.response(HTTPResponse(error)))
        }
    }

    private func answer(_ answer: AdminSite.Answer) {
        hasAnswered = true
        deadline = .now() + limits.patienceSeconds
        switch answer {
        case .response(let response):
            stream.send(response.bytes)
            stream.finish()
        case .events where mayStream(): beginStream()
        case .events:
            stream.send(HTTPResponse(.text, "too many pages are open\n", status: 503).bytes)
            stream.finish()
        }
    }

    private func beginStream() {
        isStreaming = true
        push(HTTPResponse(.events, "retry: 2000\n\n").bytes)
        if let event = site.event { send(event: event) }
    }

    private func push(_ bytes: [UInt8]) {
        deadline = .now() + limits.patienceSeconds
        nextHeartbeat = .now() + limits.heartbeatSeconds
        stream.send(bytes)
    }

    /// Everything is the kernel's: a stream has all the time until there is more to send.
    private func sent() {
        guard isStreaming else { return }
        deadline = .distantFuture
        guard let event = waiting else { return }
        waiting = nil
        push(event)
    }
}
