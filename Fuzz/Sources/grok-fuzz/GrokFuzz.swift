import FuzzTargets
import Glibc

// GROK_FUZZ_TARGET=messages grok-fuzz [arguments of libFuzzer]: one program for all targets, whose `main` is libFuzzer's.

/// The target that was asked for.
private let target: FuzzTarget = {
    let name = getenv("GROK_FUZZ_TARGET").map { String(cString: $0) } ?? ""
    if let target = FuzzTarget(rawValue: name) { return target }
    print("GROK_FUZZ_TARGET is none of \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))")
    exit(64)
}()

/// What libFuzzer calls: 0 says that the bytes may be kept.
@_cdecl("LLVMFuzzerTestOneInput")
public func readOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    target.read(Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
}
