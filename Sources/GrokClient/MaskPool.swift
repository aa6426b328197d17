package import Paillier
import Synchronization

/// The masks of the next contribution, computed while a participant waits: one set at most, never on a disk, wiped when
/// nobody takes it.
///
/// Taking is consuming: masks cannot be copied, so none is used twice.
package final class MaskPool: Sendable {
    private let scheme: any AdditiveScheme
    private let layout: BlockLayout
    private let ready = Mutex<Masks?>(nil)
    private let isPrepared = Mutex(false)

    /// A pool for contributions of one size.
    package init(_ scheme: any AdditiveScheme, layout: BlockLayout) {
        self.scheme = scheme
        self.layout = layout
    }

    /// Whether there is a set to take.
    package var isFull: Bool { ready.withLock { $0 != nil } }

    /// Makes the tables that masks are computed with, unless that was done here before.
    ///
    /// - Returns: the bytes that they take, the first time.
    package func prepare() -> Int? {
        let isFirst = isPrepared.withLock { isPrepared in
            defer { isPrepared = true }
            return !isPrepared
        }
        return isFirst ? scheme.prepareEncryption() : nil
    }

    /// Computes a set, unless there is one. It takes a while: call it where nobody waits.
    package func fill() {
        guard !isFull else { return }
        var made: Masks? = scheme.makeMasks(layout: layout)
        ready.withLock { ready in
            if ready == nil { ready = made.take() }
        }
    }

    /// The masks for one contribution: the ones that are ready, or fresh ones.
    package func take(for wanted: BlockLayout) -> Masks {
        guard wanted == layout else { return scheme.makeMasks(layout: wanted) }
        let taken = ready.withLock { $0.take() }
        switch consume taken {
        case .some(let masks): return masks
        case .none: return scheme.makeMasks(layout: wanted)
        }
    }
}
