import CGMP
import CMontgomery

/// One worker's scratch for running a chain on rows of bases: made once a piece of work.
///
/// It is a bundle of pointers that live as long as the closure of `Modulus.withChainWorkspace`.
struct ChainWorkspace {
    fileprivate enum Way {
        case lanes(Lanes)
        case rowByRow(RowChain)
    }

    fileprivate let way: Way
    fileprivate let chain: ProductChain
    fileprivate let form: BaseForm
    fileprivate let limbCount: Int

    /// result = what the chain computes, for up to eight rows.
    func run(_ results: UnsafeMutablePointer<UInt>, _ bases: UnsafePointer<UInt>, rows: Int) {
        switch way {
        case .lanes(let lanes): lanes.run(chain, results, bases, form: form, rows: rows)
        case .rowByRow(let way):
            for row in 0..<rows { way.run(chain, results + row * limbCount, bases + row * form.rowStride, form) }
        }
    }
}

/// A chain with GMP.
private struct RowChain {
    let workspace: Workspace
    let modulus: UnsafePointer<UInt>
    let limbCount: Int
    let numbers: UnsafeMutablePointer<UInt>
    let quotient: UnsafeMutablePointer<UInt>

    static func scratchLimbs(_ chain: ProductChain, _ form: BaseForm, limbCount: Int) -> Int {
        chain.numberCount * limbCount + form.limbs + 1
    }

    init(
        _ chain: ProductChain, _ workspace: Workspace, modulus: UnsafePointer<UInt>, limbCount: Int,
        scratch: UnsafeMutablePointer<UInt>
    ) {
        self.workspace = workspace
        self.modulus = modulus
        self.limbCount = limbCount
        numbers = scratch
        quotient = scratch + chain.numberCount * limbCount
    }

    func run(
        _ chain: ProductChain, _ result: UnsafeMutablePointer<UInt>, _ bases: UnsafePointer<UInt>, _ form: BaseForm
    ) {
        for base in 0..<chain.baseCount { reduce(number(base), bases + base * form.baseStride, limbs: form.limbs) }
        for step in chain.steps {
            let (left, right) = (number(Int(step.left)), number(Int(step.right)))
            if left == right {
                workspace.square(number(Int(step.result)), left)
            } else {
                workspace.multiply(number(Int(step.result)), left, right)
            }
        }
        result.update(from: number(chain.answer), count: limbCount)
    }

    private func number(_ index: Int) -> UnsafeMutablePointer<UInt> { numbers + index * limbCount }

    /// A base of any value, as a residue.
    private func reduce(_ result: UnsafeMutablePointer<UInt>, _ base: UnsafePointer<UInt>, limbs: Int) {
        if limbs >= limbCount {
            __gmpn_tdiv_qr(quotient, result, 0, base, limbs, modulus, limbCount)
        } else {
            result.update(from: base, count: limbs)
            (result + limbs).update(repeating: 0, count: limbCount - limbs)
        }
    }
}

extension Modulus {
    /// Lends scratch for running a chain on bases of this form.
    func withChainWorkspace(_ chain: ProductChain, _ form: BaseForm, _ body: (ChainWorkspace) -> Void) {
        let make = { way in ChainWorkspace(way: way, chain: chain, form: form, limbCount: self.limbCount) }
        if let powerLanes {
            return powerLanes.withChainLanes(numbers: chain.numberCount) { body(make(.lanes($0))) }
        }
        withWorkspace { workspace in
            withLimbs { modulus in
                withWipedScratch(limbs: RowChain.scratchLimbs(chain, form, limbCount: limbCount)) { scratch in
                    let way = RowChain(chain, workspace, modulus: modulus, limbCount: limbCount, scratch: scratch)
                    body(make(.rowByRow(way)))
                }
            }
        }
    }
}
