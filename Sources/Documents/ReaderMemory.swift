import CLibZip

/// The process's memory as the readers use it.
package enum ReaderMemory {
    /// Keeps freed pages for the next document instead of giving them back to the system each time.
    ///
    /// Unpacking takes and frees the same large buffers for every file; faulting their pages in again took
    /// about half the time of writing a small archive.
    package static func keepPages() {
        #if canImport(Glibc)
            mallopt(M_TRIM_THRESHOLD, 64 << 20)
            mallopt(M_MMAP_THRESHOLD, 64 << 20)
        #endif
    }
}
