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
    let arithmetic: RowArithmetic
    let numbers: UnsafeMutablePointer<UInt>

    func run(
        _ chain: ProductChain, _ result: UnsafeMutablePointer<UInt>, _ bases: UnsafePointer<UInt>, _ form: BaseForm
    ) {
        for base in 0..<chain.baseCount {
            arithmetic.enter(number(base), bases + base * form.baseStride, limbs: form.limbs)
        }
        for step in chain.steps {
            let (left, right) = (number(Int(step.left)), number(Int(step.right)))
            if left == right {
                arithmetic.square(number(Int(step.result)), left)
            } else {
                arithmetic.multiply(number(Int(step.result)), left, right)
            }
        }
        arithmetic.leave(result, number(chain.answer))
    }

    private func number(_ index: Int) -> UnsafeMutablePointer<UInt> { numbers + index * arithmetic.limbs }
}

extension Modulus {
    /// Lends scratch for running a chain on bases of this form.
    func withChainWorkspace(_ chain: ProductChain, _ form: BaseForm, _ body: (ChainWorkspace) -> Void) {
        let make = { way in ChainWorkspace(way: way, chain: chain, form: form, limbCount: self.limbCount) }
        if let powerLanes {
            return powerLanes.withChainLanes(numbers: chain.numberCount) { body(make(.lanes($0))) }
        }
        withRowArithmetic(longest: form.limbs) { arithmetic in
            withWipedScratch(limbs: chain.numberCount * arithmetic.limbs) { numbers in
                body(make(.rowByRow(RowChain(arithmetic: arithmetic, numbers: numbers))))
            }
        }
    }
}
