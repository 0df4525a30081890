import Tables

// Here and not with the reader, so that they are taken in where they are used: a row asks a hundred times.
extension RecordReader.Cells {
    @inline(__always) func field(_ place: Int) -> RecordReader.Field { fields[place] }
    @inline(__always) func at(_ field: RecordReader.Field) -> UnsafePointer<UInt8> { bytes + Int(field.start) }
}

extension RecordReader.Field {
    @inline(__always) var length: Int { Int(end &- start) }
}
