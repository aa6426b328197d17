package import Federation
import Foundation
package import GrokServer
package import RoundStore

/// What the admin page answers: a value, asked without a socket.
package struct AdminSite: Sendable {
    /// What a request gets.
    package enum Answer: Equatable, Sendable {
        /// Statuses as server-sent events, from now on.
        case events
        case response(HTTPResponse)
    }

    /// Rounds that are answered at most, the newest.
    package static let maximumRounds = 500
    /// A server whose newest view is older than so many seconds has stopped working.
    package static let patienceSeconds = 30.0

    let board: ServerBoard
    let history: any ServerHistory
    /// What the Host header may be, in lower case.
    let hosts: Set<String>
    let process: @Sendable () -> ProcessFigures
    let now: @Sendable () -> Timestamp

    /// - Parameters:
    ///   - board: where the server puts up how it stands.
    ///   - history: the rounds.
    ///   - hosts: host and port, as they may stand in a URL.
    ///   - process: what the process uses.
    ///   - now: the time on the server's clock.
    package init(
        board: ServerBoard, history: any ServerHistory, hosts: Set<String>,
        process: @escaping @Sendable () -> ProcessFigures, now: @escaping @Sendable () -> Timestamp
    ) {
        self.board = board
        self.history = history
        self.hosts = Set(hosts.map { $0.lowercased() })
        self.process = process
        self.now = now
    }

    package func answer(_ request: HTTPRequest) -> Answer {
        do throws(HTTPRequest.Refusal) {
            // A page from elsewhere can have its name resolve to this host, but cannot change what it is called.
            guard hosts.contains(request.host) else {
                throw HTTPRequest.Refusal(421, "this server is not called that; setting admin-hosts adds names")
            }
            guard request.method == "GET" else { throw HTTPRequest.Refusal(405, "there is nothing to change here") }
            return request.path == "/api/events" ? .events : .response(try response(to: request))
        } catch {
            return .response(HTTPResponse(error))
        }
    }

    private func response(to request: HTTPRequest) throws(HTTPRequest.Refusal) -> HTTPResponse {
        switch request.path {
        case "/": HTTPResponse(.html, PackageResources.admin_html)
        case "/admin.css": HTTPResponse(.css, PackageResources.admin_css)
        case "/admin.js": HTTPResponse(.script, PackageResources.admin_js)
        case "/api/rounds": try rounds(after: request.number("after") ?? 0)
        case "/api/status": HTTPResponse(.json, JSON.encode(try view().status) + [UInt8(ascii: "\n")])
        case "/healthz": try health()
        case "/metrics": HTTPResponse(.metrics, MetricsText.render(try view(), process()))
        case "/readyz": try readiness()
        default: throw HTTPRequest.Refusal(404, "there is nothing at that path")
        }
    }

    private func rounds(after number: Int) throws(HTTPRequest.Refusal) -> HTTPResponse {
        do {
            let newest = try history.snapshot().lastRound
            let slice = try history.rounds(after: max(number, newest - Self.maximumRounds))
            return HTTPResponse(.json, JSON.encode(RoundReport.reports(of: slice)) + [UInt8(ascii: "\n")])
        } catch {
            throw HTTPRequest.Refusal(503, "the rounds cannot be read: \(error)")
        }
    }

    /// Whether the server's queue is alive.
    private func health() throws(HTTPRequest.Refusal) -> HTTPResponse {
        let age = now().seconds(since: try view().status.at.timestamp)
        guard age < Self.patienceSeconds else {
            throw HTTPRequest.Refusal(503, "the server has done nothing for \(Int(age)) seconds")
        }
        return HTTPResponse(.text, "ok\n")
    }

    /// Whether participants that connect now are served.
    private func readiness() throws(HTTPRequest.Refusal) -> HTTPResponse {
        _ = try health()
        let state = try view().status.state
        guard state != .finished, state != .stopping else { throw HTTPRequest.Refusal(503, state.rawValue) }
        return HTTPResponse(.text, "ready\n")
    }

    private func view() throws(HTTPRequest.Refusal) -> ServerView {
        guard let view = board.view else { throw HTTPRequest.Refusal(503, "the server is starting") }
        return view
    }

    /// The newest status as an event of the stream; nil before the server has started.
    package var event: [UInt8]? {
        // RFC 8895's subset suffices: the JSON has no line break in it.
        board.view.map { Array("data: ".utf8) + JSON.encode($0.status) + Array("\n\n".utf8) }
    }
}
