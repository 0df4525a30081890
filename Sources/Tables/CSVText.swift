/// Fields as CSV writes them.
package enum CSVText {
    /// Appends a field, between quotation marks where it must be.
    package static func append(_ field: String, to buffer: inout [UInt8]) {
        guard field.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else {
            buffer.append(contentsOf: field.utf8)
            return
        }
        buffer.append(0x22)
        for byte in field.utf8 {
            if byte == 0x22 { buffer.append(0x22) }
            buffer.append(byte)
        }
        buffer.append(0x22)
    }

    /// Appends fields with commas between them.
    package static func append(_ fields: some Sequence<String>, to buffer: inout [UInt8]) {
        var isFirst = true
        for field in fields {
            if !isFirst { buffer.append(0x2C) }
            isFirst = false
            append(field, to: &buffer)
        }
    }
}
