import FuzzTargets
import Glibc

/// libFuzzer's driver (compiler-rt, FuzzerDriver.cpp): reads its arguments, then calls back with bytes until it stops.
@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ read: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

/// `grok-fuzz TARGET [arguments of libFuzzer]`: one program for all targets. libFuzzer's own `main` gives way to this one.
@main
enum GrokFuzz {
    /// Here and not a variable of `main`, because the callback can capture nothing.
    private static let target = FuzzTarget.allCases.first { $0.rawValue == CommandLine.arguments.dropFirst().first }

    static func main() {
        guard target != nil else {
            let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
            print("usage: grok-fuzz TARGET [-max_total_time=60] [corpus…]; targets are \(names)")
            exit(64)
        }
        var arguments = ([CommandLine.arguments[0]] + CommandLine.arguments.dropFirst(2)).map { strdup($0) } + [nil]
        var count = Int32(arguments.count - 1)
        let status = arguments.withUnsafeMutableBufferPointer { buffer in
            guard var base = buffer.baseAddress else { return Int32(64) }
            return runDriver(&count, &base) { bytes, count in
                target?.read(Array(UnsafeBufferPointer(start: bytes, count: count)))
                return 0
            }
        }
        exit(status)
    }
}
