/// Fixed-width unsigned slots in the rows of a plaintext vector, from the least significant bit up.
///
/// A slot never straddles two rows; the bits of a row above its last slot are guard bits and stay zero.
struct SlotLayout: Equatable, Sendable {
    let slotBits: Int
    let slotsPerRow: Int
    let count: Int

    init(slotBits: Int, plaintextBits: Int, count: Int) throws {
        guard slotBits <= plaintextBits else {
            throw FederationError.budget("a slot of \(slotBits) bits does not fit a plaintext of \(plaintextBits) bits")
        }
        self.slotBits = slotBits
        self.slotsPerRow = plaintextBits / slotBits
        self.count = count
    }

    var rows: Int { (count + slotsPerRow - 1) / slotsPerRow }

    /// Slots of row `row`; the last row may hold fewer than the others.
    func slots(inRow row: Int) -> Range<Int> {
        row * slotsPerRow..<min(count, (row + 1) * slotsPerRow)
    }

    /// Writes `value` (below 2^slotBits) into slot `index` of a row whose bits there are zero.
    func write(_ value: UInt64, toSlot index: Int, of limbs: UnsafeMutableBufferPointer<UInt>) {
        let bit = index * slotBits
        let (limb, shift) = (bit / UInt.bitWidth, bit % UInt.bitWidth)
        limbs[limb] |= UInt(value) << shift
        if shift + slotBits > UInt.bitWidth { limbs[limb + 1] |= UInt(value) >> (UInt.bitWidth - shift) }
    }

    func read(slot index: Int, of limbs: UnsafeBufferPointer<UInt>) -> UInt64 {
        let bit = index * slotBits
        let (limb, shift) = (bit / UInt.bitWidth, bit % UInt.bitWidth)
        var value = limbs[limb] >> shift
        if shift + slotBits > UInt.bitWidth { value |= limbs[limb + 1] << (UInt.bitWidth - shift) }
        return UInt64(value & (1 << UInt(slotBits) - 1))
    }

    /// Whether every bit of a row above its `used` slots is zero.
    func isClear(above used: Int, in limbs: UnsafeBufferPointer<UInt>) -> Bool {
        let bit = used * slotBits
        let (limb, shift) = (bit / UInt.bitWidth, bit % UInt.bitWidth)
        guard limb < limbs.count else { return true }
        return limbs[limb] >> shift == 0 && limbs[(limb + 1)...].allSatisfy { $0 == 0 }
    }
}
