extension RandomAccessCollection where Element == UInt16, Index == Int {
    /// Whether so many characters in a row stand in both.
    func sharesRun(of length: Int, with other: some RandomAccessCollection<UInt16>) -> Bool {
        guard count >= length, other.count >= length else { return false }
        let others = Array(other)
        return indices.dropLast(length - 1).contains { start in (0...(others.count - length)).contains { self[start..<start + length].elementsEqual(others[$0..<$0 + length]) } }
    }
}
