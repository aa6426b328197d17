import Testing

@testable import Tensors

struct TapeTests {
    @Test func aTapeIsFreedWithoutBackward() {
        weak var tape: Tape<Float>?
        do {
            let own = Tape<Float>()
            tape = own
            let x = own.variable(Tensor([1, 2]))
            let table = own.variable(Tensor(rows: [[1], [2]]))
            let y = (x * x).sum() + table.gathered([1]).sum() + table.bags([[0, 1]]).sum()
            #expect(y.value.scalar == 10)
            #expect(tape != nil)
        }
        #expect(tape == nil)
    }

    @Test func backwardFreesTheOperations() {
        let tape = Tape<Float>()
        let x = tape.variable(Tensor([1, 2]))
        let loss = (x.exp() * x).sum()
        #expect(tape.count == 4)
        _ = loss.backward()
        #expect(tape.count == 0)
    }

    /// What an operation kept for the way back is gone after it, though tape and result are still there.
    @Test func backwardFreesWhatOperationsKept() {
        final class Intermediate {}
        weak var kept: Intermediate?
        let tape = Tape<Float>()
        let x = tape.variable(Tensor([2]))
        let node = x.node
        var result: Variable<Float>
        do {
            let intermediate = Intermediate()
            kept = intermediate
            result = tape.record(x.value, of: [x]) { gradient, gradients in
                withExtendedLifetime(intermediate) { gradients.add(node) { gradient } }
            }
        }
        #expect(kept != nil)
        result = result.sum()
        #expect(result.backward()[x] == Tensor([1]))
        #expect(kept == nil && result.tape === tape)
    }

    /// A sum of many parts is added up in place, in whatever kinds they come.
    @Test func partsOfAllKindsAddUp() {
        let tape = Tape<Float>()
        let table = tape.variable(Tensor(rows: [[1, 2], [3, 4]]))
        let ones = tape.constant(Tensor(rows: [[1, 1]]))
        let loss =
            table.gathered([1]).sum() + ones.matmul(table).sum() + table.slice(0..<1).sum() + (table * 2).sum()
        #expect(loss.backward()[table] == Tensor(rows: [[4, 4], [4, 4]]))
    }

    @Test func constantsCostNothing() {
        let tape = Tape<Float>()
        let a = tape.constant(Tensor([1, 2]))
        let b = (a + a).exp().sum()
        #expect(tape.count == 0)
        #expect(b.backward()[a] == Tensor([0, 0]))
    }

    @Test func detachedPartsGetNoGradient() {
        let tape = Tape<Float>()
        let x = tape.variable(Tensor([3]))
        #expect((x * x.detached).sum().backward()[x] == Tensor([3]))
    }

    @Test func whatDoesNotMatterHasGradientZero() {
        let tape = Tape<Float>()
        let (x, unused) = (tape.variable(Tensor([3])), tape.variable(Tensor([1, 2])))
        let gradients = x.sum().backward()
        #expect(gradients[x] == Tensor([1]) && gradients[unused] == Tensor([0, 0]))
    }

    @Test func rowsStaySparse() throws {
        let tape = Tape<Float>()
        let table = tape.variable(Tensor([1000, 2], repeating: 1))
        let loss = (table.bags([[7, 3], [3]]) + table.gathered([9, 3])).sum()
        let gradients = loss.backward()
        let rows = try #require(gradients.rows(table))
        #expect(Set(rows.rows) == [3, 7, 9])
        #expect(gradients[table][3, 1] == 3 && gradients[table][9, 0] == 1 && gradients[table][0, 0] == 0)
    }

    @Test func evaluationRecordsNothingAndDropsNothing() {
        let tape = Tape<Float>.evaluation()
        let x = tape.variable(Tensor([1, 2, 3]))
        #expect((x * 2).dropout(0.5).value == Tensor([2, 4, 6]))
        #expect(tape.count == 0)
    }

    @Test func dropoutKeepsTheMean() {
        let tape = Tape<Float>(seed: 1)
        let x = tape.variable(Tensor([10_000], repeating: 1))
        let dropped = x.dropout(0.2)
        let kept = dropped.value.elements.count { $0 > 0 }
        #expect(abs(kept - 8000) < 240)
        #expect(Set(dropped.value.elements) == [0, 1.25])
        #expect(dropped.sum().backward()[x] == dropped.value)
    }
}
