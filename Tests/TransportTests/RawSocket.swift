import Dispatch
import Glibc
import Testing

@testable import Transport

/// A TCP connection that says what a test wants, or nothing.
final class RawSocket: Sendable {
    private let descriptor: FileDescriptor

    /// Connects and waits until it stands.
    init(connectingTo port: UInt16) throws {
        let address = try #require(try Resolver.addresses(of: "127.0.0.1", port: port).first)
        // Blocking, unlike the code under test: the peer is in this process, and answers.
        descriptor = FileDescriptor(
            owning: try systemCall("socket") { socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) })
        _ = try descriptor.connect(to: address)
    }

    func send(_ bytes: [UInt8]) throws {
        _ = try bytes.withUnsafeBytes { try descriptor.send($0) }
    }

    /// Waits until the peer closes; whether it did so without a reset.
    func readToEnd() async -> Bool {
        await withCheckedContinuation { continuation in
            Thread.detach { continuation.resume(returning: self.drain()) }
        }
    }

    private func drain() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            switch buffer.withUnsafeMutableBytes({ try? descriptor.receive(into: $0) }) {
            case .bytes: continue
            case .end: return true
            case .nothingYet, nil: return false
            }
        }
    }
}

/// A thread of its own for a call that blocks, which the threads of tests must not.
enum Thread {
    static func detach(_ body: @escaping @Sendable () -> Void) {
        DispatchQueue.global().async(execute: body)
    }
}
