/// How much the admin page takes from whoever may connect to it.
package struct AdminLimits: Sendable {
    /// Connections at once; one more is closed as soon as it comes.
    package var connections = 64
    /// Of these, how many may listen to events.
    package var streams = 32
    /// Seconds in which a request has to be complete, and in which what is answered has to be taken.
    package var patienceSeconds = 10.0
    /// Seconds after which a stream says that it is alive: a client that is gone may be noticed only so.
    package var heartbeatSeconds = 15.0
    /// Seconds between looks at what takes too long.
    package var sweepSeconds = 1.0

    package init() {}
}
