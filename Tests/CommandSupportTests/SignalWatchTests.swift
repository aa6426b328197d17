import CommandSupport
import Foundation
import Testing

/// SIGURG and SIGWINCH are ignored by default, so that other tests of the process notice nothing.
@Suite struct SignalWatchTests {
    @Test func theHandlerHearsTheSignal() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
        let watch = SignalWatch([SIGURG, SIGWINCH]) { continuation.yield($0) }
        var signals = stream.makeAsyncIterator()
        kill(getpid(), SIGURG)
        #expect(await signals.next() == SIGURG)
        kill(getpid(), SIGWINCH)
        #expect(await signals.next() == SIGWINCH)
        withExtendedLifetime(watch) {}
    }
}
