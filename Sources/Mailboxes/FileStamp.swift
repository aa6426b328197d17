import Glibc

/// By what a changed file shows. A mail program may set the time of modification back, the time of change it cannot.
struct FileStamp: Hashable {
    let numbers: [UInt64]

    init(_ status: stat) {
        func nanoseconds(_ time: timespec) -> UInt64 {
            UInt64(bitPattern: Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec))
        }
        numbers = [
            UInt64(status.st_dev), UInt64(status.st_ino), UInt64(bitPattern: Int64(status.st_size)),
            nanoseconds(status.st_mtim), nanoseconds(status.st_ctim),
        ]
    }
}
