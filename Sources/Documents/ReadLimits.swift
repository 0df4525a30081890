/// Bounds that every reader keeps, so that no file can take more than a form needs.
package struct ReadLimits: Hashable, Sendable {
    /// Bytes of the file itself.
    package var fileBytes = 64 << 20
    /// Bytes of a file that is text: a web page, a table in text, XML.
    package var textBytes = 16 << 20
    /// Bytes of one part after unpacking.
    package var partBytes = 96 << 20
    /// Bytes of all parts after unpacking.
    package var totalBytes = 160 << 20
    /// Parts of a zip-based file.
    package var parts = 10_000
    /// Unpacked over packed size, above 1 MB.
    package var packingRatio = 200
    /// Cells that hold something, in all sheets.
    package var cells = 300_000
    /// Rows, empty ones counted, in one sheet.
    package var rows = 1_100_000
    package var columns = 16_384
    package var sheets = 500
    package var elementDepth = 200
    package var seconds = 4

    package init() {}
}
