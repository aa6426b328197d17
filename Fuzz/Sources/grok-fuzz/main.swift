import FuzzTargets
import Glibc

// grok-fuzz TARGET [arguments of libFuzzer]: one program for all targets. libFuzzer's own `main` gives way to this one.

/// libFuzzer's driver (compiler-rt, FuzzerDriver.cpp): reads its arguments, then calls back with bytes until it stops.
@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ read: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

/// The callback can capture nothing.
private let target: FuzzTarget = {
    if CommandLine.arguments.count > 1, let target = FuzzTarget(rawValue: CommandLine.arguments[1]) { return target }
    let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
    fputs("usage: grok-fuzz TARGET [-max_total_time=60] [corpus…]; targets are \(names)\n", stderr)
    exit(64)
}()

_ = target
var arguments = ([CommandLine.arguments[0]] + CommandLine.arguments.dropFirst(2)).map { strdup($0) } + [nil]
var count = Int32(arguments.count - 1)
let status = arguments.withUnsafeMutableBufferPointer { buffer in
    guard var base = buffer.baseAddress else { return Int32(64) }
    return runDriver(&count, &base) { bytes, count in
        target.read(Array(UnsafeBufferPointer(start: bytes, count: count)))
        return 0
    }
}
exit(status)
