import Foundation

/// A pipe to read a program's lines from.
struct Descriptors: ~Copyable {
    private var reading: Int32
    let writing: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reading, writing) = (ends[0], ends[1])
    }

    /// The end to read from is the caller's; the other one is the program's alone.
    consuming func handOver() -> Int32 {
        let descriptor = reading
        reading = -1
        return descriptor
    }

    deinit {
        if reading >= 0 { close(reading) }
        close(writing)
    }
}
