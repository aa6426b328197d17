import Dispatch

extension TLSConnection {
    /// Where the bytes of the frame under way come from.
    enum Reservation {
        case none
        case awaited(byteCount: Int)
        case granted(byteCount: Int)

        var isAwaited: Bool {
            if case .awaited = self { true } else { false }
        }
    }

    private enum Step {
        /// The budget has no room for the next frame.
        case overBudget
        case progress
        /// The socket has nothing more.
        case starved
    }

    /// How many steps one connection takes before others that share its queue have their turn.
    private static let stepsInARow = 64

    /// Reads as long as there is something to read, room for it and somebody to take it.
    func pump() {
        dispatchPrecondition(condition: .onQueue(queue))
        guard phase == .open, handler != nil, !reservation.isAwaited else { return }
        do throws(TransportError) {
            for _ in 0..<Self.stepsInARow {
                let step = try step()
                if step == .progress { continue }
                stream.isReading = step == .starved
                // Reading may have made TLS answer, a change of keys for instance.
                return flush()
            }
            queue.async { self.pump() }
        } catch {
            end(error)
        }
    }

    /// From now on nothing is read; what is under way is forgotten.
    func stopReading() {
        stream.isReading = false
        account.withdraw()
        if case .granted(let byteCount) = reservation {
            account.release(byteCount)
        }
        reservation = .none
    }

    private func step() throws(TransportError) -> Step {
        if let announced = decoder.announced, !reserve(ByteBudget.cost(ofFrame: announced)) {
            return .overBudget
        }
        if let frame = decoder.takeFrame() {
            deliver(frame)
            return .progress
        }
        switch try decrypt() {
        case .bytes: return .progress
        case .end: throw decoder.isInsideFrame ? .frameTruncated : .peerClosed
        case .needsCiphertext: return try receive()
        }
    }

    private func decrypt() throws(TransportError) -> TLSEngine.Read {
        let byteCount = min(decoder.wanted, TLSEngine.recordByteCount)
        var outcome = Result<TLSEngine.Read, TransportError>.success(.end)
        withUnsafeTemporaryAllocation(byteCount: byteCount, alignment: 16) { buffer in
            outcome = Result { () throws(TransportError) in
                let read = try stream.engine.read(into: buffer)
                if case .bytes(let count) = read {
                    try decoder.receive(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                }
                return read
            }
        }
        return try outcome.get()
    }

    private func receive() throws(TransportError) -> Step {
        do throws(TransportError) {
            switch try stream.receive() {
            case .bytes: return .progress
            case .nothingYet: return .starved
            case .end: throw decoder.isInsideFrame ? .frameTruncated : .connectionLost(reason: "closed without a word")
            }
        } catch {
            throw brokenWrite ?? error
        }
    }

    /// - Returns: whether the frame under way has its bytes; if not, they were asked for.
    private func reserve(_ byteCount: Int) -> Bool {
        if case .granted = reservation { return true }
        // The budget keeps the connection until it is granted or withdrawn.
        let isGranted = account.reserve(byteCount) { self.queue.async { self.granted(byteCount) } }
        reservation = isGranted ? .granted(byteCount: byteCount) : .awaited(byteCount: byteCount)
        return isGranted
    }

    private func granted(_ byteCount: Int) {
        guard reservation.isAwaited else { return account.release(byteCount) }
        reservation = .granted(byteCount: byteCount)
        pump()
    }

    private func deliver(_ frame: [UInt8]) {
        guard case .granted(let byteCount) = reservation else {
            preconditionFailure("a frame was read that had no room")
        }
        reservation = .none
        let receipt = ReceiptToken(account: account, byteCount: byteCount)
        handler?.connection(self, didReceive: frame, receipt: receipt)
    }
}
