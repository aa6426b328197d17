import Glibc

extension FileDescriptor {
    /// What came of receiving without waiting.
    enum Received: Equatable {
        case bytes(Int)
        case end
        case nothingYet
    }

    /// A TCP socket that never blocks and is not inherited.
    static func tcpSocket(for address: SocketAddress) throws(SystemError) -> FileDescriptor {
        let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        return FileDescriptor(owning: try systemCall("socket") { socket(address.family, type, 0) })
    }

    borrowing func set(_ option: Int32, level: Int32, to value: Int32) throws(SystemError) {
        var value = value
        try systemCall("setsockopt") {
            setsockopt(rawValue, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
        }
    }

    /// What a connection wants: small frames sent at once, and a word from the kernel when the peer's host is gone.
    borrowing func setConnectionOptions() throws(SystemError) {
        try set(TCP_NODELAY, level: Int32(IPPROTO_TCP), to: 1)
        try set(SO_KEEPALIVE, level: SOL_SOCKET, to: 1)
    }

    borrowing func bind(to address: SocketAddress) throws(SystemError) {
        try address.withPointer { pointer, length throws(SystemError) in
            try systemCall("bind") { Glibc.bind(rawValue, pointer, length) }
        }
    }

    borrowing func listen(backlog: Int32) throws(SystemError) {
        try systemCall("listen") { Glibc.listen(rawValue, backlog) }
    }

    /// The next connection that waits, set never to block and not to be inherited; nil when none waits.
    borrowing func accept() throws(SystemError) -> FileDescriptor? {
        do throws(SystemError) {
            let accepted = FileDescriptor(owning: try systemCall("accept") { Glibc.accept(rawValue, nil, nil) })
            try accepted.setAcceptedFlags()
            return accepted
        } catch  where error.code == EAGAIN {
            return nil
        }
    }

    private borrowing func setAcceptedFlags() throws(SystemError) {
        try systemCall("fcntl") { fcntl(rawValue, F_SETFL, O_NONBLOCK) }
        try systemCall("fcntl") { fcntl(rawValue, F_SETFD, FD_CLOEXEC) }
    }

    /// - Returns: whether the connection stands already; if not, the socket becomes writable once it does or cannot.
    borrowing func connect(to address: SocketAddress) throws(SystemError) -> Bool {
        do throws(SystemError) {
            try address.withPointer { pointer, length throws(SystemError) in
                try systemCall("connect") { Glibc.connect(rawValue, pointer, length) }
            }
            return true
        } catch  where error.code == EINPROGRESS {
            return false
        }
    }

    /// - Throws: what became of a connection that was not made at once.
    borrowing func checkConnected() throws(SystemError) {
        var code: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        try systemCall("getsockopt") { getsockopt(rawValue, SOL_SOCKET, SO_ERROR, &code, &length) }
        guard code == 0 else { throw SystemError(call: "connect", code: code) }
    }

    borrowing func localAddress() throws(SystemError) -> SocketAddress {
        try SocketAddress.read { pointer, length throws(SystemError) in
            try systemCall("getsockname") { getsockname(rawValue, pointer, length) }
        }
    }

    borrowing func remoteAddress() throws(SystemError) -> SocketAddress {
        try SocketAddress.read { pointer, length throws(SystemError) in
            try systemCall("getpeername") { getpeername(rawValue, pointer, length) }
        }
    }

    borrowing func receive(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Received {
        do throws(SystemError) {
            let count = try systemCall("recv") { recv(rawValue, buffer.baseAddress, buffer.count, 0) }
            return count == 0 ? .end : .bytes(count)
        } catch  where error.code == EAGAIN {
            return .nothingYet
        }
    }

    /// - Returns: how many bytes the kernel took; a broken connection is an error and never a signal.
    borrowing func send(_ bytes: UnsafeRawBufferPointer) throws(SystemError) -> Int {
        do throws(SystemError) {
            return try systemCall("send") {
                Glibc.send(rawValue, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            }
        } catch  where error.code == EAGAIN {
            return 0
        }
    }

    /// Tells the peer that nothing more will come.
    borrowing func shutDownWriting() throws(SystemError) {
        try systemCall("shutdown") { shutdown(rawValue, Int32(SHUT_WR)) }
    }
}
