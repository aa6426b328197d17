package import Dispatch
import Foundation

/// Calls back when the process is asked to stop, in place of the signal's default.
///
/// Once made, it misses no signal. After it is gone the signals do nothing: a program that caught one is on its way out.
package final class SignalWatch: Sendable {
    /// `nonisolated(unsafe)`: set once, before anybody else has the watch, and touched again by `deinit` alone, when nobody has
    /// it any more; and dispatch_source_cancel(3) may be called from any thread.
    private nonisolated(unsafe) let sources: [any DispatchSourceSignal]

    /// Waits until the signals are watched; not to be called on `queue`.
    ///
    /// - Parameters:
    ///   - signals: by default what Ctrl-C and service managers send.
    ///   - handler: is called on `queue` with the signal's number, each time.
    package init(
        _ signals: [Int32] = [SIGINT, SIGTERM], queue: DispatchQueue = DispatchQueue(label: "grok.signals"),
        handler: @escaping @Sendable (Int32) -> Void
    ) {
        let registrations = DispatchGroup()
        sources = signals.map { number in
            registrations.enter()
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setRegistrationHandler { registrations.leave() }
            source.setEventHandler { handler(number) }
            source.resume()
            return source
        }
        registrations.wait()
    }

    deinit {
        for source in sources { source.cancel() }
    }
}
