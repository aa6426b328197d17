import Primitives

extension Connection {
    /// Sends a frame; the places before and after have its kind in their names.
    package func send(_ payload: [UInt8], kind: @autoclosure () -> String) {
        guard FaultPoint.isWatched else { return send(payload) }
        let kind = kind()
        FaultPoint.reach("sending/\(kind)")
        send(payload)
        whenSent { FaultPoint.reach("sent/\(kind)") }
    }
}
