import Federation
import Foundation
import GrokAdmin
import Primitives
import RoundStore

@testable import GrokServer

/// Views of a server that never ran.
enum Views {
    static let now = Timestamp(milliseconds: 1_700_000_000_000)
    static let host = "127.0.0.1:7434"

    /// A round in progress, with every optional member there.
    static func status(
        _ state: ServerStatus.State = .training, federation: String = "office", secondsLeft: Double = 600
    ) -> ServerStatus {
        ServerStatus(
            source: .server, at: Moment(now), federation: federation, state: state, published: 3, rounds: 10,
            round: ServerStatus.Round(
                number: 4, kind: "training", base: "00", openedAt: Moment(now),
                deadline: Moment(now.advanced(bySeconds: secondsLeft)), contributions: 1, commits: 0, shares: 0,
                sharesWanted: 16),
            model: "9f3c21", lastRound: 3, loss: 0.25, accuracy: 0.5, waitingFor: ["sue"],
            participants: [
                ParticipantStatus(name: "alice", connected: true, heardAt: Moment(now), state: .submitted),
                ParticipantStatus(name: "bob", connected: false, state: .idle),
            ],
            holders: [HolderStatus(name: "alice", connected: true, state: .committed, shares: 0)])
    }

    static func view(_ status: ServerStatus = status(), meters: ServerMeters = meters) -> ServerView {
        ServerView(
            status: status, meters: meters, events: ["round.opened": 4, "odd\"name\\": 1], connections: 2,
            bytesInFlight: 4096)
    }

    static let meters: ServerMeters = {
        var meters = ServerMeters()
        var statistics = RoundStatistics()
        (statistics.bytesIn, statistics.bytesOut, statistics.trainSeconds) = (900, 70, 1.5)
        for phase in ServerPhase.allCases { statistics[phase] = 0.02 }
        meters.add(
            RoundConclusion(
                phase: .void, at: now, model: .init(sha256: []), transcript: nil, totals: nil, reason: nil, holders: [],
                statistics: statistics))
        return meters
    }()

    /// A site that shows this view, with these rounds.
    static func site(
        _ view: ServerView? = view(), history: any ServerHistory = MemoryServerStore(), at now: Timestamp = now
    ) -> AdminSite {
        let board = ServerBoard()
        if let view { board.post(view) }
        return AdminSite(
            board: board, history: history, hosts: [host, "LocalHost:7434"], process: { .current }, now: { now })
    }
}

extension AdminSite {
    /// The response to a request for a path, with or without a query.
    func get(_ target: String, method: String = "GET", host: String = Views.host) -> HTTPResponse? {
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        let request = HTTPRequest(
            method: method, path: parts[0], query: parts.count > 1 ? parts[1] : "", host: host)
        guard case .response(let response) = answer(request) else { return nil }
        return response
    }

    func text(_ target: String) -> String { String(decoding: get(target)?.body ?? [], as: UTF8.self) }
}
